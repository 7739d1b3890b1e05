"""Rows that have lost or gained a cell: what can still be known of them.

Rows of one table have equally many cells; one that has fewer or more, and does not cover the same columns by
its spans, was damaged. Its figures keep their order, but any of them may have slipped. Each way to bring the
row back to the length of the others is looked at, and it is read only if all ways say the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from parsers.tables.columns import Column, Placed, headed, in_order
from parsers.tables.layout import Row, Slot

_MOST_LOST = 3
"""Cells that a row may have lost or gained before it is another table's."""

_MOST_WAYS = 5_000
"""Ways to restore a row that are looked at: a row three cells short of thirty has as many."""

Extent = tuple[int, int]
Proven = Callable[[dict[str, Slot]], bool]


def extent(values: Row) -> Extent:
    """The first and the last place that the cells of a row cover."""
    return (values[0].start, values[-1].end) if values else (0, -1)


def lengths_of(rows: Sequence[Row], begin: int) -> list[set[int]]:
    """How many cells each row has: all, and all without the empty ones before the first head, which may stand
    in place of a label's span. The latter only of rows that end where most do: the cells of others are not
    where they should be."""
    ends = Counter(values[-1].end for values in rows if values)
    usual = max(ends, key=lambda end: (ends[end], end), default=0)
    return [
        {len(values), sum(not slot.is_blank or slot.end >= begin for slot in values)}
        if values and values[0].end < begin and values[-1].end == usual
        else {len(values)}
        for values in rows
    ]


def usual_length(rows: Sequence[Row], lengths: Sequence[set[int]], heads: int) -> int:
    """How many cells the rows have: as many as most of them. Of rows that cover the same places, those with
    fewer cells have merged some; of lengths equally frequent, that of the heads is meant, else the longest.
    """
    longest: dict[Extent, set[int]] = {}
    for values, own in zip(rows, lengths, strict=True):
        longest[extent(values)] = max(own, longest.get(extent(values), own), key=max)
    counts: Counter[int] = Counter()
    for values, own in zip(rows, lengths, strict=True):
        if values:
            whole = longest[extent(values)]
            counts.update(own if max(own) == max(whole) else whole)
    return max(counts, key=lambda length: (counts[length], length == heads, length), default=0)


class Usual(NamedTuple):
    """What most rows of a table of several blocks have in common: the place where they end, and how far that
    is beyond the end of their heads. `is_crowded` tells that a row has more figures than heads; `extra` is
    how many cells they have besides those of heads, of which `lead` stand before them.
    """

    end: int
    surplus: int
    is_crowded: bool
    extra: int = 0
    lead: int = 0

    def window(self, values: Row, columns: Sequence[Column]) -> Placed | None:
        """The cells of a row that are of its heads, where the others stand as in all rows of the table."""
        named = headed(columns)
        if len(values) != len(named) + self.extra:
            return None
        return in_order(named, values[self.lead : self.lead + len(named)])


def usual_of(rows: Sequence[tuple[Row, Sequence[Column]]]) -> Usual | None:
    """What most rows under their heads have in common; None where there are too few to tell."""
    ends: Counter[int] = Counter()
    beyond: Counter[tuple[int, int]] = Counter()
    crowded = False
    for values, columns in rows:
        if values and columns:
            end = values[-1].end
            ends[end] += 1
            beyond[end, end - columns[-1].end] += 1
            crowded |= sum(slot.has_figure for slot in values) > len(columns)
    if not ends:
        return None
    usual = max(ends, key=lambda end: (ends[end], end))
    by = max((pair for pair in beyond if pair[0] == usual), key=lambda pair: beyond[pair])[1]
    return Usual(usual, by, crowded, *_empty_places(rows))


def _empty_places(rows: Sequence[tuple[Row, Sequence[Column]]]) -> tuple[int, int]:
    """How many more cells than heads most rows have, and how many of these stand before the others; 0 where
    there are none, or where they stand is not the same in all rows."""
    counted = [(values, len(headed(columns))) for values, columns in rows if values and columns]
    more = Counter(len(values) - heads for values, heads in counted)
    extra = max(more, key=lambda by: (more[by], -abs(by)), default=0)
    leads = [
        lead
        for lead in range(extra + 1)
        if all(
            slot.is_blank
            for values, heads in counted
            if len(values) == heads + extra
            for slot in (*values[:lead], *values[lead + heads :])
        )
    ]
    return (extra, leads[0]) if extra > 0 and len(leads) == 1 else (0, 0)


