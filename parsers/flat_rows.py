"""Pieces of text -> rows of one form: a label, and the figures that stand by it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from gongkai import codebook
from gongkai.records import Form
from parsers.cells import read_cell
from parsers.editions import FORM_EDITIONS, vocabulary
from parsers.flat_text import Piece
from parsers.labels import fold, key
from parsers.marks import APPLICANT_GROUPS, CONTENT
from parsers.match import SHORT, matcher
from parsers.statistics_table import UNITS

Kind = Literal["item", "head", "group", "unit", "figure", "text"]

_LABEL_PIECES = 12
_LABEL_LENGTH = 90
"""Characters and pieces of the longest label with its notes; more is a sentence."""

_OTHER_HEADS: Mapping[Form, tuple[str, ...]] = {
    "disclosure": (CONTENT,),
    "requests": tuple(APPLICANT_GROUPS),
    "disputes": ("行政诉讼",),
    "statistics": ("统计指标", "指标名称", "单位", "计量单位"),
}


@dataclass(slots=True)
class Mark:
    """What some pieces are: an item's label, a head (a measure, or words that stand over columns), a group of
    rows, a figure, or other text. A word may be an item in one place and a head in another (其他, 总计)."""

    kind: Kind
    pieces: Sequence[Piece]
    items: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words as printed."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Row:
    """One row as the text has it. `cut` says that words which are none of the form's follow its figures in
    their line, as in a sentence."""

    items: tuple[str, ...]
    label: Piece
    figures: list[Piece] = field(default_factory=list)
    heads: tuple[Mark, ...] = ()  # heads that stand between it and the row before
    cut: bool = False
    stray: bool = False  # figures that belong to no label follow it
    unit: Piece | None = None  # printed between label and figure


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of one form by their words."""

    items: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, tuple[str, ...]]
    heads: frozenset[str]
    groups: frozenset[str]
    starts: frozenset[str]
    """Beginnings of all of them."""


@cache
def words_of(form: Form) -> Words:
    """The words of a form."""
    items, measures = vocabulary(form, "item"), vocabulary(form, "measure")
    heads = frozenset(map(key, _OTHER_HEADS[form]))
    groups = (
        frozenset(
            key(part)
            for edition in FORM_EDITIONS[form]
            for entry in codebook.items(form, edition)
            for part in entry.parent
        )
        - items.keys()
    )
    whole = {*items, *measures, *heads, *groups}
    starts = frozenset(label[:end] for label in whole for end in range(1, len(label) + 1))
    return Words(items, measures, heads, groups, starts)


def marks_of(form: Form, pieces: Sequence[Piece]) -> list[Mark]:
    """The pieces as marks of one form."""
    words = words_of(form)
    found: list[Mark] = []
    at = 0
    while at < len(pieces):
        if form == "statistics" and _is_unit(fold(pieces[at].text)):
            found.append(Mark("unit", pieces[at : at + 1]))
        elif pieces[at].is_figure:
            found.append(Mark("figure", pieces[at : at + 1]))
        else:
            found.append(
                _exact(words, pieces, at) or _near(form, pieces, at) or Mark("text", pieces[at : at + 1])
            )
        at += len(found[-1].pieces)
    return found


def _is_unit(folded: str) -> bool:
    """Whether a piece is the unit of an indicator, or the strokes that stand for one."""
    return folded in UNITS or (len(folded) > 1 and not folded.strip("-"))


def _exact(words: Words, pieces: Sequence[Piece], at: int) -> Mark | None:
    """The longest label that begins with a piece, over as many pieces and lines as it takes."""
    best: Mark | None = None
    text = ""
    for end in range(at, min(at + _LABEL_PIECES, len(pieces))):
        text += pieces[end].text
        if pieces[end].is_figure or len(text) > _LABEL_LENGTH:
            break
        label = key(text)
        if label in words.items or label in words.measures:
            items, measures = words.items.get(label, ()), words.measures.get(label, ())
            best = Mark("item" if items else "head", pieces[at : end + 1], items, measures)
        elif label in words.heads or label in words.groups:
            best = Mark("head" if label in words.heads else "group", pieces[at : end + 1])
        elif label and label not in words.starts:
            break
    return best


def _near(form: Form, pieces: Sequence[Piece], at: int) -> Mark | None:
    """A label with characters missing or added, if a figure follows it."""
    text = ""
    for end in range(at, min(at + _LABEL_PIECES, len(pieces) - 1)):
        text += pieces[end].text
        if pieces[end].is_figure or len(text) > _LABEL_LENGTH:
            break
        if pieces[end + 1].is_figure and len(label := key(text)) >= SHORT:
            items = matcher(form, "item")(text)
            if items and any(
                codes == items and abs(len(own) - len(label)) <= SHORT
                for own, codes in vocabulary(form, "item").items()
            ):
                return Mark("item", pieces[at : end + 1], items)
            break
    return None


