"""Text without tags -> Document: pages saved as text, OCR and PDF text, markdown."""

import re

from parsers.document import Document, Line
from parsers.furniture import body_range
from parsers.script import in_simplified

_NAMES = (
    "!doctype|html|head|body|meta|div|p|table|tr|td|span|font|br|h[1-6]|ul|li|center|section|article|frameset"
)
_TAGS = re.compile(rf"<(?:{_NAMES})(?=[\s/>])", re.IGNORECASE)
_LINE_TAGS = re.compile(r"<(?:html|body|div|p|br|h[1-6]|li|center|section|article)(?=[\s/>])", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_BREAKS = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")
# A break between words, not between tags.
_BREAK_IN_TEXT = re.compile(r"(?<![>\s])\s*\n|\n\s*(?=[^<\s])")
_HEADING_MARKS = re.compile(r"#{1,6}\s+(.*?)\s*#*")
_BOLD_LINE = re.compile(r"(\*\*|__)(.+)\1")


def is_html(text: str) -> bool:
    """Whether the text holds HTML at all."""
    return _TAGS.search(text) is not None


def with_breaks(text: str) -> str:
    """HTML whose lines are told by tags. Text with tables between plain lines (as OCR programs write it) gets
    a tag for each break; any other HTML is returned as it is."""
    if _LINE_TAGS.search(text) or not _TABLE.search(text):
        return text
    return _BREAK_IN_TEXT.sub("<br>", text.replace("\r\n", "\n"))


def read_text(text: str) -> Document:
    """Lines of a text as printed, without the empty ones and without markdown's marks of headings and bold
    lines; there are no tables in it."""
    lines: list[Line] = []
    offset = 0
    for number, printed in enumerate(_BREAKS.split(text)):
        words = printed.strip()
        if words:
            place = offset + len(printed) - len(printed.lstrip())
            heading = _HEADING_MARKS.fullmatch(words)
            if heading is not None:
                place += heading.start(1)
                words = heading[1]
            if bold := _BOLD_LINE.fullmatch(words):
                place += bold.start(2)
                words = bold[2]
            if words:
                lines.append(Line(words, place, heading=heading is not None, number=number))
        offset += len(printed) + 1
    plain = in_simplified(lines)
    return Document(lines=lines, grids=[], tags=False, plain=plain, body=body_range(plain))
