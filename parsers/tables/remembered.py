"""The tables that are known, by what stands round them and their words: where the figures of each stand."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from gongkai.columns import Shared
from gongkai.records import Edition, Form
from parsers.document import Grid
from parsers.picker import Picker, picker
from parsers.tables.cells import Kind
from parsers.tables.rows_of_years import names_year

LIMIT = 256
"""Tables remembered at a time; each office may print its own."""

DIGITS = 10
"""Digits of the longest plain number, before its point."""
_NUMBER = re.compile(rf"[+-]?[0-9]{{1,{DIGITS}}}(?:\.[0-9]{{1,6}})?")
_BEGINNINGS = frozenset("+-0123456789")

Over = tuple[bool, str | None]
"""What the line over a table says: whether it names the form, and a unit of money."""
ReadAs = tuple[Kind, str | None]
"""The kind of a figure, and what it is counted in."""


class Part(NamedTuple):
    """What a table has of one form, which is all of it: of its figures, in the form's order, what they count
    and where they stand (the columns that all such tables share), what picks their texts from those of the
    table row by row, and as what each is read; `scaled` are the numbers of those that are more than bare
    counts."""

    form: Form
    edition: Edition
    shared: Shared
    pick: Picker
    read_as: tuple[ReadAs, ...]
    scaled: tuple[int, ...]


class Table(NamedTuple):
    """A known table: its parts in the order of FORMS, and the form that its last rows speak of."""

    parts: tuple[Part, ...]
    last: Form


class Setting(NamedTuple):
    """All that the reading of a table hangs on besides its words and figures: the form of the table above,
    the edition of the forms so far, the line over it, and its spans."""

    above: Form | None
    edition: Edition | None
    over: Over
    origins: tuple[tuple[int, ...], ...]


class _Pattern(NamedTuple):
    """Tables of one setting that have words in the same places and figures in all others; and the places of
    the figures that begin a row."""

    words: tuple[int, ...]
    pick: Picker
    beginnings: tuple[int, ...]
    tables: dict[tuple[str, ...], Table]


_known: dict[Setting, list[_Pattern]] = {}


def find(setting: Setting, texts: Sequence[str]) -> Table | None:
    """The known table that has the words of some texts. Of one with rows beside years there is none: which of
    them are read hangs on the title of the page."""
    for pattern in _known.get(setting, ()):
        table = pattern.tables.get(pattern.pick(texts))
        if table is not None:
            return None if any(names_year(texts[place]) for place in pattern.beginnings) else table
    return None


def keep(found: Sequence[tuple[Setting, Grid, Table]]) -> None:
    """Know the tables of a page from now on; none of those before, if there are too many."""
    if sum(len(one.tables) for patterns in _known.values() for one in patterns) + len(found) > LIMIT:
        forget()
    for setting, grid, table in found:
        texts = texts_of(grid)
        pattern = _pattern(setting, grid, texts)
        pattern.tables[pattern.pick(texts)] = table


def _pattern(setting: Setting, grid: Grid, texts: Sequence[str]) -> _Pattern:
    """The pattern of a table, a new one where it is the first."""
    first: dict[int, int] = {}
    for place, origin in enumerate(chain.from_iterable(grid.origins)):
        first.setdefault(origin, place)
    words = tuple(place for place in first.values() if not is_number(texts[place]))
    patterns = _known.setdefault(setting, [])
    for pattern in patterns:
        if pattern.words == words:
            return pattern
    beginnings = tuple(place for place in range(0, len(texts), grid.width) if is_number(texts[place]))
    patterns.append(_Pattern(words, picker(words), beginnings, {}))
    return patterns[-1]


def forget() -> None:
    """Know no table any more."""
    _known.clear()


def texts_of(grid: Grid) -> list[str]:
    """The texts of a table row by row."""
    return [*chain.from_iterable(grid.texts)]


def is_number(text: str) -> bool:
    """Whether a text is a plain number: digits, perhaps a sign before or decimals behind them."""
    if text.isdecimal() and text.isascii():  # most are
        return len(text) <= DIGITS
    return text[:1] in _BEGINNINGS and _NUMBER.fullmatch(text) is not None
