"""`gongkai parse`: saved pages -> dataset."""

from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.options import DATA, Data, Json
from gongkai.cli.wording import counted


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
    cluster: Annotated[
        str,
        typer.Option(
            "--cluster",
            metavar="ADDRESS",
            help="Parse on the workers of this Dask scheduler, which see the same files.",
        ),
    ] = "",
    changed: Annotated[
        bool,
        typer.Option("--changed", help="Parse only what changed since the last build: pages, or the parser."),
    ] = False,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="KEY=VALUE",
            help="Only reports with that code, year or status; may be given again.",
        ),
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Say what differs from the last build, figure by figure.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Publish the build even if a gate would hold it back.")
    ] = False,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Parse saved pages and write the dataset: Parquet tables that pandas, DuckDB and Polars read.

    With --where the dataset has the reports that are meant and no others: give it another --out to keep both.

    \b
    Example:
      gongkai parse
      gongkai parse saved-pages/ --out my-dataset --jobs 2
      gongkai parse --changed --diff
      gongkai parse --where code=430203 --where year=2020,2021 --out lusong
      gongkai parse --cluster tcp://10.0.0.5:8786
    """
    from gongkai.errors import UsageError

    if jobs and cluster:
        raise UsageError("--jobs counts processes on this machine; leave it out beside --cluster")

    from gongkai.cli.building import Order, build
    from gongkai.cli.night_view import not_one
    from gongkai.cli.screen import err, print_json, progress
    from gongkai.cli.screen import out as console
    from gongkai.where import read_where

    order = Order(
        data=data,
        sources=sources or (),
        out=out,
        jobs=jobs,
        cluster=cluster,
        changed=changed,
        where=read_where(where or ()),
        accept=accept,
    )
    with progress("Parsing") as step:
        summary = build(order, step.reach)
    for message in (*(message for _, message in summary.unreadable), summary.verdict):
        if message is not None:
            err().print(message, markup=False, soft_wrap=True)
    review = None
    if diff:
        from output.review import review_changes

        review = review_changes(summary.dataset) if summary.compared else None
    if json:
        print_json(summary.told() | ({"changes": review} if diff else {}))
        return summary.exit_code
    rows = summary.rows
    if order.where and not summary.held_back:
        told = " ".join(order.where.told())
        err().print(f"Only reports with {told}; a plain gongkai parse has all again.", markup=False)
    kept = f" ({summary.kept:,} unchanged)" if changed else ""
    console().print(
        f"{counted(rows['reports'], 'report')}, {counted(rows['cells'], 'cell')}, "
        f"{counted(rows['issues'], 'issue')} from {counted(summary.pages, 'page')}{kept} "
        f"in {summary.seconds:.1f} s -> {summary.dataset}",
        markup=False,
        soft_wrap=True,
    )
    if summary.without_reports:
        console().print(not_one(summary.without_reports), markup=False, soft_wrap=True)
    if summary.reports:
        console().print(f"Status: {summary.statuses}", markup=False)
    if diff:
        from gongkai.cli.review_view import print_review

        print_review(console(), review)
    return summary.exit_code
