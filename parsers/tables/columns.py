"""Column heads over rows of figures: which code stands over which cell.

Labels decide: where heads and cells share their places, or are equally many, each cell is under its head.
Where spans are wrong, the order of the cells decides only if it has one answer.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from parsers.labels import key
from parsers.tables.layout import Row, Slot

_SAID = re.compile(r"[\u3400-\u9fff]|^20\d\d$")
_BESIDE = re.compile(r"小计|备注|说明|序号|代码|编号|行次|[占比]|率|上年|去年|上一年|往年|20\d\d|增|减|累计")
_ALIKE = 0.5
"""How much of a damaged head must be left for it to be one of the form's."""

NOWHERE = -1
"""The place of a column whose head has none that could be trusted."""

Match = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures: `code` is None where its head is none of the form, `text` "" without a head.
    `strange` tells that the head names something else, and is no damaged one of the form."""

    code: str | None
    text: str
    start: int
    end: int
    strange: bool = False

    @property
    def is_headed(self) -> bool:
        """Whether a head stands over it, or it is known without one."""
        return bool(self.text or self.code)


def headed(columns: Sequence[Column]) -> list[Column]:
    """The columns that have a head or a code: all but those that a wide or a lost cell leaves empty."""
    return [column for column in columns if column.is_headed]


@dataclass(slots=True)
class Placed:
    """Cells of a row by code. `spread` are the codes that one number covers; `by_order` tells that the places
    of the cells are not those of the heads; None instead of a Placed: nothing can be known."""

    cells: dict[str, Slot] = field(default_factory=dict)
    spread: dict[str, Slot] = field(default_factory=dict)
    by_order: bool = False


def read_columns(
    rows: Sequence[Row], match: Match, groups: Callable[[str], bool], begin: int
) -> list[Column]:
    """The columns under a head of one or more rows, from place `begin` on.

    `groups` tells texts that stand over several columns and are no head of one. A column has the lowest text
    over it; one with nothing but empty cells over it has no text.
    """
    lowest: dict[int, Slot] = {}
    for row in rows:
        for slot in row:
            if slot.end < begin or (slot.text and groups(slot.text)):
                continue
            for place in range(max(slot.start, begin), slot.end + 1):
                if place not in lowest or _is_head_below(slot, lowest[place], match):
                    lowest[place] = slot
    columns: list[Column] = []
    last: Slot | None = None
    for place in sorted(lowest):
        slot = lowest[place]
        if slot is last:
            columns[-1] = Column(columns[-1].code, slot.text, columns[-1].start, place)
            continue
        code = None if slot.is_blank else match(slot.text)
        if code and columns and columns[-1].code == code:  # a head repeated in place of its span
            columns[-1] = Column(code, columns[-1].text, columns[-1].start, place)
            last = slot
            continue
        columns.append(Column(code, slot.text.strip(), place, place))
        last = slot
    return columns


def with_strangers(columns: Sequence[Column], labels: Iterable[str]) -> list[Column]:
    """The columns, told which of their heads name something else than the `labels` of a form. A single one
    among known ones may be unreadable, unless it is of the kind that tables have besides."""
    strange = [column for column in columns if column.code is None and is_stranger(column.text, labels)]
    is_known = any(column.code for column in columns)
    if len(strange) == 1 and is_known and not _BESIDE.search(key(strange[0].text)):
        return [*columns]
    return [replace(column, strange=True) if column in strange else column for column in columns]


def is_stranger(text: str, labels: Iterable[str]) -> bool:
    """Whether a head is words, or a year, that are no more than half like any of the labels."""
    words = key(text)
    if not _SAID.search(words):
        return False
    return not any(
        words in label or label in words or SequenceMatcher(None, words, label).ratio() > _ALIKE
        for label in labels
    )


def _is_head_below(slot: Slot, above: Slot, match: Match) -> bool:
    """Whether a lower cell of a head says more than the one above it: empty cells and examples do not."""
    return not slot.is_blank and (match(slot.text) is not None or match(above.text) is None)


def complete(columns: Sequence[Column], forms: Sequence[tuple[str, ...]]) -> list[Column] | None:
    """The columns with lost or cut heads filled in, where one form alone has such columns in this order.

    Columns whose text is no label (小计) may stand between those of the form; a column without text is the
    form's if it can be. None where heads are missing and that has no one answer.
    """
    known = [column.code for column in columns if column.code]
    if any(set(form) <= set(known) for form in forms):
        return _trimmed(columns)
    trimmed = list(columns)
    while True:
        answers = {codes for form in forms for codes in _alignments(trimmed, form)}
        if answers or not trimmed or trimmed[-1].text or trimmed[-1].code:
            break
        trimmed.pop()
    if len(answers) != 1:
        return None
    return [replace(column, code=code) for code, column in zip(answers.pop(), trimmed, strict=True)]


def _trimmed(columns: Sequence[Column]) -> list[Column]:
    """The columns without those at either edge that have no head."""
    named = [place for place, column in enumerate(columns) if column.is_headed]
    return list(columns[named[0] : named[-1] + 1])


def is_foreign(columns: Sequence[Column], values: Row) -> bool:
    """Whether each cell of a row stands under a head and one of these at least is no head of the form: what
    order would say of them, they deny."""
    named = headed(columns)
    return any(column.code is None for column in named) and len(values) <= len(named)


def _alignments(columns: Sequence[Column], form: tuple[str, ...]) -> list[tuple[str | None, ...]]:
    """Ways to give every code of a form, in its order, to a column; no more than two are looked for."""

    def steps(place: int, used: int) -> Iterator[str | None]:
        """What a column may be after so many codes: the next one, or none of the form."""
        column = columns[place]
        if used < len(form) and not column.strange and column.code in (None, form[used]):
            yield form[used]
        if column.code is None and column.text:
            yield None

    # How many codes may stand before each column, that the rest can follow: no way is begun in vain.
    open_to = [{len(form)}]
    for place in range(len(columns) - 1, -1, -1):
        after = open_to[-1]
        open_to.append(
            {
                used
                for used in range(len(form) + 1)
                if any(used + (code is not None) in after for code in steps(place, used))
            }
        )
    open_to.reverse()
    found: list[tuple[str | None, ...]] = []
    waiting: list[tuple[int, list[str | None]]] = [(0, [])] if 0 in open_to[0] else []
    while waiting and len(found) <= 1:
        used, done = waiting.pop()
        for place in range(len(done), len(columns)):
            code, *others = (c for c in steps(place, used) if used + (c is not None) in open_to[place + 1])
            waiting += [(used + (other is not None), [*done, other]) for other in others]
            done.append(code)
            used += code is not None
        found.append(tuple(done))
    return found


def place(columns: Sequence[Column], values: Row, outside_blank: bool, pushed: bool = False) -> Placed | None:
    """The cells of one row under its heads, None where which is which cannot be known.

    `outside_blank` tells that in all rows of this shape the cells outside the heads are blank, `pushed` that
    the row is not in the places of its heads.
    """
    if not values:
        return Placed()
    starts = {slot.start: slot for slot in values}
    named = headed(columns)
    if outside_blank and all(column.start in starts for column in named) and _apart(named, values):
        return _one_to_one(named, [starts[column.start] for column in named])
    narrow = all(column.start == column.end for column in named)
    for heads in (columns, named):
        if len(values) == len(heads) and not any(
            _is_strange(*pair, narrow) for pair in zip(values, heads, strict=True)
        ):
            return _one_to_one(heads, values)
    if pushed:
        return _counted(named, values)
    return by_place(named, values) or _counted(named, values)


def by_place(columns: Sequence[Column], values: Row) -> Placed | None:
    """The cells of a row under its heads, however many they are."""
    named = headed(columns)
    return _under(named, values) or _merged(named, values)


def _is_strange(slot: Slot, column: Column, narrow: bool) -> bool:
    """Whether a cell cannot be the one of its turn: a figure without a head, or, under heads of one column
    each, empty cells made one."""
    if slot.is_blank:
        return narrow and slot.start < slot.end and slot.start != column.start
    return slot.is_figure and not column.is_headed


def _one_to_one(columns: Sequence[Column], values: Row) -> Placed:
    slipped = any(slot.start != column.start for slot, column in zip(values, columns, strict=True))
    cells = {column.code: slot for column, slot in zip(columns, values, strict=True) if column.code}
    return Placed(cells, by_order=slipped)


def _apart(columns: Sequence[Column], values: Row) -> bool:
    """Whether no cell reaches under two heads and no figure stands elsewhere than in a head's first place."""
    firsts = {column.start for column in columns}
    return all(
        not slot.has_figure
        if slot.start not in firsts
        else not any(place in firsts for place in range(slot.start + 1, slot.end + 1))
        for slot in values
    )


