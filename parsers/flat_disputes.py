"""The disputes of a text: fifteen figures under heads of two levels, or three rows of five."""

from collections.abc import Sequence

from gongkai.records import Edition
from parsers.dispute_table import KINDS, OUTCOMES
from parsers.flat_cells import FlatTable, Place, is_contradicted
from parsers.flat_inference import Band, place_by_sums
from parsers.flat_rows import Mark
from parsers.flat_text import Piece
from parsers.found import BY_ORDER

FEWEST_HEADS = 4
"""Outcomes named one after another below which a text holds no table of disputes."""

Group = tuple[list[Mark], list[Piece]]
"""Labels, and the figures that follow them."""

PATHS = tuple((kind, outcome) for kind in KINDS for outcome in OUTCOMES)


def read_disputes(marks: Sequence[Mark], edition: Edition | None) -> FlatTable | None:
    """The table, or None where the text has none. `edition` is the one of the page's other tables."""
    groups = _groups(marks)
    if not groups:
        return None
    table = FlatTable("disputes", edition or "2021")
    placed = _placed(groups)
    figures = [piece for _, own in groups for piece in own]
    label = groups[0][0][0].pieces[0]
    for kind in KINDS:
        own = {outcome: piece for (of, outcome), piece in placed.items() if of == kind}
        if own and not is_contradicted(own):
            table.place(kind, {outcome: Place(piece, piece.text, BY_ORDER) for outcome, piece in own.items()})
        elif figures:
            table.leave(kind, label, list(own.values()) or figures, _why(len(figures)))
        else:
            table.place(kind, {outcome: Place(label, "") for outcome in OUTCOMES})
    if figures and not placed:
        place_by_sums(table, [Band(label, PATHS, figures)])
    return table


def _groups(marks: Sequence[Mark]) -> list[Group]:
    """Labels and figures by turns, from the first place in the text that names enough outcomes."""
    groups: list[Group] = []
    for mark in [*marks, Mark("text", ())]:
        if mark.kind == "text":
            if _outcomes(groups) >= FEWEST_HEADS:
                return groups
            groups = []
        elif mark.kind == "figure":
            if groups:
                groups[-1][1].append(mark.pieces[0])
        elif groups and not groups[-1][1]:
            groups[-1][0].append(mark)
        else:
            groups.append(([mark], []))
    return []


def _outcomes(groups: Sequence[Group]) -> int:
    return len({code for labels, _ in groups for mark in labels for code in mark.measures} - {"total"})


def _placed(groups: Sequence[Group]) -> dict[tuple[str, str], Piece]:
    """Cells of a text that tells each: one row of fifteen in the order of the form."""
    counts = [len(own) for _, own in groups if own]
    pieces = [piece for _, own in groups for piece in own]
    if counts == [len(PATHS)] and _in_order(groups[0][0]):
        return dict(zip(PATHS, pieces, strict=True))
    return {}


def _in_order(labels: Sequence[Mark]) -> bool:
    """Whether the outcomes are named in the form's order."""
    told = [code for mark in labels for code in mark.measures]
    return all(code == OUTCOMES[place % len(OUTCOMES)] for place, code in enumerate(told))


def _why(figures: int) -> str:
    if figures == len(PATHS):
        return "figures in this order are at odds with their sum"
    return f"{figures} for {len(PATHS)} columns"
