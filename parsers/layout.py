"""A grid as rows of cells, each once, upright or turned; and the heads that stand over its columns."""

import re
from dataclasses import dataclass, field

from parsers.document import Grid
from parsers.labels import key

_FIGURE = re.compile(
    r"(?:[\d\s,.，．+\-—－–/\\％%（）()]|件|条|项|个|次|篇|人|元|万|亿|无|零|增|减|持平|未)*"
)
_HAN_LABEL = re.compile(r"[\u4e00-\u9fff]")


@dataclass(slots=True)
class Slot:
    """One cell of a row: text, words of it, place on the page (row, column) and extent in the layout."""

    text: str
    words: str
    row: int
    column: int
    start: int
    end: int  # last place it covers
    first: bool  # this is the first row that it stands in
    printed: bool = True  # False for a place that no cell covers

    @property
    def is_blank(self) -> bool:
        """Nothing is printed in it."""
        return not self.text.strip()

    @property
    def is_figure(self) -> bool:
        """It may hold a figure: blank, dash, number, or a number's words."""
        return _FIGURE.fullmatch(self.text) is not None or not _HAN_LABEL.search(self.text)


@dataclass(slots=True)
class Layout:
    """Rows of a grid from top to bottom; of a turned grid, its columns from left to right."""

    grid: Grid
    rows: list[list[Slot]] = field(default_factory=list)


def upright(grid: Grid) -> Layout:
    """The rows as they stand."""
    return Layout(grid, _rows(grid.texts, grid.origins, turned=False))


def turned(grid: Grid) -> Layout:
    """Columns as rows: for forms printed with their rows as columns."""
    texts = [list(column) for column in zip(*grid.texts, strict=True)]
    origins = [list(column) for column in zip(*grid.origins, strict=True)]
    return Layout(grid, _rows(texts, origins, turned=True))


def _rows(texts: list[list[str]], origins: list[list[int]], *, turned: bool) -> list[list[Slot]]:
    rows = []
    above: list[int] = []
    for number, (line, covered) in enumerate(zip(texts, origins, strict=True)):
        row: list[Slot] = []
        last = -2
        for place, (text, origin) in enumerate(zip(line, covered, strict=True)):
            if origin == last and origin >= 0:
                row[-1].end = place
                continue
            last = origin
            first = place >= len(above) or above[place] != origin or origin < 0
            at = (place, number) if turned else (number, place)
            words = key(text) if text and not text.isspace() else ""
            row.append(Slot(text, words, *at, place, place, first, origin >= 0))
        rows.append(row)
        above = covered
    return rows
