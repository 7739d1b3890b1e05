"""Script files that are read beside a page."""

from pathlib import Path

import pytest

from gongkai.archive import Exchange, Ledger
from scraper.script_files import script_files, with_scripts
from tests.gongkai.archive.made import BEGAN as NOW

URL = "http://www.county.example/gk/show.html"
PAGE = (
    '<script src="/lib/jquery-1.9.1.min.js"></script><script src="/js/webBuilderCommon.js"></script>'
    '<script src="js/show.js?v=2"></script><script src="http://cdn.example/x.js"></script><p>text</p>'
)
WANTED = ("http://www.county.example/js/webBuilderCommon.js", "http://www.county.example/gk/js/show.js?v=2")


def test_files_of_the_site_are_wanted_where_the_page_names_a_service_or_is_empty():
    assert script_files(PAGE, URL, empty=False) == WANTED
    other = PAGE.replace("webBuilderCommon", "site")
    assert script_files(other, URL, empty=False) == ()
    assert len(script_files(other, URL, empty=True)) == 2
    assert script_files("<p>nothing</p>", URL, empty=True) == ()


@pytest.fixture
def ledger(tmp_path: Path):
    with Ledger.open(tmp_path / "a.sqlite", "a") as ledger:
        ledger.begin(NOW, NOW)
        yield ledger


def test_what_is_kept_stands_in_the_place_of_the_reference(ledger):
    body = b"var siteInfo={a:'</script>'};"
    ledger.keep(
        WANTED[0],
        "other",
        Exchange(
            asked=WANTED[0],
            sent=WANTED[0],
            final=WANTED[0],
            outcome="ok",
            fetched_at=NOW,
            status=200,
            body=body,
        ),
    )
    text = with_scripts(PAGE, URL, ledger)
    assert "<script>var siteInfo={a:'>'};</script>" in text
    assert 'src="js/show.js?v=2"' in text
    assert with_scripts("<p>nothing</p>", URL, ledger) == "<p>nothing</p>"
