"""The sums of the form, counted here from the truth alone: what the parser's checks must say of each."""

import random
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai import codebook
from gongkai.records import Edition
from parsers import parse
from tests.render import LAYOUTS, Truth, draw, render, whole
from tests.render.habits import HABITS
from tests.render.truth import APPLICANTS, DISPUTES, OUTCOMES, Figure, Path

Sum = tuple[str, str, list[Path], list[Path]]
"""Identity, scope, and the paths whose figures make the two sides."""


def sums(edition: Edition) -> Iterator[Sum]:
    """I1 to I4 as the official format prints or implies them."""
    items = [entry.code for entry in codebook.items("requests", edition)]
    outcomes = [
        item for item in items if item not in ("received", "carried_in", "processed_total", "carried_out")
    ]
    for column in (*APPLICANTS, "total"):

        def at(*rows: str, column: str = column) -> list[Path]:
            return [("requests", row, column) for row in rows]

        yield "I1", column, at("received", "carried_in"), at("processed_total", "carried_out")
        yield "I2", column, at(*outcomes), at("processed_total")
    for item in items:
        yield "I3", item, [("requests", item, a) for a in APPLICANTS], [("requests", item, "total")]
    for item in DISPUTES:
        yield "I4", item, [("disputes", item, o) for o in OUTCOMES], [("disputes", item, "total")]


def verdict(
    truth: Truth, left: list[Path], right: list[Path], blank_is_zero: bool
) -> tuple[str, Decimal | None]:
    """What must be said of one sum, and the difference of its sides."""
    values = []
    for side in (left, right):
        figures = [truth.figures[path] for path in side]
        if any(figure.value is None for figure in figures) and not blank_is_zero:
            return "not_assessable", None
        values.append(sum((figure.value or Decimal(0) for figure in figures), Decimal(0)))
    delta = values[0] - values[1]
    return "fail" if delta else "pass", delta


@given(seed=st.integers(0, 2**32), edition=st.sampled_from(("2019", "2021")), errors=st.integers(0, 3))
@settings(max_examples=25, deadline=None, derandomize=True)
def test_each_sum_is_told_as_it_is(seed: int, edition: Edition, errors: int) -> None:
    rng = random.Random(seed)
    truth = draw(rng, whole(edition))
    for _ in range(errors):
        path = rng.choice(sorted(path for path in truth.figures if path[0] in ("requests", "disputes")))
        truth = truth.having({path: Figure(Decimal(rng.randint(0, 30)))})
    truth = rng.choice(list(HABITS.values()))(truth, rng)
    report = parse(render(truth, LAYOUTS["styled"], "utf-8", rng))
    told = {
        (check.check_id, check.scope, check.mode): (check.status, check.delta)
        for check in report.checks
        if check.check_id in ("I1", "I2", "I3", "I4")
    }
    expected = {
        (name, scope, mode): verdict(truth, left, right, mode == "blank_as_zero")
        for name, scope, left, right in sums(edition)
        for mode in ("strict", "blank_as_zero")
    }
    assert told == expected
