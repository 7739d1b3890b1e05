"""Rows with fewer figures than the form has columns -> the cells that the sums leave one figure for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from parsers.checks import identities_of
from parsers.flat.flat_cells import FlatTable, Path, Place
from parsers.flat.flat_text import Piece
from parsers.flat.solve import DASH, Entry, Option, Sum, Ways, options_of, solve
from parsers.tables.cells import read_cell

_Filling = tuple[Piece | None, ...]

_COUNTED = 1000
"""Ways whose number is told; what is beyond is many."""

_OPTIONS = 8000
"""Ways to put the figures of one row into its cells; a row with more is left alone."""


@dataclass(frozen=True, slots=True)
class Band:
    """A row of figures as printed: the cells that it runs over, in its order, and what is printed of them.
    `figures` is None where it is not known what the text has of the row."""

    label: Piece
    paths: tuple[Path, ...]
    figures: Sequence[Piece] | None

    @property
    def is_short(self) -> bool:
        """Whether it has figures, but not one for each of its cells."""
        return bool(self.figures) and not self.is_full

    @property
    def is_full(self) -> bool:
        """Whether it has a figure for each of its cells."""
        return len(self.figures or ()) == len(self.paths)


def place_by_sums(table: FlatTable, bands: Sequence[Band]) -> None:
    """Set those cells of short bands whose figure is the same in all ways that the sums leave, and note in
    the table how many ways there are. `bands` are all rows of the form."""
    fillings = [_fillings(band, bands) for band in bands]
    rows = [[tuple(map(_entry, filling)) for filling in row] for row in fillings]
    places = {path: (row, n) for row, band in enumerate(bands) for n, path in enumerate(band.paths)}
    sums: list[Sum] = []
    names: dict[tuple[int, int], list[str]] = {place: [] for place in places.values()}
    for identity, _ in identities_of(table.form, table.edition):
        parts = tuple(places[item, measure] for _, item, measure in identity.lhs)
        wholes = tuple(places[item, measure] for _, item, measure in identity.rhs)
        sums.append(Sum(parts, wholes))
        for place in (*parts, *wholes):
            names[place].append(f"{identity.check_id} {identity.scope}")
    ways = solve(rows, sums)
    table.ways = _told(ways)
    if ways.settled and not _holds(bands, rows, sums):
        table.ways = "the page breaks its sums, blanks counted as zero, so they place nothing"
        return
    for (row, column), entry in ways.settled.items():
        band = bands[row]
        if band.is_short and any(fillings[row][0]):
            piece = None if entry is None else fillings[row][ways.first[row]][column]
            rule = "only place" if piece else "blank"
            note = f"{rule} by {', '.join(names[row, column])}"
            text = piece.text if piece else ""
            table.cells[band.paths[column]] = Place(piece or band.label, text, note, inferred=True)


def _holds(bands: Sequence[Band], rows: Sequence[Sequence[Option]], sums: Sequence[Sum]) -> bool:
    """Whether the sums hold with blanks counted as zero, but for totals, which offices often leave blank.
    Where they do not, some figure is misprinted or left out, and a proof from the rest is worth little."""
    filled = []
    for band, options in zip(bands, rows, strict=True):
        blanks = [None if measure == "total" else 0 for _, measure in band.paths]
        full = (
            tuple(e if isinstance(e, int) else blank for e, blank in zip(option, blanks, strict=True))
            for option in options
        )
        filled.append(list(dict.fromkeys(full)))
    return bool(solve(filled, sums).at_least)


def _told(ways: Ways) -> str:
    """How many ways there are, for people."""
    if ways.count is None or ways.count > _COUNTED:
        least = _COUNTED if ways.count else ways.at_least
        return f"the sums leave more than {least:,} ways to place them"
    if ways.count == 0:
        return "no way to place them agrees with the sums"
    return f"the sums leave {ways.count} way{'s' if ways.count > 1 else ''} to place them"


def _fillings(band: Band, bands: Sequence[Band]) -> list[_Filling]:
    """Every way to put a band's figures into its cells; of figures not known, that nothing is printed."""
    width = len(band.paths)
    nothing: list[_Filling] = [(None,) * width]
    if band.figures is None or not all(piece.is_run or _entry(piece) is not None for piece in band.figures):
        return nothing
    together = len(band.figures) < width and (
        any(piece.is_run for other in bands for piece in other.figures or ())
        or any(len(piece.text) >= width for piece in band.figures)
    )
    # A page that prints its zeros prints them in each row: then digits run together fill the whole row.
    is_whole = together and any(map(_is_whole, bands))
    ways = (
        filling
        for figures in _parted(band.figures, width, together=together)
        if len(figures) == width or not is_whole
        for filling in options_of(figures, width)
    )
    found = list(islice(ways, _OPTIONS + 1))
    return found if 0 < len(found) <= _OPTIONS else nothing


def _is_whole(band: Band) -> bool:
    """Whether a band surely has a figure in each of its cells: one by one, or as zeros that run together."""
    figures = band.figures or ()
    return band.is_full or [piece.text for piece in figures] == ["0" * len(band.paths)]


def _parted(figures: Sequence[Piece], room: int, *, together: bool) -> Iterator[tuple[Piece, ...]]:
    """The figures, no more than there is room for; where digits may run together, every way to part them: no
    number begins with an idle zero."""
    if _fewest(figures) > room:
        return
    if not figures:
        yield ()
        return
    first, *others = figures
    whole = first.text
    is_digits = whole.isascii() and whole.isdigit()
    for end in range(1 if is_digits and (together or first.is_run) else len(whole), len(whole) + 1):
        head = replace(first, text=whole[:end])
        if head.is_run:
            break
        rest = [replace(first, text=whole[end:], offset=first.offset + end)] if end < len(whole) else []
        for following in _parted([*rest, *others], room - 1, together=together):
            yield (head, *following)


def _fewest(figures: Sequence[Piece]) -> int:
    """Numbers that the figures are at least: each zero that begins a run is one by itself."""
    return sum(1 + len(p.text) - len(p.text[:-1].lstrip("0") + p.text[-1]) for p in figures)


def _entry(piece: Piece | None) -> Entry:
    """What a figure counts for; None for what is no count."""
    return None if piece is None else _count(piece.text)


@lru_cache(maxsize=4096)
def _count(text: str) -> Entry:
    reading = read_cell(text)
    if reading.state == "dash":
        return DASH
    return None if reading.value is None else int(reading.value)
