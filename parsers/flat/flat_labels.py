"""Pieces of text -> what each is to one form: label of a row, head of a column, group, unit, figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from gongkai import codebook
from gongkai.records import Form
from parsers.editions import FORM_EDITIONS, geometry, vocabulary
from parsers.flat.flat_text import Piece
from parsers.labels import fold, key
from parsers.tables.cells import money_unit_of
from parsers.tables.marks import APPLICANT_GROUPS, CONTENT
from parsers.tables.match import SHORT, matcher
from parsers.tables.request_table import NEWER_ROWS
from parsers.tables.statistics_table import UNITS

Kind = Literal["item", "head", "group", "unit", "figure", "text", "rest"]

_LABEL_PIECES = 12
_LABEL_LENGTH = 90
"""Pieces and characters of the longest label with its notes; more is a sentence."""

TEXT_LENGTH = 60
"""Characters of the longest words without a space that may stand in a table and be none of the form's."""

_OTHER_HEADS: Mapping[Form, tuple[str, ...]] = {
    "disclosure": (CONTENT, *(a.heading for e in FORM_EDITIONS["disclosure"] for a in geometry(e).article)),
    "requests": tuple(APPLICANT_GROUPS),
    "disputes": ("行政诉讼",),
    "statistics": ("统计指标", "指标名称", "单位", "计量单位"),
}


@dataclass(slots=True)
class Mark:
    """What some pieces are: an item's label, a head (a measure, or words that stand over columns), a group of
    rows, a unit, a figure, the rest of a label that goes on behind its figures, or other text. A word may be
    an item in one place and a measure in another (其他, 总计)."""

    kind: Kind
    pieces: Sequence[Piece]
    items: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its words as printed."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def is_sentence(self) -> bool:
        """Whether it is running text, which belongs to no table."""
        return self.kind == "text" and (len(self.text) > TEXT_LENGTH or "。" in self.text)


@dataclass(frozen=True, slots=True)
class _Words:
    """The labels of one form by their words, and the beginnings of all of them."""

    items: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, tuple[str, ...]]
    heads: frozenset[str]
    groups: frozenset[str]
    starts: frozenset[str]


@cache
def _words_of(form: Form) -> _Words:
    items, measures = vocabulary(form, "item"), vocabulary(form, "measure")
    heads = frozenset(map(key, _OTHER_HEADS[form]))
    parents = frozenset(
        key(part)
        for edition in FORM_EDITIONS[form]
        for entry in codebook.items(form, edition)
        for part in entry.parent
    )
    groups = parents - items.keys()
    whole = {*items, *measures, *heads, *groups}
    starts = frozenset(label[:end] for label in whole for end in range(1, len(label) + 1))
    return _Words(items, measures, heads, groups, starts)


def marks_of(form: Form, pieces: Sequence[Piece]) -> list[Mark]:
    """The pieces as marks of one form, in their order."""
    words = _words_of(form)
    found: list[Mark] = []
    rests: set[int] = set()
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if at in rests:
            mark = Mark("rest", [piece])
        elif form == "statistics" and (unit := _unit(pieces, at)):
            mark = unit
        elif piece.is_figure:
            mark = Mark("figure", [piece])
        else:
            in_table = bool(found) and found[-1].kind != "text"
            mark = (
                _cut(words, pieces, at, rests)
                or _exact(words, pieces, at)
                or (_near(form, pieces, at) if in_table else None)
                or Mark("text", [piece])
            )
        found.append(mark)
        at += len(mark.pieces)
        if mark.kind == "text" and piece.text.endswith("无") and (none := _with_none(words, piece)):
            found[-1:] = none
    return _of_one_edition(found)


def _with_none(words: _Words, piece: Piece) -> list[Mark]:
    """A label and the 无 that no space parts from it."""
    label = _exact(words, [replace(piece, text=piece.text[:-1])], 0)
    place = piece.offset + len(piece.text) - 1
    return [label, Mark("figure", [replace(piece, text="无", offset=place, is_figure=True)])] if label else []


def is_fragment(form: Form, mark: Mark) -> bool:
    """Whether a text is a piece of a group's label, which prints run from top to bottom beside the rows."""
    words = key(mark.text)
    return form == "requests" and any(words in group for group in _words_of(form).groups)


