"""How contestants are measured: each in a process of its own, round by round in turn, on the same pages."""

import json
import os
import platform
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Every contestant gets the allocator that a worker of `gongkai parse` has; otherwise glibc hands memory
# back after each page and the bare parse itself loses half its rate.
MALLOC = {"MALLOC_TRIM_THRESHOLD_": str(256 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}


def environment() -> dict[str, str]:
    """The environment of every contestant. What keeps Python from storing compiled modules is left out: where
    a program is installed they are compiled once, and not at every start."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | MALLOC


@dataclass
class Samples:
    """Rates (pages a second) of each contestant, one a round, and what else it printed in each round."""

    rates: dict[str, list[float]] = field(default_factory=dict)
    facts: dict[str, list[dict[str, float]]] = field(default_factory=dict)

    def add(self, name: str, result: dict[str, float]) -> None:
        """Keep one round of one contestant; `result` has `pages` and `seconds`."""
        self.rates.setdefault(name, []).append(result["pages"] / result["seconds"])
        self.facts.setdefault(name, []).append(result)

    def ratios(self, name: str, reference: str) -> "Spread":
        """Round by round: the rate of `name` over the rate of `reference`."""
        return Spread([a / b for a, b in zip(self.rates[name], self.rates[reference], strict=True)])

    def fact(self, name: str, key: str) -> "Spread":
        """One printed fact of a contestant over all rounds."""
        return Spread([facts[key] for facts in self.facts[name]])


@dataclass
class Spread:
    """Values of one quantity over the rounds."""

    values: Sequence[float]

    @property
    def median(self) -> float:
        """The middle value."""
        return statistics.median(self.values)

    def __str__(self) -> str:
        return f"{self.median:.3g} ({min(self.values):.3g}–{max(self.values):.3g})"


def run(python: str | Path, module: str, *arguments: str | Path) -> dict[str, float]:
    """Run `python -m module arguments…` and return the JSON object on the last line of its output.

    Raises RuntimeError with the end of its stderr when it fails.
    """
    done = subprocess.run(
        [str(python), "-m", module, *map(str, arguments)],
        env=environment(),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(map(str, arguments))}: {done.stderr.strip()[-2000:]}")
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def timed(*command: str | Path) -> dict[str, float]:
    """Run a whole command, start-up included: wall seconds, CPU seconds, peak memory in MB.

    Raises RuntimeError with the end of its output when it fails.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command],
        env=environment(),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed: {said.decode(errors='replace').strip()[-2000:]}")
    return {
        "seconds": time.perf_counter() - start,
        "cpu": used.ru_utime + used.ru_stime,
        "memory": used.ru_maxrss / 1024,
    }


@contextmanager
def on_one_core() -> Iterator[None]:
    """Processes that are begun while the block runs have one core for all of them."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, cores)


def machine() -> str:
    """Processor, cores and system in a line."""
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    system = f"{platform.system()} {platform.release()}"
    return f"{os.cpu_count()} × {model}, {system}, Python {platform.python_version()}"
