"""Lists that come as data: JSON, JSONP or an assignment, from whatever service the page's script asks.

Entries are objects with a title and an address, anchors in pieces of HTML, or records in pieces of XML. The
next page is the number in the query raised by one, as long as what is stated leaves more.
"""

import html
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from scraper.cms import totals
from scraper.cms.records import records
from scraper.entries import listed
from scraper.links import read_links
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.literals import literals

_STARTS = re.compile(r"\s*(?:/\*\*/)?\s*(?:(?:var\s+)?[\w$.]+\s*(?:=|\()\s*)?[\[{]")
_PAGE = re.compile(r"(?i)(?:cur(?:rent|r)?_?)?page(?:_?(?:no|num|number|index))?|pn|p|nowpage|current")
_SIZE = re.compile(r"(?i)_?page_?size|size|rows|limit|per_?page|page_?rows")
_MARKUP = re.compile(r"<a\b|<record>", re.IGNORECASE)


class Data:
    """Answers of services."""

    name = "data"

    def matches(self, response: Response) -> bool:
        """By how the answer begins."""
        return _STARTS.match(response.text, 0, 200) is not None and "dataproxy.jsp" not in response.url

    def read(self, response: Response) -> ListPage:
        """Entries of the data, and the call for the next page."""
        data = _decode(response.text)
        links = [*listed(data, response.url, made=response.made)]
        for number, piece in enumerate(_pieces(data), 1):
            markup = "".join(f"<li>{one}</li>" for one in records(piece)) or piece
            links += _moved(read_links(f"<ul>{markup}</ul>", response.url), 1000 * number)
        text = response.text.replace("\\", "")
        total = totals.entries(text)
        return ListPage(
            links=tuple(links),
            following=_turn(response.url, len(links), total, totals.pages(text)) if links else (),
            total=total,
            empty_by_text=total == 0,
        )


def _decode(text: str) -> Any:
    try:
        return msgspec.json.decode(text)
    except msgspec.DecodeError:
        return list(literals(text))


def _pieces(data: Any) -> Iterator[str]:
    """The strings of the data that are markup."""
    waiting = [data]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, str):
            markup = html.unescape(node) if "&lt;" in node else node
            if _MARKUP.search(markup):
                yield markup
        elif isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            waiting.extend(node.values())


def _moved(links: tuple[ListedLink, ...], by: int) -> list[ListedLink]:
    """The links with block numbers of their own."""
    return [msgspec.structs.replace(link, block=link.block + by if link.block >= 0 else -1) for link in links]


def _turn(url: str, shown: int, total: int | None, pages: int | None) -> tuple[Request, ...]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    for name, value in query.items():
        inner = _object(value)
        named = query if inner is None and _PAGE.fullmatch(name) else inner or {}
        here = _next_of(named, shown, total, pages)
        if here is not None:
            query = query | here if inner is None else query | {name: msgspec.json.encode(here).decode()}
            return (Request(url=urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))),)
    shifted = _shift(query, total)
    if shifted is None:
        return ()
    return (Request(url=urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(shifted), ""))),)


def _object(value: str) -> dict[str, Any] | None:
    if not value.startswith("{"):
        return None
    try:
        found = msgspec.json.decode(value)
    except msgspec.DecodeError:
        return None
    return found if isinstance(found, dict) else None


def _next_of(
    query: dict[str, Any], shown: int, total: int | None, pages: int | None
) -> dict[str, Any] | None:
    """The query of the next page; None where no page is named, or this was the last."""
    numbers = {name: value for name, value in query.items() if str(value).isdecimal()}
    name = next(filter(_PAGE.fullmatch, numbers), None)
    if name is None:
        return None
    number = int(query[name])
    size = next((int(value) for one, value in numbers.items() if _SIZE.fullmatch(one)), shown)
    if pages is not None and number >= pages:
        return None
    capped = number <= 1 and shown < min(size, total or 0)  # the service gives fewer than it is asked for
    if total is not None and number * (shown if capped else size) >= total:
        return None
    following = number + 1
    return query | {name: str(following) if isinstance(query[name], str) else following}


def _shift(query: dict[str, str], total: int | None) -> dict[str, str] | None:
    """The next records of a service that is asked for records from one number to another."""
    first, last = query.get("startrecord", ""), query.get("endrecord", "")
    if not first.isdecimal() or not last.isdecimal() or (total is not None and int(last) >= total):
        return None
    step = int(last) - int(first) + 1
    return query | {"startrecord": str(int(last) + 1), "endrecord": str(int(last) + step)}