def _under(columns: Sequence[Column], values: Row) -> Placed | None:
    """Each head has cells under it of which one at most is filled, and no filled one reaches elsewhere."""
    cells: dict[str, Slot] = {}
    places: set[int] = set()
    for column in columns:
        below = [slot for slot in values if slot.start <= column.end and slot.end >= column.start]
        filled = [slot for slot in below if not slot.is_blank]
        if not below or len(filled) > 1 or any(slot.start in places for slot in filled):
            return None
        places.update(slot.start for slot in filled)
        if column.code:
            cells[column.code] = (filled or below)[0]
    if any(slot.has_figure and slot.start not in places for slot in values):
        return None
    return Placed(cells)


def _merged(columns: Sequence[Column], values: Row) -> Placed | None:
    """Cells that reach over several heads: a blank or a mark is in each of them, a number in none."""
    placed = Placed()
    used = set()
    for column in columns:
        over = [slot for slot in values if slot.start <= column.start <= slot.end]
        if not over:
            return None
        used.add(over[0].start)
        reaches = sum(over[0].start <= other.start <= over[0].end for other in columns if other.code)
        if column.code:
            clear = reaches == 1 or not any(c.isdigit() for c in over[0].text)
            (placed.cells if clear else placed.spread)[column.code] = over[0]
    if any(slot.has_figure and slot.start not in used for slot in values):
        return None
    return placed


def _counted(columns: Sequence[Column], values: Row) -> Placed | None:
    """As many filled cells as heads, or as heads with a code where those without stand at the edges."""
    filled = [slot for slot in values if slot.has_figure]
    if len(filled) == len(columns):
        return in_order(columns, filled)
    coded = [place for place, column in enumerate(columns) if column.code]
    if len(values) == len(coded) and coded == list(range(coded[0], coded[0] + len(coded))):
        return in_order([columns[place] for place in coded], values)
    return None


def in_order(columns: Sequence[Column], values: Row) -> Placed:
    """As many cells as heads, one to one."""
    placed = _one_to_one(columns, values)
    placed.by_order = True
    return placed


def windows(rows: Sequence[Row], columns: Sequence[Column]) -> int | None:
    """Where, in rows of one length with more cells than heads, the figures begin: the one offset outside of
    which no row has a figure. None where that has no answer."""
    width = len(columns)
    extra = {len(row) - width for row in rows}
    if len(extra) != 1 or min(extra) <= 0:
        return None
    offsets = [
        offset
        for offset in range(min(extra) + 1)
        if not any(
            slot.has_figure for row in rows for n, slot in enumerate(row) if not offset <= n < offset + width
        )
    ]
    return offsets[0] if len(offsets) == 1 else None
