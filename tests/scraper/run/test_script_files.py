"""Script files that are read beside a page."""

import asyncio
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongkai.archive import Exchange, Ledger
from scraper.listing import Request
from scraper.run.fetch import Fetched
from scraper.run.script_files import ScriptFiles
from scraper.scripts.script_links import script_files
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


def kept(url: str, text: str) -> Exchange:
    return Exchange(
        asked=url, sent=url, final=url, outcome="ok", fetched_at=NOW, status=200, body=text.encode()
    )


def test_what_is_kept_stands_in_the_place_of_the_reference(ledger):
    ledger.keep(WANTED[0], "other", kept(WANTED[0], "var siteInfo={a:'</script>'};"))
    ledger.keep(WANTED[1], "other", kept(WANTED[1], "<html>not found</html>"))
    files = ScriptFiles(ledger, Fetching({}))
    text = files.beside(PAGE, URL)
    assert ">var siteInfo={a:'>'};</script>" in text
    assert 'src="js/show.js?v=2"' in text
    assert files.beside("<p>nothing</p>", URL) == "<p>nothing</p>"


class Fetching:
    """Answers from a dictionary, 404 for the rest, and notes what was asked."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files
        self.asked: list[str] = []

    async def fetch(self, request: Request, *, limit: int) -> Fetched:
        assert limit > 0
        self.asked.append(request.url)
        good = kept(request.url, self.files.get(request.url, ""))
        return Fetched(good if request.url in self.files else replace(good, outcome="gone", status=404), "")


def test_a_file_is_asked_for_once_and_again_only_where_it_may_be_out_of_date(ledger):
    fetching = Fetching({WANTED[0]: "var a=1;"})
    for anew, asked in ((False, 2), (False, 2), (True, 2)):
        assert asyncio.run(ScriptFiles(ledger, fetching).load(WANTED, anew=anew))
        assert len(fetching.asked) == asked
    ledger.finish(NOW, b"{}", ())
    ledger.begin(NOW, NOW)
    assert asyncio.run(ScriptFiles(ledger, fetching).load(WANTED))
    assert len(fetching.asked) == 2
    assert asyncio.run(ScriptFiles(ledger, fetching).load(WANTED, anew=True))
    assert len(fetching.asked) == 4
    assert not asyncio.run(ScriptFiles(ledger, fetching).load(WANTED[1:]))
