"""What a user names -> pages, in a fixed order, each once."""

import hashlib
import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongkai import sources
from gongkai.archive import Asking, Ledger, Listing
from gongkai.archive.warc import export_warc
from gongkai.errors import SourceError, UsageError
from gongkai.lookup import find_page
from gongkai.posted import folded
from gongkai.saved import SavedPage
from gongkai.sources import Sources, find_sources
from tests.gongkai.archive.made import BEGAN, LIST, body, exchange, make, url


def names(found: Sources) -> list[str]:
    return [source for batch in found.batches for source, _ in batch.names]


def read(found: Sources) -> list[SavedPage | tuple[str, SourceError]]:
    return [page for batch in found.batches for page in batch.pages()]


def test_a_folder_is_read_in_order_and_without_what_browsers_keep_beside_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b.html", "a/c.htm", "a.txt", "b_files/d.html", ".git/e.html", "style.css", "noending"):
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    monkeypatch.chdir(tmp_path)
    found = find_sources(["pages/", "pages/b.html"], tmp_path)
    assert names(found) == ["pages/a/c.htm", "pages/a.txt", "pages/b.html", "pages/noending"]
    pages = read(found)
    assert [page.body for page in pages if isinstance(page, SavedPage)] == [
        b"a/c.htm",
        b"a.txt",
        b"b.html",
        b"noending",
    ]


def test_batches_can_be_read_from_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = make(tmp_path, 2)
    (tmp_path / "a.html").write_text("a")
    monkeypatch.chdir(tmp_path)
    export_warc([archive], Path("pages.warc.gz"))
    found = find_sources(["a.html", archive.name], tmp_path)
    found_warc = find_sources(["pages.warc.gz"], tmp_path)
    batches = [batch.absolute() for sources in (found, found_warc) for batch in sources.batches]
    monkeypatch.chdir("/")
    pages = [page for batch in batches for page in batch.pages()]
    sources = [page.source for page in pages if isinstance(page, SavedPage)]
    assert sources == ["a.html", url(0), url(1), url(0), url(1)]


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_a_warc_file_gives_what_its_archive_gives(tmp_path: Path, ending: str) -> None:
    archive, warc = make(tmp_path, 5), tmp_path / f"pages{ending}"
    assert export_warc([archive], warc) == 6  # the list too, which is no page to parse
    pages = {
        page.source: page for page in read(find_sources([str(warc)], tmp_path)) if isinstance(page, SavedPage)
    }
    for page in read(find_sources([str(archive)], tmp_path)):
        assert isinstance(page, SavedPage)
        other = pages[page.source]
        for name in ("body", "url", "fetched_at", "portal", "link"):
            assert getattr(other, name) == getattr(page, name)
    assert len(pages) == 5


def test_of_a_url_in_two_archives_the_newest_capture_is_read(tmp_path: Path) -> None:
    make(tmp_path / "old", 2)
    path = tmp_path / "new" / "990198-other.sqlite"
    with Ledger.open(path, "990198-other") as ledger:
        ledger.begin(BEGAN, BEGAN - timedelta(hours=1))
        ledger.keep(url(1), "report", exchange(url(1), body(77), 600))
        ledger.finish(BEGAN, b"{}", ())
    found = find_sources([str(tmp_path / "old"), str(path)], tmp_path)
    bodies = {page.source: page.body for page in read(found) if isinstance(page, SavedPage)}
    assert bodies == {url(0): body(0), url(1): body(77)}


def test_what_does_not_exist_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no such file or folder"):
        find_sources([str(tmp_path / "none.html")], tmp_path)
    with pytest.raises(UsageError, match="no saved page in there"):
        find_sources([str(tmp_path / "empty")], tmp_path)
    with pytest.raises(UsageError, match="nothing to parse yet"):
        find_sources([], tmp_path)


def test_a_damaged_archive_is_a_broken_source_and_costs_no_other(tmp_path: Path) -> None:
    (tmp_path / "bad.sqlite").write_bytes(b"no archive")
    (tmp_path / "a.html").write_text("a")
    found = find_sources([str(tmp_path / "bad.sqlite"), str(tmp_path / "a.html")], tmp_path)
    assert [source for source, _ in found.broken] == [str(tmp_path / "bad.sqlite")]
    assert names(found) == [str(tmp_path / "a.html")]


