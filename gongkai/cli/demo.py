"""`gongkai demo`: the whole nightly job against county portals embedded in the project, on loopback."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gongkai.cli.options import DATA, Data, Json

if TYPE_CHECKING:
    from rich.console import Console

    from gongkai.cli.building import BuildSummary
    from scraper import CrawlSummary, Portal


def command(
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="DIR", help="Write into this folder instead of --data.")
    ] = None,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Crawl three embedded portals, parse them, write Parquet, show what came of it. Needs no network.

    \b
    Example:
      gongkai demo
      gongkai demo --keep my-demo
    """
    from gongkai.cli.screen import out, print_json

    folder = keep or _folder(data)
    first, second, built = _night(folder)
    if json:
        print_json({"crawl": first, "second_crawl": second, "build": built.told()})
    else:
        _tell(out(), folder, first, second, built)
    return built.exit_code or first.exit_code


def _folder(data: Path) -> Path:
    """Where the demo writes: the data folder, unless it holds portals of the user's own."""
    from gongkai.cli.embedded import DEMO

    own = [path for path in (data / "archive").glob("*.sqlite") if path.stem not in DEMO]
    return data / "demo" if own else data


def _night(folder: Path) -> tuple["CrawlSummary", "CrawlSummary", "BuildSummary"]:
    """Two crawls, the second to show what it need not ask again, and one build."""
    from gongkai.cli.building import Order, build
    from gongkai.cli.embedded import DEMO, serve
    from gongkai.cli.screen import progress
    from scraper import load_portals

    for portal in DEMO:  # the demo always begins with nothing
        for left in (folder / "archive").glob(f"{portal}.sqlite*"):
            left.unlink()
    with serve() as portals:
        chosen = load_portals([portals.folder])
        first = _crawl(chosen, folder)
        second = _crawl(chosen, folder)
    with progress("Parsing") as step:
        built = build(Order(data=folder, accept=True), step.reach)
    return first, second, built


def _crawl(portals: "list[Portal]", folder: Path) -> "CrawlSummary":
    from gongkai.cli.crawling import run_crawl, watching
    from gongkai.settings import Settings
    from scraper import Options

    with watching(len(portals)) as watch:
        return run_crawl(portals, folder / "archive", Settings(), Options(), watch)


def _tell(
    console: "Console", folder: Path, first: "CrawlSummary", second: "CrawlSummary", built: "BuildSummary"
) -> None:
    from gongkai.cli.tour import Tour, print_tour

    tour = Tour(built.dataset)
    print_tour(console, tour, {portal.portal: portal.requests for portal in first.portals})
    console.print(
        f"\nA second crawl asked only for what can have changed: {second.total('lists')} lists and "
        f"{second.total('unchanged')} reports first seen within 60 days, and received "
        f"{second.total('bytes'):,} bytes instead of {first.total('bytes'):,}. "
        f"{second.total('new')} new, {second.total('changed')} changed."
    )
    console.print(
        f"\nParquet  {built.dataset}/  ({built.rows['cells']:,} cells of {built.rows['reports']} reports)"
    )
    console.print("Next", style="bold")
    where = "" if folder == DATA else f", path='{built.dataset}'"
    option = "" if folder == DATA else f" --data {folder}"
    python = f".venv/bin/python -c \"from output import load; print(load('requests'{where}))\""
    for line in (python, f".venv/bin/gongkai show {tour.example()}{option}"):
        console.print(f"  {line}", markup=False, soft_wrap=True)
