"""Saved pages -> dataset: where sources, parser and output meet. Used by parse, nightly and demo."""

import datetime
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.allocation import calm_allocator, one_arena
from gongkai.batches import run_batches
from gongkai.cli.parsing import Parsing, Tally, crashed, unread
from gongkai.errors import ArchiveError, UsageError
from gongkai.identifiers import printable
from gongkai.settings import load_settings
from gongkai.sources import Batch, Sources, find_sources
from gongkai.where import EVERYTHING, Where
from gongkai.workers import Processes, Workers, warm_up

if TYPE_CHECKING:
    from output.build import Build, Group
    from output.portals import PortalFacts
    from output.stored import Stored


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to build: sources (none: the archive of `data`), into `out` (default DATA/dataset).

    `changed` takes over from the last build what has not changed since, `where` limits the reports,
    `accept` publishes even what a gate would hold back. `jobs` processes parse (0: as the settings say),
    or the workers of the Dask scheduler at `cluster`.
    """

    data: Path
    sources: Sequence[str] = ()
    out: Path | None = None
    jobs: int = 0
    cluster: str = ""
    changed: bool = False
    where: Where = EVERYTHING
    accept: bool = False

    @property
    def dataset(self) -> Path:
        """Where the dataset goes."""
        return self.out or self.data / "dataset"


@dataclass
class BuildSummary:
    """A finished build, for a person and for --json.

    `dataset` is where it is; that is no place that readers see when gates `held_back` the build. `reasons`
    are what they have against it. `kept` pages were taken over from the last build; `compared` says whether
    there was one that could be.
    """

    dataset: Path
    held_back: bool = False
    reasons: list[str] = field(default_factory=list)
    pages: int = 0
    kept: int = 0
    seconds: float = 0.0
    compared: bool = False
    rows: dict[str, int] = field(default_factory=dict)
    reports: "Counter[Group]" = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    checks_passed: int = 0
    checks_failed: int = 0

    @property
    def exit_code(self) -> int:
        """0 all handled, 4 some source unreadable, 1 every source unreadable, 3 held back by a gate."""
        if self.unreadable and not self.reports:
            return 1
        if self.held_back:
            return 3
        return 4 if self.unreadable else 0

    @property
    def statuses(self) -> str:
        """How many reports have which status, in words: 12 complete, 1 not_a_report."""
        counts: Counter[str] = Counter()
        for group, number in self.reports.items():
            counts[group.status] += number
        return ", ".join(f"{number:,} {status}" for status, number in counts.most_common())

    @property
    def without_reports(self) -> list[str]:
        """Portals of which pages were saved as reports, and none of them shows one."""
        statuses: dict[str, set[str]] = {}
        for group in self.reports:
            if group.portal is not None:
                statuses.setdefault(group.portal, set()).add(group.status)
        return sorted(portal for portal, found in statuses.items() if found <= {"not_a_report", "empty"})

    @property
    def verdict(self) -> str | None:
        """Why gates held the build back and what can be done, None when they did not."""
        if not self.held_back:
            return None
        reasons = "\n".join(f"  {reason}" for reason in self.reasons)
        return (
            f"the build was held back, the last good dataset stays:\n{reasons}\n"
            f"  look at it in {self.dataset}; gongkai parse --accept publishes such a build all the same"
        )

    def told(self) -> dict[str, object]:
        """The summary for a machine: plain values that JSON knows."""
        return {
            "dataset": str(self.dataset),
            "held_back": self.held_back,
            "reasons": self.reasons,
            "pages": self.pages,
            "kept": self.kept,
            "seconds": round(self.seconds, 3),
            "rows": self.rows,
            "reports": [{**group._asdict(), "reports": n} for group, n in self.reports.items()],
            "states": dict(self.states),
            "checks_passed": self.checks_passed,
            "checks_failed": self.checks_failed,
            "without_reports": self.without_reports,
            "unreadable": [{"source": source, "message": message} for source, message in self.unreadable],
            "exit_code": self.exit_code,
        }


def build(order: Order, advance: Callable[[int, int], None] | None = None) -> BuildSummary:
    """Parse what is ordered and publish the dataset.

    `advance(done, total)` is told of progress in pages. Raises UsageError for sources that do not exist.
    A build that gates hold back is finished too, and says so.
    """
    if not order.cluster:
        warm_up()

    from output.lean import do_without_pandas, share_memory

    # All of this before anything below loads Arrow, which looks once at how it gets memory, and for pandas.
    calm_allocator()
    one_arena()
    share_memory()
    do_without_pandas()
    from output.gates import load_gates
    from output.portals import portal_facts
    from output.publish import Terms, publish

    settings = load_settings(order.data)
    gates = load_gates(settings.gates)
    found = find_sources(order.sources, order.data)
    portals, broken = _read_portals(found, portal_facts)
    others = {p.path for p in portals if p.code and not order.where.has_code(p.code)}
    portals = [portal for portal in portals if portal.path not in others]
    found = found.without(others)
    start = time.perf_counter()
    summary = BuildSummary(dataset=order.dataset, pages=found.pages)
    with publish(order.dataset, _now(), Terms(gates, order.where, order.accept)) as made:
        last = made.open_last() if order.changed else None
        divisions = {p.portal: p.code for p in portals if p.code}
        parsing = Parsing(divisions, order.where, None if order.cluster else made.travelling)
        done = 0
        digests = last.digests() if last is not None else {}
        batches = _then(
            (_for_worker(batch.knowing(digests), order) for batch in found.batches),
            partial(made.add_captures, portals),
        )
        workers = _workers(order, settings.jobs, found.units)
        for tally in chain(run_batches(parsing, batches, workers, crashed), _unread(found.broken, broken)):
            _take(made, tally, last, order.where)
            summary.unreadable += tally.unreadable
            summary.kept += sum(source is not None for source in tally.kept)
            done += tally.pages
            if advance is not None:
                advance(min(done, summary.pages), summary.pages)
        if last is not None:
            last.close()
        if order.where and not made.pages_taken:
            raise UsageError(f"--where {' '.join(order.where.told())}: no such report; nothing was changed")
        inputs = [printable(name) for name in order.sources or (str(order.data / "archive"),)]
        made.finish(portals, inputs)
    _sum_up(summary, made)
    if made.held_back:
        summary.dataset = made.folder
    summary.seconds = time.perf_counter() - start
    return summary


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def _read_portals(
    found: Sources, read: Callable[[Path], "PortalFacts"]
) -> tuple[list["PortalFacts"], list[tuple[str, str]]]:
    """What the archives say beside their pages; one that turns out damaged is a broken source."""
    portals, broken = [], []
    for path in found.archives:
        try:
            portals.append(read(path))
        except ArchiveError as error:
            broken.append((str(path), str(error)))
    return portals, broken


def _workers(order: Order, jobs: int, batches: int) -> Workers:
    if order.cluster:
        from gongkai.cluster import Cluster

        return Cluster(order.cluster)
    from output.lean import do_with_lists

    return Processes(order.jobs or jobs, batches, do_with_lists)


def _then(batches: Iterator[Batch], work: Callable[[], None]) -> Iterator[Batch]:
    """The batches; and when all are handed out, while workers have the last ones, some work of our own."""
    yield from batches
    work()


def _for_worker(batch: Batch, order: Order) -> Batch:
    """Workers of a cluster run in a folder of their own."""
    return batch.absolute() if order.cluster else batch


def _unread(*broken: Sequence[tuple[str, str]]) -> Iterator[Tally]:
    """Sources that could not be opened."""
    for source, message in chain(*broken):
        yield unread(source, "unreadable", message)


def _take(made: "Build", tally: Tally, last: "Stored | None", where: Where) -> None:
    """Hand the rows of a batch to the build, those of unchanged pages from the last one."""
    from output.build import pages, unpack

    if last is None or not tally.kept:
        made.add(tally.rows)
        return
    parsed = pages(unpack(tally.rows))
    for source in tally.kept:
        if source is None:
            made.add_page(next(parsed))
        elif where.holds(*last.identity(source)):
            made.add_page(last.page(source))


def _sum_up(summary: BuildSummary, made: "Build") -> None:
    summary.held_back, summary.reasons = made.held_back, made.reasons
    summary.unreadable += made.damaged
    summary.rows = made.rows
    summary.reports = made.groups
    summary.compared = made.compared
    for (_, state), count in sorted(made.states.items()):
        summary.states[state] += count
    summary.checks_passed, summary.checks_failed = made.passed, made.failed
