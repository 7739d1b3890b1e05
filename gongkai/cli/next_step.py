"""The command to type next, by what is wrong."""

import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper import CrawlSummary

LOOK_AT_LISTS = frozenset(
    {"list_empty", "nothing_found", "pages_missing", "fewer_reports", "fewer_than_expected"}
)
"""Issues of a whole portal or list: somebody has to look at its pages."""

CHALLENGED = frozenset({"challenged", "blocked_challenge"})
"""Issues of a portal that wants no program: nothing is to be asked of it for a while."""

MOST_NAMES = 5  # portals that a command names

WORTH_A_LOOK = frozenset({"units_without_reports", "other_hosts"})
"""What is no fault of tonight, but may want a line in the portal file."""


def after_crawl(summary: "CrawlSummary", data: Path, portals: Sequence[Path] = ()) -> str:
    """What to do after a crawl that has just ended; `portals` are the folders that it was given."""
    damaged = [portal for portal in summary.portals if portal.error and "archive repair" in portal.error]
    if damaged:
        return f"gongkai archive repair {damaged[0].portal}{option(data)}"
    if any(portal.stopped for portal in summary.portals):
        return f"gongkai crawl{option(data, portals)}   (goes on where it stopped)"
    if summary.exit_code and not summary.total("new") and not summary.total("reports"):
        return f"gongkai status{option(data)}"
    return f"gongkai parse{option(data)}"


def after_night(exit_code: int, data: Path) -> str:
    """What to do after a night: look at what is there, or at what is wrong."""
    return f"gongkai {'status' if exit_code else 'coverage'}{option(data)}"


def by_issues(
    codes: Iterable[tuple[str, str]], cut_off: bool, data: Path, portals: Sequence[Path] = ()
) -> str | None:
    """What to do about the (portal, code) pairs of errors; `cut_off`: some crawl did not come to its end;
    `portals` are the folders that it was given. None when nothing is wrong."""
    given = option(data, portals)
    found = list(codes)
    damaged = [portal for portal, code in found if code == "archive_damaged"]
    if damaged:
        return f"gongkai archive repair {damaged[0]}{option(data)}"
    if cut_off:
        return f"gongkai crawl{given}"
    resting = {portal for portal, code in found if code in CHALLENGED}
    others = [(portal, code) for portal, code in found if portal not in resting]
    if resting and not others:
        return f"gongkai crawl{given}   (from the time on that is told for it; --failed asks sooner)"
    looked = [portal for portal, code in others if code in LOOK_AT_LISTS]
    if looked:
        return f"gongkai portals check {looked[0]}{given}"
    names = list(dict.fromkeys(portal for portal, _ in others))[:MOST_NAMES] if resting else []
    return f"gongkai crawl {' '.join([*names, '--failed'])}{given}" if found else None


def option(data: Path, portals: Sequence[Path] = ()) -> str:
    """What to add to a command so that it means the same data folder, and the same folders of portals."""
    words = [] if data == Path("data") else ["--data", str(data)]
    for folder in portals:
        words += ["--portals", str(folder)]
    return f" {shlex.join(words)}" if words else ""
