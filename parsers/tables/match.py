"""Printed label -> codes of one vocabulary: exact words first, then words with characters missing or added.

A near match counts only where one code alone is near: what could be two labels is none.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from gongkai.records import Form
from parsers.editions import vocabulary
from parsers.labels import fold, key

SHORT = 4
"""Characters below which nothing but the exact words will do (规章, 其他, 总计)."""

LONG = 10
"""Characters from which a label is itself whatever one of them is."""

_CACHED = 4096
# A number inside a label: 三、本年度办理结果（一）予以公开 in one cell names its last part.
INNER_NUMBER = re.compile(
    r"(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]、|\d{1,2}[.、．])"
)


class Match(NamedTuple):
    """Codes that a text may stand for, in the form's order, and whether by its exact words."""

    codes: tuple[str, ...]
    exact: bool


NONE = Match((), exact=False)


class Matcher:
    """Finds the codes that a printed text may stand for. Answers are kept, up to a bounded number."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._words = words
        self._letters = {label: frozenset(label) for label in words}
        self._found: dict[str, Match] = {}

    def __call__(self, text: str) -> tuple[str, ...]:
        """Codes of a printed label, () when it is none of the vocabulary."""
        return self.match(text).codes

    def match(self, text: str) -> Match:
        """The same with how the label was found."""
        found = self._found.get(text)
        if found is None:
            if len(self._found) >= _CACHED:
                self._found.clear()
            found = self._found[text] = self._match(text)
        return found

    def _match(self, text: str) -> Match:
        words = key(text)
        exact = self._words.get(words)
        if exact is not None:
            return Match(exact, exact=True)
        if len(words) < SHORT:
            return NONE
        pieces = INNER_NUMBER.split(fold(text))
        if len(pieces) > 1 and (exact := self._words.get(key(pieces[-1]))) is not None:
            return Match(exact, exact=True)
        return Match(self._nearest(words), exact=False)

    def _nearest(self, words: str) -> tuple[str, ...]:
        starts = [label for label in self._words if len(label) >= SHORT and words.startswith(label)]
        if starts:
            return self._words[max(starts, key=len)]
        best: set[tuple[str, ...]] = set()
        least = None
        letters = set(words)
        for label, codes in self._words.items():
            allowed = _allowance(label)
            if not allowed or abs(len(label) - len(words)) > allowed:
                continue
            if len(self._letters[label] - letters) > allowed:
                continue
            distance = _distance(words, label, allowed)
            if distance is None or (least is not None and distance > least):
                continue
            if least is None or distance < least:
                least, best = distance, set()
            best.add(codes)
        return best.pop() if len(best) == 1 else ()


def _allowance(label: str) -> int:
    """Edits that a label of this length may have suffered and still be itself."""
    return 0 if len(label) < SHORT else 1 if len(label) < 8 else 2 if len(label) < 16 else 4


def _distance(a: str, b: str, limit: int) -> int | None:
    """Edit distance, None above `limit`."""
    if not same_sense(a, b):
        return None
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            before, row[j] = row[j], min(before + (left != right), row[j] + 1, row[j - 1] + 1)
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None


def same_sense(a: str, b: str) -> bool:
    """Whether both labels deny or neither: in a short one a negation is no slip of the pen."""
    return min(len(a), len(b)) >= LONG or all((word in a) == (word in b) for word in "不未")


@cache
def matcher(form: Form, kind: str) -> Matcher:
    """The matcher of the items or measures of a form."""
    return Matcher(vocabulary(form, kind))
