"""Figures of Article 20 that stand beside both their names: tables printed as a list (an act, a measure and a
figure in each row), and tables turned (acts in the head, a measure before each row)."""

from collections.abc import Callable, Sequence

from parsers.tables.found import Found
from parsers.tables.layout import Row, Slot
from parsers.tables.marks import marks
from parsers.tables.match import NONE

Unit = Callable[[str], str | None]


def named_figures(rows: Sequence[Row], unit: Unit) -> tuple[list[Found], set[int]]:
    """The figures, and which rows were read for them; `unit` tells the money unit of a label."""
    found: list[Found] = []
    read: set[int] = set()
    heads: list[Slot] = []
    filled = [(number, row) for number, row in enumerate(rows) if row]  # a row may have no cell at all
    for place, (number, row) in enumerate(filled, start=1):
        listed = _listed(row, unit)
        if listed is not None:
            found.append(listed)
            heads = []
        elif heads and _measure(row) is not None:
            found += _turned(row, heads, unit)
        else:
            is_followed = place < len(filled) and _measure(filled[place][1]) is not None
            heads = _acts(row) if is_followed else []
            if not heads:
                continue
        read.add(number)
    return found, read


def _listed(row: Row, unit: Unit) -> Found | None:
    """The figure of a row that names an act, then a measure, then prints one cell."""
    last = max((place for place, slot in enumerate(row) if _names_measure(slot)), default=0)
    names = [slot for slot in row[:last] if not slot.is_figure]
    act = marks(names[-1].text).act if names else NONE
    after = row[last + 1 :]
    if not act.codes or not after:
        return None
    measure = marks(row[last].text).measure
    filled = [slot for slot in after if not slot.is_blank]
    own = Found(act.codes[0], row[last].row, exact=act.exact, unit=unit(row[last].text))
    if len(filled) > 1:
        own.rest = tuple(after)
    else:
        own.cells = {measure.codes[0]: (filled or after)[0]}
    return own


def _turned(row: Row, heads: Sequence[Slot], unit: Unit) -> list[Found]:
    """The figures of a row of one measure under the acts that own them."""
    found = []
    for head in heads:
        act = marks(head.text).act
        under = [slot for slot in row if (slot.start, slot.end) == (head.start, head.end)]
        own = Found(act.codes[0], row[0].row, exact=act.exact, unit=unit(row[0].text))
        measure = _measure(row)
        if under and measure is not None:
            own.cells = {measure: under[0]}
        else:
            own.rest = tuple(row[1:])
        found.append(own)
    return found


def _measure(row: Row) -> str | None:
    """The measure that a row of figures begins with."""
    others = row[1:]
    if not others or any(_names_measure(slot) or marks(slot.text).act.codes for slot in others):
        return None
    return marks(row[0].text).measure.codes[0] if _names_measure(row[0]) else None


def _names_measure(slot: Slot) -> bool:
    return not slot.is_figure and bool(marks(slot.text).measure.codes)


def _acts(row: Row) -> list[Slot]:
    """The acts that a row without figures names over columns of their own."""
    names = [slot for slot in row[1:] if not slot.is_blank]
    if not all(not slot.is_figure and slot.first and marks(slot.text).act.codes for slot in names):
        return []
    return [] if marks(row[0].text).act.codes else names
