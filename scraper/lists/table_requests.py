"""The services that fill tables of a library: the request for the first page, and how pages are counted."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from msgspec.structs import replace

from scraper.listing import Request
from scraper.scripts.calls import request_for
from scraper.scripts.counts import stepped
from scraper.scripts.expressions import settings
from scraper.scripts.script_names import Assumed, objects, place
from scraper.scripts.table_calls import asked, rows_of
from scraper.scripts.tables import has_table, tables


def table_requests(html: str, url: str) -> tuple[Request, ...]:
    """What the tables of a page ask for when it is opened. What a library would post is asked for by a GET,
    which is a guess."""
    return tuple(one for one in _requests(html, url) if one is not None) if has_table(html) else ()


def beside(others: Iterable[Request], asked: Iterable[Request]) -> list[Request]:
    """Those of `asked` that go to none of the services of the `others`."""
    services = {urlsplit(one.url).path for one in others}
    return [one for one in asked if urlsplit(one.url).path not in services]


def has_unknown_table(html: str, url: str) -> bool:
    """Whether a table of the page has its rows from a service, and nobody can say from which."""
    return has_table(html) and any(one is None for one in _requests(html, url))


@lru_cache(maxsize=4)  # one page is asked for them by several
def _requests(html: str, url: str) -> tuple[Request | None, ...]:
    return tuple(_made(html, url))


def _made(html: str, url: str) -> Iterator[Request | None]:
    """The request of each table of the page; None where its address is not known, or not to be asked."""
    for table in (one for one in tables(html) if one.is_served):
        names = objects(table.script, Assumed(settings(table.script, place(url))))
        first, second = (asked(table, number, names) for number in (1, 2))
        one = request_for(url, first) if first is not None else None
        following = request_for(url, second) if second is not None else None
        if first is None or one is None or one.instead is not None:
            yield one
            continue
        count = stepped(one.url, following.url, rows_of(table, names)) if following is not None else None
        yield replace(one, count=count, guess=first.posts, table=True)
