"""Gates: what a build must keep to before readers get it. The expectations are data, in gates.toml."""

from collections import Counter
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from gongkai.errors import UsageError
from gongkai.records import VALUE_STATES
from output.stored_inputs import Inputs

HANDFUL = 5
"""Reports below which a build from other sources, with none of them, is another dataset."""
IN_COMMON = 0.5
"""Share of the last build's reports from which two builds are compared by the reports that both have."""


class Gate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Limits of a measure: `fall` is a share of what it was; `drop` and `rise` are differences of shares."""

    fall: float | None = None
    drop: float | None = None
    rise: float | None = None


class Measures(msgspec.Struct, kw_only=True):
    """What a build comes to; kept in its manifest. `figures` counts by form, `portal_reports` by portal."""

    reports: int = 0
    portal_reports: dict[str, int] = {}
    figures: dict[str, int] = {}


class Measure(NamedTuple):
    """One number of two builds, and what it is of, in words."""

    gate: str
    subject: str
    before: float
    now: float
    share: bool = False


def load_gates(own: Mapping[str, object]) -> dict[str, Gate]:
    """The shipped gates, changed by the settings' own. Raises UsageError for a gate or limit there is not."""
    values = msgspec.toml.decode(files("output").joinpath("gates.toml").read_bytes())
    for name, limits in own.items():
        if name not in values:
            raise UsageError(f"settings: there is no gate {name!r}; known gates: {', '.join(values)}")
        if not isinstance(limits, dict):
            raise UsageError(f"settings: gate {name}: give its limits as a table, such as {{ fall = 0.5 }}")
        values[name] |= limits
    try:
        return msgspec.convert(values, dict[str, Gate])
    except msgspec.ValidationError as error:
        limits = ", ".join(Gate.__struct_fields__)
        raise UsageError(f"settings: gates: {error}; limits are {limits}, each a number") from error


def measure(inputs: Inputs, states: Mapping[tuple[str, str], int]) -> Measures:
    """What a build comes to. `states` counts its cells by form and state."""
    figures: Counter[str] = Counter()
    for (form, state), count in states.items():
        figures[form] += count if state in VALUE_STATES else 0
    numbers, names = inputs.coded("portal")
    counts = np.bincount(numbers[inputs.is_report & (numbers >= 0)], minlength=len(names))
    portals = {name: int(count) for name, count in zip(names, counts, strict=True) if name and count}
    return Measures(
        reports=int(np.count_nonzero(inputs.is_report)),
        portal_reports={name: portals[name] for name in sorted(portals)},
        figures=dict(sorted(figures.items())),
    )


def are_strangers(now: Measures, last: Measures, inputs: Inputs, last_inputs: Inputs | None) -> bool:
    """Whether a handful of pages was followed by others: two datasets that were written to one place.

    A build with no report at all never takes the place of one that has some.
    """
    if now.reports == 0 or last.reports >= HANDFUL or last_inputs is None:
        return False
    ids, old_ids = (i.column("report_id").combine_chunks() for i in (inputs, last_inputs))
    return not pc.any(pc.is_in(ids.drop_null(), value_set=old_ids.drop_null())).as_py()


def compare(now: Measures, last: Measures, inputs: Inputs, last_inputs: Inputs | None) -> Iterator[Measure]:
    """Every measure that a gate looks at, in the last build and in this one."""
    yield Measure("reports", "reports", last.reports, now.reports)
    for portal, count in last.portal_reports.items():
        yield Measure("portal_reports", f"reports of {portal}", count, now.portal_reports.get(portal, 0))
    for form, count in last.figures.items():
        yield Measure("figures", f"figures read in {form}", count, now.figures.get(form, 0))
    if last_inputs is None:
        return
    here, there, whose = _in_common(inputs, last_inputs)
    yield Measure(
        "cells", f"cells read in {whose}", _sum(last_inputs, "read", there), _sum(inputs, "read", here)
    )
    for gate, subject, part, whole in (
        ("fill_rate", "share of the forms' cells read in", ("read",), ("expected",)),
        (
            "official_failed",
            "share of failed checks of the official identity in",
            ("official_failed",),
            ("official_failed", "official_passed"),
        ),
    ):
        sums = [
            (_sums(i, part, rows), _sums(i, whole, rows))
            for i, rows in ((last_inputs, there), (inputs, here))
        ]
        if sums[0][1] and sums[1][1]:
            yield Measure(gate, f"{subject} {whose}", sums[0][0] / sums[0][1], sums[1][0] / sums[1][1], True)


def broken(gates: Mapping[str, Gate], measures: Iterator[Measure]) -> list[str]:
    """What holds the build back, one line each with both numbers; nothing when it may be published."""
    return [line for measure in measures for line in _breach(gates[measure.gate], measure)]


def _breach(gate: Gate, measure: Measure) -> Iterator[str]:
    name, subject, before, now, share = measure
    form = "{:.1%}" if share else "{:,.0f}"
    told = f"{subject}: {form.format(before)} in the last build, {form.format(now)} in this one"
    if gate.fall is not None and now < before * (1 - gate.fall):
        yield f"{told} (gate {name}.fall = {gate.fall:g})"
    elif gate.drop is not None and now < before - gate.drop:
        yield f"{told} (gate {name}.drop = {gate.drop:g})"
    elif gate.rise is not None and now > before + gate.rise:
        yield f"{told} (gate {name}.rise = {gate.rise:g})"


def _in_common(now: Inputs, last: Inputs) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], str]:
    """Rows of the reports that both builds have; all reports of each where that is less than half."""
    mine, theirs = np.flatnonzero(now.is_report), np.flatnonzero(last.is_report)
    ids, old_ids = (i.column("report_id").take(pa.array(rows)) for i, rows in ((now, mine), (last, theirs)))
    at = pc.fill_null(pc.index_in(ids, value_set=old_ids.combine_chunks()), -1).to_numpy()
    both = at >= 0
    if np.count_nonzero(both) < IN_COMMON * len(theirs):
        return mine, theirs, "all reports"
    return mine[both], theirs[at[both]], "the reports of both builds"


def _sums(inputs: Inputs, columns: tuple[str, ...], rows: npt.NDArray[np.int64]) -> int:
    return sum(_sum(inputs, column, rows) for column in columns)


def _sum(inputs: Inputs, column: str, rows: npt.NDArray[np.int64]) -> int:
    return int(inputs.numbers(column)[rows].sum())
