"""Markup that a page's scripts write into it while it loads: `document.write('<li><a href="' + path + …)`.

A browser puts it where the script stands, so it is read there too, among the links around it. Only writings
whose every part is known are put in; what depends on a loop or a computation stays with the script.
"""

import re

from scraper.markup.markup import spans
from scraper.scripts.expressions import value

_WRITE = re.compile(r"\bdocument\s*\.\s*write(?:ln)?\s*\(")
_SET = re.compile(r"(?:^|[;{}(,\n]|\b(?:var|let|const)\s)\s*([A-Za-z_$][\w$]*)\s*=(?![=>])")
_COUNTED = re.compile(r"([A-Za-z_$][\w$]*)\s*(?:\+\+|--|[-+]=)|(?:\+\+|--)\s*([A-Za-z_$][\w$]*)")
_SET_ENDS = re.compile(r"\s*(?:[;,}\n]|$)|[ \t]*\n")
_WRITE_ENDS = re.compile(r"\s*\)")
_COMMENT = re.compile(r"(?<![:\"'])//")
_ANCHOR = re.compile(r"<a\s", re.IGNORECASE)
_ACTIVE = re.compile(r"<(?:script|i?frame|object|embed)\b", re.IGNORECASE)
LONGEST = 20_000  # characters of one script that are looked through


def inserted(html: str) -> str:
    """The page with what its scripts write put behind each script, and those writings taken out of it."""
    if "write" not in html or not _WRITE.search(html):
        return html
    kept: list[str] = []
    known: dict[str, str] = {}
    end = 0
    for start, after in spans(html, frozenset({"script"})):
        if html.startswith("<!--", start):
            continue
        body, close = html.find(">", start, after) + 1, html.rfind("<", start, after)
        if not 0 < body < close <= body + LONGEST:
            continue
        code, markup = _carried_out(html[body:close], known)
        if markup:
            kept += (html[end:body], code, html[close:after], markup)
            end = after
    return "".join((*kept, html[end:]))


def _carried_out(code: str, known: dict[str, str]) -> tuple[str, str]:
    """A script without the writings that are known, and what they write; `known` learns what it sets."""
    counted = {one or other for one, other in _COUNTED.findall(code)}
    steps = [(match.end(), match) for pattern in (_SET, _WRITE) for match in pattern.finditer(code)]
    rest: list[str] = []
    markup: list[str] = []
    seen = 0
    for at, match in sorted(steps, key=lambda step: step[0]):
        if at <= seen:
            continue
        told, end = value(code, at, known)
        if match.re is _SET:
            if told is not None and match[1] not in counted and _SET_ENDS.match(code, end):
                known[match[1]] = told
            else:
                known.pop(match[1], None)
            continue
        closing = _WRITE_ENDS.match(code, end)
        line = code.rfind("\n", 0, match.start()) + 1
        if told is None or closing is None or _ACTIVE.search(told):
            continue
        if _COMMENT.search(code, line, match.start()):
            continue
        rest.append(code[seen : match.start()])
        markup.append(told)
        seen = closing.end()
    written = "".join(markup)
    if not _ANCHOR.search(written):
        return code, ""
    return "".join((*rest, code[seen:])), written
