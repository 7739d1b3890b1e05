"""Archives of generated pages, written as a crawl writes them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.pages import fresh_pages
from gongkai.archive import Exchange, Ledger

FETCHED = datetime(2025, 3, 1, tzinfo=UTC)
PORTAL_PAGES = 1000  # reports of one large county in all years
CHUNK = 100  # pages made at a time, so that the maker's memory stays flat


def write_archives(folder: Path, count: int, seed: int, *, first: int = 0) -> int:
    """Write pages from number `first` up to `count` into portal archives under `folder`; return their raw
    bytes."""
    raw = 0
    for start in range(first, count, PORTAL_PAGES):
        portal = f"{900001 + start // PORTAL_PAGES}-bench"
        with Ledger.open(folder / f"{portal}.sqlite", portal) as ledger:
            ledger.begin(FETCHED, FETCHED)
            for number in range(start, min(start + PORTAL_PAGES, count), CHUNK):
                pages = fresh_pages(min(CHUNK, count - number), seed=seed * 1_000_003 + number)
                raw += sum(map(len, pages))
                _keep(ledger, portal, number, pages)
            ledger.finish(FETCHED, b"{}", ())
    return raw


def _keep(ledger: Ledger, portal: str, first: int, pages: Sequence[bytes]) -> None:
    for number, body in enumerate(pages, first):
        url = f"http://{portal}.example/t{number}.html"
        exchange = Exchange(
            asked=url,
            sent=url,
            final=url,
            outcome="ok",
            fetched_at=FETCHED,
            status=200,
            headers=(("content-type", "text/html"),),
            body=body,
        )
        ledger.keep(url, "report", exchange)
