"""`gongkai status`: last night, what needs a person, the next command."""

from pathlib import Path

from gongkai.cli.options import DATA, Data, Json
from gongkai.records import Issue, Record

MOST = 20


class PortalState(Record, frozen=True, kw_only=True):
    """One archive: how many reports, when it was last crawled, what is wrong."""

    portal: str
    reports: int
    last_run: str | None
    finished: bool
    issues: tuple[tuple[str, Issue], ...]


def command(data: Data = DATA, json: Json = False) -> int:
    """Last night, what needs a person, and the next command to type.

    \b
    Example:
      gongkai status
    """
    from gongkai.cli.runs import last_record
    from gongkai.cli.screen import out, print_json

    record = last_record(data)
    states = [_state(path) for path in sorted((data / "archive").glob("*.sqlite"))]
    if json:
        night = (
            {"id": record.id, "exit_code": record.exit_code, "problem": record.problem} if record else None
        )
        print_json({"night": night, "portals": states, "next": _next(states, data)})
        return 0
    console = out()
    if record:
        from gongkai.cli.night_view import VERDICTS

        code = record.exit_code if record.exit_code is not None else 1
        console.print(f"Last night {record.id}: {VERDICTS.get(code, 'failed')} (exit code {code})")
        if record.problem:
            console.print(f"  {record.problem}", soft_wrap=True, markup=False)
    else:
        console.print("No night recorded yet (gongkai nightly makes the record).")
    reports = sum(state.reports for state in states)
    cut_off = [state.portal for state in states if not state.finished]
    console.print(
        f"{len(states)} archives with {reports:,} reports" + (f", {len(cut_off)} cut off" if cut_off else "")
    )
    errors = [(s.portal, url, issue) for s in states for url, issue in s.issues if issue.severity == "error"]
    others = sum(len(state.issues) for state in states) - len(errors)
    if errors:
        console.print("\nNeeds a person:")
    for portal, _, issue in errors[:MOST]:
        console.print(f"  {portal}: {issue.code}: {issue.message}", soft_wrap=True, markup=False)
    if len(errors) > MOST:
        console.print(f"  … and {len(errors) - MOST} more (--json has all)")
    if others:
        console.print(f"\n{others} smaller things (dead links, removed pages; --json has all)")
    console.print(f"\nNext: {_next(states, data)}")
    return 0


def _state(path: Path) -> PortalState:
    from gongkai.archive import Archive
    from gongkai.errors import ArchiveError

    try:
        with Archive.open(path) as archive:
            stats = archive.stats()
            return PortalState(
                portal=stats.portal,
                reports=stats.reports,
                last_run=stats.last_run.isoformat() if stats.last_run else None,
                finished=stats.finished,
                issues=tuple(archive.issues()),
            )
    except ArchiveError as error:
        issue = Issue(stage="fetch", code="archive_damaged", severity="error", message=str(error))
        return PortalState(
            portal=path.stem, reports=0, last_run=None, finished=False, issues=((str(path), issue),)
        )


def _next(states: list[PortalState], data: Path) -> str:
    option = "" if data == Path("data") else f" --data {data}"
    codes = {issue.code for state in states for _, issue in state.issues if issue.severity == "error"}
    if not states:
        return f"gongkai crawl{option}"
    if "archive_damaged" in codes:
        return f"gongkai archive repair{option}"
    if any(not state.finished for state in states):
        return f"gongkai crawl{option}"
    looked = {"list_empty", "nothing_found", "fewer_reports", "fewer_than_expected"} & codes
    if looked:
        portal = next(s.portal for s in states for _, issue in s.issues if issue.code in looked)
        return f"gongkai portals check {portal}{option}"
    return f"gongkai crawl --failed{option}" if codes else f"gongkai parse{option}"
