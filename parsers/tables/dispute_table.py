"""The table of disputes: reviews and two kinds of lawsuits by five outcomes, in one row or in many."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai import codebook
from parsers.labels import fold, key
from parsers.tables.cells import read_cell
from parsers.tables.found import BY_ORDER, Found
from parsers.tables.layout import Row, Slot, has_number
from parsers.tables.marks import LITIGATION, marks
from parsers.tables.regions import Region
from parsers.tables.slipped import has_slipped, holds, ways

OUTCOMES = tuple(entry.code for entry in codebook.measures("disputes", "2021"))
KINDS = tuple(entry.code for entry in codebook.items("disputes", "2021"))
FEWEST_LABELS, MOST_ROWS = 4, 300
"""Labels that a table of disputes has at least, rows that it has at most."""

_SUMS = frozenset(("合计", "总计", "共计"))
_CAPTIONS = {
    kind: re.compile(rf"{words}的?(?:案件)?(?:情况|数量|统计)?表?")
    for kind, words in {
        "行政复议": "(?:因|被)?(?:政府信息公开)?(?:工作)?(?:被)?(?:申请|提起)?的?行政复议",
        "未经复议直接起诉": rf"(?:{LITIGATION})?未经(?:行政)?复议直接(?:提起)?(?:行政)?(?:起诉|诉讼)",
        "复议后起诉": rf"(?:{LITIGATION})?经?(?:行政)?复议后(?:提起)?(?:行政)?(?:起诉|诉讼)",
    }.items()
}
"""Captions that name one kind and nothing else: that of the chapter names reviews and lawsuits."""
_DIVIDED = re.compile(rf"{LITIGATION}[\W_]*(\w.*?)[\W_]*")

Path = tuple[str, str]


@dataclass(slots=True)
class _Label:
    """A text and the places that it stands over; `end` may reach over empty cells put in place of a span.

    `kind` is "" for 行政诉讼, which is two kinds; a text of no code has neither kind nor outcome.
    """

    text: str
    kind: str | None
    outcome: str | None
    start: int
    end: int
    first: bool


@dataclass(slots=True)
class _Placed:
    """Cells by path. `doubtful`: two claim one place, or a figure has no head; `unknown`: other heads."""

    cells: dict[Path, Slot] = field(default_factory=dict)
    doubtful: bool = False
    unknown: list[str] = field(default_factory=list)


def read_disputes(region: Region, caption: str) -> tuple[list[Found], list[str]]:
    """The kinds of disputes with their outcomes, wherever their labels stand; and labels of no code.
    `caption` is the line over the table, which may name the kind where the table itself does not."""
    if len(region.rows) > MOST_ROWS:
        return [], []
    rows = _under_caption(_without_repeated(region.rows), caption)
    region = Region(region.form, region.grid, rows)
    labels = [_labels(row) for row in region.rows]
    _leave_sums(labels)
    if sum(1 for row in labels for label in row if label.kind is not None or label.outcome) < FEWEST_LABELS:
        return [], []
    figures = [_figures(row, own) for row, own in zip(region.rows, labels, strict=True)]
    figures = _without_column_numbers(figures)
    placed = _by_labels(labels, figures)
    names = [(kind, outcome) for kind in KINDS for outcome in OUTCOMES]
    heads = len(_outcomes(labels))
    counting = [own for own, row in zip(labels, figures, strict=True) if any(map(has_number, row))]
    in_one_row = len(counting) == 1 and not any(
        label.first and (label.kind is not None or label.outcome) for label in counting[0]
    )
    kinds = [kind for kind in KINDS if any(label.kind == kind for row in labels for label in row)]
    unassigned = [_unassigned(kind, figures) for kind in kinds]
    if in_one_row and _in_form_order(labels):
        turns = sorted(placed.cells, key=lambda path: placed.cells[path].start)
        placed.doubtful |= turns != [path for path in names if path in placed.cells]
    if not placed.doubtful and len(placed.cells) == (heads if in_one_row else len(names)):
        if in_one_row and _has_slipped(placed.cells, labels, figures, region.rows):
            return unassigned, placed.unknown
        found = _told(placed.cells, None)
        return _complete(found) if in_one_row else _unslipped(found), placed.unknown
    flat = _flat(_under_codes(labels, figures), len(names))
    if flat is not None and _in_form_order(labels):
        cells = dict(zip(names, flat, strict=True))
        if in_one_row and _has_slipped(cells, labels, figures, region.rows):
            return unassigned, placed.unknown
        same = not placed.doubtful and all(cells[path] is slot for path, slot in placed.cells.items())
        return _vetoed(_told(cells, BY_ORDER)) if not same or not placed.cells else _told(cells, BY_ORDER), []
    if placed.doubtful or (in_one_row and len(placed.cells) < heads):
        return unassigned, placed.unknown
    return _unslipped(_told(placed.cells, None)), placed.unknown


def _labels(row: Row) -> list[_Label]:
    found: list[_Label] = []
    for slot in row:
        if slot.is_figure:
            beside = found and not found[-1].outcome and slot.start == found[-1].end + 1
            if beside and slot.is_blank:
                found[-1].end = slot.end
            continue
        match = marks(slot.text)
        kinds, outcomes = match.dispute.codes, match.outcome.codes
        divided = _DIVIDED.fullmatch(fold(slot.text))
        if divided is not None:  # 行政诉讼（复议后起诉）: both heads in one cell
            kinds, outcomes = marks(divided[1]).dispute.codes, ()
        kind = kinds[0] if kinds else "" if key(slot.text) == LITIGATION else None
        found.append(
            _Label(slot.text, kind, outcomes[0] if outcomes else None, slot.start, slot.end, slot.first)
        )
    return found


def _leave_sums(labels: Sequence[Sequence[_Label]]) -> None:
    """Take the sum of both kinds of lawsuits, which stands behind them under their group, for no code."""
    left: set[int] = set()  # the places of such sums, which may reach into rows below
    for number, row in enumerate(labels):
        for label in row:
            if label.outcome != OUTCOMES[-1]:
                continue
            over = (other for above in reversed(labels[:number]) for other in above)
            group = next((other for other in over if other.start <= label.start <= other.end), None)
            if label.first and group is not None and group.kind == "":
                beside = [other for other in row if other.kind and group.start <= other.start <= group.end]
                if beside and beside[-1].start < label.start:
                    left.add(label.start)
            if label.start in left:
                label.outcome = None


def _without_repeated(rows: Sequence[Row]) -> list[Row]:
    """The rows without one that calls itself a sum and stands under rows of kinds, or prints the figures of
    another again; where the rows are the outcomes, their sum is one of them."""
    if any(
        row and row[-1].is_figure and marks(row[0].text).outcome.exact for row in rows if not _is_sum(row)
    ):
        return list(rows)
    printed: list[list[str]] = []
    kept: list[Row] = []
    kinds = 0
    for row in rows:
        figures = [slot.text.strip() for slot in row if slot.is_figure]
        kinds += bool(figures) and any(marks(slot.text).dispute.exact for slot in row if slot.first)
        if not (_is_sum(row) and (figures in printed or (figures and kinds == len(KINDS)))):
            kept.append(row)
            printed.append(figures)
    return kept


def _under_caption(rows: list[Row], caption: str) -> list[Row]:
    """The rows under the one kind that the caption names, of a table that has each outcome once and no
    kind."""
    words = [slot for row in rows for slot in row if slot.first and not slot.is_figure]
    outcomes = [codes[0] for slot in words if (codes := marks(slot.text).outcome.codes)]
    if sorted(outcomes) != sorted(OUTCOMES):
        return rows
    if any(marks(slot.text).dispute.codes or key(slot.text) == LITIGATION for slot in words):
        return rows
    kind = next((name for name, of_kind in _CAPTIONS.items() if of_kind.fullmatch(key(caption))), None)
    if kind is None:
        return rows
    end = max(slot.end for row in rows for slot in row)
    return [[Slot(kind, 0, 0, 0, end, first=True, is_figure=False, is_blank=False)], *rows]


def _is_sum(row: Row) -> bool:
    return bool(row) and key(row[0].text) in _SUMS


def _figures(row: Row, labels: Sequence[_Label]) -> list[Slot]:
    """The cells of a row right of its last label that names something."""
    begin = next((slot.start for slot in row if slot.has_figure), len(row))
    naming = (label for label in labels if label.first or label.start < begin)
    last = max((label.start for label in naming if label.kind is not None or label.outcome), default=-1)
    return [slot for slot in row if slot.start > last]


def _without_column_numbers(figures: list[list[Slot]]) -> list[list[Slot]]:
    """The figures without a row that counts the columns: 1, 2, 3 …, with the figures in a row below it."""
    full = [number for number, row in enumerate(figures) if any(map(has_number, row))]
    if len(full) != 2:
        return figures
    first, second = (figures[number] for number in full)
    counted = [str(place) for place in range(1, len(KINDS) * len(OUTCOMES) + 1)]
    if len(second) == len(first) and [slot.text.strip() for slot in first] == counted:
        figures[full[0]] = []
    return figures


def _by_labels(labels: Sequence[Sequence[_Label]], figures: Sequence[Sequence[Slot]]) -> _Placed:
    """Each figure by the labels left of it and over it."""
    placed = _Placed()
    beside = all(sum(bool(label.kind) for label in row) <= 1 for row in labels)
    running: str | None = None
    blank: list[dict[Path, Slot]] = []
    above: list[_Label] = []
    for own, row in zip(labels, figures, strict=True):
        for label in own:
            running = label.kind if label.kind is not None else running
        numbers = [slot for slot in row if not slot.is_blank and slot.is_figure]
        known = above or any(label.outcome for label in own)
        empty: dict[Path, Slot] = {}
        turns = _in_turn(own, row, above)
        for slot in row if known else ():
            paths = turns.get(slot.start) or _paths(slot, own, above, running if beside else None)
            if not slot.is_figure and not (numbers and paths):
                continue
            if len(paths) > 1 and has_number(slot):
                placed.doubtful = True
            elif not paths:
                _note_unplaced(slot, above, placed)
            for path in paths:
                if slot.is_blank and not numbers:
                    empty.setdefault(path, slot)
                elif path not in placed.cells or _stands_in(placed.cells[path], slot):
                    placed.cells[path] = slot
                elif slot.is_figure and not slot.is_blank and placed.cells[path] is not slot:
                    placed.doubtful |= placed.cells[path].text.strip() != slot.text.strip()
        blank.append(empty)
        above += own
    placed.cells = _fullest(blank) | placed.cells
    return placed


def _stands_in(empty: Slot, slot: Slot) -> bool:
    """Whether an empty cell stands beside a filled one in place of a label's span."""
    return empty.is_blank and not slot.is_blank and empty.row == slot.row and empty.end + 1 == slot.start


