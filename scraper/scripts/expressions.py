"""What the small expressions of a page's scripts come to: `"/gk/" + id + ".html"`, and nothing cleverer.

No script is run. Strings, numbers and names are joined by `+`; a name is looked up among what is known.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from itertools import islice
from typing import NamedTuple

from scraper.scripts.strings import PARTS, Pattern, Throughout, applied, is_method, part

Known = Mapping[str, str]

PARAMETER = "?"
"""Before a name in what is known: a parameter of the page's own URL, which scripts ask for by a function."""

ROUTE = "$route.params"
"""In what is known: the last part of a program's route, which it calls by some name."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"""
    r"""|(?P<number>\d+(?:\.\d+)?)(?![\w.])"""
    r"""|(?P<name>[A-Za-z_$][\w$]*(?:\s*\.\s*[A-Za-z_$][\w$]*)*)"""
    r"""|(?P<sign>\S))"""
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_HOLE = re.compile(r"\$\{\s*([^{}]{1,200}?)\s*\}")
_NAME = re.compile(r"[\w.$]+")
_SET = re.compile(r"(?:^|[;{}(,\n]|\b(?:var|let|const)\s)\s*([A-Za-z_$][\w$]*)\s*=(?![=>])")
_WRAPPERS = frozenset(
    {"encodeURI", "encodeURIComponent", "escape", "String", "parseInt", "Number", "decodeURI", "unescape"}
)
_CLOCKS = frozenset({"Math.random", "Date.now", "Date", "getTime", "valueOf", "Math.floor", "Math.round"})
_GOT = re.compile(r"\s*\.\s*get\s*\(\s*[\"'](\w+)[\"']\s*\)")
_INDEX = re.compile(r"\s*\[\s*(?:(\d+)|[\w$.]+\s*\.\s*length\s*-\s*(\d+))\s*\]")
_METHOD = re.compile(r"\s*\.\s*([A-Za-z]+)\s*\(")
_PATTERN = re.compile(r"\s*/((?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\]){1,100})/([a-z]*)")
_NEGATIVE = re.compile(r"\s*(-\d{1,6})(?!\w)")
_LESS = re.compile(r"\s*-\s*(\d{1,6})(?!\w)")
_KEY = re.compile(r"\s*\[\s*[\"'](\w+)[\"']\s*\]")
_QUERY = re.compile(r"(?i)(?:^|\.)(?:\w*query|\w*request|\w*params?|args|\w*search)\.(\w+)$")
_OF_ROUTE = re.compile(r"\$route\.params\.\w+$")
_COMPARED = re.compile(r"\s*(===?|!==?|[<>]=?)(?![<>=])")
_DEEPEST = 20


def string(token: str) -> str:
    """The text of a quoted string of a script."""
    return _ESCAPE.sub(_unescape, token[1:-1])


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "b": "\b"}.get(code, code)


def value(code: str, start: int, known: Known, depth: int = 0) -> tuple[str | None, int]:
    """What the expression at `start` comes to, and where it ends; None where a part of it is not known."""
    total: str | None = ""
    first, less = True, False
    while True:
        part, end = _product(code, start, known, depth)
        if end == start:
            return None, start
        if total is None or part is None:
            total = None
        elif less:
            numbers = total.isdecimal() and part.isdecimal() and int(total) >= int(part)
            total = str(int(total) - int(part)) if numbers else None
        elif not first and total.isdecimal() and part.isdecimal() and code[start:end].strip().isdecimal():
            total = str(int(total) + int(part))
        else:
            total += part
        first = False
        sign = _TOKEN.match(code, end)
        if sign is None or sign["sign"] not in ("+", "-") or code[sign.end() : sign.end() + 1] in ("+", "-"):
            return _choice(code, total, end, known, depth)
        less = sign["sign"] == "-"
        start = sign.end()


def _product(code: str, start: int, known: Known, depth: int) -> tuple[str | None, int]:
    """A term, multiplied by those that follow it: `(page-1)*15`."""
    part, end = _term(code, start, known, depth)
    while end > start and (sign := _TOKEN.match(code, end)) is not None and sign["sign"] == "*":
        factor, after = _term(code, sign.end(), known, depth)
        if after == sign.end():
            break
        numbers = part is not None and factor is not None and part.isdecimal() and factor.isdecimal()
        part, end = (str(int(part or 0) * int(factor or 0)) if numbers else None), after
    return part, end


