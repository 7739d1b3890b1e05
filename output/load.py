"""The dataset in a notebook: wide frames of the forms, tidy frames of the tables."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from gongkai.errors import UsageError
from gongkai.records import CheckMode
from output.labels import FORMS, Figure, Language, check_language, code_label, figure_label, unit_of
from output.schema import TABLES
from output.selection import Checks, Duplicates, Selection, select
from output.wide import count_blanks_as_zero, each_pair, figures_of, widen

if TYPE_CHECKING:
    import pandas as pd

NAMES = (*FORMS, *TABLES)
IDENTITY = (
    "report_id",
    "agency",
    "agency_kind",
    "division_code",
    "portal",
    "report_year",
    "edition",
    "status",
    "duplicate_of",
)
"""Columns of `reports` that lead a wide frame, and that `join="reports"` adds."""

ROWS_AT_ONCE = 50_000
"""Rows of a table that are in memory at a time while it is streamed."""

Blank = Literal["null", "zero"]
Join = Literal["codebook", "reports"]


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

    Raises UsageError for a name or filter that does not exist, or where there is no dataset.
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
    return frame


def find_dataset(path: str | Path | None) -> Path:
    """The folder of the current build, its link followed, so that all tables read from it belong together.

    Without `path`: under GONGKAI_DATA, else `data/dataset` here or in a folder above, as for a notebook that
    lies in a folder of its own. Raises UsageError where there is none.
    """
    data = os.environ.get("GONGKAI_DATA")
    if path is not None or data:
        places = [Path(path) if path is not None else Path(data or "")]
    else:
        here = Path.cwd()
        places = [folder / "data" for folder in (here, *here.parents)]
    for place in places:
        for folder in (place, place / "dataset"):
            if (folder / "manifest.json").is_file():
                return folder.resolve()
    raise UsageError(f"{places[0]}: no dataset there; run gongkai demo or gongkai parse, or give path=")


def read_table(
    folder: Path,
    name: str,
    selection: Selection,
    columns: list[str] | None = None,
    form: str | None = None,
) -> "pd.DataFrame":
    """Rows of one table, of one form if named. What an older dataset lacks, a column or a whole table, is
    null or empty."""
    import pandas as pd

    empty, chosen = _columns(folder, name, columns)
    if not (folder / name).is_dir():
        return empty
    condition = selection.of_table(folder, name, form)
    return _completed(pd.read_parquet(folder / name, columns=chosen, filters=condition), empty)


def stream_table(folder: Path, name: str, selection: Selection) -> Iterator["pd.DataFrame"]:
    """The same rows in the same order, ROWS_AT_ONCE at a time; at least one frame, which may be empty."""
    import pyarrow as pa
    import pyarrow.dataset as ds

    empty, chosen = _columns(folder, name, None)
    yielded = False
    if (folder / name).is_dir():
        stored = ds.dataset(folder / name, format="parquet")
        condition = selection.of_table(folder, name)
        batches = stored.to_batches(
            columns=chosen,
            filter=condition,
            batch_size=ROWS_AT_ONCE,
            batch_readahead=1,
            fragment_readahead=1,
        )
        for batch in batches:
            if batch.num_rows:
                schema = batch.schema.with_metadata(stored.schema.metadata)
                yield _completed(pa.Table.from_batches([batch]).cast(schema).to_pandas(), empty)
                yielded = True
    if not yielded:
        yield empty


def _columns(folder: Path, name: str, columns: list[str] | None) -> tuple["pd.DataFrame", list[str]]:
    """An empty frame of the columns wanted, and those of them that are stored (and whatever else is)."""
    import pyarrow.dataset as ds

    declared = TABLES[name].schema
    empty = declared.empty_table().to_pandas()[columns or declared.names]
    if not (folder / name).is_dir():
        return empty, []
    stored = ds.dataset(folder / name, format="parquet").schema.names
    others = [] if columns else [column for column in stored if column not in empty]
    return empty, [*(column for column in empty if column in stored), *others]


def _completed(frame: "pd.DataFrame", empty: "pd.DataFrame") -> "pd.DataFrame":
    """`frame` with every column of `empty` first, null where it was not stored."""
    import pandas as pd

    for column in empty:
        if column not in frame:
            frame[column] = pd.Series(pd.NA, index=frame.index).astype(empty[column].dtype)
    return frame[[*empty, *(column for column in frame if column not in empty)]]


def figures_chosen(folder: Path, form: str, selection: Selection) -> list[Figure]:
    """The figures that the chosen cells of a form have; of all its cells where none is chosen."""
    for chosen in (selection, Selection()):
        figures = figures_of(form, read_table(folder, "cells", chosen, ["item", "measure"], form))
        if figures:
            break
    return figures


def _tidy(folder: Path, name: str, selection: Selection, blank: Blank) -> "pd.DataFrame":
    frame = read_table(folder, name, selection)
    frame.attrs = {"table": name}
    if name == "cells":
        counted = count_blanks_as_zero(frame) if blank == "zero" else 0
        frame.attrs |= {"blank": blank, "cells_counted_as_zero": counted}
    return frame


def wide_frame(
    folder: Path, form: str, selection: Selection, blank: Blank, language: Language
) -> "pd.DataFrame":
    """One row a report that has the form: who reports, then its figures."""
    columns = ["report_id", "item", "measure", "value", *(("state", "raw") if blank == "zero" else ())]
    cells = read_table(folder, "cells", selection, columns, form)
    counted = count_blanks_as_zero(cells) if blank == "zero" else 0
    figures = figures_of(form, cells) or figures_chosen(folder, form, Selection())
    reports = read_table(folder, "reports", Selection(), list(IDENTITY))
    frame = reports.merge(
        widen(form, cells, figures, language), left_on="report_id", right_index=True, how="inner"
    )
    frame = frame.reset_index(drop=True)
    units = {figure_label(form, figure, language): unit_of(form, figure) for figure in figures}
    frame.attrs = {"form": form, "blank": blank, "cells_counted_as_zero": counted, "units": units}
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