def order_of(rows: Iterable[tuple[Row, Placed | None]]) -> list[str | None] | None:
    """The code of each cell in turn, None where it has none, as most rows of one length have them."""
    orders: Counter[tuple[str | None, ...]] = Counter()
    for values, placed in rows:
        if placed is not None and placed.cells and not placed.spread:
            codes = {slot.start: code for code, slot in placed.cells.items()}
            orders[tuple(codes.get(slot.start) for slot in values)] += 1
    return list(orders.most_common(1)[0][0]) if orders else None


def bare_places(rows: Sequence[Row], order: Sequence[str | None] | None) -> list[int]:
    """The places in which whole rows never have anything."""
    return [
        place
        for place, code in enumerate(order or ())
        if code is None and all(row[place].is_blank for row in rows if place < len(row))
    ]


def of_length(values: Row, length: int, begin: int) -> Row:
    """The cells of a row that has so many, or has them behind empty ones before the first head."""
    return values if len(values) == length else [s for s in values if not s.is_blank or s.end >= begin]


def in_turn(values: Row, order: Sequence[str | None], columns: Sequence[Column]) -> Placed | None:
    """A whole row whose cells stand elsewhere than those of the others, which have them in this order."""
    if len(values) != len(order):
        return None
    heads = {column.code: column.start for column in columns}
    found = {code: slot for code, slot in zip(order, values, strict=True) if code}
    return Placed(found, by_order=any(heads.get(code) != slot.start for code, slot in found.items()))


def in_place(values: Row, order: Sequence[str | None], whole: Row) -> Placed | None:
    """A row that counts nothing, whose cells stand where those of a whole row do, with empty ones behind:
    none of its cells can be a figure that has slipped."""
    rest = values[len(order) :]
    if not rest or len(whole) != len(order) or not all(slot.is_blank for slot in rest):
        return None
    if any(c in "123456789１２３４５６７８９" for slot in values for c in slot.text):
        return None
    if any(slot.start != other.start for slot, other in zip(values, whole, strict=False)):
        return None
    return Placed({code: slot for code, slot in zip(order, values, strict=False) if code})


def like(values: Row, other: Row, placed: Placed) -> Placed | None:
    """A row with merged cells placed as another one that covers the same places: a blank that reaches over
    several columns is in each of them, a figure in none."""
    found = Placed(by_order=placed.by_order)
    covered: dict[int, int] = {}
    over: dict[str, Slot] = {}
    for code, slot in placed.cells.items():
        above = [own for own in values if own.start <= slot.end and own.end >= slot.start]
        if len(above) != 1:
            return None
        over[code] = above[0]
    for slot in other:
        for own in values:
            covered[own.start] = covered.get(own.start, 0) + (own.start <= slot.start <= own.end)
    for code, own in over.items():
        clear = covered[own.start] == 1 or not any(c.isdigit() for c in own.text)
        (found.cells if clear else found.spread)[code] = own
    return found


def restored(values: Row, order: Sequence[str | None], bare: Sequence[int], proven: Proven) -> Placed | None:
    """The cells of a damaged row, None where the ways to restore it differ. `order` is the code of each cell
    of a whole row, `bare` tells the places in which whole rows have nothing, `proven` whether sums confirm a
    row that has gained a cell."""
    gained = len(values) - len(order)
    if not 0 < abs(gained) <= _MOST_LOST:
        return None
    if comb(max(len(values), len(order)), abs(gained)) > _MOST_WAYS:
        return None
    ways: Iterator[dict[str, Slot]]
    if gained > 0:
        ways = (way for way in _shortened(values, order, gained) if proven(way))
    else:
        ways = _stretched(values, order, bare, -gained)
    first = next(ways, {})
    if not first or any(_texts(way) != _texts(first) for way in ways):
        return None
    if len(first) < sum(code is not None for code in order):
        return None
    return Placed(first, by_order=True)


def _shortened(values: Row, order: Sequence[str | None], surplus: int) -> Iterator[dict[str, Slot]]:
    """The ways to leave out blank cells."""
    blank = [place for place, slot in enumerate(values) if slot.is_blank]
    for left in combinations(blank, surplus):
        kept = [slot for place, slot in enumerate(values) if place not in left]
        yield {code: slot for code, slot in zip(order, kept, strict=True) if code}


def _stretched(
    values: Row, order: Sequence[str | None], bare: Sequence[int], missing: int
) -> Iterator[dict[str, Slot]]:
    """The ways to put in lost cells such that nothing stands where whole rows have nothing."""
    for lost in combinations(range(len(order)), missing):
        places = [place for place in range(len(order)) if place not in lost]
        pairs = list(zip(places, values, strict=True))
        if all(slot.is_blank for place, slot in pairs if place in bare):
            yield {code: slot for place, slot in pairs if (code := order[place])}


def _texts(cells: dict[str, Slot]) -> dict[str, str]:
    return {code: slot.text.strip() for code, slot in cells.items()}
