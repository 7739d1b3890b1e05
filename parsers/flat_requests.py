"""The requests of a text: 23 or 25 labels with seven figures each."""

from collections.abc import Sequence

from gongkai.records import Edition
from parsers.flat_cells import FlatTable, Place, is_contradicted
from parsers.flat_rows import Mark, Row, longest_run, rows_of
from parsers.found import BY_ORDER
from parsers.request_table import APPLICANTS, NEWER_ROWS

FEWEST = 3
"""Labelled rows below which a text holds no table of requests."""


def read_requests(marks: Sequence[Mark], _edition: Edition | None) -> FlatTable | None:
    """The table, or None where the text has none."""
    run = longest_run("requests", rows_of("requests", marks))
    if len(run) < FEWEST:
        return None
    table = FlatTable("requests", "2021" if {item for item, _ in run} & NEWER_ROWS else "2019")
    columns = _columns(run[0][1].heads)
    told = _blank_rows_are_told([row for _, row in run])
    for item, row in run:
        if len(row.figures) == len(columns) and not is_contradicted(
            dict(zip(columns, row.figures, strict=True))
        ):
            places = zip(columns, row.figures, strict=True)
            table.place(item, {measure: Place(piece, piece.text, BY_ORDER) for measure, piece in places})
        elif row.figures:
            table.leave(item, row.label, row.figures, _why(len(row.figures), len(columns)))
        elif told:
            table.place(item, {measure: Place(row.label, "") for measure in columns})
        else:
            table.leave(item, row.label, (), "figures away from their label")
    return table


def _columns(heads: Sequence[Mark]) -> tuple[str, ...]:
    """The form's columns in the text's order: some offices put the sum first."""
    told = [code for mark in heads for code in mark.measures]
    if "total" in told and "natural_person" in told and told.index("total") < told.index("natural_person"):
        return (APPLICANTS[-1], *APPLICANTS[:-1])
    return APPLICANTS


def _blank_rows_are_told(rows: Sequence[Row]) -> bool:
    """Whether a label without figures is a row of blanks: no figure stands away from its label."""
    return not any(row.stray or len(row.figures) > len(APPLICANTS) for row in rows)


def _why(figures: int, columns: int) -> str:
    if figures == columns:
        return "figures in this order are at odds with their sum"
    return f"{figures} {'figure' if figures == 1 else 'figures'} for {columns} columns"
