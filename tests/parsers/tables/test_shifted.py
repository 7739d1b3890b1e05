"""Rows of requests whose cells have shifted among columns that no longer sum up."""

import pytest

from parsers.tables.shifted import shifted_rows
from tests.parsers.paper import read, requests, told

COLUMNS = ("a", "b", "c")
SIGNS = {"one": 1, "two": 1, "sum": -1}


def rows(one: list[float | None], two: list[float | None], total: list[float | None]) -> list[str]:
    values = {
        (row, column): value
        for row, cells in zip(SIGNS, (one, two, total), strict=True)
        for column, value in zip(COLUMNS, cells, strict=True)
    }
    return shifted_rows(values, SIGNS, COLUMNS)


@pytest.mark.parametrize(
    ("one", "two", "total", "shifted"),
    [
        ([1, None, 1], [2, 0, 2], [3, 0, 3], []),
        ([None, 1, 1], [2, 0, 2], [3, 0, 3], ["one"]),
        ([1, None, 1], [2, 0, 2], [0, 3, 3], []),  # nothing empty that the figures could have stood in
        ([1, None, 1], [2, 0, 2], [None, 3, 3], ["sum"]),
        ([1, None, 1], [2, 0, 2], [3, 0, 4], []),  # one wrong total is the page's own
        ([1, None, 1], [2, 0, 2], [4, 1, 3], []),
    ],
)
def test_the_row_that_moved_figures_would_mend(
    one: list[float | None], two: list[float | None], total: list[float | None], shifted: list[str]
) -> None:
    assert rows(one, two, total) == shifted


def test_a_shifted_row_is_not_assigned() -> None:
    whole = {"received": "5|2|0|0|0|0|7", "granted": "5|2|0|0|0|0|7", "processed_total": "5|2|0|0|0|0|7"}
    assert told(read(requests("2021", whole)), "requests", "granted") == [5, 2, 0, 0, 0, 0, 7]
    report = read(requests("2021", whole | {"granted": "|5|2|0|0|0|7"}))
    assert told(report, "requests", "granted") == ["unassigned"] * 7
    assert told(report, "requests", "received") == [5, 2, 0, 0, 0, 0, 7]
