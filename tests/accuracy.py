"""Measure the parsers on the corpus: `python -m tests.accuracy [LAYOUT]`.

Without a layout: cells right, wrong, invented and missed by edition and family, identity facts right, and
the comparison with floors.toml. With one: every fault on that layout's pages. Exit code 1 below a floor.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable

from parsers import parse
from tests.corpus import Sample, tables
from tests.grading import Grade, grade

Table = dict[tuple[str, str], Grade]
"""Grades by family and edition."""


def measure(samples: Iterable[Sample]) -> tuple[Table, dict[str, Grade]]:
    """Grades by (family, edition), and by layout."""
    by_edition: dict[tuple[str, str], Grade] = defaultdict(Grade)
    by_layout: dict[str, Grade] = defaultdict(Grade)
    for sample in samples:
        report = parse(sample.body)
        graded = grade(report, sample.truth, sample.title)
        by_edition[sample.family, sample.edition] += graded
        by_layout[sample.layout] += graded
    return dict(by_edition), dict(by_layout)


def show(table: Table) -> None:
    """Print the grades, a line each."""
    print(
        f"{'family':8}{'edition':>8}{'right':>9}{'wrong':>7}{'invented':>9}{'missed':>8}{'read':>10}{'identity':>10}"
    )
    for (family, edition), graded in sorted(table.items()):
        read = f"{graded.right / graded.cells:.3%}"
        known = f"{graded.identities_right / graded.identities:.2%}"
        counts = f"{graded.right:>9}{graded.wrong:>7}{graded.invented:>9}{graded.missed:>8}"
        print(f"{family:8}{edition:>8}{counts}{read:>10}{known:>10}")


def main(arguments: list[str]) -> int:
    """Print what was measured; 1 below a floor."""
    by_edition, by_layout = measure(tables(arguments[0] if arguments else None))
    show(by_edition)
    for layout, graded in by_layout.items():
        if graded.faults:
            counts = f"{graded.wrong} wrong, {graded.invented} invented, {graded.missed} missed"
            print(f"{layout}: {counts}; {graded.faults[0]}")
        if arguments:
            print(*graded.faults, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
