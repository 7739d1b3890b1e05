"""Lines of text -> pieces: what white space, pipes and the border of word and number part from one another.

A table that lost its tags is a stream of labels and figures; lines mean little in it, because one page puts
a cell on a line, another a row, a third wraps labels over lines.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parsers.cells import COUNTED, FACTORS, read_cell
from parsers.document import Line
from parsers.labels import fold
from parsers.titles import is_report_title

_WORD = re.compile(r"[^\s|\u200b\ufeff]+")
_PAGE_NUMBER = re.compile(
    r"第?\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|Page\s+\d+(?:\s+of\s+\d+)?", re.IGNORECASE
)
# As a rule a page number too; but three cells may hold a dash, a number and a dash.
_DASHED_NUMBER = re.compile(r"([-—–－‐]+)\s*\d{1,3}\s*\1")
# A label and the figure behind it that no space parts: 行政许可12, （一）予以公开0, 政府集中采购6个.
_GLUED = re.compile(
    r"(.*[^\d.,，+\-＋－~～])([+\-＋－]?\d[\d,，]*(?:\.\d+)?(?:元|万元|亿元|件|条|项|个|次)?)"
)
# Figures with their units that no space parts: 226件9件9件.
_COUNTED_RUN = re.compile(r"(?:[+\-＋－]?\d[\d,，]*(?:\.\d+)?(?:万元|亿元|元|件|条|项|个|次|人次|人)){2,}")
_COUNTED = re.compile(r"[+\-＋－]?[\d.,，]+\D+?(?=[+\-＋－\d]|$)")
_NUMBERING = re.compile(r"\d{1,2}[.,、:)．，]|\(.*")
_RUN = re.compile(r"0\d+")

_HEADER_LENGTH = 6
"""Characters from which a line that stands on several pages of a print is its running head, not a label."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words or one figure, with their place: line of the saved text and offset in it, both 0-based."""

    text: str
    line: int
    offset: int
    is_figure: bool
    is_after_dashed: bool = False  # a line of a number between dashes was left out before it

    @property
    def is_run(self) -> bool:
        """Digits of several figures without a space between them: no number begins with an idle zero."""
        return self.is_figure and _RUN.match(self.text) is not None


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """Pieces of the displayed lines in their order, without page numbers and what each page repeats."""
    lines = [line for line in lines if not line.hidden]
    repeated = _running_heads(lines)
    found: list[Piece] = []
    after_dashed = False
    for line in lines:
        words = line.text.strip()
        if words in repeated or _PAGE_NUMBER.fullmatch(words):
            continue
        if _DASHED_NUMBER.fullmatch(words):
            after_dashed = True
            continue
        start = len(found)
        for word in _WORD.finditer(line.text):
            _add(found, word[0], line, line.offset + word.start())
        if after_dashed and start < len(found):
            found[start] = replace(found[start], is_after_dashed=True)
            after_dashed = False
    return found


def is_figure(text: str) -> bool:
    """Whether a piece is a number, with sign, unit and remark, or what stands for one (-, /, 无, 持平)."""
    if text.isascii() and text.isdigit():
        return True
    folded = fold(text)
    if _NUMBERING.fullmatch(folded):
        return False
    return read_cell(text, "change").state in ("number", "dash") or read_cell(text, "money").state == "number"


def _add(found: list[Piece], text: str, line: Line, offset: int) -> None:
    if is_figure(text):
        found.append(Piece(text, line.number, offset, is_figure=True))
    elif found and found[-1].is_figure and _is_unit(text, same_line=found[-1].line == line.number):
        before = found[-1]
        found[-1] = Piece(f"{before.text} {text}", before.line, before.offset, is_figure=True)
    elif run := _COUNTED_RUN.search(text):
        if run.start():
            found.append(Piece(text[: run.start()], line.number, offset, is_figure=False))
        for one in _COUNTED.finditer(run[0]):
            place = offset + run.start() + one.start()
            found.append(Piece(one[0], line.number, place, is_figure=True))
        if run.end() < len(text):
            found.append(Piece(text[run.end() :], line.number, offset + run.end(), is_figure=False))
    elif (glued := _GLUED.fullmatch(text)) and not _is_within_brackets(text):
        found.append(Piece(glued[1], line.number, offset, is_figure=False))
        found.append(Piece(glued[2], line.number, offset + glued.start(2), is_figure=True))
    else:
        found.append(Piece(text, line.number, offset, is_figure=False))


def _is_within_brackets(text: str) -> bool:
    """Whether a piece ends in a bracket that it opens: a note that a line's end cuts."""
    folded = fold(text)
    return folded.rfind("(") > folded.rfind(")")


def _is_unit(text: str, *, same_line: bool) -> bool:
    """Whether a piece is the unit of the figure before it; only money's may stand in the next line."""
    folded = fold(text).strip("()")
    return folded in FACTORS or (same_line and folded in COUNTED)


def _running_heads(lines: Iterable[Line]) -> set[str]:
    """The title of the report where it is printed over each page."""
    texts = Counter(line.text.strip() for line in lines if len(line.text) >= _HEADER_LENGTH)
    return {text for text, times in texts.items() if times > 1 and is_report_title(text)}
