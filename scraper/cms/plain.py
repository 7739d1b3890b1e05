"""Lists that name their page in the URL (`?page=2`, `list_2.html`, `index-2.html`) and their total in words.

Read like any list; where the pager is a script without links, the pages are made from the URL's own number.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from scraper.addresses import absolute
from scraper.cms import totals
from scraper.cms.pieces import links_and_pager
from scraper.listing import ListPage, Request, Response
from scraper.lists.pager import last_page, read_pager
from scraper.scripts.parameters import changed, parameters

_NUMBER = re.compile(
    r"(?i)(?<=[?&])((?:page|p|pageno|pagenum|pageindex|curpage|currpage|currentpage|pn)=)(\d{1,4})(?=&|$)"
    r"|((?:index|list|default|column-index)[-_])(\d{1,4})(?=\.\w+$)"
)


class Plain:
    """Lists with a page number in the URL and a total in words."""

    name = "plain"

    def matches(self, response: Response) -> bool:
        """By a page number in the URL together with a stated number of pages."""
        return _NUMBER.search(response.url) is not None and totals.pages(response.text) is not None

    def read(self, response: Response) -> ListPage:
        """The links; the pager's pages, else those the total leaves."""
        links, own = links_and_pager(response)
        stated = totals.pages(response.text) or 0
        following = tuple(one for one in read_pager(own, response.url, stated) if _number(one.url) <= stated)
        if response.posted is not None:
            following = _count_posted(response.posted, stated)
        elif not following:
            last = last_page(own, response.url)
            following = _counted(response.url, stated, totals.current(response.text), last)
        return ListPage(links=links, following=following)


def _number(url: str) -> int:
    found = _NUMBER.search(url)
    return int(found[2] or found[4]) if found else 0


def _counted(url: str, stated: int, current: int | None, last: str | None) -> tuple[Request, ...]:
    """The pages after this one, by the number in its URL, of `stated` ones; `current` is which of them the
    list says that this one is, `last` where it links to the last one. Unless one of these tells whether the
    site counts from one, from nought, or down, the last of them need not be there."""
    found = _NUMBER.search(url)
    if found is None or not urlsplit(url).hostname or current == stated:
        return ()
    name, here = (found[1], found[2]) if found[1] else (found[3], found[4])
    numbers: Iterable[int] = range(int(here) + 1, stated + 1)
    if last is not None:
        numbers = range(int(here) + 1, min(stated, _number(last)) + 1)
    elif current == int(here) + 1:
        numbers = range(int(here) + 1, stated)
    elif current is not None and current != int(here) == stated + 1 - current:
        numbers = range(int(here) - 1, 0, -1)
    unsure = last is None and current is None
    made = (
        (page, absolute(url, url[: found.start()] + f"{name}{page}" + url[found.end() :])) for page in numbers
    )
    return tuple(Request(url=one, guess=unsure and page == stated) for page, one in made if one)


def _count_posted(request: Request, stated: int) -> tuple[Request, ...]:
    """The pages after this one of a list that is posted for."""
    given = parameters(request)
    name = next((name for name in given if _NUMBER.search(f"?{name}={given[name]}")), None)
    if name is None:
        return ()
    pages = range(int(given[name]) + 1, stated + 1)
    return tuple(changed(request, {name: str(page)}) for page in pages)
