"""Lists that come as XML: items with a title and an address, whoever named their elements."""

import html
import re
from collections.abc import Iterator
from itertools import islice

from scraper.addresses import absolute
from scraper.cms import totals
from scraper.listing import ListedLink, ListPage, Response
from scraper.markup import inside

_STARTS = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|root\b|list\b|items\b|data\b)", re.IGNORECASE)
_FLAGS = re.DOTALL | re.IGNORECASE
_ITEMS = ("item", "entry", "row", "record", "article", "info", "doc", "news")
_LONGEST = 20_000  # characters of an item
_TITLE = re.compile(r"<((?:\w*title)|name|subject)\b[^<>]{0,300}>(.{0,1000}?)</\1>", _FLAGS)
_ADDRESS = re.compile(r"<(link|\w*url|href|path|src)\b[^<>]{0,300}>(.{0,1000}?)</\1>", _FLAGS)
_ATTRIBUTE = re.compile(r"<link\b[^<>]{0,300}\bhref\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_DATE = re.compile(r"20\d\d-\d{1,2}-\d{1,2}")


class Feed:
    """Lists in XML."""

    name = "feed"

    def matches(self, response: Response) -> bool:
        """By how the answer begins, and what stands in its items; the datastores of Hanweb are another's."""
        text = response.text
        if _STARTS.match(text) is None or "<datastore>" in text or "<html" in text[:2000].lower():
            return False
        return any(_TITLE.search(item) is not None for item in islice(_items(text), 3))

    def read(self, response: Response) -> ListPage:
        """The items that have both a title and an address."""
        items = (_entry(item, response.url) for item in _items(response.text))
        links = tuple(link for link in items if link is not None)
        total = totals.entries(response.text)
        return ListPage(links=links, total=total, empty_by_text=total == 0)


def _items(text: str) -> Iterator[str]:
    """What stands in each element of the first name that occurs."""
    starts = {name: text.find(f"<{name}") for name in _ITEMS}
    name = min((name for name in _ITEMS if starts[name] >= 0), key=starts.__getitem__, default=None)
    for item in inside(text, f"<{name}", f"</{name}") if name else ():
        yield item.partition(">")[2][:_LONGEST]


def _entry(item: str, base: str) -> ListedLink | None:
    title = _TITLE.search(item)
    element, attribute = _ADDRESS.search(item), _ATTRIBUTE.search(item)
    address = _plain(element[2]) if element else html.unescape(attribute[1]) if attribute else ""
    url = absolute(base, address)
    text = _plain(title[2]) if title else ""
    if url is None or not text:
        return None
    date = _DATE.search(item)
    return ListedLink(url=url, text=text, date=date[0] if date else None, block=0, place="list")


def _plain(text: str) -> str:
    """The text of an element, in CDATA or escaped."""
    bare = text.strip().removeprefix("<![CDATA[").removesuffix("]]>")
    return html.unescape(re.sub(r"<[^<>]{0,1000}>", "", bare)).strip()
