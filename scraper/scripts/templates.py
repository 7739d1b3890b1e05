"""Addresses that a script makes from data: `'<a href="/detail/' + row.id + '.html">'` and the like, also with
several fields, in strings with holes (`${row.id}`) and in markup for a library to fill (`{{row.id}}`)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urljoin

from scraper.markup.locations import OPENED, REPLACED, SET
from scraper.scripts.expressions import functions, settings
from scraper.scripts.renaming import renamed

_OWNER = r"[A-Za-z_$][\w$]*(?:\s*\.\s*[\w$]+|\s*\[\s*\w+\s*\])*?\s*\.\s*"
_KEY = r"\w+(?![\w$]|\s*[(.\[])"
_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_JOIN = re.compile(rf"({_STRING})((?:\s*\+\s*{_OWNER}{_KEY}(?:\s*\+\s*(?:{_STRING}))?)+)")
_PIECE = re.compile(rf"\+\s*(?:({_STRING})|{_OWNER}({_KEY}))")
_HOLED = re.compile(
    rf"(?:\bhref\s*=\s*\\?[\"']|(?:{OPENED}|{SET}|{REPLACED})\s*`)"
    r"((?:[^\"'`\s<>${}\\]|\$\{[^{}\n]{1,60}\}|\{\{[^{}\n]{1,60}\}\})+)"
)
_HOLE = re.compile(r"\$\{([^{}]*)\}|\{\{[=-]?([^{}]*)\}\}")
_QUOTED_KEY = re.compile(r"(?<=[\w$\])])\[\s*[\"']([A-Za-z_]\w*)[\"']\s*\]")
_WRAPPED = re.compile(r"\bencodeURI(?:Component)?\s*\(\s*((?:[\w$]+\s*\.\s*)+\w+)\s*\)")
_LIST = rf"\[\s*((?:{_STRING}|[\w$.]+)(?:\s*,\s*(?:{_STRING}|[\w$.]+)){{1,30}})\s*,?\s*\]\s*\.\s*join\s*\("
_JOINED_LIST = re.compile(rf"{_LIST}\s*(?:\"\"|'')\s*\)")
_COMMA = re.compile(rf"({_STRING})|,")
_PREFIX = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$.]*)\s*\+\s*$")
_PATH = re.compile(r"[\w.:/~-]*")
_BEFORE = 80  # characters in which a name stands that an address begins with
_OPEN_HREF = re.compile(r"(?i)\bhref\s*=\s*\\?[\"']?$")
_SAYS = re.compile(r"(?i)[^<>]*(?:>\s*(?:<\w[^<>]*>\s*){0,5}|\btitle\s*=\s*\\?[\"'])")
_HELD_TEXT = re.compile(r"[^<>]{0,200}>\s*(?:\$\{|\{\{[=-]?)\s*(?:[\w$]+\s*\.\s*)*(\w+)\s*\}")
_HANDED = re.compile(
    r"(?:on[cC]lick|javascript:)[^()\n]{0,60}?(?<![\w$.])([A-Za-z_$][\w$]*)\("
    rf"([^()\n]{{0,60}}?(?:\+\s*|\$\{{\s*|\{{\{{[=-]?\s*){_OWNER}\w+[^()\n]{{0,200}}?)\)"
)
_CHAINED = re.compile(r"([\"'])\s*\+\s*\"([^\"]*)\"\s*\+\s*\1")
_FIELD = re.compile(
    rf"[\"']?\s*\+\s*{_OWNER}({_KEY})(?:\s*\+\s*[\"']?)?|(?:\$\{{|\{{\{{[=-]?)\s*{_OWNER}({_KEY})\s*\}}{{1,2}}"
)
_FOUND = re.compile(r"<(\w+)>")
_CONSTANT = re.compile(r"[\w./-]*")
_NAME = re.compile(r"\s*(?:[\w$]+\s*\.\s*)*(\w+)\s*")
_HREF = re.compile(r"""(?is).*(?:href|window\.open\(|location)\s*[=(]?\s*\\?["']?""")
_START = re.compile(r"(?:https?://[^\s\"'<>]+|\.{0,2}/[^\s\"'<>]*|[\w./-]+\?[\w=&.-]+)$")
_WHOLE = re.compile(r"[^\s\"'<>\\)]*$")
_END = re.compile(r"""[^\s"'<>\\)]*""")


class Template(NamedTuple):
    """Text and the keys of fields in turn: it begins and ends with a text, which may be empty; and the key of
    what the link says, "" where that is not known."""

    pieces: tuple[str, ...]
    title: str = ""

    def address(self, node: dict[str, Any]) -> str | None:
        """The address that it makes of an object; None for one without a value for each of the keys."""
        made = list(self.pieces)
        for place in range(1, len(made), 2):
            value = node.get(made[place])
            if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
                return None
            made[place] = str(value).strip()
        return "".join(made)


def templates(script: str, base: str, around: str = "") -> tuple[Template, ...]:
    """The ways in which the scripts of the page at `base` make addresses from the objects of a list; what a
    piece of script calls by name, the script `around` it may say."""
    if "+" not in script and "{" not in script and "].join" not in script:
        return ()  # as on most pages: neither is anything joined, nor has it a place for a field
    script = _plain(script)
    whole = around or script
    found = (*_joined(script, base, whole), *_holed(script, base), *_clicked(script, base, whole))
    return tuple(dict.fromkeys(found))


def _plain(script: str) -> str:
    """The script with `row["id"]` and `encodeURIComponent(row.id)` as `row.id`, and lists that are joined to
    one text as sums."""
    if "].join" in script:
        script = _JOINED_LIST.sub(lambda match: _COMMA.sub(lambda one: one[1] or "+", match[1]), script)
    if '["' in script or "['" in script:
        script = _QUOTED_KEY.sub(r".\1", script)
    return _WRAPPED.sub(r"\1", script) if "encodeURI" in script else script


def _joined(script: str, base: str, around: str) -> Iterator[Template]:
    """Strings joined with fields."""
    for match in _JOIN.finditer(script):
        opening = match[1][1:-1].replace("\\/", "/")
        before = _HREF.sub("", opening)
        if not (_START.fullmatch(before) if before else _OPEN_HREF.search(opening)):
            continue
        if before == opening and before.startswith("/"):
            before = _prefix(script, match.start(), around) + before
        pieces = [urljoin(base, before) if before else ""]
        parts = iter(_PIECE.findall(match[2]))
        title = ""
        for text, key in parts:
            if key:
                pieces += ["", key] if len(pieces) % 2 == 0 else [key]
                continue
            end = _END.match(text[1:-1])
            pieces.append(end[0] if end else "")
            if not _WHOLE.fullmatch(text[1:-1]):
                # Here the address ends, and what follows is what the link says.
                says = _SAYS.fullmatch(text[1:-1], end.end() if end else 0) is not None
                title = next((one for _, one in parts if one), "") if says else ""
                break
        whole = (*pieces, "") if len(pieces) % 2 == 0 else tuple(pieces)
        if whole[0] or len(whole) > 1:
            yield Template(whole, title)


def _handed(written: str) -> Iterator[str]:
    """What a handler within a text gives to a function: fields of the row, constants, what is not known."""
    for one in _FIELD.sub(lambda field: f"<{field[1] or field[2]}>", written).split(","):
        field, constant = _FOUND.search(one), one.strip("\\\"' +")
        yield f"row.{field[1]}" if field else f'"{constant}"' if _CONSTANT.fullmatch(constant) else "unknown"


def _prefix(script: str, at: int, around: str) -> str:
    """What a name stands for that is joined to the text at `at` from before, where the script around sets it
    to the beginning of an address: `ctx + "/view?id="`."""
    named = _PREFIX.search(script, max(0, at - _BEFORE), at)
    known = _set_in(around).get(named[1], "") if named is not None else ""
    return known if _PATH.fullmatch(known) else ""


@lru_cache(maxsize=2)  # one script joins many texts
def _set_in(script: str) -> dict[str, str]:
    return settings(script, {})


def _holed(script: str, base: str) -> Iterator[Template]:
    """Strings with holes for fields."""
    for match in _HOLED.finditer(script):
        pieces: list[str] = []
        at = 0
        for hole in _HOLE.finditer(match[1]):
            named = _NAME.fullmatch(hole[1] or hole[2] or "")
            if named is None:
                break
            pieces += [match[1][at : hole.start()], named[1]]
            at = hole.end()
        else:
            if pieces and (not pieces[0] or _START.fullmatch(pieces[0])):
                says = _HELD_TEXT.match(script, match.end())
                first = urljoin(base, pieces[0]) if pieces[0] else ""
                yield Template((first, *pieces[1:], match[1][at:]), says[1] if says else "")


def _clicked(script: str, base: str, around: str) -> Iterator[Template]:
    """What functions of the page do to which a link gives fields: `onclick="view('` + row.id + `')"`."""
    given = {match[1]: match for match in _HANDED.finditer(script)}
    for function in functions(script) if given else ():
        if function.name not in given:
            continue
        body = function.body
        for name, one in zip(function.parameters, _handed(given[function.name][2]), strict=False):
            body = renamed(body, name, one)
        body = _CHAINED.sub(r"\2", body)
        yield from (*_joined(body, base, around), *_holed(body, base))
