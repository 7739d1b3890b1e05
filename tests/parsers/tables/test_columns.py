"""Heads that are lost or cut, filled in where one form alone has such columns in this order."""

import pytest

from parsers.tables.columns import Column, complete

FORM = ("natural_person", "commercial_enterprise", "research_institution", "other_organization", "total")


def columns(*codes: str | None, text: str = "机构") -> list[Column]:
    """Columns of these codes, those of none with a text that may be a head of any."""
    return [Column(code, code or text, place, place) for place, code in enumerate(codes)]


def filled(*codes: str | None) -> list[str | None] | None:
    found = complete(columns(*codes), [FORM])
    return None if found is None else [column.code for column in found]


def test_heads_between_known_ones_are_the_form_s() -> None:
    assert filled("natural_person", None, None, None, "total") == list(FORM)
    assert filled(None, None, None, None, None) == list(FORM)


def test_more_heads_than_the_form_has_leave_open_which_are_its_own() -> None:
    assert filled("natural_person", None, None, None, None, "total") is None
    strange = [*columns(*FORM[:3]), Column(None, "小计", 3, 3, strange=True), *columns(None, "total")]
    found = complete(strange, [FORM])
    assert found is not None
    assert [column.code for column in found] == [*FORM[:3], None, *FORM[3:]]


@pytest.mark.parametrize("last", ["commercial_enterprise", "total"])
def test_any_number_of_heads_that_cannot_be_read(last: str) -> None:
    """As many ways as 2,000 heads would leave could never be tried, and no stack is as deep."""
    assert filled("natural_person", *[None] * 2_000, last) is None
