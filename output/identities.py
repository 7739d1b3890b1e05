"""The identities that hold across years, as data: I5 requests carried on, within one form, which is I9 across
the seam of the 2019 and 2021 forms; I6 documents in force; I7 items of the 2019 form, and its figures that
cannot exceed one another.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from gongkai import codebook
from gongkai.records import Authority, Edition, Form
from output.figures import Place


class Identity(NamedTuple):
    """lhs of this report equals (or is at most) the signed sum of rhs, of the earlier report or this one."""

    check_id: str
    scope: str
    authority: Authority
    lhs: Place
    rhs: tuple[tuple[int, Place, bool], ...]  # sign, cell, whether of the earlier year
    at_most: bool = False


def _carried() -> Iterator[Identity]:
    for measure in [entry.code for entry in codebook.measures("requests", "2021")]:
        before = ("requests", "carried_out", measure)
        yield Identity("I5", measure, "implied", ("requests", "carried_in", measure), ((1, before, True),))


def _places(measure: str, edition: Edition) -> list[str]:
    """Items of table two that have this measure, as the codebook notes them."""
    form: Form = "disclosure"
    note = next(e.note for e in codebook.measures(form, edition) if e.code == measure)
    return [e.code for e in codebook.items(form, edition) if e.code in note.replace(",", " ").split()]


def _in_force() -> Iterator[Identity]:
    for item in _places("in_force", "2021"):
        now, *others = (("disclosure", item, m) for m in ("in_force", "issued", "repealed"))
        yield Identity(
            "I6", item, "plausible", now, ((1, now, True), (1, others[0], False), (-1, others[1], False))
        )


def _changed() -> Iterator[Identity]:
    for item in _places("items_last_year", "2019"):
        last, change = (("disclosure", item, m) for m in ("items_last_year", "change"))
        yield Identity("I7", item, "plausible", last, ((1, last, True), (1, change, True)))
    for item in _places("newly_published", "2019"):
        new, total = (("disclosure", item, m) for m in ("newly_published", "published_total"))
        yield Identity("I7", item, "plausible", new, ((1, total, False),), at_most=True)


IDENTITIES = (*_carried(), *_in_force(), *_changed())
OPERANDS = tuple(dict.fromkeys(p for i in IDENTITIES for p in (i.lhs, *(place for _, place, _ in i.rhs))))
NOWHERE = -1
"""Stands for the place of a term that an identity does not have."""

_Numbers = npt.NDArray[np.int64]


class Terms(NamedTuple):
    """Some identities, one a line: their cells as places among OPERANDS.

    `rhs` gives term by term the signs and the places, those of the earlier year counted on behind the own
    ones. `earlier` has the places of the earlier year alone, those of each such term in a row. `words` are
    what is said before, between and behind the ids of the earlier reports.
    """

    lhs: _Numbers
    rhs: tuple[tuple[_Numbers, _Numbers], ...]
    earlier: _Numbers
    at_most: npt.NDArray[np.bool_]
    words: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, identities: Sequence[Identity]) -> "Terms":
        """Those of `identities`."""
        number = {place: number for number, place in enumerate(OPERANDS)}
        signs = [[sign for sign, _, _ in i.rhs] for i in identities]
        places = [[number[p] + len(OPERANDS) * earlier for _, p, earlier in i.rhs] for i in identities]
        before = [[number[place] for _, place, earlier in i.rhs if earlier] for i in identities]
        return cls(
            lhs=np.array([number[identity.lhs] for identity in identities]),
            rhs=tuple(zip(_columns(signs, 1), _columns(places, NOWHERE), strict=True)),
            earlier=np.stack(_columns(before, NOWHERE)),
            at_most=np.array([identity.at_most for identity in identities]),
            words=tuple(zip_longest(*map(_words, identities), fillvalue="")),
        )


def _columns(lines: Sequence[Sequence[int]], missing: int) -> list[_Numbers]:
    return [np.array(column) for column in zip_longest(*lines, fillvalue=missing)]


def _words(identity: Identity) -> list[str]:
    """The cells on both sides in words, cut where the id of an earlier report stands."""
    told = [f"{'/'.join(identity.lhs)} {'<=' if identity.at_most else '='} "]
    for position, (sign, place, earlier) in enumerate(identity.rhs):
        told[-1] += " " * (position > 0) + ("- " if sign < 0 else "+ " if position else "")
        if earlier:
            told.append(":")
        told[-1] += "/".join(place)
    return told
