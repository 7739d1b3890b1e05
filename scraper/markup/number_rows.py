"""Rows of page numbers: where a link stands that shows a number right behind the one before it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

LONGEST = 40
"""Elements and texts on either side of a number that are looked at."""

_WRAPPED = 3  # elements around a page number and nothing else
_SHOWN = re.compile(r"[\[(【（]?\s*第?\s*(?:(\d{1,3})|\.{2,3}|…{1,2})\s*页?\s*[\])】）]?")
_ENDS_IN_NUMBER = re.compile(r"(?:^|[\s页条项篇>》|\[\](（)）【】:：])第?(\d{1,3})页?$")
_IS_NUMBER = re.compile(r"第?(\d{1,3})页?$")
_BETWEEN = " \t\r\n\u3000\xa0|/·,，、-—_….[]()（）【】"


class Row(NamedTuple):
    """Where a link stands in a row: in the place of this `number`, right behind the one before; `current` is
    the one number of the row that is no link, None where that is not one alone."""

    number: int
    current: int | None


def row(node: LexborNode, text: str) -> Row | None:
    """The row of numbers that a link with this text stands in; None where it shows no number or dots, or not
    behind the number before."""
    shown = _SHOWN.fullmatch(text)
    if shown is None:
        return None
    own = node
    for _ in range(_WRAPPED):
        one = next((one for one in _side(own, back=True) if _words(one)), None)
        if one is not None:
            found = (_ENDS_IN_NUMBER.search if one.tag == "-text" else _IS_NUMBER.match)(_words(one))
            number = int(found[1]) + 1 if found else 0
            here = number if shown[1] is None else int(shown[1])
            return Row(number, _current(own, one)) if number and here == number else None
        if own.parent is None or own.parent.tag in ("body", "html"):
            return None
        own = own.parent
    return None


def _current(own: LexborNode, before: LexborNode) -> int | None:
    """The number that is no link, in the row of an element and the number `before` it."""
    found = []
    for one in (*_side(own, back=True), *_side(own, back=False)):
        same = one.mem_id == before.mem_id
        number = (_ENDS_IN_NUMBER.search if same else _IS_NUMBER.match)(_words(one))
        if number and one.tag != "a" and (one.tag == "-text" or one.css_first("a") is None):
            found.append(int(number[1]))
    return found[0] if len(found) == 1 else None


def _words(node: LexborNode) -> str:
    return (node.text(deep=True) or "").strip(_BETWEEN)


def _side(own: LexborNode, *, back: bool) -> Iterator[LexborNode]:
    """What stands before or behind an element, the nearest first."""
    one = own.prev if back else own.next
    for _ in range(LONGEST):
        if one is None:
            return
        yield one
        one = one.prev if back else one.next
