"""Column heads over rows of figures: which code stands over which cell, by place, else by order."""

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.layout import Slot
from parsers.match import Matcher

BY_ORDER = "columns by order"


@dataclass(frozen=True, slots=True)
class Head:
    """The lowest head over one or more columns. `codes` is () for a column that belongs to no code."""

    codes: tuple[str, ...]
    start: int
    text: str

    @property
    def code(self) -> str | None:
        """The code, None for a column of no code."""
        return self.codes[0] if self.codes else None


def read_heads(rows: Sequence[Sequence[Slot]], match: Matcher, groups: frozenset[str]) -> list[Head]:
    """Lowest heads from left to right, from the first column with a known label on. `groups` are words that
    stand over several columns and are no head of one."""
    lowest: dict[int, Slot] = {}
    for row in rows:
        for slot in row:
            if not slot.is_blank and slot.words not in groups:
                for place in range(slot.start, slot.end + 1):
                    lowest[place] = slot
    heads: list[Head] = []
    seen: list[Slot] = []
    for place in sorted(lowest):
        slot = lowest[place]
        if any(slot is other for other in seen):
            continue
        seen.append(slot)
        heads.append(Head(match(slot.text), place, slot.text))
    while heads and not heads[0].codes:
        heads.pop(0)
    return heads


def complete(heads: Sequence[Head], forms: Sequence[tuple[str, ...]]) -> tuple[list[str | None], bool]:
    """Codes of the heads; lost or cut ones filled in where one form alone has these columns in this order.

    Returns the codes and whether any was filled in by order.
    """
    codes = [head.code for head in heads]
    unknown = [place for place, code in enumerate(codes) if code is None]
    if not unknown or len(unknown) == len(codes):
        return codes, False
    fitting = [
        form
        for form in forms
        if len(form) == len(codes) and all(c is None or c == f for c, f in zip(codes, form, strict=True))
    ]
    if len(fitting) != 1:
        return codes, False
    return list(fitting[0]), True


def window(rows: Sequence[Sequence[Slot]], heads: Sequence[Head]) -> int | None:
    """Where, in rows with more cells than heads, the figures begin: the one offset outside of which all rows
    are blank, or that agrees with the places of the heads. None where that has no answer."""
    width = len(heads)
    extra = {len(row) - width for row in rows}
    if len(extra) != 1 or min(extra) <= 0:
        return None
    offsets = []
    for offset in range(min(extra) + 1):
        outside = (slot for row in rows for n, slot in enumerate(row) if not offset <= n < offset + width)
        if all(slot.is_blank for slot in outside):
            offsets.append(offset)
    if len(offsets) <= 1:
        return offsets[0] if offsets else None
    placed = [
        o for o in offsets if all(row[o + n].start == h.start for row in rows for n, h in enumerate(heads))
    ]
    return placed[0] if len(placed) == 1 else None
