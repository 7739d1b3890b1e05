"""Lists that come as XML: items with a title and an address, whoever named their elements."""

import html
import re
from collections.abc import Iterator
from itertools import islice

from scraper.addresses import absolute
from scraper.cms import totals
from scraper.listing import ListedLink, ListPage, Response

_STARTS = re.compile(r"\s*<(?:\?xml\b|rss\b|feed\b|root\b|list\b|items\b|data\b)", re.IGNORECASE)
_FLAGS = re.DOTALL | re.IGNORECASE
_LONGEST = 20_000  # characters of an item
_MOST_NAMES = 40  # names of elements that are tried for that of the items
_TITLES = r"\w*title|\w*标题|名称|题名"
_ADDRESSES = r"link|\w*url|href|path|src|链接|地址|网址"
_TITLE = re.compile(rf"<({_TITLES})\b[^<>]{{0,300}}>(.{{0,1000}}?)</\1>", _FLAGS)
_NAMED = re.compile(r"<(name|subject)\b[^<>]{0,300}>(.{0,1000}?)</\1>", _FLAGS)
_ADDRESS = re.compile(rf"<({_ADDRESSES})\b[^<>]{{0,300}}>(.{{0,1000}}?)</\1>", _FLAGS)
_TITLED = re.compile(
    rf"(?<=\s)(?:{_TITLES}|name|subject)\s*=\s*(?:\"([^\"<>]+)\"|'([^'<>]+)')", re.IGNORECASE
)
_ATTRIBUTE = re.compile(rf"(?<=\s)(?:{_ADDRESSES})\s*=\s*(?:\"([^\"<>]+)\"|'([^'<>]+)')", re.IGNORECASE)
_ELEMENT = re.compile(r"<(\w+)\b[^<>]{0,300}>([^<>]{0,1000}|<!\[CDATA\[.{0,1000}?\]\]>)</\1>", re.DOTALL)
_PART = re.compile(f"{_TITLES}|name|subject|{_ADDRESSES}", re.IGNORECASE)
_NAME = re.compile(r"<(\w[\w.-]*)")
_DATE = re.compile(r"20\d\d-\d{1,2}-\d{1,2}")


class Feed:
    """Lists in XML."""

    name = "feed"

    def matches(self, response: Response) -> bool:
        """By how the answer begins, and what stands in its items; the datastores of Hanweb are another's."""
        text = response.text
        if _STARTS.match(text) is None or "<datastore>" in text or "<html" in text[:2000].lower():
            return False
        return any(_title(item) for item in islice(_items(text), 3))

    def read(self, response: Response) -> ListPage:
        """The items that have both a title and an address, or of which the page that asks makes one."""
        items = (_entry(item, response) for item in _items(response.text))
        links = tuple(link for link in items if link is not None)
        total = totals.entries(response.text)
        return ListPage(links=links, total=total, empty_by_text=total == 0)


def _items(text: str) -> Iterator[str]:
    """The elements that have a title and an address, the innermost; else those that have a title."""
    names = [name for name in dict.fromkeys(_NAME.findall(text)) if not _PART.fullmatch(name)][:_MOST_NAMES]
    firsts = {name: list(islice(_elements(text, name), 3)) for name in names}
    titled = [name for name in names if any(map(_title, firsts[name]))]
    whole = (name for name in reversed(titled) if any(map(_has_address, firsts[name])))
    name = next(whole, titled[1] if len(titled) > 1 else None)  # the first is all of it
    return _elements(text, name) if name else iter(())


def _elements(text: str, name: str) -> Iterator[str]:
    """Each element of a name, with its tag: those with something in them, or else the empty ones."""
    whole = re.compile(rf"<{re.escape(name)}(?=[\s>/])")
    starts = [match.start() for match in whole.finditer(text)]
    for start, after in zip(starts, [*starts[1:], len(text)], strict=True):
        item = text[start : min(after, start + _LONGEST)]
        tag, _, _ = item.partition(">")
        yield tag + ">" if tag.endswith("/") else item.partition(f"</{name}>")[0]


def _has_address(item: str) -> bool:
    return _ADDRESS.search(item) is not None or _ATTRIBUTE.search(item) is not None


def _title(item: str) -> str:
    """The title of an item: an element in it, or an attribute of its own."""
    inner = _TITLE.search(item) or _NAMED.search(item)
    own = _TITLED.search(item.partition(">")[0])
    return _plain(inner[2]) if inner else html.unescape(own[1] or own[2]).strip() if own else ""


def _entry(item: str, response: Response) -> ListedLink | None:
    element, attribute = _ADDRESS.search(item), _ATTRIBUTE.search(item)
    address: str | None = _plain(element[2]) if element else ""
    if not address and attribute:
        address = html.unescape(attribute[1] or attribute[2])
    if not address:
        node = {name: _plain(value) for name, value in _ELEMENT.findall(item.partition(">")[2])}
        address = next(filter(None, (one.address(node) for one in response.made)), "")
    url, text = absolute(response.base, address or ""), _title(item)
    if url is None or not text:
        return None
    date = _DATE.search(item)
    return ListedLink(url=url, text=text, date=date[0] if date else None, block=0, place="list")


def _plain(text: str) -> str:
    """The text of an element, in CDATA or escaped."""
    bare = text.strip().removeprefix("<![CDATA[").removesuffix("]]>")
    return html.unescape(re.sub(r"<[^<>]{0,1000}>", "", bare)).strip()
