"""Addresses that a script makes from data: `'<a href="/detail/' + row.id + '.html">'` and the like, also with
several fields, in strings with holes (`${row.id}`) and in markup for a library to fill (`{{row.id}}`)."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

from scraper.markup.locations import OPENED, REPLACED, SET
from scraper.scripts.expressions import functions
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
_OPEN_HREF = re.compile(r"(?i)\bhref\s*=\s*\\?[\"']?$")
_SAYS = re.compile(r"(?i)>\s*$|\btitle\s*=\s*\\?[\"']$")
_HELD_TEXT = re.compile(r"[^<>]{0,200}>\s*(?:\$\{|\{\{[=-]?)\s*(?:[\w$]+\s*\.\s*)*(\w+)\s*\}")
_HANDED = re.compile(
    r"(?<![\w$.])([A-Za-z_$][\w$]*)\((?=\\?[\"'\s]|\$\{|\{\{)"
    rf"([^()\n]{{0,20}}?(?:\+\s*|\$\{{\s*|\{{\{{[=-]?\s*){_OWNER}\w+[^()\n]{{0,200}}?)\)"
)
_FIELDS = re.compile(rf"(?:\+\s*|\$\{{\s*|\{{\{{[=-]?\s*){_OWNER}({_KEY})")
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


def templates(script: str, base: str) -> tuple[Template, ...]:
    """The ways in which the scripts of the page at `base` make addresses from the objects of a list."""
    script = _plain(script)
    found = (*_joined(script, base), *_holed(script, base), *_clicked(script, base))
    return tuple(dict.fromkeys(found))


def _plain(script: str) -> str:
    """The script with `row["id"]` and `encodeURIComponent(row.id)` as `row.id`."""
    if '["' in script or "['" in script:
        script = _QUOTED_KEY.sub(r".\1", script)
    return _WRAPPED.sub(r"\1", script) if "encodeURI" in script else script


def _joined(script: str, base: str) -> Iterator[Template]:
    """Strings joined with fields."""
    for match in _JOIN.finditer(script):
        opening = match[1][1:-1].replace("\\/", "/")
        before = _HREF.sub("", opening)
        if not (_START.fullmatch(before) if before else _OPEN_HREF.search(opening)):
            continue
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
                says = _SAYS.search(text[1:-1]) is not None
                title = next((one for _, one in parts if one), "") if says else ""
                break
        whole = (*pieces, "") if len(pieces) % 2 == 0 else tuple(pieces)
        if whole[0] or len(whole) > 1:
            yield Template(whole, title)


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


def _clicked(script: str, base: str) -> Iterator[Template]:
    """What functions of the page do to which a link gives fields: `onclick="view('` + row.id + `')"`."""
    given = {match[1]: match for match in _HANDED.finditer(script)}
    for function in functions(script) if given else ():
        if function.name not in given:
            continue
        body = function.body
        for name, key in zip(function.parameters, _FIELDS.findall(given[function.name][2]), strict=False):
            body = renamed(body, name, f"row.{key}")
        yield from (*_joined(body, base), *_holed(body, base))
