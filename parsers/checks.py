"""The identities of the form (勾稽关系) assessed over the cells of one report, in both modes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from gongkai import codebook
from gongkai.records import Authority, Cell, Check, CheckMode, Edition, Form

Term = tuple[Form, str, str]
MODES: tuple[CheckMode, ...] = ("strict", "blank_as_zero")
_ZEROES = frozenset(("blank", "dash"))


class Identity(NamedTuple):
    """lhs terms sum to what rhs terms sum to."""

    check_id: str
    scope: str
    authority: Authority
    lhs: tuple[Term, ...]
    rhs: tuple[Term, ...]


def assess(cells: Sequence[Cell]) -> list[Check]:
    """Every identity of the forms that `cells` hold, strict first, then with blanks counted as zero."""
    by_path = {(cell.form, cell.item, cell.measure): cell for cell in cells}
    found = []
    for identity in _identities(cells):
        found += [_assess(identity, mode, by_path) for mode in MODES]
    return found


def _identities(cells: Sequence[Cell]) -> Iterator[Identity]:
    editions = {cell.form: cell.edition for cell in cells}
    if "requests" in editions:
        yield from _requests(editions["requests"])
    if "disputes" in editions:
        yield from _rows("I4", "disputes", editions["disputes"])


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


def _assess(identity: Identity, mode: CheckMode, by_path: dict[Term, Cell]) -> Check:
    lhs = total(identity.lhs, mode, by_path)
    rhs = total(identity.rhs, mode, by_path)
    known = lhs is not None and rhs is not None
    delta = lhs - rhs if lhs is not None and rhs is not None else None
    return Check(
        check_id=identity.check_id,
        scope=identity.scope,
        mode=mode,
        status=("pass" if delta == 0 else "fail") if known else "not_assessable",
        lhs=lhs,
        rhs=rhs,
        delta=delta,
        operands=f"{_written(identity.lhs)} = {_written(identity.rhs)}",
        authority=identity.authority,
    )


def total(terms: Sequence[Term], mode: CheckMode, by_path: Mapping[Term, Cell]) -> float | None:
    """The sum of some cells; None where one is not known (in strict mode, a blank is not)."""
    added = 0.0
    for term in terms:
        cell = by_path.get(term)
        if cell is None:
            return None
        if cell.value is not None:
            added += cell.value
        elif mode == "strict" or cell.state not in _ZEROES:
            return None
    return added


def _written(terms: Sequence[Term]) -> str:
    return " + ".join("/".join(term) for term in terms)
