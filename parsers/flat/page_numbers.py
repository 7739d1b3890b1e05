"""Lines of a bare number that may be a page's: they belong to no row, or it cannot be known to which."""

import re
from collections.abc import Sequence
from itertools import pairwise

from parsers.document import Line

_BARE = re.compile(r"\d{1,3}")
_PRINTED = re.compile(
    r"(?:第|Page)?\s*[-—–－‐]*\s*(\d{1,3})\s*(?:[-—–－‐]+|页.*|[/／]\s*\d{1,3}|of\s+\d+)", re.IGNORECASE
)
_FIGURE = r"(?:[+\-＋－]?\d[\d,，.]*|[-—–－/\\]+|无)"
_FIGURES = re.compile(rf"{_FIGURE}(?:\s+{_FIGURE})*")
_ROW = re.compile(rf"(?!无)[\u2e80-\u9fff）)”\"]\s*{_FIGURE}(?:\s+{_FIGURE})*$")
_FEWEST_ROWS = 3


def page_numbers(lines: Sequence[Line]) -> frozenset[int]:
    """Numbers of the lines that hold a bare number which may be a page's: where the rows of a text have their
    figures in the line of their label, any; else those that count on between two that say they are pages'."""
    bare: list[tuple[int, int]] = []  # line, number
    marked: list[tuple[int, int]] = []
    rows = apart = 0  # with their figures in the line of their label, and in another
    for line in lines:
        text = line.text.strip()
        if _BARE.fullmatch(text) and int(text):
            bare.append((line.number, int(text)))
        elif printed := _PRINTED.fullmatch(text):
            marked.append((line.number, int(printed[1])))
        elif _FIGURES.fullmatch(text):
            apart += 1
        elif text and (text[-1].isdigit() or text[-1] in "-—–－/\\无"):
            rows += _ROW.search(text) is not None
    if not bare:
        return frozenset()
    if rows >= _FEWEST_ROWS and rows > 2 * (len(bare) + apart):
        return frozenset(number for number, _ in bare)
    between = [
        (start, stop, first, last) for (start, first), (stop, last) in pairwise(marked) if last - first > 1
    ]
    return frozenset(
        number
        for number, page in bare
        if any(start < number < stop and first < page < last for start, stop, first, last in between)
    )
