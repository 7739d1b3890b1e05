"""What is exported: tables and forms as columns with headers, and their rows as a stream of frames."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.errors import UsageError
from output.labels import FORMS, figure_label, header, table_title, unit_of
from output.loading import NAMES, with_labels
from output.reading import stream_table
from output.schema import TABLES
from output.selection import Selection
from output.wide import IDENTITY, Blank, count_blanks_as_zero, figures_chosen, wide_frame

if TYPE_CHECKING:
    import pandas as pd

DEFAULT = ("reports", *FORMS)
"""What is exported unless tables are named: one row a report each."""


@dataclass(frozen=True)
class Column:
    """One column: its code, which is unique and stable, its Chinese header, and its unit where it has one."""

    code: str
    header: str
    unit: str | None = None


@dataclass(frozen=True)
class Sheet:
    """A table or form to be written: `frames()` yields its rows, a bounded number at a time, in order.

    The frames' columns are named by the codes of `columns`; text is string, numbers are nullable, times are
    without zone (the header says which).
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    folder: Path
    selection: Selection
    blank: Blank

    def frames(self) -> Iterator["pd.DataFrame"]:
        """The rows; at least one frame, which may be empty."""
        codes = [column.code for column in self.columns]
        if self.name in FORMS:
            yield plain(wide_frame(self.folder, self.name, self.selection, self.blank, "code"))[codes]
            return
        for frame in stream_table(self.folder, self.name, self.selection):
            if self.name == "cells":
                if self.blank == "zero":
                    count_blanks_as_zero(frame)
                frame = with_labels(frame, "zh")
            yield plain(frame)[codes]


def sheets(folder: Path, names: Sequence[str], selection: Selection, blank: Blank = "null") -> list[Sheet]:
    """The sheets of the tables and forms named. Raises UsageError for an unknown name or a filter that
    cannot hold for one of them."""
    found = []
    for name in names or DEFAULT:
        if name not in NAMES:
            raise UsageError(f"{name}: no such form or table; there are {', '.join(NAMES)}")
        columns = _of_form(folder, name, selection) if name in FORMS else _of_table(name)
        if name not in FORMS:
            selection.of_table(folder, name)
        found.append(Sheet(name, table_title(name), columns, folder, selection, blank))
    return found


def _of_form(folder: Path, form: str, selection: Selection) -> tuple[Column, ...]:
    identity = (Column(code, header("reports", code)) for code in IDENTITY)
    figures = (
        Column(figure_label(form, f, "code"), figure_label(form, f), unit_of(form, f))
        for f in figures_chosen(folder, form, selection)
    )
    return (*identity, *figures)


def _of_table(name: str) -> tuple[Column, ...]:
    columns = []
    for field in TABLES[name].schema:
        unit = (field.metadata or {}).get(b"unit")
        columns.append(Column(field.name, header(name, field.name), unit.decode() if unit else None))
        if name == "cells" and field.name in ("item", "measure"):
            label = f"{field.name}_label"
            columns.append(Column(label, header(name, label)))
    return tuple(columns)


def plain(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Categories as strings, times without zone as their column's header says."""
    import pandas as pd

    changed = {}
    for name, kind in frame.dtypes.items():
        if isinstance(kind, pd.CategoricalDtype) or pd.api.types.is_object_dtype(kind):
            changed[name] = frame[name].astype("string")
        elif isinstance(kind, pd.DatetimeTZDtype):
            changed[name] = frame[name].dt.tz_localize(None)
    return frame.assign(**changed)
