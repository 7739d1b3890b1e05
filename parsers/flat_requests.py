"""The requests of a text: 23 or 25 labels with seven figures each."""

from collections.abc import Sequence

from gongkai.records import Edition
from parsers.editions import places_of
from parsers.flat_cells import FlatTable, Place, is_contradicted
from parsers.flat_inference import Band, place_by_sums
from parsers.flat_labels import Mark
from parsers.flat_rows import Row, has_strays, table_rows
from parsers.flat_text import Piece
from parsers.found import BY_ORDER
from parsers.request_table import APPLICANTS, NEWER_ROWS

FEWEST, SURELY = 5, 12
"""Labelled rows below which a text holds no table of requests: with figures, and where none has any."""


def read_requests(marks: Sequence[Mark], _edition: Edition | None) -> FlatTable | None:
    """The table, or None where the text has none."""
    run = table_rows("requests", marks)
    if len(run) < FEWEST or (len(run) < SURELY and sum(bool(row.figures) for _, row in run) < FEWEST):
        return None
    table = FlatTable(
        "requests",
        "2021" if {item for item, _ in run} & NEWER_ROWS else "2019",
        run[0][1].label,
        run[-1][1].end,
    )
    columns = _columns(run[0][1].heads)
    rows = dict(run)
    for row in rows.values():
        row.fit(len(columns))
    told = not has_strays(rows.values()) and all(len(r.figures) <= len(columns) for r in rows.values())
    bands = []
    for item in places_of("requests", table.edition):
        paths = tuple((item, measure) for measure in columns)
        if item not in rows:
            bands.append(Band(run[0][1].label, paths, None))
            continue
        row = rows[item]
        bands.append(Band(row.label, paths, _figures(row, columns) if row.figures or told else None))
        _place(table, item, row, columns, told=told)
    if any(band.is_short for band in bands):
        place_by_sums(table, bands)
    return table


def _place(table: FlatTable, item: str, row: Row, columns: Sequence[str], *, told: bool) -> None:
    """Set the cells of a row as far as the row alone tells them."""
    if not row.figures and told:
        table.place(item, {measure: Place(row.label, "") for measure in columns})
    elif len(row.figures) == len(columns) and _figures(row, columns) is not None:
        places = zip(columns, row.figures, strict=True)
        table.place(item, {measure: Place(piece, piece.text, BY_ORDER) for measure, piece in places})
    else:
        table.leave(item, row.label, row.figures, _why(len(row.figures), len(columns)))


def _figures(row: Row, columns: Sequence[str]) -> Sequence[Piece] | None:
    """The figures of a row for the sums; None where they are not the row's alone or contradict each other."""
    if len(row.figures) == len(columns) and is_contradicted(dict(zip(columns, row.figures, strict=True))):
        return None
    return row.figures if row.is_ordered and len(row.figures) <= len(columns) else None


def _columns(heads: Sequence[Mark]) -> tuple[str, ...]:
    """The form's columns in the text's order: some offices put the sum first."""
    told = [code for mark in heads for code in mark.measures]
    if "total" in told and "natural_person" in told and told.index("total") < told.index("natural_person"):
        return (APPLICANTS[-1], *APPLICANTS[:-1])
    return APPLICANTS


def _why(figures: int, columns: int) -> str:
    if figures == columns:
        return "figures in this order are at odds with their sum"
    return f"{figures} for {columns} columns" if figures else "figures away from their label"
