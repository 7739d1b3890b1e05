"""`gongkai show`: one saved page as a person would read it, or one figure with where it stands and why."""

import re
import shlex
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.next_step import option
from gongkai.cli.options import DATA, Data, Json


def command(
    source: Annotated[
        str,
        typer.Argument(help="A saved page, the URL of one in the archive, or a report_id of the dataset."),
    ],
    figure: Annotated[
        str, typer.Option("--figure", metavar="FORM/ITEM/MEASURE", help="One figure: place, raw text, rule.")
    ] = "",
    capture: Annotated[
        str,
        typer.Option("--capture", metavar="N|DAY", help="An earlier capture of a URL: number or day."),
    ] = "",
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Show one report: identity, tables, failed checks, issues; or one figure of it.

    \b
    Example:
      gongkai show fixtures/pages/lusong-water-2020-text/page.txt
      gongkai show page.html --figure requests/received/total
      gongkai show http://www.example.gov.cn/zfxxgk/2021.html --capture 1
    """
    from gongkai.cli.page_view import print_figure, print_report
    from gongkai.cli.reading import read_report
    from gongkai.cli.screen import out, print_json

    report = read_report(_full_id(source, data), data, capture)
    if figure:
        from gongkai.cli.figure import find_figure

        found = find_figure(report, figure)
        print_json(found) if json else print_figure(out(), found)
    elif json:
        print_json(report)
    else:
        words = ["gongkai", "show", source, *(["--capture", capture] if capture else [])]
        print_report(out(), report, shlex.join(words) + option(data))
    return 0


_SHORT = re.compile(r"[0-9a-f]{4,15}")
"""A report_id of which only the beginning is given."""


def _full_id(source: str, data: Path) -> str:
    """`source`, or the whole report_id of which it is the beginning."""
    if not _SHORT.fullmatch(source) or Path(source).exists() or not (data / "dataset").exists():
        return source
    from output.reading import find_dataset
    from output.report import full_id

    return full_id(find_dataset(data / "dataset"), source) or source
