"""Lists that come as XML: items with a title and an address, whoever named their elements."""

import html
import re

from scraper.addresses import absolute
from scraper.cms import totals
from scraper.listing import ListedLink, ListPage, Response

_STARTS = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|root\b|list\b|items\b|data\b)", re.IGNORECASE)
_FLAGS = re.DOTALL | re.IGNORECASE
_ITEM = re.compile(
    r"<(item|entry|row|record|article|info|doc|news)\b[^<>]{0,2000}>(.{0,20000}?)</\1>", _FLAGS
)
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
        item = _ITEM.search(text)
        return item is not None and _TITLE.search(item[2]) is not None

    def read(self, response: Response) -> ListPage:
        """The items that have both a title and an address."""
        links = tuple(
            link
            for item in _ITEM.finditer(response.text)
            if (link := _entry(item[2], response.url)) is not None
        )
        total = totals.entries(response.text)
        return ListPage(links=links, total=total, empty_by_text=total == 0)


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
