"""The disputes of a text: fifteen figures under heads of two levels, or three rows of five."""

from collections.abc import Iterator, Sequence

from gongkai.records import Edition
from parsers.flat.flat_cells import FlatTable, Path, Place, is_contradicted
from parsers.flat.flat_inference import Band, place_by_sums
from parsers.flat.flat_labels import Mark
from parsers.flat.flat_text import Piece
from parsers.tables.dispute_table import KINDS, OUTCOMES
from parsers.tables.found import BY_ORDER

FEWEST_HEADS = 4
"""Outcomes named one after another below which a text holds no table of disputes."""

_LABEL_LENGTH = 8
"""Characters of the longest label of the table (未经复议直接起诉)."""

Group = tuple[list[Mark], list[Piece]]
"""Labels, and the figures that follow them."""

PATHS: tuple[Path, ...] = tuple((kind, outcome) for kind in KINDS for outcome in OUTCOMES)


def read_disputes(marks: Sequence[Mark], edition: Edition | None) -> FlatTable | None:
    """The table, or None where the text has none. `edition` is the one of the page's other tables."""
    groups = _groups(marks)
    if not groups:
        return None
    label = groups[0][0][0].pieces[0]
    figures = [piece for _, own in groups for piece in own]
    table = FlatTable("disputes", edition or "2021", label, (figures or groups[-1][0][-1].pieces)[-1])
    bands = _bands(groups) if figures else [Band(label, PATHS, ())]
    placed = {path: piece for band in bands if band.is_full for path, piece in _pairs(band)}
    for kind in KINDS:
        own = {outcome: placed[kind, outcome] for outcome in OUTCOMES if (kind, outcome) in placed}
        if not figures:
            table.place(kind, {outcome: Place(label, "") for outcome in OUTCOMES})
        elif len(own) == len(OUTCOMES) and not is_contradicted(own):
            table.place(kind, {outcome: Place(piece, piece.text, BY_ORDER) for outcome, piece in own.items()})
        else:
            rest = [
                p for b in bands if any(of == kind for of, _ in b.paths) for p in b.figures or ()
            ] or figures
            table.leave(kind, label, rest, _why(len(rest)))
    if any(band.is_short for band in bands):
        place_by_sums(table, _covering(label, bands))
    return table


def _pairs(band: Band) -> Iterator[tuple[Path, Piece]]:
    return zip(band.paths, band.figures or (), strict=True)


def _groups(marks: Sequence[Mark]) -> list[Group]:
    """Labels and figures by turns, from the first place in the text that names enough outcomes."""
    groups: list[Group] = []
    for mark in [*marks, Mark("text", ())]:
        if mark.kind == "text":
            if mark.pieces and groups and not groups[-1][1] and len(mark.text) <= _LABEL_LENGTH:
                continue  # a label that cannot be read
            if _outcomes(groups) >= FEWEST_HEADS:
                return groups
            groups = []
        elif mark.kind == "figure":
            if groups and (mark.text or groups[-1][1]):
                groups[-1][1].append(mark.pieces[0])
        elif groups and not groups[-1][1]:
            groups[-1][0].append(mark)
        else:
            groups.append(([mark], []))
    return []


def _outcomes(groups: Sequence[Group]) -> int:
    return len({code for labels, _ in groups for mark in labels for code in mark.measures} - {"total"})


def _bands(groups: Sequence[Group]) -> list[Band]:
    """The rows of figures with the cells that their labels name: all fifteen, those of one or two kinds, one
    outcome of the kind named last, or one outcome of each kind. A group whose labels do not tell is one of
    fifteen, if nothing else is."""
    bands: list[Band] = []
    kind = None
    for labels, figures in groups:
        kinds = [code for mark in labels for code in mark.items]
        outcomes = [code for mark in labels for code in mark.measures]
        kind = kinds[-1] if kinds else kind
        paths: Sequence[Path] = ()
        if labels[-1].measures and len(figures) == 1 and kind:
            paths = [(kind, outcomes[-1])]
        elif labels[-1].items and len(figures) <= len(OUTCOMES) and (bands or _in_order(outcomes)):
            paths = [(kinds[-1], outcome) for outcome in OUTCOMES]
        elif len(outcomes) == 1 and len(figures) == len(KINDS):
            paths = [(each, outcomes[0]) for each in KINDS]
        elif _in_order(outcomes):
            whole = len(outcomes) > 2 * len(OUTCOMES) or not kinds
            paths = [(each, outcome) for each in (KINDS if whole else kinds) for outcome in OUTCOMES]
        if len(figures) != len(paths):
            figures = [piece for piece in figures if piece.text]
        if figures and paths and len(figures) <= len(paths):
            bands.append(Band(labels[0].pieces[0], tuple(paths), figures))
    told = [path for band in bands for path in band.paths]
    return bands if len(set(told)) == len(told) else []


def _in_order(outcomes: Sequence[str]) -> bool:
    """Whether the outcomes are named in the form's order."""
    return all(code == OUTCOMES[place % len(OUTCOMES)] for place, code in enumerate(outcomes))


def _covering(label: Piece, bands: Sequence[Band]) -> list[Band]:
    """The bands, and one of figures not known for the cells that none of them covers."""
    covered = {path for band in bands for path in band.paths}
    rest = tuple(path for path in PATHS if path not in covered)
    return [*bands, Band(label, rest, None)] if rest else list(bands)


def _why(figures: int) -> str:
    if figures == len(PATHS):
        return "figures in this order are at odds with their sum"
    return f"{figures} for {len(PATHS)} columns"
