"""Saved pages -> dataset: where sources, parser and output meet. Used by parse, nightly and demo."""

import datetime
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gongkai.batches import run_batches
from gongkai.errors import SourceError
from gongkai.records import Issue, Record, Report
from gongkai.saved import SavedPage
from gongkai.sources import Batch, Sources, find_sources

if TYPE_CHECKING:
    from output.rows import Rows


class Group(Record, frozen=True, kw_only=True):
    """Reports that a summary counts together."""

    portal: str | None
    year: int | None
    edition: str
    status: str


class Tally(Record, frozen=True, kw_only=True):
    """What one batch came to. `tables` are Arrow batches as IPC bytes, by table."""

    tables: dict[str, bytes]
    reports: Counter[Group]
    states: dict[str, int]
    unreadable: tuple[tuple[str, str], ...]
    checks_passed: int
    checks_failed: int


@dataclass
class BuildSummary:
    """A finished build, for a person and for --json."""

    dataset: Path
    pages: int = 0
    seconds: float = 0.0
    rows: dict[str, int] = field(default_factory=dict)
    reports: Counter[Group] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    checks_passed: int = 0
    checks_failed: int = 0

    @property
    def handled(self) -> int:
        """Pages done so far."""
        return self.reports.total() + len(self.unreadable)

    @property
    def exit_code(self) -> int:
        """0 all handled, 4 some source unreadable, 1 every source unreadable."""
        if not self.unreadable:
            return 0
        return 4 if self.reports else 1

    def told(self) -> dict[str, object]:
        """The summary for a machine: plain values that JSON knows."""
        return {
            "dataset": str(self.dataset),
            "pages": self.pages,
            "seconds": round(self.seconds, 3),
            "rows": self.rows,
            "reports": [{**msgspec.structs.asdict(g), "reports": n} for g, n in self.reports.items()],
            "states": dict(self.states),
            "checks_passed": self.checks_passed,
            "checks_failed": self.checks_failed,
            "unreadable": [{"source": source, "message": message} for source, message in self.unreadable],
            "exit_code": self.exit_code,
        }


def build(
    sources: Sequence[str],
    data: Path,
    out: Path | None = None,
    jobs: int = 0,
    advance: Callable[[int, int], None] | None = None,
) -> BuildSummary:
    """Parse every source (with none: the archive of `data`) and publish the dataset.

    `advance(done, total)` is told of progress in pages. Raises UsageError for sources that do not exist.
    """
    from output.publish import publish

    found = find_sources(sources, data)
    start = time.perf_counter()
    summary = BuildSummary(dataset=out or data / "dataset", pages=found.pages)
    with publish(summary.dataset, _moment()) as build_folder:
        for tally in run_batches(Parsing(_divisions(found)), found.batches, jobs, crashed):
            build_folder.add(tally.tables)
            _count(summary, tally)
            if advance is not None:
                advance(summary.handled, found.pages)
        for source, message in found.broken:
            summary.unreadable.append((source, message))
            build_folder.add(_issue_tables(source, "unreadable", message))
        build_folder.finish(found.archives, list(sources) or [str(data / "archive")])
    summary.rows = build_folder.rows
    summary.seconds = time.perf_counter() - start
    return summary


def _moment() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _count(summary: BuildSummary, tally: Tally) -> None:
    summary.reports.update(tally.reports)
    summary.states.update(tally.states)
    summary.unreadable += tally.unreadable
    summary.checks_passed += tally.checks_passed
    summary.checks_failed += tally.checks_failed


def _divisions(sources: Sources) -> dict[str, str]:
    """Division code of each portal, as its archive tells it."""
    from gongkai.archive import Archive

    found = {}
    for path in sources.archives:
        with Archive.open(path) as archive:
            code = archive.fact("code")
            if code:
                found[path.stem] = code
    return found


@dataclass(frozen=True)
class Parsing:
    """The work on one batch, done in a worker process."""

    divisions: dict[str, str]

    def __call__(self, batch: Batch) -> Tally:
        from gongkai.cli.reading import PageReader
        from output.rows import Rows

        reader = PageReader(self.divisions)
        rows = Rows()
        reports: list[Report] = []
        unreadable = []
        for page in batch.pages():
            outcome = _read(reader, page) if isinstance(page, SavedPage) else page
            if isinstance(outcome, Report):
                reports.append(outcome)
                rows.add(outcome)
            else:
                source, error = outcome
                unreadable.append((source, str(error)))
                rows.add_issue(None, None, source, _issue("unreadable", str(error)))
        return _tally(rows, reports, unreadable)


def _read(reader: Callable[[SavedPage], Report], page: SavedPage) -> Report | tuple[str, SourceError]:
    try:
        return reader(page)
    except SourceError as error:
        return page.source, SourceError(str(error).replace("the page", page.source, 1))
    except Exception as error:  # a parser that fails on one page must not cost the others
        message = (
            f"{page.source}: the parser failed ({type(error).__name__}: {error}); please report the page"
        )
        return page.source, SourceError(message)


def _tally(rows: "Rows", reports: Sequence[Report], unreadable: Sequence[tuple[str, str]]) -> Tally:
    return Tally(
        tables=rows.packed(),
        reports=Counter(
            Group(portal=r.portal, year=r.report_year, edition=r.edition, status=r.status) for r in reports
        ),
        states=dict(Counter(cell.state for r in reports for cell in r.cells)),
        unreadable=tuple(unreadable),
        checks_passed=sum(r.checks_passed for r in reports),
        checks_failed=sum(r.checks_failed for r in reports),
    )


def crashed(batch: Batch) -> Tally:
    """The result of a batch of one page that killed its worker."""
    from output.rows import Rows

    source = batch.names[0][0]
    message = f"{source}: the parser crashed on this page; please report it"
    rows = Rows()
    rows.add_issue(None, None, source, _issue("parser_crashed", message))
    return _tally(rows, (), ((source, message),))


def _issue_tables(source: str, code: str, message: str) -> dict[str, bytes]:
    from output.rows import Rows

    rows = Rows()
    rows.add_issue(None, None, source, _issue(code, message))
    return rows.packed()


def _issue(code: str, message: str) -> Issue:
    return Issue(stage="parse", code=code, severity="error", message=message)