def _choice(code: str, left: str | None, end: int, known: Known, depth: int) -> tuple[str | None, int]:
    """What `left == right ? one : other` comes to, where an expression goes on like that; else `left`."""
    compared = _COMPARED.match(code, end)
    if compared is None or depth > _DEEPEST:
        return left, end
    right, after = value(code, compared.end(), known, depth + 1)
    mark = _TOKEN.match(code, after)
    if mark is None or mark["sign"] != "?":
        return None, after
    one, after = value(code, mark.end(), known, depth + 1)
    mark = _TOKEN.match(code, after)
    if mark is None or mark["sign"] != ":":
        return None, after
    other, after = value(code, mark.end(), known, depth + 1)
    if left is None or right is None:
        return None, after
    return (one if _COMPARE[compared[1]](left, right) else other), after


def _less(left: str, right: str) -> bool:
    return int(left) < int(right) if left.isdecimal() and right.isdecimal() else left < right


_COMPARE: dict[str, Callable[[str, str], bool]] = {
    "==": lambda left, right: left == right,
    "===": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "!==": lambda left, right: left != right,
    "<": _less,
    ">": lambda left, right: _less(right, left),
    "<=": lambda left, right: not _less(right, left),
    ">=": lambda left, right: not _less(left, right),
}


def _term(code: str, start: int, known: Known, depth: int) -> tuple[str | None, int]:
    token = _TOKEN.match(code, start)
    if token is None or depth > _DEEPEST:
        return None, start
    if token["string"]:
        filled = _filled(string(token["string"]), known, depth) if "${" in token["string"] else None
        text = string(token["string"]) if "${" not in token["string"] else filled
        return _chained(code, token.end(), text, known, depth)
    if token["number"]:
        return token["number"], token.end()
    if token["name"]:
        return _named(code, token, known, depth)
    if token["sign"] == "+" and code[token.end() : token.end() + 1] == "+":
        counted, end = _term(code, token.end() + 1, known, depth + 1)  # ++page
        return (str(int(counted) + 1) if counted is not None and counted.isdecimal() else None), end
    if token["sign"] == "(":
        inside, end = value(code, token.end(), known, depth + 1)
        return _chained(code, _past(code, end, ")"), inside, known, depth)
    return None, start


def _filled(text: str, known: Known, depth: int) -> str | None:
    """A template with its holes filled; a name that is not known leaves nothing, what else is not known makes
    the whole unknown."""
    filled = True

    def fill(hole: re.Match[str]) -> str:
        nonlocal filled
        found = value(hole[1], 0, known, depth + 1)[0]
        filled = filled and (found is not None or _NAME.fullmatch(hole[1]) is not None)
        return found or ""

    made = _HOLE.sub(fill, text)
    return made if filled else None


def _named(code: str, token: re.Match[str], known: Known, depth: int) -> tuple[str | None, int]:
    """A name: what it stands for, what a call of it leaves unchanged, `0` for clocks and dice."""
    name = re.sub(r"\s", "", token["name"])
    if name == "new":
        return _term(code, token.end(), known, depth + 1)
    bracket = _TOKEN.match(code, token.end())
    if bracket is None or bracket["sign"] != "(":
        text, end = meaning(name, known), token.end()
        asked = _KEY.match(code, end) if text is None else None
        if asked and PARAMETER + asked[1] in known:
            text, end = known[PARAMETER + asked[1]], asked.end()
        return _chained(code, end, text, known, depth)
    owner, _, method = name.rpartition(".")
    subject = meaning(owner, known) if is_method(method) else None
    if subject is not None:
        given, end = _given(code, bracket.end(), known, depth)
        made = None if given is None else applied(subject, method, given)
        return _chained(code, end, made, known, depth)
    inside, end = value(code, bracket.end(), known, depth + 1)
    end = _past(code, end, ")")
    got = _GOT.match(code, end)
    if got:
        inside, end = got[1], got.end()
    if inside is not None and PARAMETER + inside in known:
        return _chained(code, end, known[PARAMETER + inside], known, depth)
    follower = re.compile(r"\s*\.\s*(\w+)\s*\(\s*\)").match(code, end)
    if follower:
        end = follower.end()
    if name in _CLOCKS or (follower and follower[1] in _CLOCKS):
        return "0", end
    return _chained(code, end, inside if name in _WRAPPERS else None, known, depth)


