"""Text without tags -> Document: pages saved as text, OCR and PDF text, markdown."""

import re

from parsers.document import Document, Line
from parsers.text.drawn import Printed, drawn_tables, is_drawn_with_pipes
from parsers.text.furniture import body_range
from parsers.text.script import in_simplified

_NAMES = (
    "!doctype|html|head|body|meta|div|p|table|tr|td|span|font|br|h[1-6]|ul|li|center|section|article|frameset"
)
_TAGS = re.compile(rf"<(?:{_NAMES})(?=[\s/>])", re.IGNORECASE)
_MORE_TAGS = re.compile(rf"<(?!br[\s/>])(?:{_NAMES})(?=[\s/>])", re.IGNORECASE)
_LINE_TAGS = re.compile(r"<(?:html|body|div|p|br|h[1-6]|li|center|section|article)(?=[\s/>])", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_BREAKS = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
# A break between words, not between tags.
_BREAK_IN_TEXT = re.compile(r"(?<![>\s])\s*\n|\n\s*(?=[^<\s])")
_PREFORMATTED_TAG = re.compile(r"<[pP][rR][eE]\b")
_PREFORMATTED = re.compile(r"<[pP][rR][eE]\b.*?</[pP][rR][eE]", re.DOTALL)
_PREFORMATTED_END = re.compile("</[pP][rR][eE]")
_HEADING_MARKS = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_BOLD_LINE = re.compile(r"(\*\*|__)(.+)\1")


def is_html(text: str) -> bool:
    """Whether the text holds HTML at all, more than the breaks in cells of markdown."""
    if _TAGS.search(text) is None:
        return False
    return _MORE_TAGS.search(text) is not None or not is_drawn_with_pipes(text)


def has_lines_of_its_own(markup: str) -> bool:
    """Whether some HTML may have lines that no tag tells: it is preformatted, or has no tag that begins a
    line."""
    return _PREFORMATTED_TAG.search(markup) is not None or not _LINE_TAGS.search(markup)


def with_breaks(text: str) -> str:
    """HTML whose lines are told by tags. Preformatted text, and text with tables between plain lines (as OCR
    programs write it), get a tag for each break; any other HTML is returned as it is."""
    end = max((found.end() for found in _PREFORMATTED_END.finditer(text)), default=0)  # none ends behind it
    text = _PREFORMATTED.sub(lambda found: found[0].replace("\n", "<br>\n"), text[:end]) + text[end:]
    if _LINE_TAGS.search(text) or not _TABLE.search(text):
        return text
    return _BREAK_IN_TEXT.sub("<br>", text.replace("\r\n", "\n"))


def read_text(text: str) -> Document:
    """Lines of a text as printed, without the empty ones and without markdown's marks of headings and bold
    lines; and the tables that are drawn in it."""
    printed: list[Printed] = []
    start = 0
    for number, line_break in enumerate([*_BREAKS.finditer(text), None]):
        end = line_break.start() if line_break else len(text)
        printed.append(Printed(text[start:end], number, start))
        start = line_break.end() if line_break else end
    rest, grids = drawn_tables(printed)
    lines = [line for one in rest if (line := _line(one)) is not None]
    plain = in_simplified(lines)
    return Document(lines=lines, grids=grids, tags=False, plain=plain, body=body_range(plain))


def _line(printed: Printed) -> Line | None:
    """A line without its marks; None where nothing is printed."""
    words = printed.text.strip()
    if "\t" in words:  # tabs at its end part empty cells
        words = printed.text.strip(" \u3000\xa0").lstrip("\t ")
    place = printed.offset + len(printed.text) - len(printed.text.lstrip())
    heading = _HEADING_MARKS.fullmatch(words)
    if heading is not None:
        place += heading.start(1)
        words = heading[1]
    if bold := _BOLD_LINE.fullmatch(words):
        place += bold.start(2)
        words = bold[2]
    return Line(words, place, heading=heading is not None, number=printed.number) if words else None
