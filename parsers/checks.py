"""The identities of the form (勾稽关系) assessed over the cells of one report, in both modes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from gongkai import codebook
from gongkai.records import Authority, Cell, Check, CheckMode, Edition, Form

Term = tuple[Form, str, str]
MODES: tuple[CheckMode, ...] = ("strict", "blank_as_zero")
_SUMMED: frozenset[Form] = frozenset(("requests", "disputes"))
"""Forms with a total in each row, behind its parts."""
_ZEROES = frozenset(("blank", "dash"))


class Identity(NamedTuple):
    """lhs terms sum to what rhs terms sum to."""

    check_id: str
    scope: str
    authority: Authority
    lhs: tuple[Term, ...]
    rhs: tuple[Term, ...]

    @property
    def operands(self) -> str:
        """The identity as it is written: form/item/measure + … = …"""
        return " = ".join(" + ".join("/".join(term) for term in side) for side in (self.lhs, self.rhs))


def assess(cells: Sequence[Cell]) -> list[Check]:
    """Every identity of the forms that `cells` hold, strict first, then with blanks counted as zero."""
    editions = {cell.form: cell.edition for cell in cells}
    values = known(cells)
    strict, with_zeroes = values["strict"], values["blank_as_zero"]
    found: list[Check] = []
    for form, edition in editions.items():
        for identity, operands in identities_of(form, edition):
            sides = total(identity.lhs, strict), total(identity.rhs, strict)
            found.append(_check(identity, operands, "strict", *sides))
            if None in sides:
                sides = total(identity.lhs, with_zeroes), total(identity.rhs, with_zeroes)
            found.append(_check(identity, operands, "blank_as_zero", *sides))
    return found


def rows_hold(cells: Sequence[Cell]) -> bool:
    """Whether each row of `cells`, which are whole forms in their order, sums up to its total."""
    parts = 0.0
    for cell in cells:
        if cell.form in _SUMMED and cell.value is not None:
            if cell.measure != "total":
                parts += cell.value
            elif parts != cell.value:
                return False
            else:
                parts = 0.0
    return True


def known(cells: Iterable[Cell]) -> dict[CheckMode, dict[Term, float | None]]:
    """What each cell counts for in each mode: its value; a blank or a dash, in the second mode, zero."""
    values = {}
    blank = []
    for cell in cells:
        term = cell.form, cell.item, cell.measure
        values[term] = cell.value
        if cell.state in _ZEROES:
            blank.append(term)
    return {"strict": values, "blank_as_zero": values | dict.fromkeys(blank, 0.0)}


@cache
def identities_of(form: Form, edition: Edition) -> tuple[tuple[Identity, str], ...]:
    """The identities of one form, each with its operands written out; none of a form that has none."""
    found: Iterator[Identity] = iter(())
    if form == "requests":
        found = _requests(edition)
    elif form == "disputes":
        found = _rows("I4", "disputes", edition)
    return tuple((identity, identity.operands) for identity in found)


def _requests(edition: Edition) -> Iterator[Identity]:
    measures = [entry.code for entry in codebook.measures("requests", edition)]
    results = [
        e.code for e in codebook.items("requests", edition) if e.parent and e.code != "processed_total"
    ]
    for measure in measures:
        start = _terms("requests", ("received", "carried_in"), measure)
        end = _terms("requests", ("processed_total", "carried_out"), measure)
        yield Identity("I1", measure, "official", start, end)
    for measure in measures:
        total: tuple[Term, ...] = (("requests", "processed_total", measure),)
        yield Identity("I2", measure, "implied", _terms("requests", results, measure), total)
    yield from _rows("I3", "requests", edition)


def _rows(check_id: str, form: Form, edition: Edition) -> Iterator[Identity]:
    """In each row the other columns sum to the column of totals."""
    measures = [entry.code for entry in codebook.measures(form, edition) if entry.code != "total"]
    for entry in codebook.items(form, edition):
        parts = tuple((form, entry.code, measure) for measure in measures)
        yield Identity(check_id, entry.code, "implied", parts, ((form, entry.code, "total"),))


def _terms(form: Form, items: Sequence[str], measure: str) -> tuple[Term, ...]:
    return tuple((form, item, measure) for item in items)


def _check(identity: Identity, operands: str, mode: CheckMode, lhs: float | None, rhs: float | None) -> Check:
    delta = lhs - rhs if lhs is not None and rhs is not None else None
    return Check(
        check_id=identity.check_id,
        scope=identity.scope,
        mode=mode,
        status="not_assessable" if delta is None else "fail" if delta else "pass",
        lhs=lhs,
        rhs=rhs,
        delta=delta,
        operands=operands,
        authority=identity.authority,
    )


def total(terms: Sequence[Term], values: Mapping[Term, float | None]) -> float | None:
    """The sum of some cells; None where one is not on the page or counts for nothing."""
    found = [value for term in terms if (value := values.get(term)) is not None]
    return sum(found, 0.0) if len(found) == len(terms) else None
