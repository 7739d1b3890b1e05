"""The dataset in a notebook: wide frames of the forms, tidy frames of the tables."""

import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from gongkai.errors import UsageError
from gongkai.records import CheckMode
from output.labels import FORMS, Language, check_language, code_label
from output.reading import find_dataset, read_table
from output.schema import TABLES
from output.selection import Checks, Duplicates, Selection, select
from output.wide import IDENTITY, Blank, count_blanks_as_zero, each_pair, wide_frame

if TYPE_CHECKING:
    import pandas as pd

NAMES = (*FORMS, *TABLES)
Join = Literal["codebook", "reports"]
RARE = ("issues", "changes", "captures", "checks")
"""Tables in which it is no surprise that some reports have no rows."""


def load(
    name: str,
    *,
    year: int | Iterable[int] | None = None,
    edition: str | Iterable[str] | None = None,
    division: str | int | Iterable[str] | None = None,
    agency_kind: str | Iterable[str] | None = None,
    checks: Checks = "any",
    duplicates: Duplicates = "keep",
    join: Join | Iterable[Join] = (),
    path: str | Path | None = None,
    blank: Blank = "null",
    language: Language = "zh",
) -> "pd.DataFrame":
    """A form as a wide frame, or a table as it is stored.

    `name` is requests, disclosure, disputes or statistics: one row a report that has the form, first who
    reports, then a column a figure (counts Int64, money in yuan Float64), labelled in Chinese, English or
    codes. Or it is a table: reports, cells, sections, checks, issues, captures, changes, coverage, codebook.

    Filters, each one value or several: `year` reported on; `edition` 2014, 2019, 2021 (of the table a cell
    stands in; else of the page); `division` the first digits of GB/T 2260 codes (43, 4302, 430203);
    `agency_kind` government, department, township, other. `checks="passed"` keeps only reports of which an
    official check was assessed and none failed; `duplicates="drop"` leaves out reports that another URL
    already has.

    `blank="zero"` counts blanks, dashes and all-zero unassigned rows as 0, in values and in official checks;
    `attrs` of the frame says so and how many. `join="codebook"` adds labels of item and measure in
    `language` to the cells and changes, `join="reports"` adds who reports to any table about reports.
    `path` is the dataset folder, by default the one under GONGKAI_DATA, else data/dataset here or above.

    A choice that matches nothing gives an empty frame and a warning that names it. Raises UsageError for a
    name or filter that does not exist, or where there is no dataset.
    """
    if name not in NAMES:
        raise UsageError(f"{name}: no such form or table; there are {', '.join(NAMES)}")
    if blank not in get_args(Blank):
        raise UsageError(f"blank={blank!r}: there are {', '.join(get_args(Blank))}")
    check_language(language)
    folder = find_dataset(path)
    mode: CheckMode = "blank_as_zero" if blank == "zero" else "strict"
    selection = select(year, edition, division, agency_kind, checks, duplicates, mode)
    joins = (join,) if isinstance(join, str) else tuple(join)
    frame = (
        wide_frame(folder, name, selection, blank, language)
        if name in FORMS
        else _tidy(folder, name, selection, blank)
    )
    for one in joins:
        frame = _join(folder, name, frame, one, language)
    if frame.empty and (asked := selection.told()):
        _warn(folder, name, selection, asked)
    return frame


def _warn(folder: Path, name: str, selection: Selection, asked: str) -> None:
    """Say that a selection matches nothing, where that is no usual find: most reports have no issues."""
    reports = len(selection.report_ids(folder))
    if reports and name in RARE:
        return
    there = ""
    if not reports and selection.years is not None:
        years = read_table(folder, "reports", Selection(), ["report_year"])["report_year"].dropna()
        there = f"; the dataset has {years.min()} to {years.max()}" if len(years) else "; it has no years"
    found = f"none of the {reports:,} reports with {asked} has any" if reports else f"no report has {asked}"
    warnings.warn(f"load({name!r}) is empty: {found}{there}", stacklevel=3)


def _tidy(folder: Path, name: str, selection: Selection, blank: Blank) -> "pd.DataFrame":
    frame = read_table(folder, name, selection)
    frame.attrs = {"table": name}
    if name == "cells":
        counted = count_blanks_as_zero(frame) if blank == "zero" else 0
        frame.attrs |= {"blank": blank, "cells_counted_as_zero": counted}
    return frame


def _join(folder: Path, name: str, frame: "pd.DataFrame", what: str, language: Language) -> "pd.DataFrame":
    if what not in get_args(Join):
        raise UsageError(f"join={what!r}: there are {', '.join(get_args(Join))}")
    key = "form" if what == "codebook" else "report_id"
    if name in FORMS or key not in frame or name in ("reports", "codebook"):
        raise UsageError(f"{name}: join={what!r} has nothing to add here")
    if what == "codebook":
        return with_labels(frame, language)
    added = [c for c in IDENTITY if c == "report_id" or c not in frame]
    attrs = frame.attrs
    joined = frame.merge(
        read_table(folder, "reports", Selection(), added), on="report_id", how="left", validate="m:1"
    )
    joined.attrs = attrs
    return joined


def with_labels(frame: "pd.DataFrame", language: Language) -> "pd.DataFrame":
    """`frame` with item_label and measure_label after its codes."""
    import pandas as pd

    frame = frame.copy()
    for kind in ("measure", "item"):

        def told(pair: tuple[str, str], kind: str = kind) -> str:
            return code_label(pair[0], kind, pair[1], language)

        # A change of a whole report is in no form and has no label.
        rows, labels = each_pair(frame["form"], frame[kind], told)
        frame.insert(frame.columns.get_loc("measure") + 1, f"{kind}_label", pd.Categorical(labels).take(rows))
    return frame
