"""The 统计表 of 2014 in a text: indicator, unit, one figure."""

from collections.abc import Sequence

from gongkai.records import Edition
from parsers.editions import places_of
from parsers.flat.flat_cells import FlatTable, Place
from parsers.flat.flat_labels import Mark
from parsers.flat.flat_rows import before_gaps, has_strays, table_rows
from parsers.tables.cells import money_unit_of
from parsers.tables.statistics_table import FEWEST


def read_statistics(marks: Sequence[Mark], _edition: Edition | None) -> FlatTable | None:
    """The table, or None where the text has none."""
    run = table_rows("statistics", marks)
    if len(run) < FEWEST or not (run[0][1].heads or sum(row.is_parted for _, row in run) >= FEWEST):
        return None  # numbered sentences name the same indicators, without heads or a space before figures
    astray = has_strays(row for _, row in run)
    doubtful = before_gaps(run, list(places_of("statistics", "2014")))
    table = FlatTable("statistics", "2014", run[0][1].label, run[-1][1].end)
    for item, row in run:
        row.fit(1)
        figure = row.figures[0] if row.figures else row.label
        if (
            len(row.figures) > 1
            or figure.is_run
            or (row.figures and item in doubtful)
            or (astray and not row.figures)
        ):
            table.leave(item, row.label, row.figures, f"{len(row.figures)} figures for one column")
        else:
            unit = money_unit_of(row.unit) if row.unit else None
            text = figure.text if row.figures else ""
            table.place(item, {"reported": Place(figure, text, None, unit)})
    return table