def table_rows(form: Form, marks: Sequence[Mark]) -> list[tuple[str, Row]]:
    """The rows of the form's table with their items, in the order of the form.

    Figures follow their label, as a rule. Where they stand before the label of the first row and none behind
    the label of the last, they may precede it, or a row before has lost its label and the last one is blank:
    only if the first row is the form's first, there is no room for such a row. What cannot be decided so is
    told as rows without figures, and those as astray.
    """
    run = _longest_run(form, _rows_of(form, marks))
    before = _before(marks, run[0][1]) if run else None
    if before is None or (before.kind == "text" and run[-1][1].figures):
        return run
    if before.kind == "text" or run[-1][1].figures or _ranks(form)[run[0][0]]:
        return [(item, replace(row, figures=[], stray=True)) for item, row in run]
    return _longest_run(form, _rows_of(form, list(_turned(marks))))


def has_strays(rows: Iterable[Row]) -> bool:
    """Whether figures of a table stand away from their labels, so that a label without any may not be blank."""
    return any(row.stray for row in rows)


def _before(marks: Sequence[Mark], row: Row) -> Mark | None:
    """What stands before the figures that precede the label of a row; None where none precede it."""
    at = next(place for place, mark in enumerate(marks) if mark.pieces[0] is row.label)
    before = at
    while before and marks[before - 1].kind == "figure" and marks[before - 1].text.strip("-—"):
        before -= 1
    return marks[before - 1] if 0 < before < at else None


def _turned(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks with each row's figures behind its label."""
    waiting: list[Mark] = []
    for mark in marks:
        if mark.kind == "figure":
            waiting.append(mark)
        else:
            yield mark
            if mark.kind != "unit" and mark.kind not in ("head", "group"):
                yield from waiting
                waiting = []
    yield from waiting


def _rows_of(form: Form, marks: Sequence[Mark]) -> list[Row]:
    """The rows in the order of the text: labels with the figures up to the next mark that ends the row."""
    rows: list[Row] = []
    heads: list[Mark] = []
    is_open = False
    last: Mark | None = None
    for place, mark in enumerate(marks):
        following = marks[place + 1] if place + 1 < len(marks) else None
        if mark.kind == "item" and not _is_head(mark, following):
            rows.append(Row(mark.items, mark.pieces[0], heads=tuple(heads)))
            heads, is_open = [], True
        elif mark.kind in ("item", "head"):
            heads.append(mark)
            # Heads of the requests are repeated where a page of the print ends, in the midst of a row too.
            is_open = is_open and form == "requests"
        elif mark.kind == "figure":
            if is_open:
                rows[-1].figures.append(mark.pieces[0])
            elif rows and read_cell(mark.pieces[0].text).state != "dash":
                rows[-1].stray = True
        elif mark.kind == "unit":
            if is_open and rows[-1].unit is None:
                rows[-1].unit = mark.pieces[0]
            elif is_open and mark.pieces[0].is_figure:  # a dash of several strokes
                rows[-1].figures.append(mark.pieces[0])
        elif mark.kind == "group" or not _is_fragment(form, mark):
            if is_open and last is not None and last.kind == "figure":
                rows[-1].cut = last.pieces[0].line == mark.pieces[0].line and mark.kind == "text"
            is_open = False
        last = mark
    return rows


def _is_head(mark: Mark, following: Mark | None) -> bool:
    """Whether a word that may be item or measure (其他, 总计) is a measure: without number and figure."""
    numbered = key(mark.text) != "".join(mark.text.split())
    return bool(mark.measures) and not numbered and (following is None or following.kind != "figure")


def _is_fragment(form: Form, mark: Mark) -> bool:
    """Whether a text is a piece of a group's label, which prints run from top to bottom beside the rows."""
    words = key(mark.text)
    return form == "requests" and any(words in group for group in words_of(form).groups)


def _longest_run(form: Form, rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """The rows of the form's table: of several runs the one with most figures, else with most labels."""
    runs = _runs(form, rows)
    return max(runs, key=lambda run: (sum(bool(row.figures) for _, row in run), len(run)), default=[])


def _runs(form: Form, rows: Sequence[Row]) -> Iterator[list[tuple[str, Row]]]:
    """Rows that follow one another in the order of the form, with the code that their place in it decides."""
    run: list[tuple[str, Row]] = []
    ranks = _ranks(form)
    for row in rows:
        if row.cut:
            continue
        last = ranks[run[-1][0]] if run else -1
        item = next((code for code in row.items if ranks[code] > last), None)
        if item is None:
            item = row.items[0]
            if run[-1][0] == item and not run[-1][1].figures:
                run.pop()
            else:
                yield run
                run = []
        run.append((item, row))
    if run:
        yield run


@cache
def _ranks(form: Form) -> dict[str, int]:
    """Place of each item in the form; of the two editions, the newer one's rows stand where they are read."""
    codes = [entry.code for entry in codebook.entries() if entry.form == form and entry.kind == "item"]
    return {code: rank for rank, code in enumerate(codes)}
