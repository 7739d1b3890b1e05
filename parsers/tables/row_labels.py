"""Labels of rows -> items: by their words, by what stands round them, and by the one gap that is left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from gongkai.records import Form
from parsers.editions import vocabulary
from parsers.labels import key
from parsers.tables.layout import Row, Slot
from parsers.tables.marks import names_several
from parsers.tables.match import Match, same_sense

ALIKE, CLEARLY = 0.65, 0.12
"""How much of a label must be left for it to fill a gap, and how much more than of any other of the gap."""

STRANGERS = 12
"""Rows of no form that may stand among those of a form that are missing."""


@dataclass(slots=True)
class Labelled:
    """One row with figures: its label (None: it has none), what that may name, and the cells after it."""

    label: Slot | None
    match: Match
    values: Row
    item: str | None = None
    by_order: bool = False


def fill_gaps(rows: Sequence[Labelled], order: Sequence[str], form: Form) -> None:
    """Items for rows whose labels are garbled: of the form's rows that are missing between the known rows
    above and below, the one that the label is most like."""
    ranks = {item: rank for rank, item in enumerate(order)}
    known = {row.item for row in rows}
    first = 0
    gap: list[Labelled] = []
    for row in [*rows, None]:
        rank = len(order) if row is None else ranks.get(row.item or "")
        if rank is None:
            if row is not None and row.item is None and row.label is not None:
                gap.append(row)
            continue
        _fill_gap(gap, [item for item in order[first:rank] if item not in known], form)
        known |= {row.item for row in gap}
        first, gap = rank + 1, []


def _fill_gap(gap: Sequence[Labelled], missing: Sequence[str], form: Form) -> None:
    """Items out of the missing ones for the unknown rows of one gap; a crowd of them is no form."""
    if not missing or len(gap) > len(missing) + STRANGERS:
        return
    for row in gap:
        if row.label is not None:
            row.item = most_alike(row.label.text, missing, form)
            missing = [item for item in missing if item != row.item]


def most_alike(text: str, items: Sequence[str], form: Form) -> str | None:
    """The item that a garbled label is clearly more like than any other of `items`."""
    words = key(text)
    if not words or not items or names_several(text):
        return None
    scores: dict[str, float] = dict.fromkeys(items, 0.0)
    for label, codes in vocabulary(form, "item").items():
        for code in codes:
            if code in scores and same_sense(label, words):
                scores[code] = max(scores[code], SequenceMatcher(None, words, label).ratio())
    (best, score), *others = sorted(scores.items(), key=lambda pair: -pair[1])
    second = others[0][1] if others else 0.0
    return best if score >= ALIKE and score - second >= CLEARLY else None


def unlabelled_runs(
    rows: Sequence[Labelled], order: Sequence[str], is_full: Callable[[Row], bool]
) -> list[tuple[list[Labelled], list[str]]]:
    """Runs of full rows without labels between two known rows, with the form's rows that stand there, where
    these are equally many."""
    found = []
    number = 0
    while number < len(rows):
        run = []
        while number < len(rows) and rows[number].item is None and rows[number].label is None:
            run.append(rows[number])
            number += 1
        if run and number > len(run) and number < len(rows) and all(is_full(row.values) for row in run):
            above, below = rows[number - len(run) - 1].item, rows[number].item
            if above in order and below in order:
                between = order[order.index(above) + 1 : order.index(below)]
                if len(between) == len(run):
                    found.append((run, list(between)))
        number += 1
    return found
