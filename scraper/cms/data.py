"""Lists that come as data: JSON, JSONP or an assignment, from whatever service the page's script asks.

Entries are objects with a title and an address, anchors in pieces of HTML, or records in pieces of XML. The
next page is the number in what was asked raised by one, as long as what is stated leaves more.
"""

import html
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from scraper.cms import totals
from scraper.cms.records import records
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.pages.links import read_links
from scraper.scripts.entries import listed
from scraper.scripts.literals import literals
from scraper.scripts.parameters import beginning, changed, paged, parameters

_STARTS = re.compile(r"\s*(?:/\*\*/)?\s*(?:(?:var\s+)?[\w$.]+\s*(?:=|\()\s*)?[\[{]")
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
        links = [*listed(data, response.base, made=response.made)]
        for number, piece in enumerate(_pieces(data), 1):
            markup = "".join(f"<li>{one}</li>" for one in records(piece)) or piece
            links += _moved(read_links(f"<ul>{markup}</ul>", response.base), 1000 * number)
        text = response.text.replace("\\", "")
        rows = 0 if links else _rows(data)
        place = paged(parameters(response.request))
        total = totals.in_data(data)
        if total is None:
            total = totals.entries(text)
        if total is None:
            total = totals.count(text, least=len(links))
        return ListPage(
            links=tuple(links),
            following=_turn(response, len(links), total, totals.pages(text)) if links else (),
            total=total,
            rows=rows,
            overlaps=place is not None and place.number < 2,  # what the page that asks for it shows already
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


def _rows(data: Any) -> int:
    """How many objects, or rows without names, stand in the longest list of the data."""
    most, waiting = 0, [data]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            waiting += node.values()
        elif isinstance(node, list):
            most = max(most, sum(isinstance(one, dict | list) for one in node))
    return most


def _moved(links: tuple[ListedLink, ...], by: int) -> list[ListedLink]:
    """The links with block numbers of their own."""
    return [msgspec.structs.replace(link, block=link.block + by if link.block >= 0 else -1) for link in links]


def _turn(response: Response, shown: int, total: int | None, pages: int | None) -> tuple[Request, ...]:
    count, request = response.count, response.request
    if count is not None:
        return () if count.is_last(shown, total, pages) else (Request.at(count.after()),)
    given = parameters(request)
    following = _next_of(given, shown, total, pages) or _shift(given, total) or _after(given, shown, total)
    return () if following is None else (changed(request, following),)


def _next_of(
    given: dict[str, str], shown: int, total: int | None, pages: int | None
) -> dict[str, str] | None:
    """What names the next page; None where no page is named, or this was the last."""
    place = paged(given)
    if place is None:
        return None
    name, number = place.name, place.number
    size = shown if place.size is None else place.size
    if pages is not None and number >= pages:
        return None
    capped = number <= 1 and shown < min(size, total or 0)  # the service gives fewer than it is asked for
    if total is not None and number * (shown if capped else size) >= total:
        return None
    if shown < size and total == number * size + shown:
        return None  # the last page of a list that counts from 0
    return {name: str(number + 1)}


def _after(given: dict[str, str], shown: int, total: int | None) -> dict[str, str] | None:
    """The entries after those shown, of a service that is asked for entries from one on."""
    begin = beginning(given)
    if begin is None or (total is not None and begin.number + shown >= total):
        return None
    if total is None and begin.size is not None and shown < begin.size:
        return None
    return {begin.name: str(begin.number + shown)}


def _shift(given: dict[str, str], total: int | None) -> dict[str, str] | None:
    """The next records of a service that is asked for records from one number to another."""
    first, last = given.get("startrecord", ""), given.get("endrecord", "")
    if not first.isdecimal() or not last.isdecimal() or (total is not None and int(last) >= total):
        return None
    step = int(last) - int(first) + 1
    return {"startrecord": str(int(last) + 1), "endrecord": str(int(last) + step)}
