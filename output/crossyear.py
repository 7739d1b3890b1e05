"""Checks across years: what one report carries on, the next one of the same agency has to take up.

I5 requests carried on, within one form; I9 the same across the seam of the 2019 and 2021 forms; I6 documents
in force; I7 items of the 2019 form, and its figures that cannot exceed one another. Assessed year by year
over the stored cells, for all reports at once.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gongkai import codebook
from gongkai.records import Authority, Edition, Form
from output.figures import NONE, STATES, Place
from output.rows import record_batch
from output.schema import CHECKS

REPORTS_AT_ONCE = 1000
_ZEROES = [STATES.index("blank"), STATES.index("dash")]
_SEVERAL = -2  # stands for the state where reports of one agency on one year disagree


class Identity(NamedTuple):
    """lhs of this report equals (or is at most) the signed sum of rhs, of the earlier report or this one."""

    check_id: str
    scope: str
    authority: Authority
    lhs: Place
    rhs: tuple[tuple[int, Place, bool], ...]  # sign, cell, whether of the earlier year
    at_most: bool = False


def _carried() -> Iterator[Identity]:
    for measure in [entry.code for entry in codebook.measures("requests", "2021")]:
        before = ("requests", "carried_out", measure)
        yield Identity("I5", measure, "implied", ("requests", "carried_in", measure), ((1, before, True),))


def _places(measure: str, edition: Edition) -> list[str]:
    """Items of table two that have this measure, as the codebook notes them."""
    form: Form = "disclosure"
    note = next(e.note for e in codebook.measures(form, edition) if e.code == measure)
    return [e.code for e in codebook.items(form, edition) if e.code in note.replace(",", " ").split()]


def _in_force() -> Iterator[Identity]:
    for item in _places("in_force", "2021"):
        now, *others = (("disclosure", item, m) for m in ("in_force", "issued", "repealed"))
        yield Identity(
            "I6", item, "plausible", now, ((1, now, True), (1, others[0], False), (-1, others[1], False))
        )


def _changed() -> Iterator[Identity]:
    for item in _places("items_last_year", "2019"):
        last, change = (("disclosure", item, m) for m in ("items_last_year", "change"))
        yield Identity("I7", item, "plausible", last, ((1, last, True), (1, change, True)))
    for item in _places("newly_published", "2019"):
        new, total = (("disclosure", item, m) for m in ("newly_published", "published_total"))
        yield Identity("I7", item, "plausible", new, ((1, total, False),), at_most=True)


IDENTITIES = (*_carried(), *_in_force(), *_changed())
OPERANDS = tuple(dict.fromkeys(p for i in IDENTITIES for p in (i.lhs, *(place for _, place, _ in i.rhs))))
_PLACE = {place: number for number, place in enumerate(OPERANDS)}


@dataclass
class Year:
    """Reports of one year: ids, whose they are (-1 unknown), edition of their table of requests, figures."""

    year: int
    rows: npt.NDArray[np.int64]
    ids: Sequence[str]
    units: npt.NDArray[np.int64]
    counted: npt.NDArray[np.bool_]
    values: npt.NDArray[np.float64]
    states: npt.NDArray[np.int8]
    on_2021: npt.NDArray[np.bool_]
    of_unit: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number in np.flatnonzero(self.counted & (self.units >= 0)).tolist():
            self.of_unit.setdefault(int(self.units[number]), []).append(number)


class Assessed(NamedTuple):
    """Check rows, and by report (row of the build) how many strict ones passed and failed."""

    batch: pa.RecordBatch
    rows: npt.NDArray[np.int64]
    passed: npt.NDArray[np.int64]
    failed: npt.NDArray[np.int64]


def assess_year(now: Year, before: Year | None) -> Iterator[Assessed]:
    """Every identity on every counted report of `now` that has the cells it speaks of, in both modes."""
    earlier = _Earlier(now, before)
    counted = np.flatnonzero(now.counted)
    for start in range(0, len(counted), REPORTS_AT_ONCE):
        yield _assess(now, earlier, counted[start : start + REPORTS_AT_ONCE])


class _Earlier:
    """For each report of a year the figures of its agency a year before, and whose report says so."""

    def __init__(self, now: Year, before: Year | None) -> None:
        shape = now.values.shape
        self.year = now.year - 1
        self.values = np.full(shape, np.nan)
        self.states = np.full(shape, NONE, np.int8)
        self.source = np.full(shape, -1, np.int32)
        self.on_2021 = np.zeros(shape[0], bool)
        self.known = np.zeros(shape[0], bool)
        self.ids: Sequence[str] = before.ids if before else ()
        if before is None:
            return
        single: list[tuple[int, int]] = []
        for number in np.flatnonzero(now.counted).tolist():
            found = before.of_unit.get(int(now.units[number]), [])
            if len(found) == 1:
                single.append((number, found[0]))
            elif found:
                self._merge(number, before, found)
        if single:
            here, there = (np.array(side) for side in zip(*single, strict=True))
            self.values[here] = before.values[there]
            self.states[here] = before.states[there]
            self.source[here] = there[:, None]
            self.on_2021[here] = before.on_2021[there]
            self.known[here] = True

    def _merge(self, number: int, before: Year, found: list[int]) -> None:
        """Several reports of one agency on one year: a figure counts where all that have it agree."""
        self.known[number] = True
        self.on_2021[number] = before.on_2021[found].any()
        for place in range(before.values.shape[1]):
            having = [n for n in found if before.states[n, place] != NONE]
            if not having:
                continue
            told = {(before.values[n, place].tobytes(), int(before.states[n, place])) for n in having}
            self.source[number, place] = having[0]
            if len(told) == 1:
                self.values[number, place] = before.values[having[0], place]
                self.states[number, place] = before.states[having[0], place]
            else:
                self.states[number, place] = _SEVERAL


def _assess(now: Year, earlier: _Earlier, chosen: npt.NDArray[np.int64]) -> Assessed:
    modes = [_Mode(now, earlier, chosen, zero=False), _Mode(now, earlier, chosen, zero=True)]
    checks: list[tuple[object, ...]] = []
    passed, failed = np.zeros(len(chosen), np.int64), np.zeros(len(chosen), np.int64)
    tables = []
    for identity in IDENTITIES:
        has = now.states[chosen, _PLACE[identity.lhs]] != NONE
        sides = [_sides(identity, mode) for mode in modes]
        tables.append((identity, has.tolist(), [(left.tolist(), right.tolist()) for left, right in sides]))
        lhs, rhs = sides[0]
        known = has & ~np.isnan(lhs) & ~np.isnan(rhs)
        holds = lhs <= rhs if identity.at_most else lhs == rhs
        passed += known & holds
        failed += known & ~holds
    for position, number in enumerate(chosen.tolist()):
        for identity, has, sides in tables:
            if has[position]:
                told = [(left[position], right[position]) for left, right in sides]
                checks += _rows(now, earlier, identity, number, told)
    columns = list(zip(*checks, strict=True)) or [()] * len(CHECKS.columns)
    return Assessed(record_batch(CHECKS, columns), now.rows[chosen], passed, failed)


class _Mode:
    """Figures of a block of reports, own and earlier, under one way of reading blanks."""

    def __init__(self, now: Year, earlier: _Earlier, chosen: npt.NDArray[np.int64], *, zero: bool) -> None:
        self.own = _zeroed(now.values[chosen], now.states[chosen], zero)
        self.before = _zeroed(earlier.values[chosen], earlier.states[chosen], zero)


def _zeroed(
    values: npt.NDArray[np.float64], states: npt.NDArray[np.int8], zero: bool
) -> npt.NDArray[np.float64]:
    return np.where(np.isin(states, _ZEROES), 0.0, values) if zero else values


def _sides(identity: Identity, mode: _Mode) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    lhs = mode.own[:, _PLACE[identity.lhs]]
    rhs = np.zeros(len(lhs))
    for sign, place, before in identity.rhs:
        rhs = rhs + sign * (mode.before if before else mode.own)[:, _PLACE[place]]
    return lhs, rhs


def _rows(
    now: Year, earlier: _Earlier, identity: Identity, number: int, sides: Sequence[tuple[float, float]]
) -> Iterator[tuple[object, ...]]:
    """One identity on one report, a row for each mode, in the order of the columns of checks."""
    across = any(before for _, _, before in identity.rhs)
    seam = identity.check_id == "I5" and _is_seam(now, earlier, number)
    operands = _operands(identity, earlier, number)
    note = _note(identity, now, earlier, number) if across else None
    for mode, (left, right) in zip(("strict", "blank_as_zero"), sides, strict=True):
        lhs, rhs = _number(left), _number(right)
        delta = lhs - rhs if lhs is not None and rhs is not None else None
        holds = delta is not None and (delta <= 0 if identity.at_most else delta == 0)
        yield (
            now.ids[number],
            now.year,
            "I9" if seam else identity.check_id,
            identity.scope,
            mode,
            "not_assessable" if delta is None else "pass" if holds else "fail",
            lhs,
            rhs,
            delta,
            operands,
            identity.authority,
            note,
        )


def _is_seam(now: Year, earlier: _Earlier, number: int) -> bool:
    """From the form of 2019 to that of 2021; with no earlier report, from 2020 to 2021."""
    if not now.on_2021[number]:
        return False
    return not earlier.on_2021[number] if earlier.known[number] else now.year == 2021


def _operands(identity: Identity, earlier: _Earlier, number: int) -> str:
    terms = []
    for position, (sign, place, before) in enumerate(identity.rhs):
        source = int(earlier.source[number, _PLACE[place]])
        whose = f"{earlier.ids[source] if source >= 0 else earlier.year}:" if before else ""
        terms.append(("- " if sign < 0 else "+ " if position else "") + whose + "/".join(place))
    return f"{'/'.join(identity.lhs)} {'<=' if identity.at_most else '='} {' '.join(terms)}"


def _note(identity: Identity, now: Year, earlier: _Earlier, number: int) -> str | None:
    if now.units[number] < 0:
        return "the report does not name its agency"
    if not earlier.known[number]:
        return f"no report of the agency with figures on {earlier.year}"
    states = [int(earlier.states[number, _PLACE[place]]) for _, place, before in identity.rhs if before]
    if _SEVERAL in states:
        return f"the agency has several reports on {earlier.year} that disagree"
    if NONE in states:
        return f"the report on {earlier.year} has no such cell"
    return None


def _number(value: float) -> float | None:
    return None if math.isnan(value) else value
