"""The identities of the form (勾稽关系) assessed over the cells of one report, in both modes."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, groupby, pairwise
from math import isnan, nan
from operator import attrgetter, itemgetter, sub
from typing import NamedTuple

from msgspec.structs import replace

from gongkai import codebook
from gongkai.columns import Run, Shared
from gongkai.records import Authority, Cell, Check, CheckMode, CheckStatus, Edition, Form
from parsers.editions import paths_of

Term = tuple[Form, str, str]
MODES: tuple[CheckMode, ...] = ("strict", "blank_as_zero")
_SUMMED: frozenset[Form] = frozenset(("requests", "disputes"))
"""Forms with a total in each row, behind its parts."""
ZEROES = frozenset(("blank", "dash"))
"""States that count as zero in the second mode."""
_Picker = Callable[[Sequence[float]], Sequence[float]]


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


class _Sum(NamedTuple):
    """An identity over the values of a form in its order: what picks those of either side."""

    check_id: str
    scope: str
    operands: str
    authority: Authority
    lhs: _Picker
    rhs: _Picker


def assess(cells: Sequence[Cell]) -> list[Check]:
    """Every identity of the forms that `cells` hold, strict first, then with blanks counted as zero."""
    forms: dict[Form, list[Cell]] = {}
    for form, of_form in groupby(cells, attrgetter("form")):
        forms.setdefault(form, []).extend(of_form)
    found: list[Check] = []
    for form, own in forms.items():
        edition = own[-1].edition
        sums = _sums(form, edition)
        if sums:
            found += _checks(sums, _in_order(own, form, edition))
    return found


def assess_whole(form: Form, edition: Edition, values: list[float]) -> Run[Check] | None:
    """The same for a whole form, whose values stand in the form's order and of which `rows_hold`: no blank is
    among them, so either mode gives the same. None for a form that has no identity."""
    sums = _sums(form, edition)
    if not sums:
        return None
    width = len(codebook.measures(form, edition))
    totals = values[width - 1 :: width]
    columns = sums[: len(sums) - len(totals)]  # behind them are the rows, which sum up to their totals
    lhs = [sum(one.lhs(values), 0.0) for one in columns]
    rhs = [sum(one.rhs(values), 0.0) for one in columns]
    deltas = [*map(sub, lhs, rhs)]
    status: list[CheckStatus] = ["fail" if delta else "pass" for delta in deltas]
    own = (
        status + ["pass"] * len(totals),
        lhs + totals,
        rhs + totals,
        deltas + [0.0] * len(totals),
    )
    return Run(Check, _shared(form, edition), tuple(_in_both_modes(column) for column in own))


def _in_both_modes(column: Sequence[object]) -> tuple[object, ...]:
    """A column of identities, each twice."""
    return tuple(chain.from_iterable(zip(column, column, strict=True)))


@cache
def _shared(form: Form, edition: Edition) -> Shared:
    """What the checks of a whole form have in common with those of every other."""
    given = [
        Check(one.check_id, one.scope, mode, "pass", 0.0, 0.0, 0.0, one.operands, one.authority)
        for one in _sums(form, edition)
        for mode in MODES
    ]
    return Shared.of(given, ("status", "lhs", "rhs", "delta"))


def _checks(sums: Sequence[_Sum], cells: Sequence[Cell | None]) -> Iterator[Check]:
    strict = [nan if cell is None or cell.value is None else cell.value for cell in cells]
    with_zeroes: list[float] = []
    for one in sums:
        check = _check(one, "strict", strict)
        yield check
        if check.delta is not None:
            yield replace(check, mode="blank_as_zero")
            continue
        with_zeroes = with_zeroes or [
            0.0 if cell is not None and cell.state in ZEROES else value
            for cell, value in zip(cells, strict, strict=True)
        ]
        yield _check(one, "blank_as_zero", with_zeroes)


def _check(one: _Sum, mode: CheckMode, values: Sequence[float]) -> Check:
    """An identity over the values of a form in its order, not a number where a cell has none."""
    check_id, scope, operands, authority, pick_lhs, pick_rhs = one
    lhs, rhs = sum(pick_lhs(values), 0.0), sum(pick_rhs(values), 0.0)
    delta = lhs - rhs
    if isnan(delta):
        return Check(
            check_id=check_id,
            scope=scope,
            mode=mode,
            status="not_assessable",
            lhs=None if isnan(lhs) else lhs,
            rhs=None if isnan(rhs) else rhs,
            delta=None,
            operands=operands,
            authority=authority,
        )
    return Check(
        check_id=check_id,
        scope=scope,
        mode=mode,
        status="fail" if delta else "pass",
        lhs=lhs,
        rhs=rhs,
        delta=delta,
        operands=operands,
        authority=authority,
    )


def _in_order(cells: list[Cell], form: Form, edition: Edition) -> Sequence[Cell | None]:
    """The cells of a form in its order, None for one that is not there."""
    held = {(cell.item, cell.measure): cell for cell in cells}
    return [held.get(path) for path in paths_of(form, edition)]


@cache
def _sums(form: Form, edition: Edition) -> tuple[_Sum, ...]:
    places = {(form, *path): n for n, path in enumerate(paths_of(form, edition))}

    def picker(terms: Sequence[Term]) -> _Picker:
        numbers = [places[term] for term in terms]
        steps = {after - before for before, after in pairwise(numbers)} or {1}
        if len(steps) == 1:  # a slice is picked at a fraction of the cost
            return itemgetter(slice(numbers[0], numbers[-1] + 1, steps.pop()))
        return itemgetter(*numbers)

    return tuple(
        _Sum(one.check_id, one.scope, operands, one.authority, picker(one.lhs), picker(one.rhs))
        for one, operands in identities_of(form, edition)
    )


def rows_hold(form: Form, edition: Edition, values: Sequence[float]) -> bool:
    """Whether each row of a whole form, whose values stand in the form's order, sums up to its total."""
    if form not in _SUMMED:
        return True
    width = len(codebook.measures(form, edition))
    for total in range(width - 1, len(values), width):
        if sum(values[total - width + 1 : total], 0.0) != values[total]:
            return False
    return True


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
