"""`gongkai coverage`: which unit has a report on which year, and why not."""

from typing import Annotated

import typer

from gongkai.cli.options import DATA, Data, Dataset, Json, Years


def command(
    portal: Annotated[
        list[str] | None,
        typer.Option("--portal", metavar="PORTAL", help="Id, slug or code of a portal; repeatable."),
    ] = None,
    year: Years = None,
    every: Annotated[bool, typer.Option("--all", help="Every unit, also when it fits no screen.")] = False,
    dataset: Dataset = None,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Show which unit has a report on which year, and why not.

    \b
    Example:
      gongkai coverage
      gongkai coverage --portal lusong --year 2023 --year 2024
    """
    from gongkai.cli.coverage_view import print_coverage
    from gongkai.cli.screen import out, print_json
    from output.matrix import matrix
    from output.reading import find_dataset
    from output.selection import select

    folder = find_dataset(dataset or data / "dataset")
    years = select(year=year or None).years
    found = matrix(folder, years, portal or None)
    if json:
        print_json({"dataset": str(folder), "states": found.states(), "rows": list(found.entries)})
    else:
        print_coverage(out(), found, every)
    return 0
