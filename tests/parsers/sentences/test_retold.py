"""Check I8: sentences against the tables that they repeat."""

from decimal import Decimal

from gongkai.records import Cell, Check, State
from parsers.sentences.claims import Claim
from parsers.sentences.indicators import indicators
from parsers.sentences.retold import Statement, hold_against

INDICATORS = {one.item: one for one in indicators(frozenset(("requests", "disputes")))}


def said(item: str, value: int, whole_place: bool = False) -> Statement:
    """A sentence that states a figure."""
    claim = Claim(INDICATORS[item], Decimal(value), "rule", "件", whole_place)
    return Statement(claim, f"{item} {value}", 2, 7)


def printed(form: str, item: str, value: float | None, state: State = "number") -> Cell:
    """The cell in the total column."""
    return Cell(
        edition="2021",
        form="requests" if form == "requests" else "disputes",
        item=item,
        measure="total",
        state=state,
        unit="件",
        value=value,
    )


def checks(statements: list[Statement], *cells: Cell) -> list[Check]:
    """What is assessed."""
    return hold_against(statements, {(cell.form, cell.item, cell.measure): cell for cell in cells})


def test_both_modes_tell_the_difference_and_the_sentence() -> None:
    strict, lenient = checks([said("received", 5)], printed("requests", "received", 3))
    assert (strict.check_id, strict.scope, strict.mode) == ("I8", "requests/received/total", "strict")
    assert (strict.status, strict.lhs, strict.rhs, strict.delta) == ("fail", 5, 3, 2)
    assert (strict.authority, strict.note) == ("plausible", "received 5")
    assert strict.operands == "section 2 = requests/received/total"
    assert (lenient.mode, lenient.status) == ("blank_as_zero", "fail")


def test_a_blank_is_zero_in_one_mode_alone() -> None:
    found = checks([said("received", 0)], printed("requests", "received", None, "blank"))
    assert [(check.mode, check.status) for check in found] == [
        ("strict", "not_assessable"),
        ("blank_as_zero", "pass"),
    ]


def test_lawsuits_are_held_against_both_kinds() -> None:
    cells = printed("disputes", "litigation_direct", 2), printed("disputes", "litigation_after_review", 1)
    assert [check.status for check in checks([said("litigation", 3)], *cells)] == ["pass", "pass"]


def test_the_whole_county_is_another_body() -> None:
    assert checks([said("received", 120, whole_place=True)], printed("requests", "received", 3)) == []


def test_of_several_sentences_the_one_that_agrees_is_meant() -> None:
    cell = printed("requests", "received", 3)
    found = checks([said("received", 2), said("received", 3)], cell)
    assert [(check.status, check.note) for check in found] == [("pass", "received 3")] * 2
    assert checks([said("received", 2), said("received", 4)], cell) == []
