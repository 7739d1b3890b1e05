"""Lines of text -> pieces: what white space, pipes and the border of word and number part from one another.

A table that lost its tags is a stream of labels and figures; lines mean little in it, because one page puts
a cell on a line, another a row, a third wraps labels over lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from parsers.document import Line
from parsers.flat.page_numbers import page_numbers
from parsers.labels import fold
from parsers.tables.cells import COUNTED, FACTORS, read_cell
from parsers.text.titles import is_report_title

_WORD = re.compile(r"[^\s|\u200b\ufeff]+")
# Dots that lead from a label to its figure part them as a space does.
_LEADER = re.compile(r"[…⋯]+|[.．·•∙‧]{3,}|_{3,}")
_CELL = re.compile(r"(?:^|\t)([^\t]*)")
_PAGE_NUMBER = re.compile(
    r"第?\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|Page\s+\d+(?:\s+of\s+\d+)?", re.IGNORECASE
)
# As a rule page numbers too; but three cells may hold a dash, a number and a dash, or a number, a stroke and
# a number.
_DASHED_NUMBER = re.compile(r"([-—–－‐]+)\s*\d{1,3}\s*\1|\d{1,3}\s*[/／]\s*\d{1,3}")
# Where a figure or a dash may begin behind a label that no space parts from it: 行政许可12, （一）予以公开—.
_GLUED = re.compile(r"(?<=[\u2e80-\u9fff)）”\"])(?:[+\-＋－]?\d|[-—–－/\\]+$)")
# A number of the outline whose point stands apart (2 . 重复申请), or that stands in brackets apart.
_POINT = re.compile(r"[.．、。]")
_OPENING = re.compile(r"[(（〔]$")
# Figures with their units that no space parts: 226件9件9件.
_COUNTED_RUN = re.compile(r"(?:[+\-＋－]?\d[\d,，]*(?:\.\d+)?(?:万元|亿元|元|件|条|项|个|次|人次|人)){2,}")
_COUNTED = re.compile(r"[+\-＋－]?[\d.,，]+\D+?(?=[+\-＋－\d]|$)")
_NUMBERING = re.compile(r"\d{1,2}[.,、:)．，]|\(.*")
# What a figure begins with: a digit, a sign, or a word of none or of change.
_BEGINNING = re.compile(r"[\d+\-/\\|无一零持增减]|新增|未增|不变|不增|没有|下降|上升|与上年")
_SENTENCE_END = re.compile(r"[。;；,，]$")
_RUN = re.compile(r"0\d+")

_TITLE_LENGTH = 60
"""Characters of the longest title, which prints repeat over each page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words or one figure, with their place: line of the saved text and offset in it, both 0-based. A figure
    without text is an empty cell between two tabs."""

    text: str
    line: int
    offset: int
    is_figure: bool
    is_after_dashed: bool = False  # a line that may be a page's number was left out before it
    is_after_bare: bool = False  # and nothing but the number stood in that line, as a figure may

    @property
    def is_run(self) -> bool:
        """Digits of several figures without a space between them: no number begins with an idle zero."""
        return self.is_figure and _RUN.match(self.text) is not None


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    """Pieces of the displayed lines in their order, without page numbers and the title that pages repeat."""
    lines = [line for line in lines if not line.hidden]
    found: list[Piece] = []
    pages = page_numbers(lines)
    after_dashed = after_bare = False
    for line in lines:
        words = line.text.strip()
        if _PAGE_NUMBER.fullmatch(words) or (len(words) <= _TITLE_LENGTH and is_report_title(words)):
            continue
        if line.number in pages or _DASHED_NUMBER.fullmatch(words):
            after_dashed = True
            after_bare |= line.number in pages
            continue
        start = len(found)
        text = _LEADER.sub(lambda dots: " " * len(dots[0]), line.text)
        for begin, end in _cells(text):
            if not text[begin:end].strip():
                found.append(Piece("", line.number, line.offset + begin, is_figure=True))
            for word in _WORD.finditer(text, begin, end):
                _add(found, word[0], line, line.offset + word.start())
        if after_dashed and start < len(found):
            found[start] = replace(found[start], is_after_dashed=True, is_after_bare=after_bare)
            after_dashed = after_bare = False
    return found


def _cells(text: str) -> Iterator[tuple[int, int]]:
    """Where the cells of a line begin and end, if tabs part them; else the whole line."""
    if "\t" not in text:
        yield 0, len(text)
    else:
        yield from (cell.span(1) for cell in _CELL.finditer(text))


def is_figure(text: str) -> bool:
    """Whether a piece is a number, with sign, unit and remark, or what stands for one (-, /, 无, 持平)."""
    if text.isascii() and text.isdigit():
        return True
    folded = fold(text)
    if _NUMBERING.fullmatch(folded) or not _BEGINNING.match(folded) or _SENTENCE_END.search(folded):
        return False
    return read_cell(text, "change").state in ("number", "dash") or read_cell(text, "money").state == "number"


def _add(found: list[Piece], text: str, line: Line, offset: int) -> None:
    before = found[-1] if found and found[-1].line == line.number else None
    if is_figure(text):
        found.append(Piece(text, line.number, offset, is_figure=True))
    elif before is not None and before.is_figure and len(before.text) <= 2 and _is_number_end(found, text):
        found[-1] = replace(before, text=before.text + text, is_figure=False)
    elif text.endswith("无") and _is_unit(text[:-1], same_line=True):
        found.append(Piece(text[:-1], line.number, offset, is_figure=False))
        found.append(Piece("无", line.number, offset + len(text) - 1, is_figure=True))
    elif found and found[-1].is_figure and _is_unit(text, same_line=found[-1].line == line.number):
        found[-1] = replace(found[-1], text=f"{found[-1].text} {text}")
    elif run := _COUNTED_RUN.search(text):
        if run.start():
            found.append(Piece(text[: run.start()], line.number, offset, is_figure=False))
        for one in _COUNTED.finditer(run[0]):
            place = offset + run.start() + one.start()
            found.append(Piece(one[0], line.number, place, is_figure=True))
        if run.end() < len(text):
            found.append(Piece(text[run.end() :], line.number, offset + run.end(), is_figure=False))
    elif at := _glued_at(text):
        found.append(Piece(text[:at], line.number, offset, is_figure=False))
        found.append(Piece(text[at:], line.number, offset + at, is_figure=True))
    else:
        found.append(Piece(text, line.number, offset, is_figure=False))


def _is_number_end(found: Sequence[Piece], text: str) -> bool:
    """Whether words go on with the point or the bracket that makes a number of the outline of a figure."""
    is_bracketed = len(found) > 1 and _OPENING.search(found[-2].text) is not None
    return _POINT.match(text) is not None or (is_bracketed and text[0] in ")）〕")


def _glued_at(text: str) -> int | None:
    """Where the figure begins that follows a label without a space; numbers in a note are none."""
    for start in _GLUED.finditer(text):
        label = fold(text[: start.start()])
        if label.rfind("(") <= label.rfind(")") and is_figure(text[start.start() :]):
            return start.start()
    return None


def _is_unit(text: str, *, same_line: bool) -> bool:
    """Whether a piece is the unit of the figure before it; only money's may stand in the next line."""
    folded = fold(text).strip("()")
    return folded in FACTORS or (same_line and folded in COUNTED)
