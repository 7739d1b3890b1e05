"""How contestants are measured: each in a process of its own, round by round in turn, on the same pages."""

import json
import os
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

# Every contestant gets the allocator that a worker of `gongkai parse` has; otherwise glibc hands memory
# back after each page and the bare parse itself loses half its rate.
MALLOC = {"MALLOC_TRIM_THRESHOLD_": str(256 << 20), "MALLOC_MMAP_THRESHOLD_": str(32 << 20)}


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
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run(
        [str(python), "-m", module, *map(str, arguments)],
        env={**os.environ, **MALLOC},
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{module} {' '.join(map(str, arguments))}: {done.stderr.strip()[-2000:]}")
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result
