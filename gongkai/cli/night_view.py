"""A night on one screen: what came, what is built, what needs a person, what to type next."""

from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.cli.next_step import after_night

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from gongkai.cli.runs import RunRecord
    from scraper import CrawlSummary

MOST_NAMED = 5
"""Portals that a line names."""

VERDICTS = {
    0: "all done",
    1: "failed",
    2: "not begun: wrong usage or configuration",
    3: "the build was held back; the last good dataset stays",
    4: "done in part",
    130: "interrupted",
}


def print_night(console: "Console", record: "RunRecord", crawl: "CrawlSummary | None", data: Path) -> None:
    """Print the record of a night that has just ended."""
    from gongkai.cli.crawl_view import print_screen
    from gongkai.cli.fitting import fit

    middle = []
    rows = record.build.get("rows") if isinstance(record.build, dict) else None
    if isinstance(rows, dict):
        told = ", ".join(f"{count:,} {name}" for name, count in rows.items() if name in ("reports", "cells"))
        middle.append(f"dataset: {told} in {data / 'dataset'}")
    middle += without_reports(record)
    if record.problem:
        middle += ["", *(line.strip() for line in fit([record.problem], 3, ""))]
    code = record.exit_code or 0
    took = f" in {(record.finished - record.started).total_seconds():,.0f} s" if record.finished else ""
    last = [
        f"Night {record.id}: {verdict(record)} (exit code {code}){took}",
        f"Next: {after_night(code, data)}",
    ]
    print_screen(console, crawl, middle, last, data)


def verdict(record: "RunRecord") -> str:
    """How a night ended, in words; one without an exit code was killed, or is still going on."""
    return "cut off" if record.exit_code is None else VERDICTS.get(record.exit_code, "failed")


def without_reports(record: "RunRecord") -> list[str]:
    """A line on the portals of which that night's build has no report, only other pages saved as reports."""
    portals = record.build.get("without_reports") if isinstance(record.build, dict) else None
    return [not_one(portals)] if portals else []


def not_one(portals: "Sequence[str]") -> str:
    """What to tell of portals of which pages were saved, and none is a report."""
    named = ", ".join(portals[:MOST_NAMED])
    more = f" and {len(portals) - MOST_NAMED:,} more" if len(portals) > MOST_NAMED else ""
    return (
        f"No saved page shows a report: {named}{more}; name the list of reports in `start` of the "
        f"portal file (gongkai portals check {portals[0]})"
    )