def _in_turn(own: Sequence[_Label], row: Sequence[Slot], above: Sequence[_Label]) -> dict[int, list[Path]]:
    """The paths of a row of one kind with a cell for each outcome above it that does not stand under them,
    for a span that is lost has moved it; by the starts of its cells. None for any other row."""
    kinds = [label.kind for label in own if label.kind and label.first]
    heads = [label for label in above if label.outcome]
    cells = [slot for slot in row if slot.is_figure]
    if len(kinds) != 1 or len(heads) != len(OUTCOMES) or len(cells) != len(heads):
        return {}
    if all(head.start <= slot.start <= head.end for head, slot in zip(heads, cells, strict=True)):
        return {}
    return {slot.start: [(kinds[0], head.outcome or "")] for head, slot in zip(heads, cells, strict=True)}


def _fullest(blank: Sequence[dict[Path, Slot]]) -> dict[Path, Slot]:
    """The cells of rows in which nothing is printed: where several could be a figure's, those of the fullest
    row, for the others stand in place of a span."""
    found: dict[Path, Slot] = {}
    for row in sorted(blank, key=len, reverse=True):
        found = row | found
    return found


def _note_unplaced(slot: Slot, above: Sequence[_Label], placed: _Placed) -> None:
    """A figure of no path: under a head of no code it belongs to none; under any other something slipped."""
    if not has_number(slot):
        return
    heads = [label for label in above if label.start <= slot.start <= label.end]
    if _is_of_no_code(heads):
        placed.unknown.append(heads[-1].text)
    else:
        placed.doubtful = True


