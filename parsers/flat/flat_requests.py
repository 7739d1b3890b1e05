"""The requests of a text: 23 or 25 labels with seven figures each."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.records import Edition
from parsers.editions import places_of
from parsers.flat.flat_cells import FlatTable, Place, is_contradicted
from parsers.flat.flat_inference import Band, place_by_sums
from parsers.flat.flat_labels import Mark
from parsers.flat.flat_rows import Row, before_gaps, has_strays, table_rows
from parsers.flat.flat_text import Piece
from parsers.tables.found import BY_ORDER
from parsers.tables.request_table import APPLICANTS, NEWER_ROWS

FEWEST, SURELY = 5, 12
"""Labelled rows below which a text holds no table of requests: with figures, and where none has any."""

UNLABELLED = "row without a label between known ones"


def read_requests(marks: Sequence[Mark], _edition: Edition | None) -> FlatTable | None:
    """The table, or None where the text has none."""
    run = table_rows("requests", marks)
    if len(run) < FEWEST or (len(run) < SURELY and sum(bool(row.figures) for _, row in run) < FEWEST):
        return None
    if not run[0][1].heads and {len(row.figures) for _, row in run} - {0} == {1}:
        return None  # a list of totals
    table = FlatTable(
        "requests",
        "2021" if {item for item, _ in run} & NEWER_ROWS else "2019",
        run[0][1].label,
        run[-1][1].end,
    )
    columns = _columns(run[0][1].heads)
    rows = dict(run)
    for labelled in rows.values():
        labelled.fit(len(columns))
    order = list(places_of("requests", table.edition))
    _fill_between(run, rows, order, columns)
    told = not has_strays(rows.values()) and all(len(r.figures) <= len(columns) for r in rows.values())
    doubtful = before_gaps(list(rows.items()), order)
    bands = []
    for place, item in enumerate(order):
        paths = tuple((item, measure) for measure in columns)
        row = rows.get(item)
        if row is None:
            bands.append(Band(table.first, paths, None))
            continue
        figures = _figures(row, columns) if (row.figures or told) and item not in doubtful else None
        is_last_known = place + 1 < len(order) and order[place + 1] not in rows
        if figures and len(figures) < len(columns) and is_last_known:
            figures = None  # those of a row that has lost its label may be among them
        bands.append(Band(row.label, paths, figures))
        if figures is None or bands[-1].is_short:
            table.leave(item, row.label, row.figures, _why(len(row.figures), len(columns)))
        else:
            cells = zip(columns, figures, strict=True) if figures else ((m, None) for m in columns)
            table.place(item, {m: _placed(row, piece) for m, piece in cells})
    if any(len(row.figures) == len(columns) and _figures(row, columns) is None for row in rows.values()):
        table.ways = "the page breaks its own sums, so they place nothing"
    elif any(band.is_short for band in bands):
        place_by_sums(table, bands)
    return table


def _placed(row: Row, piece: Piece | None) -> Place:
    return Place(row.label, "") if piece is None else Place(piece, piece.text, row.note or BY_ORDER)


def _fill_between(
    run: Sequence[tuple[str, Row]], rows: dict[str, Row], order: Sequence[str], columns: Sequence[str]
) -> None:
    """Give rows without a label their items: full rows between two known ones that are as many as the form
    has between them, if the sum of each holds."""
    width = len(columns)
    for (item, row), (after, _) in pairwise(run):
        between = order[order.index(item) + 1 : order.index(after)] if {item, after} <= set(order) else []
        count = len(row.figures) // width
        if not between or len(row.figures) % width or count != len(between) + 1:
            continue
        pieces = [row.figures[n * width : (n + 1) * width] for n in range(count)]
        if not any(is_contradicted(dict(zip(columns, own, strict=True))) for own in pieces):
            row.figures = pieces[0]
            for code, own in zip(between, pieces[1:], strict=True):
                rows[code] = replace(row, figures=own, heads=(), note=UNLABELLED)


def _figures(row: Row, columns: Sequence[str]) -> Sequence[Piece] | None:
    """The figures of a row for the sums; None where they are not the row's alone or contradict each other."""
    if len(row.figures) == len(columns) and is_contradicted(dict(zip(columns, row.figures, strict=True))):
        return None
    if row.may_lack and 0 < len(row.figures) < len(columns):
        return None
    return row.figures if row.is_ordered and len(row.figures) <= len(columns) else None


def _columns(heads: Sequence[Mark]) -> tuple[str, ...]:
    """The form's columns in the text's order: some offices put the sum first, or exchange organisations."""
    told = [code for mark in heads for code in mark.measures]
    named = [code for code in told if code in APPLICANTS[1:-1]]
    organisations = named if sorted(named) == sorted(APPLICANTS[1:-1]) else APPLICANTS[1:-1]
    if "total" in told and "natural_person" in told and told.index("total") < told.index("natural_person"):
        return APPLICANTS[-1], APPLICANTS[0], *organisations
    return APPLICANTS[0], *organisations, APPLICANTS[-1]


def _why(figures: int, columns: int) -> str:
    if figures == columns:
        return "figures in this order are at odds with their sum"
    return f"{figures} for {columns} columns" if figures else "figures away from their label"
