"""What the names in a page's scripts stand for: its own place, objects, what functions are given."""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlsplit

import msgspec

from scraper.markup.markup import scripts
from scraper.scripts.expressions import PARAMETER, ROUTE, Function, Known, arguments
from scraper.scripts.literals import OBJECT, UnreadableError, literal
from scraper.scripts.posting import as_text

LONGEST_OBJECT = 4_000
"""Characters of an object that is read: what a call sends is short, what is longer is data."""

_OBJECT = re.compile(r"(?:^|[;{}(,\s])([A-Za-z_$][\w$]*)\s*=\s*(?=\{|\d+\s*[;,)\n])")
_MEMBER = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*)\s*\.\s*([A-Za-z_$]\w*)\s*=(?![=>])")
_MOST_OBJECTS = 100
_CLICKED = ("this", "event")
_BRACE = re.compile(r"\s*\{")
_COMMA = re.compile(r"\s*,")
_PAGE = re.compile(r"(?i)(?:cur(?:rent|r)?)?_?page(?:_?(?:no|num|number|index))?|curr?")
_SIZE = re.compile(r"(?i)page_?(?:size|rows)|size|rows|limit|per_?page")

Names = TypeVar("Names", bound=dict[str, str])


def page_scripts(html: str) -> str:
    """All scripts of a page, one after another."""
    return "\n".join(scripts(html))


class Assumed(dict[str, str]):
    """Names with what they are set to; others that are called a page's number or size are guessed."""

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What a name stands for."""
        last = name.removeprefix(OBJECT).rpartition(".")[2]
        guess = "1" if _PAGE.fullmatch(last) else "20" if _SIZE.fullmatch(last) else default
        found = super().get(name, guess)
        if guess is default or not name.startswith(OBJECT):
            return found
        plain = super().get(name[1:], guess) or ""
        return plain if plain.isdecimal() and str(int(plain)) == plain else default


def place(url: str, fragment: str = "") -> dict[str, str]:
    """What scripts call the page's own place."""
    parts = urlsplit(url)
    facts = {
        "origin": f"{parts.scheme}://{parts.netloc}",
        "host": parts.netloc,
        "protocol": f"{parts.scheme}:",
        "pathname": parts.path,
        "search": f"?{parts.query}" if parts.query else "",
        "hash": f"#{fragment}" if fragment else "",
        "href": f"{url}#{fragment}" if fragment else url,
    }
    route = urlsplit(fragment.lstrip("!"))
    queries = (parts.query, route.query or ("" if "/" in fragment else fragment))
    asked_for = {PARAMETER + name: one for query in queries for name, one in parse_qsl(query)}
    last = (route.path if fragment else parts.path).rstrip("/").rpartition("/")[2].partition(".")[0]
    return (
        {ROUTE: last}
        | asked_for
        | {
            f"{owner}location.{name}": fact
            for owner in ("", "window.", "document.")
            for name, fact in facts.items()
        }
    )


def objects(script: str, found: Names) -> Names:
    """The names with those that a script sets to objects: whole, for `literal`, and by member."""
    for match in list(_OBJECT.finditer(script))[:_MOST_OBJECTS]:
        try:
            data = literal(script[match.end() : match.end() + LONGEST_OBJECT], 0, found)[0]
        except UnreadableError:
            continue
        found[OBJECT + match[1]] = msgspec.json.encode(data).decode()
        inside = data.items() if isinstance(data, dict) else ()
        found.update({f"{match[1]}.{name}": str(one) for name, one in inside if isinstance(one, str | int)})
    for match in list(_MEMBER.finditer(script))[:_MOST_OBJECTS]:
        whole = found.get(OBJECT + match[1])
        data = msgspec.json.decode(whole) if whole else None
        if not isinstance(data, dict):
            continue
        try:
            one = literal(script[match.end() : match.end() + LONGEST_OBJECT], 0, found)[0]
        except UnreadableError:
            continue
        found[OBJECT + match[1]] = msgspec.json.encode(data | {match[2]: one}).decode()
        found[f"{match[1]}.{match[2]}"] = as_text(one)
    return found


def given_in_calls(script: str, function: Function, names: Known) -> Iterator[dict[str, str]]:
    """What the parameters of a function are in each call of it that can be known."""
    for call in re.finditer(rf"(?<!function )(?<![\w$.]){re.escape(function.name)}\s*\(", script):
        given = _arguments(script, call.end(), names)
        if len(given) >= len(function.parameters) > 0 and None not in given:
            found: dict[str, str] = {}
            for name, one in zip(function.parameters, filter(None, given), strict=False):
                found |= {OBJECT + name: one.data} if one.data else {}
                found |= {name: one.text} if one.text is not None else {}
            yield found


class Given(NamedTuple):
    """An argument of a call: as text, and as data (JSON) where it is a number or an object."""

    text: str | None
    data: str | None


def _arguments(script: str, start: int, names: Known) -> list[Given | None]:
    """The arguments of a call that opens before `start`; None for one that cannot be known."""
    found: list[Given | None] = []
    while True:
        if _BRACE.match(script, start):
            try:
                data, end = literal(script, start, names)
            except UnreadableError:
                return [*found, None]
            found.append(Given(None, msgspec.json.encode(data).decode()))
            comma = _COMMA.match(script, end)
            if comma is None:
                return found
            end = comma.end()
        else:
            given, end = arguments(script, start, names)
            found += (_given_as(text, one) for text, one in given)
            if not script[start:end].endswith(",") or not _BRACE.match(script, end):
                return found
        start = end


def _given_as(written: str, known: str | None) -> Given | None:
    if known is None:
        # What takes the answer, and what was clicked on.
        return Given(None, None) if written.startswith("function") or written in _CLICKED else None
    return Given(known, written if written.isdecimal() else None)
