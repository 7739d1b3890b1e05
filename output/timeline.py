"""What is known of units year by year, as numbers: the best entry for each year, and the gaps between."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

UNKNOWN = 1 << 15
"""Stands for a year that is not known: it comes behind all others."""
STATES = ("read", "partial", "no_figures", "failed", "missing")
"""The better one first: of several pages of a unit on one year the best one counts."""
MISSING = STATES.index("missing")

_Numbers = npt.NDArray[np.int64]


class Texts:
    """Texts by number, each once."""

    def __init__(self) -> None:
        self._texts: list[str | None] = []
        self._numbers: dict[str | None, int] = {}

    def __getitem__(self, number: int) -> str | None:
        return self._texts[number]

    def number(self, text: str | None) -> int:
        """That of one."""
        if text not in self._numbers:
            self._numbers[text] = len(self._texts)
            self._texts.append(text)
        return self._numbers[text]

    def numbers(self, codes: _Numbers, text: Callable[[int], str | None]) -> _Numbers:
        """The numbers of what `text` says of codes; it is asked once for each code that there is."""
        found, which = np.unique(codes, return_inverse=True)
        return np.array([self.number(text(code)) for code in found.tolist()], np.int64)[which]

    def ranks(self) -> _Numbers:
        """By number the place that a text has among all in their order."""
        texts = [text or "" for text in self._texts]
        ranks = np.empty(len(texts), np.int64)
        ranks[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
        return ranks

    def column(self) -> pa.StringArray:
        """All by number."""
        return pa.array(self._texts, pa.string())


class Line(NamedTuple):
    """An entry: numbers of its place, unit and reason; year, and state by its place in STATES."""

    place: int
    unit: int
    year: int
    state: int
    reason: int


class Lines(NamedTuple):
    """Many of them, column by column."""

    place: _Numbers
    unit: _Numbers
    year: _Numbers
    state: _Numbers
    reason: _Numbers

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Lines":
        """Some that were made one by one."""
        return cls(*np.array([*lines], np.int64).reshape(-1, len(cls._fields)).T)

    def at(self, which: _Numbers | npt.NDArray[np.bool_]) -> "Lines":
        """Some of them."""
        return Lines(*(column[which] for column in self))

    def followed_by(self, others: "Lines") -> "Lines":
        """These and then those."""
        return Lines(*map(np.concatenate, zip(self, others, strict=True)))


def best(lines: Lines, ranks: _Numbers) -> Lines:
    """One for each unit of a place and year, by places, `ranks` of units, and years: that of the best state,
    the first one of several."""
    lines = lines.at(np.lexsort((lines.state, lines.year, ranks[lines.unit], lines.place)))
    differs = np.ones(len(lines.place), bool)
    differs[1:] = np.any([column[1:] != column[:-1] for column in lines[:3]], axis=0)
    return lines.at(differs)


def filled(lines: Lines, last: _Numbers, reasons: Texts, why: Callable[[int, int], str]) -> Lines:
    """The best lines, and a missing one for each year between two of a unit, and after its last one up to the
    `last` year of its place. `why` gives the reason from the years before and after, UNKNOWN for none."""
    same = (lines.place[1:] == lines.place[:-1]) & (lines.unit[1:] == lines.unit[:-1])
    goes_on = np.append(same & (lines.year[1:] != UNKNOWN), False)
    after = np.where(goes_on, np.append(lines.year[1:], UNKNOWN), UNKNOWN)
    end = np.where(goes_on, after, last[lines.place] + 1)
    counts = np.where(lines.year == UNKNOWN, 1, np.maximum(end - lines.year, 1))
    found = lines.at(np.repeat(np.arange(len(counts)), counts))
    since = np.arange(len(found.year)) - np.repeat(np.cumsum(counts) - counts, counts)
    gap = since > 0
    codes = np.repeat(lines.year * (UNKNOWN + 1) + after, counts)[gap]
    found.reason[gap] = reasons.numbers(codes, lambda code: why(*divmod(code, UNKNOWN + 1)))
    found.state[gap] = MISSING
    found.year[:] += since
    return found
