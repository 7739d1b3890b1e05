"""What a table asks its service for: the library's own names for the page, and what the page sends beside it.

What functions make of these names is worked out for one page and for the next, and never run: sums of the
numbers that they are given, members that they set, the object that they return.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from scraper.scripts.expressions import Known, value
from scraper.scripts.literals import OBJECT, UnreadableError, literal
from scraper.scripts.options import members
from scraper.scripts.script_calls import Call, made
from scraper.scripts.script_names import Assumed, objects
from scraper.scripts.tables import Table, is_function, unquoted

_MOST_ROWS = 500
_GIVEN = re.compile(r"\s*(?:async\s+)?(?!function\b)([\w$]+)\s*=>|[^(]*\(\s*([\w$]*)")
_BODY = re.compile(r"\)\s*(?:=>)?\s*|=>\s*")
_RETURNED = re.compile(r"\breturn\b\s*(?=[\w$.{(])")
_AS_TEXT = re.compile(r"JSON\s*\.\s*stringify\s*\(\s*(?=[{\w$])")
_CALLED = re.compile(r"([A-Za-z_$][\w$.]*)\s*\(\s*\)")
_KEY = re.compile(r"\[\s*[\"']([A-Za-z_]\w*)[\"']\s*\]")
_SIZES = r"(?:limit|length|pageSize|rows|iDisplayLength|size)"
_RATIO = re.compile(rf"\b[\w$]+(?:\.\w+)?\.(?:offset|start|iDisplayStart)\s*/\s*[\w$]+(?:\.\w+)?\.{_SIZES}\b")
_ROUNDED = re.compile(
    r"(?:\b(?:Math\s*\.\s*(?:floor|ceil|round|trunc)|parseInt|Number)|(?<![\w$]))"
    r"\s*\(\s*#(\d+)#\s*(?:,\s*10\s*)?\)"
)
_ONE_MORE = re.compile(r"#(\d+)#\s*\+\s*1(?!\d)|(?<!\d)1\s*\+\s*#(\d+)#")
_TYPED = re.compile(
    r"(?:\$\s*\.\s*trim\s*\(\s*)?(?:(?:\$|jQuery)\s*\([^()\n]{1,100}\)|document\s*\.\s*\w+\([^()\n]{1,100}\))"
    r"\s*\.\s*(?:val\s*\(\s*\)|value\b)(?:\s*\.\s*trim\s*\(\s*\))?(?:\s*\))?"
)
"""What a person would type in, who has not typed anything."""

_NAMES = dict.fromkeys(("page", "pageNumber"), "{number}") | dict.fromkeys(("offset", "start"), "{start}")
_NAMES |= dict.fromkeys(("limit", "length", "pageSize", "rows", "size"), "{size}")
"""What functions may call what they are given, whichever of it the library sends."""


def rows_of(table: Table, names: Known) -> int:
    """How many rows a page of the table has."""
    for option in table.library.sizes:
        raw = table.written(option)
        given = unquoted(raw) if raw.strip("\"'").isdecimal() else value(raw, 0, names)[0] if raw else None
        if given is not None and given.isdecimal() and 0 < int(given) <= _MOST_ROWS:
            return int(given)
    return table.library.rows


def asked(table: Table, number: int, names: Assumed) -> Call | None:
    """The call for one page of the table, counted from 1; None where its address cannot be known."""
    sizes = {"number": number, "start": (number - 1) * (size := rows_of(table, names)), "size": size}
    base = _asks(table, sizes)
    own = next(filter(is_function, map(table.option, table.library.by_itself)), None)
    if own is not None:
        return next(_made(own, base, sizes, names), None)
    address = next(
        filter(None, (_address(table.written(one), names) for one in table.library.addresses)), None
    )
    if address is None:
        return None
    sent: dict[str, Any] = dict(base)
    for option in table.library.sent:
        sent = _sent(table, table.option(option), sent, sizes, names)
    method = next(filter(None, map(table.written, table.library.methods)), table.library.method)
    return Call(address, unquoted(method).lower() == "post", sent, None)


def _address(raw: str, names: Known) -> str | None:
    """What an address comes to; None for one that is no text."""
    if not raw or raw.startswith(("{", "[")) or is_function(raw):
        return None
    address = value(raw, 0, names)[0]
    return address if address and not re.search(r"[\s<>]|\$\{", address) else None


def _asks(table: Table, sizes: dict[str, int]) -> dict[str, str]:
    """What the library sends for a page, by the names that the table has for it."""
    library = table.library
    if library.paged and not any(map(table.is_on, library.paged)):
        return {}
    asks = next(asks for condition, asks in library.asks if not condition or table.is_on(condition))
    renamed = {name: unquoted(table.written(option)) for name, option in library.renamed.items()}
    return {renamed.get(name) or name: text.format(**sizes) for name, text in asks.items()}


def _sent(
    table: Table, raw: str, base: dict[str, Any], sizes: dict[str, int], names: Assumed
) -> dict[str, Any]:
    """What is sent with what an option adds to it, or makes of it."""
    if raw.startswith("{"):
        return base | _object(raw, names)
    called = _CALLED.fullmatch(raw)
    raw = table.resolved(called[1]) if called is not None else raw
    if not is_function(raw):
        return base
    parameter, body = _function(raw, sizes)
    inner = objects(body, _given(parameter, base, sizes, names))
    returned = _returned(body)
    if returned is None:
        found = _literal(parameter, inner)
    else:
        found = _object(returned, inner) if returned.startswith("{") else _literal(returned, inner)
    made_of_it = bool(parameter) and found is not None
    return (found if made_of_it else base | (found or {})) or {}


def _returned(body: str) -> str | None:
    """What a function returns at its end, as written; None for one that only changes what it is given."""
    if not body.startswith("{"):
        return _AS_TEXT.sub("", body.lstrip("( "))
    returns = [*_RETURNED.finditer(body)]
    return _AS_TEXT.sub("", body[returns[-1].end() :]) if returns else None


def _object(raw: str, names: Known) -> dict[str, Any]:
    """What the members of an object come to, those that cannot be known left out."""
    found: dict[str, Any] = {}
    for name, one in members(raw).items():
        try:
            found[name] = literal(f"{_TYPED.sub(chr(34) * 2, one)},", 0, names)[0]
        except UnreadableError:
            continue
    return found


def _literal(raw: str, names: Known) -> dict[str, Any] | None:
    try:
        found = literal(raw, 0, names)[0]
    except UnreadableError:
        return None
    return found if isinstance(found, dict) else None


def _made(raw: str, base: dict[str, str], sizes: dict[str, int], names: Assumed) -> Iterator[Call]:
    """The calls of a function that asks by itself."""
    parameter, body = _function(raw, sizes)
    known = _given(parameter, base, sizes, names)
    yield from made(body, objects(body, known))


def _given(parameter: str, base: dict[str, str], sizes: dict[str, int], names: Assumed) -> Assumed:
    """The names within a function that is given what the library would send."""
    known = Assumed(names)
    called = {name: text.format(**sizes) for name, text in _NAMES.items()} | base
    for owner in (parameter, f"{parameter}.data", "this") if parameter else ("this",):
        known[OBJECT + owner] = msgspec.json.encode(base).decode()
        known |= {f"{owner}.{name}": text for name, text in called.items()}
    return known


def _function(raw: str, sizes: dict[str, int]) -> tuple[str, str]:
    """The first parameter of a function, and its body, in which the page's number is worked out."""
    given, start = _GIVEN.match(raw), _BODY.search(raw)
    body = _KEY.sub(r".\1", _TYPED.sub('""', raw[start.end() :] if start else ""))
    body, before = _RATIO.sub(f"#{sizes['number'] - 1}#", body), ""
    while body != before:
        before = body
        body = _ROUNDED.sub(r"#\1#", body)
        body = _ONE_MORE.sub(lambda match: f"#{int(match[1] or match[2]) + 1}#", body)
    return (given[1] or given[2] or "" if given else ""), re.sub(r"#(\d+)#", r"\1", body)
