"""Checks across years: what one report carries on, the next one of the same agency has to take up.

Assessed year by year over the stored cells, for a block of reports and all identities at once.
"""

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from output.earlier import NOBODY, SEVERAL, Earlier, Year
from output.figures import NONE, STATES, Places
from output.identities import IDENTITIES, NOWHERE, OPERANDS, Terms
from output.schema import CHECKS
from output.vectors import coded, numbers

REPORTS_AT_ONCE = 1000
_ZEROES = [STATES.index("blank"), STATES.index("dash")]
_MODES = ("strict", "blank_as_zero")
_STATUSES = ("not_assessable", "pass", "fail")
_NOT_ASSESSABLE, _PASS, _FAIL = range(len(_STATUSES))
_TERMS = Terms.of(IDENTITIES)
_CHECK_IDS = [identity.check_id for identity in IDENTITIES]
_AT_SEAM = ["I9" if check_id == "I5" else check_id for check_id in _CHECK_IDS]

_Numbers = npt.NDArray[np.int64]


class Assessed(NamedTuple):
    """Check rows, and by report (row of the build) how many strict ones passed and failed."""

    batch: pa.RecordBatch
    rows: _Numbers
    passed: _Numbers
    failed: _Numbers


def assess_year(now: Year, before: Year | None) -> Iterator[Assessed]:
    """Every identity on every counted report of `now` that has the cells it speaks of, in both modes."""
    counted = np.flatnonzero(now.counted)
    for start in range(0, len(counted), REPORTS_AT_ONCE):
        chosen = counted[start : start + REPORTS_AT_ONCE]
        yield _assess(now, chosen, Earlier(now.year - 1, now.units[chosen], before, now.places))


def _assess(now: Year, chosen: _Numbers, earlier: Earlier) -> Assessed:
    """Some reports of one year beside the earlier ones of their agencies. Rows come report by report, each
    identity in its turn, each mode in its turn."""
    own = now.figures(chosen)
    reports, which = np.nonzero((own.states != NONE)[:, _TERMS.lhs])
    lhs, rhs = _sides(_beside(own, earlier.figures), reports, which)
    holds = np.where(_TERMS.at_most[which, None], lhs <= rhs, lhs == rhs)
    known = ~np.isnan(lhs) & ~np.isnan(rhs)
    status = np.where(known, np.where(holds, _PASS, _FAIL), _NOT_ASSESSABLE)
    # From the form of 2019 to that of 2021; with no earlier report, from 2020 to 2021.
    is_seam = now.on_2021[chosen] & np.where(earlier.known, ~earlier.on_2021, now.year == 2021)
    whose, twice = chosen[reports], np.repeat(which, len(_MODES))
    columns = (
        now.ids.take(pa.array(np.repeat(whose, len(_MODES)))),
        pa.array(np.full(len(twice), now.year, np.int32)),
        coded(twice + len(IDENTITIES) * np.repeat(is_seam[reports], len(_MODES)), (*_CHECK_IDS, *_AT_SEAM)),
        coded(twice, [identity.scope for identity in IDENTITIES]),
        coded(np.tile(np.arange(len(_MODES)), len(which)), _MODES),
        coded(status.ravel(), _STATUSES),
        numbers(lhs.ravel()),
        numbers(rhs.ravel()),
        numbers((lhs - rhs).ravel()),
        _operands(earlier, reports, which),
        coded(twice, [identity.authority for identity in IDENTITIES]),
        _notes(earlier, now.units[whose] < 0, reports, which),
    )
    strict = status[:, 0]
    passed, failed = (np.bincount(reports[strict == s], minlength=len(chosen)) for s in (_PASS, _FAIL))
    return Assessed(pa.record_batch(list(columns), schema=CHECKS.schema), now.rows[chosen], passed, failed)


def _beside(own: Places, earlier: Places) -> npt.NDArray[np.float64]:
    """For each report the operands of both years, and behind them a zero: as printed, and with blanks and
    dashes counted as zero."""
    values, states = (
        np.concatenate((mine[:, : len(OPERANDS)], theirs[:, : len(OPERANDS)]), axis=1)
        for mine, theirs in ((own.values, earlier.values), (own.states, earlier.states))
    )
    found = np.zeros((len(values), 2 * len(OPERANDS) + 1, len(_MODES)))
    found[:, :NOWHERE, 0] = values
    found[:, :NOWHERE, 1] = np.where(np.isin(states, _ZEROES), 0.0, values)
    return found


def _sides(
    figures: npt.NDArray[np.float64], reports: _Numbers, which: _Numbers
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Left and right side of these identities on these reports, a column for each mode."""
    rhs = np.zeros((len(which), len(_MODES)))
    for signs, places in _TERMS.rhs:
        rhs += signs[which, None] * figures[reports, places[which]]
    return figures[reports, _TERMS.lhs[which]], rhs


def _operands(earlier: Earlier, reports: _Numbers, which: _Numbers) -> pa.Array:
    """The cells on both sides in words, those of an earlier report with its id, for each mode.

    Texts are made once each: reports of agencies without an earlier one have theirs in common.
    """
    places = _TERMS.earlier[:, which]
    sources = np.where(places == NOWHERE, NOBODY, earlier.source[reports, places])
    codes = which
    for source in sources:
        codes = codes * (earlier.count - NOBODY) + source - NOBODY
    told = pa.array(codes).dictionary_encode().indices.to_numpy()
    first = np.zeros(told.max(initial=-1) + 1, np.int64)
    first[told[::-1]] = np.arange(len(told))[::-1]
    words = [pa.array(words).take(pa.array(which[first])) for words in _TERMS.words]
    ids = [earlier.whose(source) for source in sources[:, first]]
    parts = [part for pair in zip_longest(words, ids, fillvalue="") for part in pair]
    texts = pc.binary_join_element_wise(*parts, "")
    return pa.DictionaryArray.from_arrays(pa.array(np.repeat(told, len(_MODES))), texts)


def _notes(earlier: Earlier, unnamed: npt.NDArray[np.bool_], reports: _Numbers, which: _Numbers) -> pa.Array:
    """Why it cannot be assessed, null where there is nothing to say, for each mode. `unnamed` are those on
    reports that name no agency."""
    places = _TERMS.earlier[:, which]
    there = places != NOWHERE
    states = np.where(there, earlier.figures.states[reports, places], 0)
    reasons = {
        "the report does not name its agency": unnamed,
        f"no report of the agency with figures on {earlier.year}": ~earlier.known[reports],
        f"the agency has several reports on {earlier.year} that disagree": (states == SEVERAL).any(axis=0),
        f"the report on {earlier.year} has no such cell": (states == NONE).any(axis=0),
    }
    found = np.zeros(len(which), np.int64)
    for number, has in reversed([*enumerate(reasons.values(), 1)]):  # the first that there is counts
        found[has] = number
    found[~there.any(axis=0)] = 0
    return pa.array([None, *reasons], pa.string()).take(pa.array(np.repeat(found, len(_MODES))))
