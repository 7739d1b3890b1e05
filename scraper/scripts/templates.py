"""Addresses that a script makes from data: `'<a href="/detail/' + row.id + '.html">'` and the like, also with
several fields, in strings with holes (`${row.id}`) and in markup for a library to fill (`{{row.id}}`)."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

from scraper.markup.locations import OPENED, REPLACED, SET

_OWNER = r"[A-Za-z_$][\w$]*(?:\s*\.\s*[\w$]+|\s*\[\s*\w+\s*\])*?\s*\.\s*"
_KEY = r"\w+(?![\w$]|\s*[(.\[])"
_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_JOIN = re.compile(rf"({_STRING})((?:\s*\+\s*{_OWNER}{_KEY}(?:\s*\+\s*(?:{_STRING}))?)+)")
_PIECE = re.compile(rf"\+\s*(?:({_STRING})|{_OWNER}({_KEY}))")
_HOLED = re.compile(
    rf"(?:\bhref\s*=\s*\\?[\"']|(?:{OPENED}|{SET}|{REPLACED})\s*`)"
    r"((?:[^\"'`\s<>${}\\]|\$\{[^{}\n]{1,60}\}|\{\{[^{}\n]{1,60}\}\})+)"
)
_HOLE = re.compile(r"\$\{([^{}]*)\}|\{\{([^{}]*)\}\}")
_NAME = re.compile(r"\s*(?:[\w$]+\s*\.\s*)*(\w+)\s*")
_HREF = re.compile(r"""(?is).*(?:href|window\.open\(|location)\s*[=(]?\s*\\?["']?""")
_START = re.compile(r"(?:https?://[^\s\"'<>]+|\.{0,2}/[^\s\"'<>]*|[\w./-]+\?[\w=&.-]+)$")
_WHOLE = re.compile(r"[^\s\"'<>\\)]*$")
_END = re.compile(r"""[^\s"'<>\\)]*""")


class Template(NamedTuple):
    """Text and the keys of fields in turn: it begins and ends with a text, which may be empty."""

    pieces: tuple[str, ...]

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
    found = (*_joined(script, base), *_holed(script, base))
    return tuple(dict.fromkeys(map(Template, found)))


def _joined(script: str, base: str) -> Iterator[tuple[str, ...]]:
    """Strings joined with fields."""
    for match in _JOIN.finditer(script):
        before = _HREF.sub("", match[1][1:-1].replace("\\/", "/"))
        if not _START.fullmatch(before):
            continue
        pieces = [urljoin(base, before)]
        for text, key in _PIECE.findall(match[2]):
            if key:
                pieces += ["", key] if len(pieces) % 2 == 0 else [key]
                continue
            end = _END.match(text[1:-1])
            pieces.append(end[0] if end else "")
            if not _WHOLE.fullmatch(text[1:-1]):
                break  # here the address ends, and what follows is what the link says
        yield (*pieces, "") if len(pieces) % 2 == 0 else tuple(pieces)


def _holed(script: str, base: str) -> Iterator[tuple[str, ...]]:
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
            if pieces and _START.fullmatch(pieces[0]):
                yield (urljoin(base, pieces[0]), *pieces[1:], match[1][at:])
