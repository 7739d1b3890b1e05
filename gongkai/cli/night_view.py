"""A night on one screen: what came, what is built, what needs a person, what to type next."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from gongkai.cli.runs import RunRecord
    from scraper import CrawlSummary

VERDICTS = {
    0: "all done",
    1: "failed",
    3: "the build was held back; the last good dataset stays",
    4: "done in part",
    130: "interrupted",
}


def print_night(console: "Console", record: "RunRecord", crawl: "CrawlSummary | None", data: Path) -> None:
    """Print the record of a night that has just ended."""
    from gongkai.cli.crawl_view import print_portals, print_sums, print_trouble

    if crawl is not None:
        print_portals(console, crawl)
        print_sums(console, crawl)
    if isinstance(record.build, dict):
        rows = record.build.get("rows")
        if isinstance(rows, dict):
            told = ", ".join(
                f"{count:,} {name}" for name, count in rows.items() if name in ("reports", "cells")
            )
            console.print(f"dataset: {told} in {data / 'dataset'}", soft_wrap=True)
    if crawl is not None:
        print_trouble(console, crawl)
    if record.problem:
        console.print(f"\n{record.problem}", soft_wrap=True, markup=False)
    code = record.exit_code or 0
    console.print(f"\nNight {record.id}: {VERDICTS.get(code, 'failed')} (exit code {code})")
    option = "" if data == Path("data") else f" --data {data}"
    console.print(f"Next: gongkai {'status' if code else 'coverage'}{option}")