def _paths(slot: Slot, own: Sequence[_Label], above: Sequence[_Label], running: str | None) -> list[Path]:
    """Kind and outcome of a cell, several where it reaches under several heads."""
    left = [label for label in reversed(own) if label.start < slot.start]
    found: list[Path] = []
    for place in range(slot.start, slot.end + 1):
        over = [label for label in reversed(above) if label.start <= place <= label.end]
        outcome = next((label.outcome for label in left if label.outcome), None)
        kind = next((label.kind for label in left if label.kind is not None), None)
        if kind is None:
            kind = running if outcome and running is not None else _nearest_kind(over)
        outcome = outcome or _own_outcome(over)
        if kind and outcome and (kind, outcome) not in found:
            found.append((kind, outcome))
    return found


def _nearest_kind(over: Sequence[_Label]) -> str | None:
    return next((label.kind for label in over if label.kind is not None), None)


def _own_outcome(over: Sequence[_Label]) -> str | None:
    """The outcome over a cell, None where the lowest head is another word (小计)."""
    for label in over:
        if label.outcome:
            return label.outcome
        if label.kind is None:
            return None
    return None


def _under_codes(labels: Sequence[Sequence[_Label]], figures: Sequence[Sequence[Slot]]) -> list[list[Slot]]:
    """The figures without those under a head of no code (序号, 备注)."""
    above: list[_Label] = []
    found = []
    for own, row in zip(labels, figures, strict=True):
        heads = {
            slot.start: [label for label in above if label.start <= slot.start <= label.end] for slot in row
        }
        found.append([slot for slot in row if not _is_of_no_code(heads[slot.start])])
        above += own
    return found


