"""Arrays and objects that a script writes out, as values: the data behind menus and lists.

Lenient where JSON is strict: keys without quotes, single quotes, commas at the end, comments. A name that is
not known is None, a call makes the whole literal unreadable.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from scraper.scripts.expressions import Known, meaning, string, value

OBJECT = "{"
"""Before a name in what is known: what it stands for as JSON, where that is more than a text."""

LONGEST = 2_000_000  # characters of a script that are looked through
_START = re.compile(r"[\[{]\s*(?:[\[{]|[\"']?[\w$-]+[\"']?\s*:|[\"'])")
_SPACE = re.compile(r"(?:\s|/\*.*?\*/|//[^\n]*\n)*", re.DOTALL)
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`", re.DOTALL)
_WORD = re.compile(r"-?[\w$.]+")
_COUNTED = re.compile(r"(?:\+\+|--)\s*(?=[A-Za-z_$])")
_STEP = re.compile(r"\s*([+-])\s*(\d+)(?=\s*[,}\])])")
_MERGING = frozenset({"$.extend", "jQuery.extend", "Object.assign"})
_TRIES = 400
_DEEPEST = 60


def literals(script: str, known: Known | None = None) -> Iterator[Any]:
    """The outermost arrays and objects of a script that can be read, in order."""
    at = 0
    for _ in range(_TRIES):
        match = _START.search(script, at, LONGEST)
        if match is None:
            return
        try:
            found, at = literal(script, match.start(), known or {})
        except UnreadableError:
            at = match.start() + 1
        else:
            yield found


class UnreadableError(Exception):
    """There is more here than data."""


def literal(script: str, start: int, known: Known, depth: int = 0) -> tuple[Any, int]:
    """The value at `start` and where it ends."""
    at = _skip(script, start)
    mark = script[at : at + 1]
    if depth > _DEEPEST:
        raise UnreadableError
    if mark == "{":
        return _object(script, at + 1, known, depth)
    if mark == "[":
        return _array(script, at + 1, known, depth)
    quoted = _STRING.match(script, at)
    if quoted:
        return _joined(script, string(quoted[0]), quoted.end(), known, depth)
    if mark == "(":
        return _worked_out(script, at, known)
    counted = _COUNTED.match(script, at)
    word = _WORD.match(script, counted.end() if counted else at)
    if word is None:
        raise UnreadableError
    if counted is not None:
        return _stepped(_word(word[0], known), counted[0].strip()), word.end()
    after = _skip(script, word.end())
    if script[after : after + 2] in ("++", "--"):
        return _word(word[0], known), after + 2  # counted on after it was sent
    if script[after : after + 1] == "[":
        return _called(script, start, known)
    if script[after : after + 1] in ("*", "-"):
        return _worked_out(script, at, known)
    if script[after : after + 1] != "(":
        found = _word(word[0], known)
        counts = isinstance(found, int) or (isinstance(found, str) and found.isdecimal())
        step = _STEP.match(script, word.end()) if counts else None
        if found is None and script[after : after + 1] == "+":
            return _worked_out(script, at, known)
        if step is None and isinstance(found, str | int) and script[after : after + 1] == "+":
            return _joined(script, str(found), word.end(), known, depth)
        return (found, word.end()) if step is None else (int(found) + int(step[1] + step[2]), step.end())
    if word[0] in _MERGING:
        return _merged(script, after + 1, known, depth)
    if word[0] != "JSON.stringify":
        return _called(script, start, known)
    inside, after = literal(script, after + 1, known, depth + 1)
    after = _skip(script, after)
    if script[after : after + 1] != ")":
        raise UnreadableError
    return msgspec.json.encode(inside).decode(), after + 1


def _merged(script: str, at: int, known: Known, depth: int) -> tuple[dict[str, Any], int]:
    """What objects come to that are put into the first of them, one after another."""
    found: dict[str, Any] = {}
    while True:
        one, at = literal(script, at, known, depth + 1)
        if isinstance(one, dict):
            found |= one
        elif not isinstance(one, bool):  # whether it goes into depth
            raise UnreadableError
        at = _skip(script, at) + 1
        if script[at - 1 : at] == ")":
            return found, at
        if script[at - 1 : at] != ",":
            raise UnreadableError


def _stepped(found: Any, step: str) -> int | None:
    """What a name comes to that is counted up or down before it is sent: `++page`."""
    number = int(found) if isinstance(found, int) or (isinstance(found, str) and found.isdecimal()) else None
    return None if number is None else number + (1 if step == "++" else -1)


def _worked_out(script: str, start: int, known: Known) -> tuple[Any, int]:
    """What a sum comes to, as a number; None where a part of it is not known."""
    found, end = value(script, start, known)
    if end == start:
        raise UnreadableError
    return (int(found) if found is not None and found.isdecimal() else found), end


def _called(script: str, start: int, known: Known) -> tuple[Any, int]:
    """What a call, or a part of a text, comes to where that can be known without running it: a parameter of
    the page's own URL, a piece of its path."""
    found, end = value(script, start, known)
    if found is None:
        raise UnreadableError
    return found, end


def _joined(script: str, text: str, at: int, known: Known, depth: int) -> tuple[Any, int]:
    """A string, and what is joined to it."""
    after = _skip(script, at)
    if script[after : after + 1] != "+":
        return text, at
    more, end = literal(script, after + 1, known, depth + 1)
    return text + ("" if more is None else str(more)), end


def _object(script: str, at: int, known: Known, depth: int) -> tuple[dict[str, Any], int]:
    found: dict[str, Any] = {}
    while True:
        at = _skip(script, at)
        if script[at : at + 1] in ("}", ","):
            if script[at] == "}":
                return found, at + 1
            at += 1
            continue
        quoted = _STRING.match(script, at)
        name = quoted or _WORD.match(script, at)
        if name is None:
            raise UnreadableError
        at = _skip(script, name.end())
        if quoted is None and script[at : at + 1] in (",", "}"):
            found[name[0]] = _word(name[0], known)  # {id} is {id: id}
            continue
        if script[at : at + 1] != ":":
            raise UnreadableError
        found[string(name[0]) if quoted else name[0]], at = literal(script, at + 1, known, depth + 1)
        at = _skip(script, at)
        if script[at : at + 1] not in ("}", ","):
            raise UnreadableError


def _array(script: str, at: int, known: Known, depth: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    while True:
        at = _skip(script, at)
        if script[at : at + 1] in ("]", ","):
            if script[at] == "]":
                return found, at + 1
            at += 1
            continue
        one, at = literal(script, at, known, depth + 1)
        found.append(one)
        at = _skip(script, at)
        if script[at : at + 1] not in ("]", ","):
            raise UnreadableError


def _word(word: str, known: Known) -> Any:
    if word in ("true", "false"):
        return word == "true"
    if re.fullmatch(r"-?\d+", word):
        return int(word)
    whole = known.get(OBJECT + word)
    return meaning(word, known) if whole is None else msgspec.json.decode(whole)


def _skip(script: str, at: int) -> int:
    match = _SPACE.match(script, at)
    return match.end() if match else at