def test_file_names_in_another_encoding_are_written_with_their_bytes(tmp_path: Path) -> None:
    name = os.fsdecode("人.html".encode("gb18030"))
    (tmp_path / name).write_bytes(b"<p>x</p>")
    (page,) = read(find_sources([str(tmp_path)], tmp_path))
    assert isinstance(page, SavedPage)
    assert page.source == rf"{tmp_path}/\xc8\xcb.html"
    assert find_page(str(tmp_path / name), tmp_path).source == page.source


@pytest.mark.parametrize("ending", [".warc", ".warc.gz"])
def test_what_was_posted_for_is_read_back_under_its_name(tmp_path: Path, ending: str) -> None:
    """A page that a service filled has its own URL, an answer of no page's the one with the fields in it; a
    challenge that came later is no page."""
    service, page = "http://portal.test/rest/getGovInfoDetail", "http://portal.test/show.html?id=7"
    text = b'{"data": {"infotitle": "x", "infocontent": "<p>y</p>"}}'
    filled = exchange(folded(service, '{"id":"7"}'), text)
    asking = Asking(url=service, headers={"Referer": page}, body='{"id":"7"}')
    headers = (("content-type", "application/json"),)
    path, warc = tmp_path / "990199-made.sqlite", tmp_path / f"pages{ending}"
    with Ledger.open(path, "990199-made") as ledger:
        ledger.begin(BEGAN, BEGAN)
        filled = replace(filled, asked=page, hops=((200, page),), asking=asking, headers=headers)
        ledger.keep(page, "report", filled)
        pdf = replace(exchange(f"{page}.pdf", b"%PDF-1.4"), headers=(("content-type", "application/pdf"),))
        ledger.keep_list(LIST, exchange(LIST, b"x"), [Listing(url=pdf.asked, role="attachment")], (), 1)
        ledger.keep(pdf.asked, "attachment", pdf)
        ledger.keep(f"{page}.doc", "attachment", exchange(f"{page}.doc", b"of a page"))
        lone = replace(exchange(filled.final, text), asking=asking)
        ledger.keep(filled.final, "report", lone)
        ledger.keep(page, "report", replace(exchange(page, b"<p>challenge</p>", 9), outcome="blocked_waf"))
    assert export_warc([path], warc) == 8  # two of them requests
    pages = read(find_sources([str(warc)], tmp_path))
    found = {one.source: one.body for one in pages if isinstance(one, SavedPage)}
    assert found == {page: text, filled.final: text, pdf.asked: b"%PDF-1.4"}
    assert [one.source for one in pages if isinstance(one, SavedPage) and one.attachment] == [pdf.asked]


def test_an_archive_that_breaks_before_its_turn_costs_itself_alone(tmp_path: Path) -> None:
    make(tmp_path / "a", 2)
    (tmp_path / "b.html").write_text("b")
    found = find_sources([str(tmp_path / "a"), str(tmp_path / "b.html")], tmp_path)
    assert (found.pages, found.units, found.broken) == (3, 2, [])
    for file in (tmp_path / "a").iterdir():
        file.write_bytes(b"no archive")
    assert names(found) == [str(tmp_path / "b.html")]
    ((source, why),) = found.broken
    assert source in why
    assert found.without(found.archives).pages == 1


def test_batches_become_small_and_miss_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(13):
        (tmp_path / f"{number:02}.html").write_text("page")
    monkeypatch.setattr(sources, "BATCH", 4)
    monkeypatch.setattr(sources, "LAST_BATCHES", 2)
    monkeypatch.setattr(sources, "SHARE", 3)
    found = find_sources([str(tmp_path)], tmp_path)
    assert [len(batch.names) for batch in found.batches] == [4, 3, 2, 2, 2]
    assert names(found) == [f"{tmp_path}/{number:02}.html" for number in range(13)]


def test_a_file_comes_with_its_digest(tmp_path):
    (tmp_path / "page.html").write_bytes(b"a page")
    [batch] = find_sources([str(tmp_path)], tmp_path).batches
    [page] = batch.pages()
    assert page.sha256 == hashlib.sha256(b"a page").hexdigest()
