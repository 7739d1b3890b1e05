"""`make bench-full`: 100,000 generated pages, archive to dataset: linear time, flat memory.

Takes an hour or so and about 2 GB of disk. `python -m benchmarks.full PAGES` tries fewer.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.archives import write_archives
from benchmarks.measure import ROOT, environment
from benchmarks.rerun import parse_command

LIMIT_MB = 400
STEPS = (0.1, 0.25, 0.5, 1.0)


def main(pages: int) -> int:
    """Print one line a step; return 1 when a process grew past the limit or time grew faster than pages."""
    print("pages | seconds | pages/s | peak MB of the largest process")
    rates, peaks = [], []
    for step in STEPS:
        count = int(pages * step)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "archive").mkdir()
            write_archives(Path(folder) / "archive", count, seed=7)
            seconds, peak = _watched(Path(folder))
        print(f"{count:,} | {seconds:.1f} | {count / seconds:.0f} | {peak:.0f}", flush=True)
        rates.append(count / seconds)
        peaks.append(peak)
    return int(peaks[-1] > LIMIT_MB or rates[-1] < 0.8 * max(rates))


def _watched(data: Path) -> tuple[float, float]:
    """Seconds that the parse took, and the peak resident memory (MB) of any one of its processes."""
    start = time.perf_counter()
    command = [str(part) for part in parse_command(data, os.cpu_count() or 1)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL)
    peak = 0.0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.2):
            peak = max([peak, *map(_resident, _family(process.pid))])

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
    return time.perf_counter() - start, peak


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
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
