"""Checks across years: what one report carries on, the next one of the same agency has to take up.

I5 requests carried on, within one form; I9 the same across the seam of the 2019 and 2021 forms; I6 documents
in force; I7 items of the 2019 form, and its figures that cannot exceed one another. Assessed year by year
over the stored cells, for a block of reports at once.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gongkai import codebook
from gongkai.records import Authority, Edition, Form
from output.earlier import SEVERAL, Earlier, Year
from output.figures import NONE, STATES, Place, Places
from output.schema import CHECKS
from output.vectors import coded, numbers

REPORTS_AT_ONCE = 1000
_ZEROES = [STATES.index("blank"), STATES.index("dash")]
_MODES = ("strict", "blank_as_zero")
_STATUSES = ("not_assessable", "pass", "fail")
_CHECK_IDS = ("I5", "I6", "I7", "I9")


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


class Assessed(NamedTuple):
    """Check rows, and by report (row of the build) how many strict ones passed and failed."""

    batch: pa.RecordBatch
    rows: npt.NDArray[np.int64]
    passed: npt.NDArray[np.int64]
    failed: npt.NDArray[np.int64]


def assess_year(now: Year, before: Year | None) -> Iterator[Assessed]:
    """Every identity on every counted report of `now` that has the cells it speaks of, in both modes."""
    counted = np.flatnonzero(now.counted)
    for start in range(0, len(counted), REPORTS_AT_ONCE):
        chosen = counted[start : start + REPORTS_AT_ONCE]
        earlier = Earlier(now.year - 1, now.units[chosen], before, now.places)
        yield _Block(now, chosen, earlier).assess()


class _Found(NamedTuple):
    """One identity on those reports of a block (their positions) that have it; a column for each mode."""

    reports: npt.NDArray[np.int64]
    check_id: npt.NDArray[np.int64]
    lhs: npt.NDArray[np.float64]
    rhs: npt.NDArray[np.float64]
    status: npt.NDArray[np.int64]
    operands: pa.Array
    note: npt.NDArray[np.int64]


class _Block:
    """Some reports of one year beside the earlier ones of their agencies."""

    def __init__(self, now: Year, chosen: npt.NDArray[np.int64], earlier: Earlier) -> None:
        self.now, self.chosen, self.earlier = now, chosen, earlier
        own = now.figures(chosen)
        self.has = own.states != NONE
        self.sides = [
            (_zeroed(own, zero=zero), _zeroed(earlier.figures, zero=zero)) for zero in (False, True)
        ]
        # From the form of 2019 to that of 2021; with no earlier report, from 2020 to 2021.
        self.is_seam = now.on_2021[chosen] & np.where(earlier.known, ~earlier.on_2021, now.year == 2021)

    def assess(self) -> Assessed:
        """Rows report by report, each identity in its turn, each mode in its turn."""
        found = [self._find(identity) for identity in IDENTITIES]
        reports = np.concatenate([one.reports for one in found])
        which = np.repeat(np.arange(len(found)), [len(one.reports) for one in found])
        order = np.argsort(reports * len(found) + which, kind="stable")
        twice = np.repeat(order, len(_MODES))

        def gathered(name: str) -> npt.NDArray[Any]:
            column: npt.NDArray[Any] = np.concatenate([getattr(one, name) for one in found])[order]
            return column.ravel()

        status, lhs, rhs = gathered("status"), gathered("lhs"), gathered("rhs")
        notes = pa.array([None, *_notes(self.earlier.year)], pa.string())
        operands = pa.concat_arrays([one.operands for one in found]).dictionary_encode()
        whose = self.chosen[reports[twice]]
        columns = (
            self.now.ids.take(pa.array(whose)),
            pa.array(np.full(len(twice), self.now.year, np.int32)),
            coded(np.repeat(gathered("check_id"), len(_MODES)), _CHECK_IDS),
            coded(which[twice], [identity.scope for identity in IDENTITIES]),
            coded(np.tile(np.arange(len(_MODES)), len(order)), _MODES),
            coded(status, _STATUSES),
            numbers(lhs),
            numbers(rhs),
            numbers(lhs - rhs),
            operands.take(pa.array(twice)),
            coded(which[twice], [identity.authority for identity in IDENTITIES]),
            notes.take(pa.array(np.repeat(gathered("note"), len(_MODES)))),
        )
        batch = pa.record_batch(list(columns), schema=CHECKS.schema)
        strict = np.repeat(reports[order], len(_MODES))[:: len(_MODES)]
        passed, failed = (
            np.bincount(strict[status[:: len(_MODES)] == _STATUSES.index(what)], minlength=len(self.chosen))
            for what in ("pass", "fail")
        )
        return Assessed(batch, self.now.rows[self.chosen], passed, failed)

    def _find(self, identity: Identity) -> _Found:
        reports = np.flatnonzero(self.has[:, _PLACE[identity.lhs]])
        both = [_sides(identity, own[reports], before[reports]) for own, before in self.sides]
        lhs, rhs = (np.stack(side, axis=1) for side in zip(*both, strict=True))
        holds = lhs <= rhs if identity.at_most else lhs == rhs
        known = ~np.isnan(lhs) & ~np.isnan(rhs)
        status = np.where(known, np.where(holds, _STATUSES.index("pass"), _STATUSES.index("fail")), 0)
        seam = self.is_seam[reports] & (identity.check_id == "I5")
        check_id = np.where(seam, _CHECK_IDS.index("I9"), _CHECK_IDS.index(identity.check_id))
        return _Found(
            reports,
            check_id,
            lhs,
            rhs,
            status,
            self._operands(identity, reports),
            self._note(identity, reports),
        )

    def _operands(self, identity: Identity, reports: npt.NDArray[np.int64]) -> pa.Array:
        """The cells on both sides in words, those of an earlier report with its id."""
        parts: list[object] = [f"{'/'.join(identity.lhs)} {'<=' if identity.at_most else '='} "]
        for position, (sign, place, before) in enumerate(identity.rhs):
            parts.append(" " * (position > 0) + ("- " if sign < 0 else "+ " if position else ""))
            if before:
                parts += [self.earlier.whose(reports, _PLACE[place]), ":"]
            parts.append("/".join(place))
        empty = pa.repeat("", len(reports))
        return pc.binary_join_element_wise(*parts, empty, "")

    def _note(self, identity: Identity, reports: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Why it cannot be assessed: the number of a text of `_notes` from 1, 0 where there is nothing."""
        places = [_PLACE[place] for _, place, before in identity.rhs if before]
        if not places:
            return np.zeros(len(reports), np.int64)
        reasons = (
            self.now.units[self.chosen[reports]] < 0,
            ~self.earlier.known[reports],
            self.earlier.any(reports, places, SEVERAL),
            self.earlier.any(reports, places, NONE),
        )
        return np.select(reasons, range(1, len(reasons) + 1), 0)


def _notes(earlier: int) -> tuple[str, ...]:
    return (
        "the report does not name its agency",
        f"no report of the agency with figures on {earlier}",
        f"the agency has several reports on {earlier} that disagree",
        f"the report on {earlier} has no such cell",
    )


def _zeroed(figures: Places, *, zero: bool) -> npt.NDArray[np.float64]:
    """The values, blanks and dashes counted as zero where that is asked for."""
    return np.where(np.isin(figures.states, _ZEROES), 0.0, figures.values) if zero else figures.values


def _sides(
    identity: Identity, own: npt.NDArray[np.float64], earlier: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    rhs = np.zeros(len(own))
    for sign, place, before in identity.rhs:
        rhs = rhs + sign * (earlier if before else own)[:, _PLACE[place]]
    return own[:, _PLACE[identity.lhs]], rhs
