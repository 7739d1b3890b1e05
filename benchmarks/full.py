"""`make bench-full`: 100,000 generated pages, archive to dataset, into benchmarks/full.md: time and memory.

Takes half an hour or so and about 2 GB of disk. `python -m benchmarks.full PAGES` tries fewer pages, and
writes nothing.
"""

import datetime
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.archives import write_archives
from benchmarks.measure import ROOT, environment, machine
from benchmarks.rerun import parse_command

RESULTS = Path(__file__).with_name("full.md")
PAGES = 100_000
STEPS = (0.1, 0.25, 0.5, 1.0)
SEED = 7
LIMIT_MB = 400
MORE_TIME = 1.25
"""Processor time a page in the last step over the least in any: time that is linear stays below it."""
MORE_MEMORY = 1.25
"""Memory in the last step over that of a quarter of its pages: flat memory stays below it."""

_TICK = os.sysconf("SC_CLK_TCK")


class Step(NamedTuple):
    """One build: its pages, seconds on the clock and of the processors, and the most memory (MB) that the
    process which writes and any that parses had."""

    pages: int
    seconds: float
    cpu: float
    writer: float
    parser: float

    @property
    def cost(self) -> float:
        """Milliseconds of processor time a page."""
        return 1000 * self.cpu / self.pages


def main(pages: int = PAGES) -> int:
    """Build from more and more pages; return 1 where time or memory grows faster than it may."""
    steps: list[Step] = []
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        archive.mkdir()
        for share in STEPS:
            count = int(pages * share)
            write_archives(archive, count, SEED, first=steps[-1].pages if steps else 0)
            steps.append(_measured(Path(folder), count))
            print(_line(steps[-1]), flush=True)
    good = holds(steps)
    told = "\n".join(f"- {what}: {'yes' if yes else 'NO'}" for what, yes in good.items())
    print(told)
    if pages == PAGES:
        RESULTS.write_text(_report(steps, told), encoding="utf-8")
    return int(not all(good.values()))


def holds(steps: Sequence[Step]) -> dict[str, bool]:
    """What is to hold of the steps, each in words, and whether it does."""
    last, quarter = steps[-1], steps[STEPS.index(0.25)]
    return {
        f"linear time (at most {MORE_TIME:g} of the least processor time a page)": last.cost
        <= MORE_TIME * min(step.cost for step in steps),
        f"flat memory (at most {MORE_MEMORY:g} of that of a quarter of the pages)": max(
            last.writer, last.parser
        )
        <= MORE_MEMORY * max(quarter.writer, quarter.parser),
        f"each process below {LIMIT_MB} MB": max(max(step.writer, step.parser) for step in steps) < LIMIT_MB,
    }


def _line(step: Step) -> str:
    return (
        f"| {step.pages:,} | {step.seconds:.0f} | {step.pages / step.seconds:.0f} | {step.cost:.2f} "
        f"| {step.writer:.0f} | {step.parser:.0f} |"
    )


def _report(steps: Sequence[Step], told: str) -> str:
    return (
        "# 100,000 pages\n\nWritten by `make bench-full`: archives of generated pages into a dataset, by "
        "`gongkai parse` with a job for each core.\n\n"
        f"- machine: {machine()}\n- date: {datetime.datetime.now(datetime.UTC):%Y-%m-%d}\n{told}\n\n"
        "| pages | seconds | pages a second | processor ms a page | peak MB, writing | peak MB, parsing |\n"
        "|---|---|---|---|---|---|\n" + "\n".join(map(_line, steps)) + "\n"
    )


def _measured(data: Path, pages: int) -> Step:
    """One build of all that lies under `data`."""
    start = time.perf_counter()
    command = [str(part) for part in parse_command(data, os.cpu_count() or 1)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL)
    peaks: dict[int, float] = {}
    used: dict[int, float] = {}
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.1):
            for one in _family(process.pid):
                peaks[one] = max(peaks.get(one, 0.0), _resident(one))
                used[one] = max(used.get(one, 0.0), _seconds(one))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        code = process.wait()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGINT)
        raise
    finally:
        done.set()
        watcher.join()
    if code:
        raise RuntimeError(f"gongkai parse ended with {code}")
    writer = peaks.pop(process.pid, 0.0)
    return Step(
        pages, time.perf_counter() - start, sum(used.values()), writer, max(peaks.values(), default=0.0)
    )


def _family(parent: int) -> list[int]:
    """A process and all below it."""
    found = [parent]
    for process in found:
        for task in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue  # it ended meanwhile
    return found


def _resident(process: int) -> float:
    """The most memory (MB) that a process had, 0 when it is no more."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


def _seconds(process: int) -> float:
    """Processor time of a process, 0 when it is no more."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICK


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