def _is_of_no_code(heads: Sequence[_Label]) -> bool:
    return bool(heads) and heads[-1].kind is None and heads[-1].outcome is None


def _flat(figures: Sequence[Sequence[Slot]], wanted: int) -> list[Slot] | None:
    """The figures in reading order, where there are exactly as many as the form has; rows of empty cells, and
    empty cells before or after, aside."""
    rows = [[slot for slot in row if slot.is_figure] for row in figures]
    rows = [row for row in rows if any(not slot.is_blank for slot in row)] or [max(rows, key=len)]
    if len({len(row) for row in rows}) > 1 or len(rows) not in (1, len(KINDS), wanted):
        return None  # rows of one kind, of all kinds, or of one figure are read in order; no others
    extra = len(rows[0]) - wanted // len(rows)
    offsets = [
        offset
        for offset in range(extra + 1)
        if all(slot.is_blank for row in rows for slot in (*row[:offset], *row[len(row) - extra + offset :]))
    ]
    if len(offsets) != 1:
        return None
    return [slot for row in rows for slot in row[offsets[0] : len(row) - extra + offsets[0]]]


def _outcomes(labels: Sequence[Sequence[_Label]]) -> list[str]:
    """The outcomes printed, in reading order; those of one row where it has all, for heads may be repeated
    in place of their spans."""
    rows = [[label.outcome for label in row if label.outcome and label.first] for row in labels]
    whole = next((row for row in rows if len(row) == len(KINDS) * len(OUTCOMES)), None)
    return whole if whole is not None else [outcome for row in rows for outcome in row]


def _in_form_order(labels: Sequence[Sequence[_Label]]) -> bool:
    """Whether the labels, read in order, are those of the form in its order, lost ones aside."""
    printed = [label for row in labels for label in row if label.first]
    kinds = [label.kind for label in printed if label.kind]
    outcomes = _outcomes(labels)
    if tuple(dict.fromkeys(kinds)) != KINDS or not all(map(_is_row_in_order, labels)):
        return False
    rest = iter(OUTCOMES * len(KINDS))
    return bool(outcomes) and all(outcome in rest for outcome in outcomes)


def _is_row_in_order(row: Sequence[_Label]) -> bool:
    """Whether the kinds of one row stand in the form's order: lawsuits, which a lower row divides, may stand
    left of reviews."""
    ranks = [KINDS.index(label.kind or KINDS[1]) for label in row if label.kind is not None]
    return ranks == sorted(ranks)


