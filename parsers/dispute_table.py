"""The table of disputes: reviews and two kinds of lawsuits by five outcomes, in one row or in many."""

from collections.abc import Sequence

from gongkai import codebook
from parsers.heads import BY_ORDER
from parsers.layout import Slot
from parsers.match import matcher
from parsers.request_table import Found

OUTCOMES = tuple(entry.code for entry in codebook.measures("disputes", "2021"))
KINDS = tuple(entry.code for entry in codebook.items("disputes", "2021"))
LITIGATION = "行政诉讼"

_kind = matcher("disputes", "item")
_outcome = matcher("disputes", "measure")


def is_label(slot: Slot) -> bool:
    """Whether a cell is one of the table's own labels; 总计 alone is anybody's."""
    return bool(_kind(slot.text)) or slot.words == LITIGATION or bool(set(_outcome(slot.text)) - {"total"})


def read_disputes(rows: Sequence[Sequence[Slot]]) -> list[Found]:
    """The three kinds of disputes, each with its outcomes, wherever their labels stand."""
    cells: dict[tuple[str, str], Slot] = {}
    above: dict[int, list[Slot]] = {}
    whole: list[Slot] | None = None
    for row in rows:
        labels = [slot for slot in row if not slot.is_blank and not slot.is_figure]
        figures = [slot for slot in row if slot.is_figure]
        if (above and figures and not all(slot.is_blank for slot in figures)) or (above and not labels):
            for slot in figures:
                left = [label for label in labels if label.start < slot.start]
                path = _path(above.get(slot.start, ()), left)
                if path is not None:
                    cells.setdefault(path, slot)
            if whole is None and not labels and len(figures) == len(KINDS) * len(OUTCOMES):
                whole = figures
        for slot in labels:
            for place in range(slot.start, slot.end + 1):
                above.setdefault(place, []).append(slot)
    note = None
    if len(cells) < len(KINDS) * len(OUTCOMES) and whole is not None:
        names = [(kind, outcome) for kind in KINDS for outcome in OUTCOMES]
        cells, note = dict(zip(names, whole, strict=True)), BY_ORDER
    return [
        Found(kind, next(iter(own.values())), own, note)
        for kind in KINDS
        if (own := {outcome: slot for (k, outcome), slot in cells.items() if k == kind})
    ]


def _path(above: Sequence[Slot], left: Sequence[Slot]) -> tuple[str, str] | None:
    """Kind and outcome from the labels over a cell and left of it, the nearest first."""
    nearest = [*reversed(left), *reversed(above)]
    kinds = [code for slot in nearest for code in _kind(slot.text)]
    outcomes = [code for slot in nearest for code in _outcome(slot.text)]
    return (kinds[0], outcomes[0]) if kinds and outcomes else None
