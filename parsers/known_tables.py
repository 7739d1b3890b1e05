"""Tables whose words have been read before: where their figures stand is known, and only these are read.

Most offices print the national form as it is, so the same words stand in the same places on thousands of
pages. How a table is read hangs on its words, its spans and what stands over it; on its figures only where
some are missing, in words, or contradict a sum. So a table is remembered when every figure of its page is a
plain number and its rows sum up; and it is known again when the same is true of the next page. Any other page
is read in full, and what is read is the same either way.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gongkai.records import Cell, Edition, Form
from parsers.cells import Kind, Reading, read_cell
from parsers.checks import rows_hold
from parsers.document import Document, Grid
from parsers.figures import Figures
from parsers.marks import FORMS
from parsers.regions import regions
from parsers.rows_of_years import names_year

LIMIT = 256
"""Tables remembered at a time; each office may print its own."""

_DIGITS = 10
_NUMBER = re.compile(rf"[+-]?[0-9]{{1,{_DIGITS}}}(?:\.[0-9]{{1,6}})?")
_BEGINNINGS = frozenset("+-0123456789")
_FIGURE = "#"
"""Stands for a plain number among the words of a table."""
Over = tuple[bool, str | None]
"""What the line over a table says: whether it names the form, and a unit of money."""


class _Place(NamedTuple):
    """Where a figure stands in its table, and how it is read."""

    item: str
    measure: str
    unit: str
    kind: Kind
    counted_in: str | None
    row: int
    column: int


class _Part(NamedTuple):
    """What a table has of one form: its figures in the form's order."""

    form: Form
    edition: Edition
    places: tuple[_Place, ...]


class _Table(NamedTuple):
    """A known table: its parts in the order of FORMS, and the form that its last rows speak of."""

    parts: tuple[_Part, ...]
    last: Form


class _Key(NamedTuple):
    """All that the reading of a table hangs on besides its figures: the form of the table above, the edition
    of the forms so far, the line over it, its words and its spans."""

    above: Form | None
    edition: Edition | None
    over: Over
    words: tuple[str, ...]
    origins: tuple[tuple[int, ...], ...]


_known: dict[_Key, _Table] = {}


def read_known(document: Document, over: Callable[[Grid], Over]) -> Figures | None:
    """The figures of a page all of whose tables with words of the form are known; None of any other."""
    figures = Figures()
    above: Form | None = None
    edition: Edition | None = None
    for grid in _shown(document):
        table = _known.get(_key(grid, above, edition, over(grid)))
        if table is None or _names_years(grid):
            if regions(grid, above):
                return None
            continue
        for part in table.parts:
            figures.tables.append((part.form, part.edition))
            figures.cells += _cells(part, grid)
        above, edition = table.last, _edition_after(table.parts, edition)
    is_whole = figures.cells and all(cell.state == "number" for cell in figures.cells)
    return figures if is_whole and _is_in_order(figures) and rows_hold(figures.cells) else None


def remember(
    document: Document,
    over: Callable[[Grid], Over],
    figures: Figures,
    spoken: Mapping[int, Form],
    read_as: Callable[[Cell], tuple[Kind, str | None]],
) -> None:
    """Keep the tables of a page that was read in full, where its figures had no part in how. `spoken` are the
    tables with words of a form, by number, with the form of their last rows; `read_as` tells as what a cell
    was read."""
    if figures.issues or not all(_is_plain(cell, *read_as(cell)) for cell in figures.cells):
        return
    if {cell.grid for cell in figures.cells} != spoken.keys() or not rows_hold(figures.cells):
        return
    above: Form | None = None
    edition: Edition | None = None
    told = Figures()
    found: dict[_Key, _Table] = {}
    for grid in _shown(document):
        if grid.index not in spoken:
            continue
        parts = tuple(_parts(grid, figures, read_as))
        key = _key(grid, above, edition, over(grid))
        if _names_years(grid) or not _covers(grid, parts):
            return
        told.tables += [(part.form, part.edition) for part in parts]
        above = spoken[grid.index]
        edition = _edition_after(parts, edition)
        found[key] = _Table(parts, above)
    if told.tables == figures.tables:
        if len(_known) + len(found) > LIMIT:
            forget()
        _known.update(found)


def forget() -> None:
    """Know no table any more."""
    _known.clear()


def _shown(document: Document) -> Iterator[Grid]:
    return (grid for grid in document.grids if grid.texts and not grid.hidden)


def _key(grid: Grid, above: Form | None, edition: Edition | None, over: Over) -> _Key:
    words = tuple([_FIGURE if _is_number(text) else text for row in grid.texts for text in row])
    return _Key(above, edition, over, words, tuple(grid.origins))


def _names_years(grid: Grid) -> bool:
    """Whether rows stand beside years: which of them are read hangs on the title of the page."""
    return any(names_year(row[0]) for row in grid.texts)


def _edition_after(parts: Sequence[_Part], before: Edition | None) -> Edition | None:
    """The edition that the form of disputes goes by, which has none of its own."""
    return next((part.edition for part in reversed(parts) if part.form != "disputes"), before)


def _is_in_order(figures: Figures) -> bool:
    """Whether each form stands in one table, and the forms in the order in which their editions are told."""
    ranks = [FORMS.index(form) for form, _ in figures.tables]
    return ranks == sorted(set(ranks))


def _is_plain(cell: Cell, kind: Kind, counted_in: str | None) -> bool:
    """Whether a cell says what its text says, and nothing of how it was placed."""
    if cell.state != "number" or cell.raw is None or not _is_number(cell.raw):
        return False
    reading = read_cell(cell.raw, kind, counted_in)
    return (reading.value, reading.note) == (cell.value, cell.note)


def _is_number(text: str) -> bool:
    """Whether a text is a plain number: digits, perhaps a sign before or decimals behind them."""
    if text.isdecimal() and text.isascii():  # most are
        return len(text) <= _DIGITS
    return text[:1] in _BEGINNINGS and _NUMBER.fullmatch(text) is not None


def _parts(
    grid: Grid, figures: Figures, read_as: Callable[[Cell], tuple[Kind, str | None]]
) -> Iterator[_Part]:
    for form, edition in figures.tables:
        places = tuple(
            _Place(
                cell.item, cell.measure, cell.unit, *read_as(cell), cell.grid_row or 0, cell.grid_column or 0
            )
            for cell in figures.cells
            if cell.form == form and cell.grid == grid.index
        )
        if places:
            yield _Part(form, edition, places)


def _covers(grid: Grid, parts: Sequence[_Part]) -> bool:
    """Whether the plain numbers in a table are the figures read from it."""
    numbered = {
        origin
        for texts, origins in zip(grid.texts, grid.origins, strict=True)
        for text, origin in zip(texts, origins, strict=True)
        if _is_number(text)
    }
    return numbered == {grid.origins[place.row][place.column] for part in parts for place in part.places}


def _cells(part: _Part, grid: Grid) -> Iterator[Cell]:
    form, edition, places = part
    texts = grid.texts
    for item, measure, unit, kind, counted_in, row, column in places:
        text = texts[row][column]
        is_count = counted_in is None and kind == "count" and text.isdecimal()
        reading = Reading(float(text), "number") if is_count else read_cell(text, kind, counted_in)
        yield Cell(
            edition=edition,
            form=form,
            item=item,
            measure=measure,
            state=reading.state,
            unit=unit,
            value=reading.value,
            raw=text,
            note=reading.note,
            grid=grid.index,
            grid_row=row,
            grid_column=column,
        )
