"""`gongkai parse`: saved pages -> dataset."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.options import DATA, Data, Json


def command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SOURCE …]", help="File, folder, WARC or archive; none: DATA/archive."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Where the dataset goes; default DATA/dataset."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=0, help="Processes; 0 is one a core.")] = 0,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Parse saved pages and write the dataset: Parquet tables that pandas, DuckDB and Polars read.

    \b
    Example:
      gongkai parse
      gongkai parse saved-pages/ --out my-dataset --jobs 2
    """
    from gongkai.cli.building import build
    from gongkai.cli.screen import err, print_json, progress
    from gongkai.cli.screen import out as console

    with progress("Parsing") as step:
        summary = build(sources or [], data, out, jobs, step.reach)
    for _, message in summary.unreadable:
        err().print(message, markup=False, soft_wrap=True)
    if json:
        print_json(summary.told())
    else:
        rows = summary.rows
        console().print(
            f"{rows['reports']:,} reports, {rows['cells']:,} cells, {rows['issues']:,} issues from "
            f"{summary.pages:,} pages in {summary.seconds:.1f} s -> {summary.dataset}",
            markup=False,
        )
    return summary.exit_code
