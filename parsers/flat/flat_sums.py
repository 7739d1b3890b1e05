"""How many sums of a form fail over rows whose figures may belong to other labels."""

from collections.abc import Mapping
from functools import cache

from gongkai import codebook
from gongkai.records import Edition, Form
from parsers.checks import identities_of
from parsers.flat.flat_text import Piece
from parsers.labels import key
from parsers.tables.cells import read_cell
from parsers.tables.request_table import APPLICANTS, NEWER_ROWS

Row = tuple[str, ...]
"""Items that make a sum."""


def failed_sums(form: Form, rows: Mapping[str, list[Piece]]) -> int:
    """Sums over rows that fail, blanks counted as zero; those with a row of too few figures do not count."""
    edition: Edition = "2021" if rows.keys() & NEWER_ROWS else "2019"
    width = len(APPLICANTS) if form == "requests" else 1
    failed = 0
    for less, more in _sums(form, edition):
        figures = [[rows.get(item, []) for item in side] for side in (less, more)]
        if all(len(row) in (0, width) for side in figures for row in side):
            left, right = (_totals(side, width) for side in figures)
            failed += sum(one != other for one, other in zip(left, right, strict=True))
    return failed


def _totals(rows: list[list[Piece]], width: int) -> list[float]:
    return [sum(_number(row[column]) for row in rows if row) for column in range(width)]


def _number(piece: Piece) -> float:
    return read_cell(piece.text, "money").value or 0.0


@cache
def _sums(form: Form, edition: Edition) -> tuple[tuple[Row, Row], ...]:
    """The form's sums over rows: items on either side."""
    if form == "statistics":
        return tuple(_parents())
    return tuple(
        (tuple(item for _, item, _ in one.lhs), tuple(item for _, item, _ in one.rhs))
        for one, _ in identities_of(form, edition)
        if one.check_id in ("I1", "I2") and one.scope == APPLICANTS[0]
    )


def _parents() -> list[tuple[Row, Row]]:
    """Indicators of 2014 that are the sum of those under them."""
    items = codebook.items("statistics", "2014")
    codes = {key(entry.labels["2014"]): entry.code for entry in items}
    parts: dict[str, list[str]] = {}
    for entry in items:
        parent = codes.get(key(entry.parent[-1])) if entry.parent else None
        if parent is not None:
            parts.setdefault(parent, []).append(entry.code)
    return [(tuple(children), (parent,)) for parent, children in parts.items()]