def meaning(name: str, known: Known) -> str | None:
    """What a name stands for: itself, the length of a text, a parameter of the page's URL."""
    found = known.get(name)
    if found is not None:
        return found
    owner, _, last = name.rpartition(".")
    if last == "length" and (text := known.get(owner)) is not None:
        return str(text.count(PARTS) + 1 if PARTS in text else len(text))
    asked = _QUERY.search(name)
    if asked and PARAMETER + asked[1] in known:
        return known[PARAMETER + asked[1]]
    return known.get(ROUTE) if _OF_ROUTE.search(name) else None


def _chained(code: str, end: int, text: str | None, known: Known, depth: int) -> tuple[str | None, int]:
    """A text after the methods that are called on it one after another, and the parts that are picked."""
    while text is not None:
        picked = _INDEX.match(code, end) if PARTS in text else None
        if picked:
            end = picked.end()
            text = part(text, int(picked[1])) if picked[1] else part(text, int(picked[2]), from_end=True)
            continue
        method = _METHOD.match(code, end)
        if method is None or not is_method(method[1]):
            break
        given, end = _given(code, method.end(), known, depth)
        text = None if given is None else applied(text, method[1], given)
    return text, end


def _given(code: str, start: int, known: Known, depth: int) -> tuple[list[str] | None, int]:
    """What a method is given, and where its call ends; None where a part of it is not known."""
    found: list[str] = []
    end = start
    while depth <= _DEEPEST:
        pattern = _PATTERN.match(code, end)
        negative = _NEGATIVE.match(code, end)
        if pattern:
            found.append((Throughout if "g" in pattern[2] else Pattern)(pattern[1]))
            end = pattern.end()
        elif negative:
            found.append(negative[1])
            end = negative.end()
        else:
            one, after = value(code, end, known, depth + 1)
            less = _LESS.match(code, after)
            if less and one is not None and one.isdecimal():
                one, after = str(int(one) - int(less[1])), less.end()
            if one is not None:
                found.append(one)
            elif after > end:
                return None, _past(code, after, ")")
            end = after
        sign = _TOKEN.match(code, end)
        if sign is None or sign["sign"] != ",":
            break
        end = sign.end()
    return found, _past(code, end, ")")


def _past(code: str, start: int, closing: str) -> int:
    """The place after the next `closing`, without nesting: expressions here are short."""
    found = code.find(closing, start, start + 300)
    return start if found < 0 else found + 1


def settings(code: str, known: Known) -> dict[str, str]:
    """What the names are set to in a piece of script, one after another, where that can be known."""
    found = copy(known) if isinstance(known, dict) else dict(known)
    for match in _SET.finditer(code):
        result, end = value(code, match.end(), found)
        if result is not None and end > match.end():
            found[match[1]] = result
    return found


def arguments(code: str, start: int, known: Known) -> tuple[list[tuple[str, str | None]], int]:
    """The arguments of a call that opens before `start`, each as written and as known; and where they end."""
    found: list[tuple[str, str | None]] = []
    while True:
        result, end = value(code, start, known)
        if end > start:
            found.append((code[start:end].strip(), result))
        sign = _TOKEN.match(code, end)
        if sign is None or sign["sign"] != ",":
            return found, end
        start = sign.end()


class Function(NamedTuple):
    """A function that a script defines."""

    name: str
    parameters: list[str]
    body: str


def functions(code: str) -> Iterator[Function]:
    """Each function that a script defines."""
    for match in islice(_FUNCTION.finditer(code), _MOST_FUNCTIONS):
        name = match[1] or match[2]
        yield Function(name, re.findall(r"[\w$]+", match[3]), _body(code, match.end()))


_FUNCTION = re.compile(
    r"(?:\bfunction\s+([\w$]+)|(?<![\w$])([\w$]{1,100})\s*[=:]\s*(?:async\s+)?(?:function)?)"
    r"\s*\(([\w$,\s]*)\)\s*(?:=>)?\s*\{"
)
_MOST_FUNCTIONS = 1_000
_LONGEST_BODY = 4_000


def _body(code: str, start: int) -> str:
    depth = 1
    for brace in re.finditer(r"[{}]", code[start : start + _LONGEST_BODY]):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return code[start : start + brace.start()]
    return code[start : start + _LONGEST_BODY]
