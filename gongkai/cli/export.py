"""`gongkai export`: files for people without Python, with Chinese headers."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.options import DATA, Data, Dataset, Json, Years
from gongkai.errors import UsageError
from gongkai.records import Record

if TYPE_CHECKING:
    from output.export import Sheet

WORKBOOK = "gongkai.xlsx"


class Written(Record, frozen=True, kw_only=True):
    """One finished file: the tables in it and their rows."""

    path: str
    tables: dict[str, int]


def command(
    tables: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TABLE …]",
            help="Forms (disclosure, requests, disputes, statistics: one row a report) and tables "
            "(reports, cells, sections, checks, …); none: reports and the four forms.",
        ),
    ] = None,
    xlsx: Annotated[bool, typer.Option("--xlsx", help="One Excel workbook, a worksheet a table.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV that Excel opens, a file a table.")] = False,
    stata: Annotated[bool, typer.Option("--stata", help="Stata 14 or later, a file a table.")] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PATH", help="Folder, or the file itself; default DATA/export."),
    ] = None,
    year: Years = None,
    division: Annotated[
        list[str] | None,
        typer.Option(
            "--division", metavar="CODE", help="Divisions whose code begins so: 43, 4302, 430203; repeatable."
        ),
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", help="government, department, township, other; repeatable."),
    ] = None,
    passed: Annotated[
        bool, typer.Option("--passed", help="Only reports whose official checks were assessed and pass.")
    ] = False,
    zero: Annotated[
        bool,
        typer.Option("--blank-as-zero", help="Count blanks and dashes as 0; by default they stay empty."),
    ] = False,
    dataset: Dataset = None,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Write files for people without Python: Excel, CSV or Stata, with Chinese headers.

    Texts that a spreadsheet would take for a formula get an apostrophe before them (not in Stata).

    \b
    Example:
      gongkai export --xlsx
      gongkai export requests checks --csv --year 2023 --year 2024 --out tables/
      gongkai export requests --stata --division 43 --out hunan.dta
    """
    from gongkai.cli.screen import err, print_json, progress
    from gongkai.cli.screen import out as console
    from output.export import sheets
    from output.reading import find_dataset
    from output.selection import select

    formats = [name for name, wanted in (("xlsx", xlsx), ("csv", csv), ("stata", stata)) if wanted]
    if not formats:
        raise UsageError("say which files to write: --xlsx, --csv or --stata")
    selection = select(
        year=year or None,
        division=division or None,
        agency_kind=kind or None,
        checks="passed" if passed else "any",
        mode="blank_as_zero" if zero else "strict",
    )
    folder = find_dataset(dataset or data / "dataset")
    chosen = sheets(folder, tables or (), selection, "zero" if zero else "null")
    places = {name: _place(out or data / "export", name, formats, chosen) for name in formats}
    written: list[Written] = []
    with progress("Exporting", len(formats)) as step:
        for name in formats:
            written += WRITERS[name](chosen, places[name])
            step.advance()
    if not any(rows for file in written for rows in file.tables.values()):
        err().print("No row fits the selection: the files have their headers alone.")
    if json:
        print_json({"dataset": str(folder), "files": written})
    for file in written if not json else ():
        told = ", ".join(f"{table} {rows:,}" for table, rows in file.tables.items())
        console().print(
            f"{file.path}  ({told} {'row' if sum(file.tables.values()) == 1 else 'rows'})",
            markup=False,
            soft_wrap=True,
        )
    return 0


SUFFIXES = {"xlsx": ".xlsx", "csv": ".csv", "stata": ".dta"}


def _place(out: Path, name: str, formats: Sequence[str], chosen: "Sequence[Sheet]") -> Path:
    """The folder to write to, or the one file named. Raises UsageError where that cannot hold all."""
    given = out.suffix.lower()
    if given not in SUFFIXES.values():
        if out.exists() and not out.is_dir():
            raise UsageError(
                f"{out}: is a file; give --out a folder, or a name that ends in {SUFFIXES[name]}"
            )
        return out
    if formats != [name] or given != SUFFIXES[name]:
        raise UsageError(f"{out}: a {given} file cannot hold {' and '.join(formats)}; give --out a folder")
    if name != "xlsx" and len(chosen) > 1:
        raise UsageError(f"{out}: one {given} file holds one table; name it, or give --out a folder")
    return out


def _file(place: Path, name: str, suffix: str) -> Path:
    return place if place.suffix.lower() == suffix else place / name


def _write_xlsx(chosen: "Sequence[Sheet]", place: Path) -> list[Written]:
    from output.export import write_xlsx

    path = _file(place, WORKBOOK, ".xlsx")
    return [Written(path=str(path), tables=write_xlsx(chosen, path))]


def _write_csv(chosen: "Sequence[Sheet]", place: Path) -> list[Written]:
    from output.export import write_csv

    paths = {sheet: _file(place, f"{sheet.name}.csv", ".csv") for sheet in chosen}
    return [Written(path=str(path), tables={s.name: write_csv(s, path)}) for s, path in paths.items()]


def _write_stata(chosen: "Sequence[Sheet]", place: Path) -> list[Written]:
    from output.export import write_stata

    return [
        Written(path=str(path), tables={sheet.name: rows})
        for sheet in chosen
        for path, rows in write_stata(sheet, _file(place, f"{sheet.name}.dta", ".dta"))
    ]


WRITERS: "dict[str, Callable[[Sequence[Sheet], Path], list[Written]]]" = {
    "xlsx": _write_xlsx,
    "csv": _write_csv,
    "stata": _write_stata,
}
