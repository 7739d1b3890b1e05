"""Tables drawn in text: with pipes as in markdown, or with tabs as worksheets copy them.

Such a table has all its cells, empty ones too, so it is read like one with tags. Browsers copy tables with
tabs as well, but each spanning cell once: their rows differ in length and are left to the reader of flattened
text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from parsers.document import Document, Grid
from parsers.form_words import form_words
from parsers.labels import key
from parsers.text.furniture import body_range
from parsers.text.script import in_simplified

_RULE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FEWEST_ROWS = 2


class Printed(NamedTuple):
    """A line as the text has it: its number and its place in the text."""

    text: str
    number: int
    offset: int


class _Row(NamedTuple):
    cells: list[tuple[str, int]]  # text and place in the page text
    line: int


def is_drawn_with_pipes(text: str) -> bool:
    """Whether a text has tables drawn with pipes and no tags but the breaks in their cells."""
    lines = [line for line in text.splitlines() if line.lstrip().startswith("|")]
    return sum(_RULE.fullmatch(line) is not None for line in lines) > 0 and len(lines) > _FEWEST_ROWS


def draw_out(document: Document) -> Document:
    """A page with the tables that are drawn with pipes in its lines; most have none."""
    if len([line for line in document.lines if line.text[:1] == "|"]) <= _FEWEST_ROWS:
        return document
    rest, grids = drawn_tables([Printed(line.text, line.number, line.offset) for line in document.lines])
    kept = {line.number for line in rest}
    lines = [line for line in document.lines if line.number in kept]
    tables = [replace(grid, index=len(document.grids) + grid.index) for grid in grids]
    plain = in_simplified(lines)
    body = body_range(plain)
    return replace(document, lines=lines, plain=plain, grids=[*document.grids, *tables], body=body)


def drawn_tables(lines: Sequence[Printed]) -> tuple[list[Printed], list[Grid]]:
    """The lines that belong to no drawn table, and the tables; a table without a word of the form is text."""
    rest: list[Printed] = []
    grids: list[Grid] = []
    for block in _blocks(lines):
        rows = _rows(block)
        if rows is None:
            rest += block
        else:
            grids.append(_grid(len(grids), rows, sum(bool(line.text.strip()) for line in rest)))
    return rest, grids


def _blocks(lines: Sequence[Printed]) -> Iterator[list[Printed]]:
    """Neighbouring lines that are drawn the same way, and single lines that are not drawn."""
    block: list[Printed] = []
    for line in lines:
        if block and _mark(line) != _mark(block[-1]):
            yield block
            block = []
        block.append(line)
        if not _mark(line):
            yield block
            block = []
    if block:
        yield block


def _mark(line: Printed) -> str:
    """What parts the cells of a line: a pipe, a tab, or nothing."""
    text = line.text.strip(" \u3000")
    if text.count("|") > 1 and text[0] == text.rstrip()[-1] == "|":
        return "|"
    return "\t" if "\t" in text else ""


def _rows(block: Sequence[Printed]) -> list[_Row] | None:
    """The rows of a block of lines; None where it is no table, or not one with all of its cells."""
    mark = _mark(block[0])
    if not mark or len(block) < _FEWEST_ROWS:
        return None
    rows = [
        _Row(list(_cells(line, mark)), line.number)
        for line in block
        if mark == "\t" or not _RULE.fullmatch(line.text)
    ]
    widths = {len(row.cells) for row in rows}
    if len(rows) < _FEWEST_ROWS or max(widths) < 2 or (mark == "\t" and len(widths) > 1):
        return None
    words = form_words()
    return rows if any(key(text) in words for row in rows for text, _ in row.cells if text) else None


def _cells(line: Printed, mark: str) -> Iterator[tuple[str, int]]:
    """Text and place of each cell of a line."""
    text, offset = line.text, line.offset
    if mark == "|":
        text = text.rstrip()[:-1]
        start = text.index("|") + 1
        text, offset = text[start:], offset + start
    for cell in text.split(mark):
        words = _BREAK.sub("\n", cell).strip()
        yield words, offset + len(cell) - len(cell.lstrip())
        offset += len(cell) + 1


def _grid(index: int, rows: Sequence[_Row], line: int) -> Grid:
    """A table as a rectangle; a row that only says something that is no label says it all across."""
    width = max(len(row.cells) for row in rows)
    grid = Grid(index, [], [], line, places=[])
    number = 0
    for row in rows:
        cells = [*row.cells, *[("", row.cells[-1][1])] * (width - len(row.cells))]
        filled = [text for text, _ in cells if text]
        spans = len(filled) == 1 and bool(cells[0][0]) and key(filled[0]) not in form_words()
        grid.texts.append(filled * width if spans else [text for text, _ in cells])
        grid.origins.append((number,) * width if spans else tuple(range(number, number + width)))
        grid.places.append([(row.line, offset) for _, offset in cells])
        number += width
    return grid