def _unit(pieces: Sequence[Piece], at: int) -> Mark | None:
    """The unit of an indicator, in one piece or in two (万 元), or the strokes that stand for one."""
    for count in (2, 1):
        folded = fold("".join(piece.text for piece in pieces[at : at + count]))
        if (
            folded in UNITS
            or money_unit_of(folded)
            or (count == 1 and len(folded) > 1 and not folded.strip("-"))
        ):
            return Mark("unit", pieces[at : at + count])
    return None


def _exact(words: _Words, pieces: Sequence[Piece], at: int) -> Mark | None:
    """The longest label that begins with a piece, over as many pieces and lines as it takes."""
    best: Mark | None = None
    text = ""
    for end in range(at, min(at + _LABEL_PIECES, len(pieces))):
        text += pieces[end].text
        if len(text) > _LABEL_LENGTH or (pieces[end].is_figure and pieces[end].text != "/"):
            break
        label = key(text)
        if pieces[end].is_figure:  # 本 年 增 / 减
            continue
        if label in words.items or label in words.measures:
            items, measures = words.items.get(label, ()), words.measures.get(label, ())
            best = Mark("item" if items else "head", pieces[at : end + 1], items, measures)
        elif label in words.heads or label in words.groups:
            best = Mark("head" if label in words.heads else "group", pieces[at : end + 1])
        elif label and label not in words.starts:
            break
    return best


def _cut(words: _Words, pieces: Sequence[Piece], at: int, rests: set[int]) -> Mark | None:
    """A label that goes on in the line below its figures, as programs read wrapped cells of PDF files; the
    numbers of the pieces of its rest are put into `rests`."""
    end = at
    text = ""
    while end < len(pieces) and not pieces[end].is_figure and key(text + pieces[end].text) in words.starts:
        text += pieces[end].text
        end += 1
    after = end
    while after < len(pieces) and pieces[after].is_figure:
        after += 1
    if not text or not end < after < len(pieces) or pieces[after].line == pieces[after - 1].line:
        return None
    for last in range(after, min(after + _LABEL_PIECES, len(pieces))):
        text += pieces[last].text
        if pieces[last].is_figure or len(text) > _LABEL_LENGTH or key(text) not in words.starts:
            return None
        if key(text) in words.items:
            rests.update(range(after, last + 1))
            return Mark("item", pieces[at:end], words.items[key(text)])
    return None


def _near(form: Form, pieces: Sequence[Piece], at: int) -> Mark | None:
    """A label with characters missing or added: of a row, before a figure or a unit, or of a column."""
    text = ""
    for end in range(at, min(at + _LABEL_PIECES, len(pieces) - 1)):
        text += pieces[end].text
        if pieces[end].is_figure or len(text) > _LABEL_LENGTH:
            return None
        if pieces[end + 1].is_figure or (form == "statistics" and _unit(pieces, end + 1)):
            return _nearest(form, "item", text, pieces[at : end + 1])
        if end == at and (head := _nearest(form, "measure", text, pieces[at : at + 1])):
            return head
        if end == at and form == "disputes":  # its items stand over columns
            return _nearest(form, "item", text, pieces[at : at + 1])
    return None


def _nearest(form: Form, kind: Literal["item", "measure"], text: str, pieces: Sequence[Piece]) -> Mark | None:
    length = len(key(text))
    if text[-1].isdigit() or text[-1] == "无":  # a figure that could not be parted from it
        return None
    codes = matcher(form, kind)(text) if SHORT <= length <= _LABEL_LENGTH else ()
    if not any(
        own == codes and abs(len(label) - length) <= SHORT for label, own in vocabulary(form, kind).items()
    ):
        return None
    return Mark("item", pieces, codes) if kind == "item" else Mark("head", pieces, (), codes)


def _of_one_edition(marks: list[Mark]) -> list[Mark]:
    """The marks, with （六）其他处理 as the group that it is where the rows under it are there."""
    if any(mark.items and set(mark.items) <= NEWER_ROWS and not mark.measures for mark in marks):
        for mark in marks:
            if mark.items == ("other",):
                mark.kind, mark.items = "group", ()
    return marks
