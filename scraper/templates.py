"""Addresses that a script makes from data: `'<a href="/detail/' + row.id + '.html">'` and the like."""

import re
from typing import Any, NamedTuple
from urllib.parse import urljoin

_JOIN = re.compile(
    r"""(?P<mark>["'])(?P<before>(?:(?!(?P=mark))[^\\\n]|\\.)*)(?P=mark)\s*\+\s*"""
    r"""[A-Za-z_$][\w$]*(?:\[\w+\])?\s*\.\s*(?P<key>\w+)(?!\s*[(.\w])"""
    r"""(?:\s*\+\s*(["'])(?P<after>(?:(?!\4)[^\\\n]|\\.)*)\4)?"""
)
_HREF = re.compile(r"""(?is).*(?:href|window\.open\(|location)\s*[=(]?\s*\\?["']?""")
_START = re.compile(r"(?:https?://[^\s\"'<>]+|\.{0,2}/[^\s\"'<>]*|[\w./-]+\?[\w=&.-]+)$")
_END = re.compile(r"""^[^\s"'<>\\)]*""")


class Template(NamedTuple):
    """What stands before and after the value of a key."""

    before: str
    key: str
    after: str

    def address(self, node: dict[str, Any]) -> str | None:
        """The address that it makes of an object; None for one without the key."""
        value = node.get(self.key)
        if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
            return None
        return f"{self.before}{str(value).strip()}{self.after}"


def templates(script: str, base: str) -> tuple[Template, ...]:
    """The ways in which the scripts of the page at `base` make addresses from the objects of a list."""
    found = []
    for match in _JOIN.finditer(script):
        before = _HREF.sub("", match["before"].replace("\\/", "/"))
        if _START.fullmatch(before):
            end = _END.match(match["after"] or "")
            found.append(Template(urljoin(base, before), match["key"], end[0] if end else ""))
    return tuple(dict.fromkeys(found))
