"""Stata files (version 118, UTF-8): names that Stata allows, Chinese headers as variable labels."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai import codebook
from output.export.placing import part_of, placing, remove_parts
from output.export.sheets import Sheet
from output.labels import FORMS

if TYPE_CHECKING:
    import pandas as pd

ROWS = 1_000_000
"""Rows of one file: Stata's format is written from memory; a longer table goes on in `<name>-2.dta`."""

NAME, LABEL = 32, 80
"""Characters of a variable's name and of its label."""


def write_stata(sheet: Sheet, path: Path, rows_per_file: int = ROWS) -> list[tuple[Path, int]]:
    """Write one sheet; return its files with their rows."""
    written = []
    for number, frame in enumerate(_parts(sheet.frames(), rows_per_file), 1):
        file = part_of(path, number)
        with placing(file) as partial:
            _write(frame, sheet, partial)
        written.append((file, len(frame)))
    remove_parts(path, len(written))
    return written


def variable_names(form: str, codes: Sequence[str]) -> dict[str, str]:
    """Legal, unique and stable names by column code: the code itself where it fits, else its words cut to
    the greatest length that fits."""
    known = _figure_names(form)
    names = {code: known[code] for code in codes if code in known}
    for code in codes:
        names[code] = names.get(code) or _fitting(code, {*known.values(), *names.values()})
    return names


def _parts(frames: Iterator["pd.DataFrame"], most: int) -> Iterator["pd.DataFrame"]:
    import pandas as pd

    held: list[pd.DataFrame] = []
    for frame in frames:
        held.append(frame)
        while sum(map(len, held)) > most:
            joined = pd.concat(held, ignore_index=True)
            yield joined.iloc[:most]
            held = [joined.iloc[most:]]
    yield pd.concat(held, ignore_index=True)


def _write(frame: "pd.DataFrame", sheet: Sheet, path: Path) -> None:
    names = variable_names(sheet.name, [column.code for column in sheet.columns])
    labels = {names[column.code]: _short(column.header) for column in sheet.columns}
    _stata_types(frame).rename(columns=names).to_stata(
        path,
        write_index=False,
        version=118,
        data_label=_short(sheet.title),
        variable_labels=labels,
    )


def _short(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1] + "…"


def _stata_types(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Columns as the writer takes them: text as objects without nulls, counts as doubles with missing values
    (exact up to 2^53)."""
    import pandas as pd

    changed = {}
    for name, column in frame.items():
        if isinstance(column.dtype, pd.StringDtype):
            changed[name] = column.fillna("").str.replace("\0", "").astype(object)
        elif pd.api.types.is_numeric_dtype(column.dtype):
            changed[name] = column.astype("Float64").to_numpy("float64", na_value=float("nan"))
    return frame.assign(**changed)


@cache
def _figure_names(form: str) -> dict[str, str]:
    """Names of all figures of a form, from the codebook alone, so that they never depend on the data."""
    if form not in FORMS:
        return {}
    entries = [entry for entry in codebook.entries() if entry.form == form]
    measures = [entry.code for entry in entries if entry.kind == "measure"]
    names: dict[str, str] = {}
    for item in (entry.code for entry in entries if entry.kind == "item"):
        for measure in measures:
            code = item if len(measures) == 1 else f"{item}.{measure}"
            names[code] = _fitting(code, set(names.values()))
    return names


def _fitting(code: str, taken: set[str]) -> str:
    words = re.split(r"[._]", code)
    for length in range(NAME, 0, -1):
        name = "_".join(word[:length] for word in words)
        if len(name) <= NAME and name not in taken:
            return name
    raise ValueError(f"no name of {NAME} characters for {code}")
