"""What a request says: the pairs of its query and of what it posts, JSON inside of values included."""

import re
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from scraper.listing import Request

_DEEPEST = 4
_NAMING = re.compile(r"(?i)(?!\w*page)\w*(?:id|guid|key|code|num)")

SHORTEST_NAME = 3
"""Characters of a number or name that is not met in a URL by chance."""


def parameters(request: Request) -> dict[str, str]:
    """All names and values; where a name stands in several places, the innermost, which is the one that
    services go by."""
    found = dict(parse_qsl(urlsplit(request.url).query, keep_blank_values=True))
    if request.body is not None:
        inner = _object(request.body)
        found |= dict(parse_qsl(request.body, keep_blank_values=True)) if inner is None else _flat(inner)
    for value in list(found.values()):
        found |= _flat(_object(value) or {})
    return found


_PAGE = re.compile(r"(?i)(?:cur(?:rent|r)?_?)?page(?:_?(?:no|num|number|index))?|pn|p|nowpage|current")
_SIZE = re.compile(r"(?i)_?page_?size|size|rows|limit|per_?page|page_?rows")

_BEGINNING = re.compile(r"(?i)offset|start|begin|skip|first|from")


class Place(NamedTuple):
    """Where in a list a request asks for entries: the name of the number, the number, entries on a page."""

    name: str
    number: int
    size: int | None


def beginning(given: dict[str, str]) -> Place | None:
    """Which entry of a list is the first that is asked for, counted from nought; None where none is named."""
    numbers = {name: value for name, value in given.items() if value.isdecimal()}
    name = next(filter(_BEGINNING.fullmatch, numbers), None)
    size = next((int(value) for one, value in numbers.items() if _SIZE.fullmatch(one)), None)
    return None if name is None or size is None else Place(name, int(numbers[name]), size)


def paged(given: dict[str, str]) -> Place | None:
    """Which page is asked for with these names and values; None where none is named."""
    numbers = {name: value for name, value in given.items() if value.isdecimal()}
    name = next(filter(_PAGE.fullmatch, numbers), None)
    if name is None:
        return None
    size = next((int(value) for one, value in numbers.items() if _SIZE.fullmatch(one)), None)
    return Place(name, int(numbers[name]), size)


def means(request: Request, url: str) -> bool:
    """Whether what a request says names this very page: by a number or name that stands in the URL, a short
    one only where it is called a name and is all that the URL's last part or a value of its query says."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2].partition(".")[0]
    whole = {last, re.split(r"[_-]", last)[-1], *(value for _, value in parse_qsl(parts.query))} - {""}
    return any(
        value in url
        if len(value) >= SHORTEST_NAME
        else value in whole and _NAMING.fullmatch(name) is not None
        for name, value in parameters(request).items()
    )


def changed(request: Request, values: dict[str, str]) -> Request:
    """The request with other values wherever their names stand; new names go into the query."""
    found: set[str] = set()
    body = request.body
    if body is not None:
        inner = _object(body)
        if inner is not None:
            body = _encoded(_put(inner, values, found))
        else:
            body = urlencode(_put(dict(parse_qsl(body, keep_blank_values=True)), values, found))
    parts = urlsplit(request.url)
    query = _put(dict(parse_qsl(parts.query, keep_blank_values=True)), values, found)
    query |= {name: value for name, value in values.items() if name not in found}
    # A stroke stays one, as scripts write it: the same page must not go by two names.
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query, safe="/"), ""))
    other = changed(request.instead, values) if request.instead is not None else None
    return Request(url=url, headers=request.headers, body=body, instead=other, said=request.said)


def _object(text: str) -> dict[str, Any] | None:
    if not text.startswith("{"):
        return None
    try:
        found = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return None
    return found if isinstance(found, dict) else None


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _flat(node: dict[str, Any], depth: int = 0) -> dict[str, str]:
    found: dict[str, str] = {}
    inner: dict[str, str] = {}
    for name, value in node.items():
        below = value if isinstance(value, dict) else _object(value) if isinstance(value, str) else None
        if below is not None and depth < _DEEPEST:
            inner |= _flat(below, depth + 1)
        elif isinstance(value, str | int) and not isinstance(value, bool):
            found[name] = str(value)
    return found | inner


def _put(node: dict[str, Any], values: dict[str, str], found: set[str], depth: int = 0) -> dict[str, Any]:
    """The object with the values put in, numbers as numbers; `found` takes the names that have a place."""
    made = dict(node)
    for name, value in node.items():
        below = _object(value) if isinstance(value, str) else value
        if isinstance(below, dict) and depth < _DEEPEST:
            inner = _put(below, values, found, depth + 1)
            made[name] = inner if isinstance(value, dict) else _encoded(inner)
        elif name in values:
            found.add(name)
            made[name] = values[name] if isinstance(value, str) else int(values[name])
    return made
