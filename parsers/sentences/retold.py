"""Check I8: what a sentence repeats of a table, against the table."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from gongkai.records import Cell, Check, CheckMode
from parsers.checks import MODES, ZEROES, Term
from parsers.sentences.claims import Claim


class Statement(NamedTuple):
    """A figure that a sentence states; the sentence, the position of its section and its offset there."""

    claim: Claim
    raw: str
    section: int
    offset: int | None

    @property
    def path(self) -> Term:
        """Form, item and measure of the figure."""
        indicator = self.claim.indicator
        return indicator.form, indicator.item, indicator.measure


def hold_against(statements: Sequence[Statement], cells: Mapping[Term, Cell]) -> list[Check]:
    """I8 for each figure that both a sentence and a table tell, in both modes.

    Left out is what is said of the whole county, and what sentences tell in several ways of which none is
    the table's: they speak of different things.
    """
    told: dict[Term, list[Statement]] = {}
    for statement in statements:
        if not statement.claim.whole_place:
            told.setdefault(statement.path, []).append(statement)
    return [check for path in told for mode in MODES for check in _checks(path, told[path], mode, cells)]


def _checks(
    path: Term, statements: Sequence[Statement], mode: CheckMode, cells: Mapping[Term, Cell]
) -> list[Check]:
    form, _, measure = path
    terms: list[Term] = [(form, row, measure) for row in statements[0].claim.indicator.rows]
    printed = _total([cells.get(term) for term in terms], mode)
    alike = [s for s in statements if float(s.claim.value) == printed]
    stated: set[Decimal] = {s.claim.value for s in statements}
    if len(stated) > 1 and not alike:
        return []
    chosen = (alike or statements)[0]
    said = float(chosen.claim.value)
    delta = None if printed is None else said - printed
    return [
        Check(
            check_id="I8",
            scope="/".join(path),
            mode=mode,
            status="not_assessable" if delta is None else "fail" if delta else "pass",
            lhs=said,
            rhs=printed,
            delta=delta,
            operands=f"section {chosen.section} = {' + '.join('/'.join(term) for term in terms)}",
            authority="plausible",
            note=chosen.raw,
        )
    ]


def _total(cells: Sequence[Cell | None], mode: CheckMode) -> float | None:
    """The sum of some cells; None where one is not on the page or counts for nothing."""
    values = [_counted(cell, mode) for cell in cells]
    known = [value for value in values if value is not None]
    return sum(known, 0.0) if len(known) == len(values) else None


def _counted(cell: Cell | None, mode: CheckMode) -> float | None:
    """What a cell counts for: its value; a blank or a dash, in the second mode, zero."""
    if cell is not None and mode == "blank_as_zero" and cell.state in ZEROES:
        return 0.0
    return None if cell is None else cell.value
