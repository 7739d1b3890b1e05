"""`gongkai status`: last night, what needs a person, the next command."""

from datetime import datetime
from itertools import zip_longest
from pathlib import Path

import msgspec

from gongkai.cli.options import DATA, Data, Json
from gongkai.cli.wording import counted
from gongkai.records import Issue, Record

USED = 8
"""Lines of the screen above and between what needs a person."""


class PortalState(Record, frozen=True, kw_only=True):
    """One archive: how many reports (listed files too, as in the dataset), when it was last crawled and when
    one of them last changed, what is wrong."""

    portal: str
    reports: int
    last_run: str | None
    last_change: datetime | None
    finished: bool
    issues: tuple[tuple[str, Issue], ...]


def command(data: Data = DATA, json: Json = False) -> int:
    """Last night, what needs a person, and the next command to type.

    \b
    Example:
      gongkai status
    """
    from gongkai.archive.lock import is_held
    from gongkai.cli.crawl_view import grouped, worth_a_look
    from gongkai.cli.fitting import ROWS, fit
    from gongkai.cli.runs import last_record
    from gongkai.cli.screen import out, print_json

    record = last_record(data)
    folders = [Path(one) for one in record.portals] if record else []
    states = [_state(path) for path in sorted((data / "archive").glob("*.sqlite"))]
    if json:
        night = (
            {"id": record.id, "exit_code": record.exit_code, "problem": record.problem} if record else None
        )
        print_json({"night": night, "portals": states, "next": _next(states, data, folders)})
        return 0
    console = out()
    if record:
        from gongkai.cli.night_view import verdict, without_reports

        code = "" if record.exit_code is None else f" (exit code {record.exit_code})"
        running = record.exit_code is None and is_held(data / "nightly.lock")
        console.print(f"Last night {record.id}: {'still going on' if running else verdict(record)}{code}")
        told = [record.problem] if record.problem else without_reports(record)
        if told:
            for line in fit(told, 3, ""):
                console.print(line, soft_wrap=True, markup=False)
    else:
        console.print("No night recorded yet (gongkai nightly makes the record).")
    reports = sum(state.reports for state in states)
    cut_off = [state.portal for state in states if not state.finished]
    console.print(
        f"{counted(len(states), 'archive')} with {counted(reports, 'report')}"
        + (f", {len(cut_off)} cut off" if cut_off else "")
    )
    severe = [worth_a_look(state.issues) for state in states]
    trouble = [line for row in zip_longest(*map(grouped, severe)) for line in row if line is not None]
    others = sum(len(state.issues) for state in states) - sum(map(len, severe))
    ending = [f"{others:,} smaller things (dead links, removed pages; --json has all)"] if others else []
    ending += ["", f"Next: {_next(states, data, folders)}"]
    if trouble:
        console.print("\nNeeds a person:")
        for line in fit(trouble, ROWS - USED - len(ending), "--json has all"):
            console.print(line, soft_wrap=True, markup=False)
    for line in ending:
        console.print(line, soft_wrap=True, markup=False)
    return 0


def _state(path: Path) -> PortalState:
    from gongkai.archive import Archive
    from gongkai.errors import ArchiveError

    try:
        with Archive.open(path) as archive:
            stats = archive.stats()
            return PortalState(
                portal=stats.portal,
                reports=len(archive.page_keys()),
                last_run=stats.last_run.isoformat() if stats.last_run else None,
                last_change=archive.last_change(),
                finished=stats.finished,
                issues=tuple(archive.issues()),
            )
    except ArchiveError as error:
        issue = Issue(stage="fetch", code="archive_damaged", severity="error", message=str(error))
        return PortalState(
            portal=path.stem,
            reports=0,
            last_run=None,
            last_change=None,
            finished=False,
            issues=((str(path), issue),),
        )


def _next(states: list[PortalState], data: Path, portals: list[Path]) -> str:
    from gongkai.cli.next_step import by_issues, option

    if not states:
        return f"gongkai crawl{option(data, portals)}"
    errors = [(s.portal, issue.code) for s in states for _, issue in s.issues if issue.severity == "error"]
    built = _built(data)
    stale = built is None or any(state.last_change and state.last_change > built for state in states)
    command = by_issues(errors, any(not state.finished for state in states), data, portals)
    return command or f"gongkai {'parse' if stale else 'coverage'}{option(data)}"


class _Made(msgspec.Struct):
    created: datetime


def _built(data: Path) -> datetime | None:
    """When the dataset was made, None when there is none."""
    try:
        manifest = (data / "dataset" / "manifest.json").read_bytes()
        return msgspec.json.decode(manifest, type=_Made).created
    except (OSError, msgspec.DecodeError):
        return None
