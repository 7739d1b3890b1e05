"""The identities of the form, over cells in any order and with cells missing."""

import random

import pytest

from gongkai import codebook
from gongkai.records import Cell, Check, State
from parsers.checks import assess, identities_of, rows_hold

ITEMS = [entry.code for entry in codebook.items("requests", "2021")]
MEASURES = [entry.code for entry in codebook.measures("requests", "2021")]


def cell(item: str, measure: str, value: float | None = 0.0, state: State = "number") -> Cell:
    """One cell of the requests form."""
    return Cell(
        edition="2021", form="requests", item=item, measure=measure, state=state, unit="件", value=value
    )


def whole(**values: float) -> list[Cell]:
    """The form with some values in its rows' totals and first columns, and noughts elsewhere."""
    return [
        cell(item, measure, values.get(item, 0.0) if measure in (MEASURES[0], "total") else 0.0)
        for item in ITEMS
        for measure in MEASURES
    ]


def status(checks: list[Check], check_id: str, scope: str) -> list[str]:
    """Strict first, then with blanks as noughts."""
    return [check.status for check in checks if (check.check_id, check.scope) == (check_id, scope)]


def test_a_form_that_sums_up_passes_in_both_modes() -> None:
    checks = assess(whole(received=4, granted=4, processed_total=4))
    assert {check.status for check in checks} == {"pass"}
    assert [check.mode for check in checks[:4]] == ["strict", "blank_as_zero"] * 2
    assert len(checks) == 2 * len(identities_of("requests", "2021")) == 2 * (2 * len(MEASURES) + len(ITEMS))


def test_a_wrong_sum_says_by_how_much() -> None:
    checks = assess(whole(received=4, granted=3, processed_total=4))
    assert status(checks, "I2", "total") == ["fail", "fail"]
    assert status(checks, "I1", "total") == ["pass", "pass"]
    wrong = next(check for check in checks if check.status == "fail" and check.scope == "total")
    assert (wrong.lhs, wrong.rhs, wrong.delta) == (3, 4, -1)


@pytest.mark.parametrize(
    ("state", "lenient"),
    [("blank", "pass"), ("dash", "pass"), ("absent", "not_assessable"), ("unreadable", "not_assessable")],
)
def test_what_holds_no_figure(state: State, lenient: str) -> None:
    cells = [
        cell(one.item, one.measure, None, state) if (one.item, one.measure) == ("granted", "total") else one
        for one in whole()
    ]
    checks = assess(cells)
    assert status(checks, "I3", "granted") == ["not_assessable", lenient]
    assert status(checks, "I2", "total") == ["not_assessable", lenient]
    assert status(checks, "I1", "total") == ["pass", "pass"]
    strict = next(check for check in checks if (check.check_id, check.scope) == ("I3", "granted"))
    assert (strict.lhs, strict.rhs, strict.delta) == (0, None, None)


def test_the_order_of_cells_does_not_matter() -> None:
    cells = whole(received=4, granted=3, processed_total=4)
    mixed = random.Random(1).sample(cells, len(cells))
    assert assess(mixed) == assess(cells)


def test_cells_that_are_not_there_make_their_sums_unknown() -> None:
    checks = assess([cell("received", measure, 1.0) for measure in MEASURES])
    assert status(checks, "I3", "received") == ["fail", "fail"]
    assert status(checks, "I1", "total") == ["not_assessable", "not_assessable"]


def test_rows_hold_where_each_sums_up() -> None:
    row = [1.0, 2.0, 0.0, 0.0, 0.0, 0.0]
    assert rows_hold("requests", "2021", [*row, 3.0, *row, 3.0])
    assert not rows_hold("requests", "2021", [*row, 3.0, *row, 4.0])
    assert rows_hold("disclosure", "2021", [1.0, 2.0])
