"""What a crawl brought, on one screen."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from scraper import CrawlSummary, PortalSummary

MOST_PORTALS = 15  # rows of the table; the rest are told in one line
MOST_ISSUES = 8


def print_crawl(console: "Console", summary: "CrawlSummary", data: Path) -> None:
    """The portals that matter most, the sums, what needs a person, and the next command."""
    print_portals(console, summary)
    print_sums(console, summary)
    print_trouble(console, summary)
    console.print(f"\nNext: {next_command(summary, data)}")


def print_portals(console: "Console", summary: "CrawlSummary") -> None:
    """One row a portal, as many as fit a screen."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("portal", overflow="fold")
    for name in ("reports", "new", "changed", "same", "gone", "failed", "requests"):
        table.add_column(name, justify="right")
    table.add_column("state", overflow="fold")
    shown = interesting(summary.portals)
    for portal in shown:
        table.add_row(
            f"{portal.portal} {portal.name}",
            *(
                f"{count:,}"
                for count in (
                    portal.reports,
                    portal.new,
                    portal.changed,
                    portal.unchanged + portal.known,
                    portal.removed,
                    portal.failed,
                    portal.requests,
                )
            ),
            state(portal),
        )
    console.print(table)
    hidden = len(summary.portals) - len(shown)
    if hidden:
        console.print(f"… and {hidden} more portals with nothing to tell")


def print_sums(console: "Console", summary: "CrawlSummary") -> None:
    """All portals in two lines."""
    console.print(
        f"\n{len(summary.portals)} portals, {summary.total('requests'):,} requests, "
        f"{summary.total('bytes') / 1e6:,.1f} MB in {summary.seconds:,.0f} s: "
        f"{summary.total('new'):,} new, {summary.total('changed'):,} changed, "
        f"{summary.total('removed'):,} removed, {summary.total('failed'):,} failed"
    )


def interesting(portals: list["PortalSummary"]) -> list["PortalSummary"]:
    """Those to show: in trouble first, then those with news, then in order."""
    ranked = sorted(portals, key=lambda p: (p.ok, not (p.new or p.changed or p.removed)))
    kept = {portal.portal for portal in ranked[:MOST_PORTALS]}
    return [portal for portal in portals if portal.portal in kept]


def state(portal: "PortalSummary") -> str:
    """One or two words for how a portal ended."""
    if portal.error:
        return "failed"
    if portal.stopped:
        return f"stopped, {portal.pending:,} to go"
    return f"{len(portal.errors)} errors" if portal.errors else "ok"


def print_trouble(console: "Console", summary: "CrawlSummary") -> None:
    """What a person has to look at, one line each."""
    lines = [portal.error for portal in summary.portals if portal.error]
    lines += [f"{portal.portal}: {portal.stopped}" for portal in summary.portals if portal.stopped]
    lines += [issue.message for portal in summary.portals for _, issue in portal.errors]
    if lines:
        console.print("\nNeeds a look:")
    for line in lines[:MOST_ISSUES]:
        console.print(f"  {line}", soft_wrap=True, markup=False)
    if len(lines) > MOST_ISSUES:
        console.print(f"  … and {len(lines) - MOST_ISSUES} more: gongkai status")


def next_command(summary: "CrawlSummary", data: Path) -> str:
    """The command that goes on from here."""
    option = "" if data == Path("data") else f" --data {data}"
    if any(portal.stopped for portal in summary.portals):
        return f"gongkai crawl{option}   (goes on where it stopped)"
    if summary.exit_code and not summary.total("new") and not summary.total("reports"):
        return f"gongkai status{option}"
    return f"gongkai parse{option}"
