"""Lonsun (龙讯, Anhui): columns at `/public/column/<organ>?…`, their lists as HTML from `/site/label/8888`.

The column page names the label's parameters in a script; an answer states its pages in a script of its own,
or has a button for the next one.
"""

import html
import re
from urllib.parse import urlsplit

from msgspec.structs import replace

from scraper.addresses import absolute
from scraper.cms import totals
from scraper.cms.generic import says_empty
from scraper.listing import ListPage, Request, Response
from scraper.lists.page_buttons import has_button, turns_on, unaddressed
from scraper.lists.pager import read_pager
from scraper.pages.links import read_links
from scraper.scripts.calls import calls
from scraper.scripts.expressions import value
from scraper.scripts.parameters import changed, parameters
from scraper.scripts.posting import posted_instead

_LABEL = re.compile(r"[\"'][^\"'\s]*/site/label/\d+(?:\?|[\"'])")
_PATH = re.compile(r"/site/label/\d+$")


class Lonsun:
    """Lists of Lonsun."""

    name = "lonsun"

    def matches(self, response: Response) -> bool:
        """By the label's URL, asked for or named on the page."""
        if _PATH.search(urlsplit(response.url).path):
            return True
        return "/site/label/" in response.text and _LABEL.search(response.text) is not None

    def read(self, response: Response) -> ListPage:
        """Entries, and the label's next page."""
        links = read_links(response.text, response.base)
        empty = says_empty(response.text)
        if _PATH.search(urlsplit(response.url).path):
            stated = totals.pages(response.text)
            page = int(parameters(response.request).get("pageIndex") or 1)
            goes_on = _has_buttons(response.text, page) if stated is None else page < stated
            following = _label(response.base, response.request, page + 1) if goes_on and links else ()
            if stated is None:
                following = tuple(replace(one, guess=True) for one in following)
            # The column page may hold what the first of them shows already.
            return ListPage(links=links, following=following, overlaps=page < 2, empty_by_text=empty)
        following = read_pager(links, response.url)
        asked = None if following else _asked(response)
        if asked is not None:
            # The answers may not say how many pages there are, and the page may show the first of them.
            size = totals.size(response.text)
            first = 2 if size and sum(link.date is not None for link in links) >= size else 1
            last = totals.pages(response.text) or 1
            following = tuple(
                one for page in range(first, last + 1) for one in _label(response.url, asked, page)
            )
        return ListPage(links=links, following=following, empty_by_text=empty)


def _has_buttons(text: str, page: int) -> bool:
    """Whether an answer that states no number of pages has buttons that turn to a later one; they may stand
    below the last page too, and then the one after it shows nothing new."""
    return turns_on(text) or has_button(text) or any(number > page for number in unaddressed(text))


def _asked(response: Response) -> Request | None:
    """The label that the page asks for: with the data that its script sends along, else as it is named."""
    for call in calls(html.unescape(response.text), response.url):
        if _PATH.search(urlsplit(call.url).path):
            return call
    named = _LABEL.search(response.text)
    address = value(response.text, named.start(), {})[0] if named else None
    url = absolute(response.url, html.unescape(address)) if address else None
    return Request(url=url) if url else None


def _label(referer: str, asked: Request, page: int) -> tuple[Request, ...]:
    """The request for one page, in the way in which the label was asked before."""
    made = changed(asked, {"pageIndex": str(page)})
    if made.body is None:
        headers = {"Referer": referer, "X-Requested-With": "XMLHttpRequest"}
        made = posted_instead(replace(made, headers=headers), referer)
    return (made,)
