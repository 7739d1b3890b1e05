"""Tables whose words have been read before: where their figures stand is known, and only these are read.

Most offices print the national form as it is, so the same words stand in the same places on thousands of
pages. How a table is read hangs on its words, its spans and what stands over it; on its figures only where
some are missing, in words, or contradict a sum. So a table is remembered when every figure of its page is a
plain number and its rows sum up; and it is known again when the same is true of the next page. Any other page
is read in full, and what is read is the same either way.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from gongkai.columns import Run, Shared
from gongkai.records import Cell, Edition, Form
from parsers.checks import rows_hold
from parsers.document import Document, Grid
from parsers.editions import paths_of
from parsers.figures import Figures, WholeForm
from parsers.picker import picker
from parsers.tables.cells import Kind, read_cell
from parsers.tables.marks import FORMS
from parsers.tables.regions import regions
from parsers.tables.remembered import (
    DIGITS,
    Over,
    Part,
    ReadAs,
    Setting,
    Table,
    find,
    is_number,
    keep,
    texts_of,
)
from parsers.tables.rows_of_years import names_year


def read_known(document: Document, over: Callable[[Grid], Over]) -> Figures | None:
    """The figures of a page all of whose tables with words of the form are known; None of any other."""
    figures = Figures()
    above: Form | None = None
    edition: Edition | None = None
    for grid in _shown(document):
        texts = texts_of(grid)
        table = find(Setting(above, edition, over(grid), tuple(grid.origins)), texts)
        if table is None:
            if regions(grid, above):
                return None
            continue
        for part in table.parts:
            whole = _whole(part, grid.index, texts)
            if whole is None:
                return None
            figures.tables.append((part.form, part.edition))
            figures.whole.append(whole)
        above, edition = table.last, _edition_after(table.parts, edition)
    return figures if figures and _is_in_order(figures) else None


def _whole(part: Part, grid: int, texts: Sequence[str]) -> WholeForm | None:
    """The figures of one form in a table; None where one is no plain number, or a row does not sum up."""
    printed = part.pick(texts)
    scaled: Sequence[int] = part.scaled
    if not _are_digits(printed):
        if not all(map(is_number, printed)):
            return None
        scaled = range(len(printed))
    values = [*map(float, printed)]
    notes: list[str | None] = [None] * len(printed)
    for number in scaled:
        reading = read_cell(printed[number], *part.read_as[number])
        if reading.value is None:
            return None
        values[number] = reading.value
        notes[number] = reading.note
    if not rows_hold(part.form, part.edition, values):
        return None
    cells = Run(Cell, part.shared, (values, printed, notes, [grid] * len(printed)))
    return WholeForm(part.form, part.edition, values, cells)


def _are_digits(texts: Sequence[str]) -> bool:
    """Whether each of some texts is a plain number without sign and decimals."""
    together = "".join(texts)
    return together.isdecimal() and together.isascii() and all(texts) and max(map(len, texts)) <= DIGITS


def remember(
    document: Document,
    over: Callable[[Grid], Over],
    figures: Figures,
    spoken: Mapping[int, Form],
    read_as: Callable[[Cell], ReadAs],
) -> None:
    """Keep the tables of a page that was read in full, where its figures had no part in how. `spoken` are the
    tables with words of a form, by number, with the form of their last rows; `read_as` tells as what a cell
    was read."""
    if figures.issues or not all(_is_plain(cell, *read_as(cell)) for cell in figures.cells):
        return
    if {cell.grid for cell in figures.cells} != spoken.keys() or not _are_whole(figures):
        return
    above: Form | None = None
    edition: Edition | None = None
    told = Figures()
    found: list[tuple[Setting, Grid, Table]] = []
    for grid in _shown(document):
        if grid.index not in spoken:
            continue
        parts = tuple(_parts(grid, figures, read_as))
        own = [cell for cell in figures.cells if cell.grid == grid.index]
        if any(names_year(text) for row in grid.texts for text in row) or not _covers(grid, own):
            return
        setting = Setting(above, edition, over(grid), tuple(grid.origins))
        told.tables += [(part.form, part.edition) for part in parts]
        above = spoken[grid.index]
        edition = _edition_after(parts, edition)
        found.append((setting, grid, Table(parts, above)))
    if told.tables == figures.tables:
        keep(found)


def _shown(document: Document) -> Iterator[Grid]:
    return (grid for grid in document.grids if grid.texts and not grid.hidden)


def _edition_after(parts: Sequence[Part], before: Edition | None) -> Edition | None:
    """The edition that the form of disputes goes by, which has none of its own."""
    return next((part.edition for part in reversed(parts) if part.form != "disputes"), before)


def _is_in_order(figures: Figures) -> bool:
    """Whether each form stands in one table, and the forms in the order in which their editions are told."""
    ranks = [FORMS.index(form) for form, _ in figures.tables]
    return ranks == sorted(set(ranks))


def _are_whole(figures: Figures) -> bool:
    """Whether each form has all of its cells, in its order, and its rows sum up."""
    for form, edition in figures.tables:
        cells = [cell for cell in figures.cells if cell.form == form]
        if [(cell.item, cell.measure) for cell in cells] != [*paths_of(form, edition)]:
            return False
        if not rows_hold(form, edition, [cell.value or 0.0 for cell in cells]):
            return False
    return True


def _is_plain(cell: Cell, kind: Kind, counted_in: str | None) -> bool:
    """Whether a cell says what its text says, and nothing of how it was placed."""
    if cell.state != "number" or cell.raw is None or not is_number(cell.raw):
        return False
    reading = read_cell(cell.raw, kind, counted_in)
    return (reading.value, reading.note) == (cell.value, cell.note)


def _parts(grid: Grid, figures: Figures, read_as: Callable[[Cell], ReadAs]) -> Iterator[Part]:
    for form, edition in figures.tables:
        cells = [cell for cell in figures.cells if cell.form == form and cell.grid == grid.index]
        if not cells:
            continue
        kinds = tuple(map(read_as, cells))
        yield Part(
            form,
            edition,
            shared=Shared.of(cells, _OF_A_PAGE),
            pick=picker([row * grid.width + column for row, column in map(_place, cells)]),
            read_as=kinds,
            scaled=tuple(n for n, (kind, unit) in enumerate(kinds) if kind == "money" or unit is not None),
        )


_OF_A_PAGE = frozenset(("value", "raw", "note", "grid"))
"""What is not the same of the same cell of another page."""


def _place(cell: Cell) -> tuple[int, int]:
    return cell.grid_row or 0, cell.grid_column or 0


def _covers(grid: Grid, cells: Sequence[Cell]) -> bool:
    """Whether the plain numbers in a table are the figures read from it."""
    numbered = {
        origin
        for texts, origins in zip(grid.texts, grid.origins, strict=True)
        for text, origin in zip(texts, origins, strict=True)
        if is_number(text)
    }
    return numbered == {grid.origins[row][column] for row, column in map(_place, cells)}