def _has_slipped(
    cells: dict[Path, Slot],
    labels: Sequence[Sequence[_Label]],
    figures: Sequence[Sequence[Slot]],
    rows: Sequence[Row],
) -> bool:
    """Whether the cells of the one row of figures may be of other heads than those they were given to: it has
    not as many cells as there are heads, or its sums do not hold and a lost cell would explain that."""
    own = max(range(len(figures)), key=lambda number: sum(map(has_number, figures[number])))
    above = [label for number, row in enumerate(labels) for label in row if label.first and number != own]
    heads = [label for label in above if label.outcome]
    begin = min((label.start for label in heads), default=0)
    words = [slot for slot in figures[own] if not slot.is_figure]
    beside = [label for label in above if label.kind is None and not label.outcome and label.end < begin]
    row = [
        slot
        for slot in figures[own]
        if slot.is_figure
        and (slot.end >= begin or not (slot.is_blank or any(x.start <= slot.start <= x.end for x in beside)))
    ]
    strange = {
        label.start
        for label in above
        if label.kind is None
        and label.start >= begin
        and not any(label.start <= head.end and head.start <= label.end for head in heads)
        and not any(slot.start <= label.start <= slot.end for slot in words)
    }
    empty = [
        {slot.start for slot in slots if slot.is_blank}
        for slots, names in zip(rows, labels, strict=True)
        if any(label.outcome for label in names)
    ]
    padded = set[int]().union(*empty).intersection(*empty) - strange  # the heads have an empty cell there too
    if all(slot.is_blank for slot in row if slot.start in padded):
        row = [slot for slot in row if slot.start not in padded]
    order: list[Path | None] = [
        path for path, _ in sorted(cells.items(), key=lambda pair: (pair[1].start, pair[1].row))
    ]
    starts = sorted(slot.start for slot in cells.values())
    for place in sorted(strange, reverse=True):
        order.insert(sum(start < place for start in starts), None)
    groups = [
        [place for outcome in OUTCOMES for place, path in enumerate(order) if path == (kind, outcome)]
        for kind in KINDS
        if (kind, "total") in order
    ]
    if len(row) == len(order):
        if any(path and cells[path] is not slot for path, slot in zip(order, row, strict=True)):
            return True
        names = [(kind, outcome) for kind in KINDS for outcome in OUTCOMES]
        is_whole = len({path[0] for path in order if path}) * len(OUTCOMES) == sum(map(bool, order))
        if any(slot.start < slot.end for slot in row) and all(head.start == head.end for head in heads):
            return True
        is_usual = [path for path in order if path] == [path for path in names if path in order]
        is_plain = is_whole and is_usual and not strange
        complete = [group for group in groups if len(group) == len(OUTCOMES)]
        return has_slipped(row, groups) if is_plain else not holds(row, complete)
    if len({id(slot) for slot in cells.values()}) < len(cells):
        return False
    likely = [way for way in ways(row, len(order)) if holds(way, groups)]
    return not likely or any(
        path is not None and (slot is None or slot.text.strip() != cells[path].text.strip())
        for way in likely
        for path, slot in zip(order, way, strict=True)
    )


def _complete(found: list[Found]) -> list[Found]:
    """Kinds that lack the head of an outcome are unassigned, unless those they have sum up to the total: what
    is missing besides the head, if anything, is not known."""
    for kind in found:
        row = [kind.cells[outcome] for outcome in OUTCOMES if outcome in kind.cells]
        if len(row) < len(OUTCOMES) and "total" in kind.cells and not holds(row, [range(len(row))]):
            kind.rest, kind.cells = tuple(kind.cells.values()), {}
    return found


def _unslipped(found: list[Found]) -> list[Found]:
    """Kinds whose own row may have lost a cell are unassigned."""
    for kind in found:
        row = [kind.cells[outcome] for outcome in OUTCOMES if outcome in kind.cells]
        groups = [range(len(row))]
        if len(row) == len(OUTCOMES) and has_slipped(row, groups):
            kind.rest, kind.cells = tuple(kind.cells.values()), {}
    return found


def _told(cells: dict[Path, Slot], note: str | None) -> list[Found]:
    found = []
    for kind in KINDS:
        own = {outcome: slot for (k, outcome), slot in cells.items() if k == kind}
        if own:
            found.append(Found(kind, next(iter(own.values())).row, own, note))
    return found


def _vetoed(found: list[Found]) -> list[Found]:
    """What order placed and the printed total contradicts is unassigned."""
    for kind in found:
        values = {outcome: read_cell(slot.text).value for outcome, slot in kind.cells.items()}
        parts = [values[outcome] for outcome in OUTCOMES[:-1]]
        total = values["total"]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts) and total is not None and sum(known) != total:
            kind.rest, kind.cells, kind.note = tuple(kind.cells.values()), {}, None
    return found


def _unassigned(kind: str, figures: Sequence[Sequence[Slot]]) -> Found:
    """A kind whose figures stand in a row of which nothing is known."""
    row = max(figures, key=lambda slots: sum(map(has_number, slots)))
    return Found(kind, row[0].row if row else None, rest=tuple(row))
