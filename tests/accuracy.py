"""Measure the parsers on the corpus: `python -m tests.accuracy [LAYOUT]`.

Without a layout: cells right, wrong, invented and missed by family and edition, identity facts right, the
layouts that have faults, and the comparison with the floors. With one: every fault on that layout's pages.
Exit code 1 below a floor, or when the floors were pinned on another corpus.
"""

import hashlib
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import floor
from pathlib import Path
from typing import Any

from parsers import parse
from tests.corpus import Sample, corpus
from tests.grading import Grade, grade

FLOORS = Path(__file__).with_name("floors.toml")
_HEAD = """\
# What the parsers read at least on the corpus with this digest, by family of pages and edition.
# `python -m tests.goldens` raises a floor; lowering one is a decision made by hand.
"""


@dataclass
class Measured:
    """Grades by family and edition and by layout, and the digest of the pages they were given for."""

    by_edition: dict[tuple[str, str], Grade] = field(default_factory=lambda: defaultdict(Grade))
    by_layout: dict[str, Grade] = field(default_factory=lambda: defaultdict(Grade))
    digest: str = ""


def measure(samples: Iterable[Sample]) -> Measured:
    """Parse and grade pages."""
    measured = Measured()
    digest = hashlib.sha256()
    for sample in samples:
        digest.update(sample.body)
        graded = grade(parse(sample.body), sample.truth, sample.title)
        measured.by_edition[sample.family, sample.edition] += graded
        measured.by_layout[sample.layout] += graded
    measured.digest = digest.hexdigest()[:16]
    return measured


def pinned() -> dict[str, Any]:
    """The floors as they stand in floors.toml."""
    return tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}


def floors(measured: Measured) -> dict[str, dict[str, float]]:
    """The floors that what was measured allows: shares cut to five digits, counts as they are."""
    return {
        f"{family} {edition}": {
            "read": floor(graded.right / graded.cells * 100_000) / 100_000,
            "wrong": graded.wrong,
            "invented": graded.invented,
            "identity": floor(graded.identities_right / max(graded.identities, 1) * 100_000) / 100_000,
        }
        for (family, edition), graded in sorted(measured.by_edition.items())
    }


def below(measured: Measured, floor_table: dict[str, Any]) -> list[str]:
    """A line for each floor that is not reached."""
    reached = floors(measured)
    faults = []
    for name, least in floor_table.get("floors", {}).items():
        for what, limit in least.items():
            found = reached.get(name, {}).get(what)
            falls = found is None or (found > limit if what in ("wrong", "invented") else found < limit)
            if falls:
                faults.append(f"{name}: {what} was {limit}, is {found}")
    return faults


def floors_text(measured: Measured) -> str:
    """floors.toml as it is written when what was measured is blessed."""
    lines = [f'corpus = "{measured.digest}"']
    for name, least in floors(measured).items():
        lines += ["", f'[floors."{name}"]', *(f"{what} = {limit}" for what, limit in least.items())]
    return _HEAD + "\n".join(lines) + "\n"


def show(measured: Measured) -> None:
    """Print the grades by family and edition, then the layouts that have faults."""
    print(
        f"{'family':8}{'edition':>8}{'right':>9}{'wrong':>7}{'invented':>9}{'missed':>8}{'read':>10}{'identity':>10}"
    )
    for (family, edition), graded in sorted(measured.by_edition.items()):
        counts = f"{graded.right:>9}{graded.wrong:>7}{graded.invented:>9}{graded.missed:>8}"
        known = f"{graded.identities_right / max(graded.identities, 1):>10.2%}"
        print(f"{family:8}{edition:>8}{counts}{graded.right / graded.cells:>10.3%}{known}")
    for layout, graded in measured.by_layout.items():
        if graded.faults:
            counts = f"{graded.wrong} wrong, {graded.invented} invented, {graded.missed} missed"
            print(f"{layout}: {counts}; {graded.faults[0]}")


def main(arguments: list[str]) -> int:
    """Print what was measured; 1 below a floor."""
    if arguments:
        measured = measure(corpus(arguments[0]))
        show(measured)
        print(*measured.by_layout[arguments[0]].faults, sep="\n")
        return 0
    measured = measure(corpus())
    show(measured)
    faults = below(measured, pinned())
    if pinned().get("corpus") != measured.digest:
        faults.append("the corpus is not the one that floors.toml was pinned on: run `make goldens`")
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
