"""The dataset in a notebook: wide frames of the forms, tidy frames of the tables."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gongkai import codebook
from gongkai.errors import UsageError
from output.schema import TABLES

if TYPE_CHECKING:
    import pandas as pd

FORMS = ("requests", "disclosure", "disputes", "statistics")
IDENTITY = (
    "report_id",
    "agency",
    "agency_kind",
    "division_code",
    "portal",
    "report_year",
    "edition",
    "status",
)
Blank = Literal["null", "zero"]
Language = Literal["zh", "en", "code"]


def load(
    name: str,
    *,
    year: int | Iterable[int] | None = None,
    path: str | Path | None = None,
    blank: Blank = "null",
    language: Language = "zh",
) -> "pd.DataFrame":
    """A form as a wide frame, one row a report, or a table as it is stored.

    `name` is requests, disclosure, disputes, statistics, or a table (reports, cells, sections, checks,
    issues, captures, changes, coverage, codebook). `path` is the dataset folder; by default the one under
    GONGKAI_DATA, else data/. `year` limits to report years. `blank="zero"` counts blanks, dashes and
    all-zero unassigned rows as 0 and says so in `attrs`. Columns of a wide frame are labelled in Chinese,
    English or codes. Raises UsageError for an unknown name or where there is no dataset.
    """
    folder = Path(path) if path is not None else Path(os.environ.get("GONGKAI_DATA", "data")) / "dataset"
    if name not in FORMS and name not in TABLES:
        raise UsageError(f"{name}: no such table; there are {', '.join((*FORMS, *TABLES))}")
    if not (folder / "manifest.json").is_file():
        raise UsageError(f"{folder}: no dataset there; run gongkai demo or gongkai parse, or give path=")
    years = None if year is None else [year] if isinstance(year, int) else list(year)
    return _wide(folder, name, years, blank, language) if name in FORMS else _tidy(folder, name, years)


def _tidy(folder: Path, name: str, years: list[int] | None) -> "pd.DataFrame":
    import pandas as pd

    column = "report_year" if TABLES[name].by_year else "year" if name == "coverage" else None
    filters = [(column, "in", years)] if years is not None and column else None
    return pd.read_parquet(folder / name, filters=filters)


def _wide(
    folder: Path, form: str, years: list[int] | None, blank: Blank, language: Language
) -> "pd.DataFrame":
    import pandas as pd

    filters: list[tuple[str, str, object]] = [("form", "==", form)]
    if years is not None:
        filters.append(("report_year", "in", years))
    columns = ["report_id", "item", "measure", "value", "state", "raw"]
    cells = pd.read_parquet(folder / "cells", columns=columns, filters=filters)
    counted = 0
    if blank == "zero":
        zero = cells["value"].isna() & (
            cells["state"].isin(["blank", "dash"])
            | ((cells["state"] == "unassigned") & cells["raw"].str.fullmatch(r"[0０\s]+").fillna(False))
        )
        counted = int(zero.sum())
        cells["value"] = cells["value"].mask(zero, 0.0)
    order = _columns(form, cells)
    frame = cells.pivot(index="report_id", columns=["item", "measure"], values="value").reindex(columns=order)
    money = {c for c in order if _is_money(form, *c)}
    frame = frame.astype({column: "Float64" if column in money else "Int64" for column in order})
    frame.columns = pd.Index([_label(form, item, measure, language) for item, measure in order])
    reports = _tidy(folder, "reports", years)[list(IDENTITY)]
    wide = reports.merge(frame, left_on="report_id", right_index=True, how="inner").reset_index(drop=True)
    wide.attrs = {"form": form, "blank": blank, "cells_counted_as_zero": counted}
    return wide


def _columns(form: str, cells: "pd.DataFrame") -> list[tuple[str, str]]:
    """(item, measure) of the frame's columns in the order of the codebook."""
    rank = {(e.kind, e.code): n for n, e in enumerate(codebook.entries()) if e.form == form}
    found = set(zip(cells["item"].astype(str), cells["measure"].astype(str), strict=True))
    return sorted(found, key=lambda c: (rank["item", c[0]], rank["measure", c[1]]))


def _entry(form: str, kind: str, code: str) -> codebook.Entry:
    return next(e for e in codebook.entries() if (e.form, e.kind, e.code) == (form, kind, code))


def _is_money(form: str, item: str, measure: str) -> bool:
    return "CNY" in (_entry(form, "item", item).unit, _entry(form, "measure", measure).unit)


def _label(form: str, item: str, measure: str, language: Language) -> str:
    """Name of one column: item and measure, or the item alone where the form has one measure."""
    if language == "code":
        return item if form == "statistics" else f"{item}.{measure}"
    names = []
    for kind, code in (("item", item), ("measure", measure)):
        entry = _entry(form, kind, code)
        latest = [label for _, label in sorted(entry.labels.items())]
        names.append(entry.en if language == "en" or not latest else latest[-1])
    return names[0] if form == "statistics" else " | ".join(names)
