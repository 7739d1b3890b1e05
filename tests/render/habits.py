"""How offices fill in a form: some print every zero, some leave zeros blank, some put dashes.

A habit takes a fully printed record and gives the record as that office prints it. A figure that is not
printed is not known: the truth of such a cell is `blank` or `dash`, never 0.
"""

import random
from collections.abc import Callable

from tests.render.truth import APPLICANTS, Figure, Path, Truth

BLANK = Figure(None, "blank")
DASH = Figure(None, "dash")
Habit = Callable[[Truth, random.Random], Truth]


def every_figure(truth: Truth, _rng: random.Random) -> Truth:
    """Zeros are printed like any figure."""
    return truth


def zeros_blank(truth: Truth, _rng: random.Random) -> Truth:
    """Every zero cell is left empty."""
    return truth.having(dict.fromkeys(_zeros(truth), BLANK))


def zeros_dashed(truth: Truth, _rng: random.Random) -> Truth:
    """Every zero cell holds a dash."""
    return truth.having(dict.fromkeys(_zeros(truth), DASH))


def zeros_each_way(truth: Truth, rng: random.Random) -> Truth:
    """Blank, dash and zero stand side by side."""
    return truth.having({path: rng.choice((truth.figures[path], BLANK, DASH)) for path in _zeros(truth)})


def organizations_blank(truth: Truth, _rng: random.Random) -> Truth:
    """The five columns of organisations are empty where there was none; the rest is filled in."""
    return truth.having({path: BLANK for path in _zeros(truth) if path[2] in APPLICANTS[1:]})


def totals_only(truth: Truth, _rng: random.Random) -> Truth:
    """Of the requests, only the totals column is filled in."""
    return truth.having(
        {path: BLANK for path in truth.figures if path[0] == "requests" and path[2] != "total"}
    )


def totals_blank(truth: Truth, _rng: random.Random) -> Truth:
    """The totals column of the requests is empty but in the row of totals."""
    return truth.having(
        {
            path: BLANK
            for path in truth.figures
            if path[0] == "requests" and path[2] == "total" and path[1] != "processed_total"
        }
    )


def nothing(truth: Truth, _rng: random.Random) -> Truth:
    """An empty form."""
    return truth.having({path: BLANK for path in truth.figures if truth.figures[path].state == "number"})


def _zeros(truth: Truth) -> list[Path]:
    return [path for path, figure in truth.figures.items() if figure.state == "number" and figure.value == 0]


HABITS: dict[str, Habit] = {
    habit.__name__: habit
    for habit in (
        every_figure,
        zeros_blank,
        zeros_dashed,
        zeros_each_way,
        organizations_blank,
        totals_only,
        totals_blank,
    )
}
