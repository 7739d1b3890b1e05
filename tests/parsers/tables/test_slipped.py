"""Rows of disputes whose cells have slipped: the sums tell, where the number of cells does not."""

import pytest

from tests.parsers.paper import HEAD_OF_DISPUTES, read, told

KINDS = ("review", "litigation_direct", "litigation_after_review")
WHOLE = "1|0|0|2|3|0|4|0|0|4|5|6|0|0|11"


def kinds(row: str, head: str = HEAD_OF_DISPUTES) -> list[object]:
    report = read(f"{head.strip()}\n{row}")
    return [value for kind in KINDS for value in told(report, "disputes", kind)]


def numbers(row: str) -> list[object]:
    return [int(text) if text else "blank" for text in row.split("|")]


@pytest.mark.parametrize(
    "row",
    [
        WHOLE,
        WHOLE.replace("|0", "|"),
        WHOLE.replace("|11", "|12"),  # the page's own mistake
        WHOLE.replace("|3|", "|9|").replace("|0|", "||"),
        "|" * 14,
    ],
)
def test_whole_rows_are_read_as_they_stand(row: str) -> None:
    assert kinds(row) == numbers(row)


def test_an_empty_cell_too_many_is_left_out_where_the_sums_tell_which() -> None:
    assert kinds(WHOLE + "|") == numbers(WHOLE)
    assert kinds("|" + WHOLE) == numbers(WHOLE)


@pytest.mark.parametrize(
    "row",
    [
        WHOLE.removeprefix("1|") + "|",
        "|" + WHOLE.removesuffix("|11"),
        WHOLE.replace("2|3|0", "2|3") + "|",
        "1|0||2|3||4|||4|5|6||",  # one short
        "0|0|0|0|0|0|0|0|0|0|||5|||",  # an empty cell too many, and none that would make the sums hold
    ],
)
def test_a_row_that_may_have_slipped_is_not_assigned(row: str) -> None:
    assert kinds(row) == ["unassigned"] * 15


def test_a_column_of_others_shows_that_a_cell_is_lost() -> None:
    lines = HEAD_OF_DISPUTES.strip().splitlines()
    head = "\n".join([lines[0] + "|部门^3", *lines[1:]])
    assert kinds(WHOLE + "|77", head) == numbers(WHOLE)
    assert kinds(WHOLE.removeprefix("1|") + "|77", head) == ["unassigned"] * 15


def test_a_head_that_is_missing_hides_what_else_is() -> None:
    lines = HEAD_OF_DISPUTES.strip().splitlines()
    head = "\n".join([lines[0].replace("<5", "<4", 1), lines[1].replace("其他结果^2|", ""), lines[2]])
    cut = WHOLE.split("|")
    del cut[2]
    assert kinds("|".join(cut), head)[5:] == numbers(WHOLE)[5:]
    assert kinds("|".join(cut), head)[:2] == [1, 0]  # nothing is missing from the sum
    assert kinds("|".join(["9", *cut[1:]]), head)[:2] == ["unassigned"] * 2
