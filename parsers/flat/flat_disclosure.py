"""The table of Article 20 in a text: rows of one to three figures under heads of their own."""

from collections.abc import Sequence

from gongkai.records import Edition
from parsers.editions import places_of
from parsers.flat.flat_cells import FlatTable, Place
from parsers.flat.flat_labels import Mark
from parsers.flat.flat_rows import Row, before_gaps, has_strays, table_rows
from parsers.labels import key
from parsers.tables.disclosure_table import money_unit, nearest_edition, scale_of
from parsers.tables.found import BY_ORDER
from parsers.tables.marks import CONTENT

FEWEST = 2
"""Labelled rows below which a text holds no table of disclosure."""

Columns = tuple[str, ...]


def read_disclosure(marks: Sequence[Mark], _edition: Edition | None) -> FlatTable | None:
    """The table, or None where the text has none."""
    run = table_rows("disclosure", marks)
    heads = _heads_over([row for _, row in run])
    if len(run) < FEWEST or not any(heads):
        return None
    seen = {
        (item, measure) for (item, _), over in zip(run, heads, strict=True) for measure in _measures(over)
    }
    table = FlatTable(
        "disclosure", nearest_edition(seen, {item for item, _ in run}), run[0][1].label, run[-1][1].end
    )
    places = places_of("disclosure", table.edition)
    astray = has_strays(row for _, row in run)
    doubtful = before_gaps(run, list(places))
    for (item, row), over in zip(run, heads, strict=True):
        if item not in places:
            continue
        columns = _columns(_measures(over), places[item])
        row.fit(len(columns))
        if (
            columns
            and item not in doubtful
            and row.is_ordered
            and len(columns) == len(row.figures)
            and not any(piece.is_run for piece in row.figures)
        ):
            unit = money_unit("".join(mark.text for mark in over)) or money_unit(row.label.text)
            cells = zip(columns, row.figures, strict=True)
            scales = {code: scale_of(mark.text) for mark in over for code in mark.measures[:1]}
            table.place(
                item, {m: Place(piece, piece.text, BY_ORDER, scales.get(m) or unit) for m, piece in cells}
            )
        elif row.figures or astray:
            table.leave(item, row.label, row.figures, f"{len(row.figures)} for {len(places[item])} columns")
        else:
            table.place(item, {measure: Place(row.label, "") for measure in places[item]})
    return table


def _heads_over(rows: Sequence[Row]) -> list[tuple[Mark, ...]]:
    """For each row the heads that stand over it: those of the row before where it has none of its own."""
    found: list[tuple[Mark, ...]] = []
    for row in rows:
        found.append(row.heads or (found[-1] if found else ()))
    return found


def _measures(heads: Sequence[Mark]) -> Columns:
    """The columns that the heads nearest to the row name."""
    start = max((n for n, mark in enumerate(heads) if key(mark.text) == CONTENT), default=-1)
    return tuple(code for mark in heads[start + 1 :] for code in mark.measures[:1])


def _columns(told: Columns, form: Columns) -> Columns:
    """The columns of a row by the heads over it, as far as they are those of the form; () if they are not."""
    if set(told) == set(form) and len(told) == len(form):
        return told
    missing = iter(form)
    return form if all(code in missing for code in told) else ()
