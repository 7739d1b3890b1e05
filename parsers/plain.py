"""Text without tags -> Document: pages saved as text, OCR and PDF text, markdown."""

import re

from parsers.document import Document, Line
from parsers.furniture import body_range

_TAGS = re.compile(
    r"<(?:!doctype|html|head|body|meta|div|p|table|tr|td|span|font|br|h[1-6]|ul|li|center|section|article|frameset)"
    r"(?=[\s/>])",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"\r\n|[\r\n\f\v\x85\u2028\u2029]")


def is_html(text: str) -> bool:
    """Whether the text holds HTML at all."""
    return _TAGS.search(text) is not None


def read_text(text: str) -> Document:
    """Lines of a text as printed, without the empty ones; there are no tables in it."""
    lines: list[Line] = []
    offset = 0
    for number, printed in enumerate(_BREAKS.split(text)):
        words = printed.strip()
        if words:
            lines.append(Line(words, offset + len(printed) - len(printed.lstrip()), number=number))
        offset += len(printed) + 1
    return Document(lines=lines, grids=[], tags=False, body=body_range(lines))
