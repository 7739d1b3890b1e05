"""A grid as rows of its cells, each once, upright or turned."""

import re
from collections.abc import Sequence

import msgspec

from parsers.document import Grid

_FIGURE = re.compile(
    r"(?:[\d\s,.，．。+\-—－–/\\％%（）()]|件|条|项|个|次|篇|人|元|万|亿|无|零|增|减|持平|未)*"
)
_REMARKED = re.compile(r"\s*[+\-＋－]?\d[\d,.，．\s]*[件条项个次篇人万亿元]*\s*[（(].*", re.DOTALL)
_UNIT = re.compile(r"\s*[件条项个次篇人份场期千万亿元]+\s*")
_HAN = re.compile(r"[\u2e80-\u2fdf\u3400-\u9fff\uf900-\ufaff]")


class Slot(msgspec.Struct, gc=False):
    """One printed cell in a row that it covers: where its row meets it (row, column of the grid), and the
    places that it covers in the layout, which is the grid or the grid turned."""

    text: str
    row: int
    column: int
    start: int
    end: int  # last place it covers
    first: bool  # this is the first row that it covers
    is_figure: bool  # it may hold a figure: blank, dash, number, or a number's words
    is_blank: bool

    @property
    def has_figure(self) -> bool:
        """Something is printed in it that may be a figure: no mere unit, no words."""
        return self.is_figure and not self.is_blank and not _UNIT.fullmatch(self.text)


Row = Sequence[Slot]


def upright(grid: Grid) -> list[list[Slot]]:
    """The rows as they stand. Places that no cell covers are left out."""
    return _rows(grid.texts, grid.origins, turned=False)


def turned(grid: Grid, rows: Sequence[Row]) -> list[list[Slot]]:
    """The columns of a run of rows, as rows: for forms printed with rows and columns exchanged."""
    numbers = [slot.row for row in rows for slot in row]
    first, last = min(numbers), max(numbers) + 1
    texts = [list(column) for column in zip(*grid.texts[first:last], strict=True)]
    origins = [*zip(*grid.origins[first:last], strict=True)]
    return _rows(texts, origins, turned=True, skipped=first)


def _rows(
    texts: list[list[str]], origins: list[tuple[int, ...]], *, turned: bool, skipped: int = 0
) -> list[list[Slot]]:
    rows = []
    above = (-1,) * len(origins[0]) if origins else ()
    for number, (line, covered) in enumerate(zip(texts, origins, strict=True)):
        row: list[Slot] = []
        last = -1
        for place, origin in enumerate(covered):
            if origin == last:
                if origin >= 0:
                    row[-1].end = place
                continue
            last = origin
            if origin >= 0:
                text = line[place]
                first = above[place] != origin
                blank = not text or text.isspace()
                figure = blank or text.isascii() or is_figure(text)
                at = (place + skipped, number) if turned else (number, place)
                row.append(Slot(text, *at, place, place, first, figure, blank))
        rows.append(row)
        above = covered
    return rows


def is_figure(text: str) -> bool:
    """Whether a text may be a figure: digits, marks and the words that stand with them, or no word at all."""
    if text.isascii():
        return True
    if not _HAN.search(text) or _FIGURE.fullmatch(text):
        return True
    return _REMARKED.fullmatch(text) is not None


def has_number(slot: Slot) -> bool:
    """Whether a digit is printed in a cell that may hold a figure."""
    return slot.is_figure and any(c.isdigit() for c in slot.text)
