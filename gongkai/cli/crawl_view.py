"""What a crawl brought, on one screen."""

from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from gongkai.cli.fitting import ROWS, clip, fit
from gongkai.cli.next_step import LOOK_AT_LISTS, WORTH_A_LOOK, after_crawl, option
from gongkai.cli.wording import counted

if TYPE_CHECKING:
    from rich.console import Console

    from gongkai.records import Issue
    from scraper import CrawlSummary, PortalSummary

NOTHING_FETCHED = "nothing_fetched"
"""The issue of a portal of which nothing came, with the reason."""

MOST_PORTALS = 6  # rows of the table; the rest are told in one line


def print_crawl(
    console: "Console", summary: "CrawlSummary", data: Path, portals: Sequence[Path] = ()
) -> None:
    """The portals that matter most, the sums, what needs a person, and the next command."""
    print_screen(console, summary, [], [f"Next: {after_crawl(summary, data, portals)}"], data)


def print_screen(
    console: "Console", crawl: "CrawlSummary | None", middle: list[str], last: list[str], data: Path
) -> None:
    """A crawl with lines of one's own before and after what needs a look: one screen in all."""
    lines = [*([] if crawl is None else [*portal_lines(crawl), "", *sums(crawl)]), *middle]
    ending = ["", *last]
    trouble = [] if crawl is None else troubles(crawl)
    if trouble:
        ahead = [*lines, "", "Needs a look:"]
        free = ROWS - len(ahead) - len(ending)
        lines = ahead + fit(trouble, max(2, free), f"gongkai status{option(data)}")
    for line in [*map(clip, lines), *ending]:  # a command that is cut cannot be pasted
        console.print(line, soft_wrap=True, markup=False)


HEAD = ("reports", "new", "changed", "same", "gone", "failed")
WIDEST_NAME = 30


def portal_lines(summary: "CrawlSummary") -> list[str]:
    """One line a portal, as many as fit a screen."""
    shown = interesting(summary.portals)
    names = [f"{portal.portal} {portal.name}" for portal in shown]
    width = min(WIDEST_NAME, max([len("portal"), *map(cell_len, names)]))
    lines = [_line("portal", HEAD, "state", width)]
    for name, portal in zip(names, shown, strict=True):
        lines.append(_line(name, [f"{count:,}" for count in _counts(portal)], state(portal), width))
    hidden = len(summary.portals) - len(shown)
    return lines + ([f"… and {hidden:,} more with less to tell"] if hidden else [])


def _counts(portal: "PortalSummary") -> tuple[int, ...]:
    same = portal.unchanged + portal.known
    return portal.reports, portal.new, portal.changed, same, portal.removed, portal.failed


def _line(name: str, counts: Sequence[str], end: str, width: int) -> str:
    fitting = name if cell_len(name) <= width else set_cell_size(name, width - 1).rstrip() + "…"
    columns = "".join(f"{count:>{len(head) + 1}}" for count, head in zip(counts, HEAD, strict=True))
    return f"{set_cell_size(fitting, width)}  {columns}  {end}".rstrip()


def sums(summary: "CrawlSummary") -> list[str]:
    """All portals in two lines, and one on the files of reports where there are any."""
    total = summary.total
    files = [portal.attachments for portal in summary.portals]
    of_reports = f"attachments of reports: {sum(one.new for one in files):,} new, "
    of_reports += f"{sum(one.changed for one in files):,} changed, {sum(one.saved for one in files):,} in all"
    return [
        f"crawl: {counted(len(summary.portals), 'portal')}, {counted(total('requests'), 'request')}, "
        f"{total('bytes') / 1e6:,.1f} MB in {summary.seconds:,.0f} s:",
        f"{total('new'):,} new, {total('changed'):,} changed, {total('removed'):,} removed, "
        f"{total('failed'):,} failed" + (f", {total('pending'):,} not asked for" if total("pending") else ""),
        *([of_reports] if any(one.saved for one in files) else []),
    ]


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
        return "stopped"
    count = len(portal.errors)
    return counted(count, "error") if count else "ok"


def troubles(summary: "CrawlSummary") -> list[str]:
    """What a person has to look at, the gravest first: of each portal one thing before the second of any."""
    lines = [portal.error for portal in summary.portals if portal.error]
    lines += [
        f"{portal.portal}: {portal.stopped}; {portal.pending:,} to go"
        for portal in summary.portals
        if portal.stopped
    ]
    # Where a whole portal failed, what failed in it says nothing more.
    told = [grouped(worth_a_look(portal.issues)) for portal in summary.portals if not portal.error]
    return lines + [line for row in zip_longest(*told) for line in row if line is not None]


def worth_a_look(issues: "Sequence[tuple[str, Issue]]") -> "list[tuple[str, Issue]]":
    """Errors, and behind them what may want a line in the portal file."""
    errors = [pair for pair in issues if pair[1].severity == "error"]
    return errors + [pair for pair in issues if pair[1].code in WORTH_A_LOOK]


def grouped(issues: "Sequence[tuple[str, Issue]]") -> list[str]:
    """One line for each kind of issue: the first of its kind, and how many there are. What concerns a whole
    portal or list comes before single pages; where nothing of a portal came, the rest says nothing more."""
    kinds: dict[str, list[str]] = {}
    for _, issue in issues:
        kinds.setdefault(issue.code, []).append(issue.message)
    if NOTHING_FETCHED in kinds:
        return kinds[NOTHING_FETCHED]
    ordered = sorted(
        kinds, key=lambda code: (code in WORTH_A_LOOK, code not in LOOK_AT_LISTS, len(kinds[code]))
    )
    return [
        kinds[code][0] + (f" (and {len(kinds[code]) - 1:,} more like it)" if len(kinds[code]) > 1 else "")
        for code in ordered
    ]
