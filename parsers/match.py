"""Printed label -> codes of one vocabulary: exact words first, then words with characters missing or added.

A near match counts only where one code alone is near: what could be two labels is none.
"""

from collections.abc import Mapping
from functools import cache

from gongkai.records import Form
from parsers.editions import vocabulary
from parsers.labels import key

SHORT = 4
"""Characters below which nothing but the exact words will do (规章, 其他, 总计)."""

_CACHED = 4096


class Matcher:
    """Finds the codes that a printed text may stand for. Answers are kept, up to a bounded number."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]) -> None:
        self._words = words
        self._near: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> tuple[str, ...]:
        """Codes of a printed label, () when it is none of the vocabulary."""
        words = key(text)
        exact = self._words.get(words)
        if exact is not None or len(words) < SHORT:
            return exact or ()
        found = self._near.get(words)
        if found is None:
            if len(self._near) >= _CACHED:
                self._near.clear()
            found = self._near[words] = self._nearest(words)
        return found

    def _nearest(self, words: str) -> tuple[str, ...]:
        starts = {label for label in self._words if len(label) >= SHORT and words.startswith(label)}
        if starts:
            return self._words[max(starts, key=len)]
        best: set[tuple[str, ...]] = set()
        least = None
        for label, codes in self._words.items():
            allowed = _allowance(label)
            if not allowed or abs(len(label) - len(words)) > allowed:
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
    """Edit distance, None above `limit`. A negation that only one of them has is no slip of the pen."""
    if ("不" in a) != ("不" in b) or ("未" in a) != ("未" in b):
        return None
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            before, row[j] = row[j], min(before + (left != right), row[j] + 1, row[j - 1] + 1)
        if min(row) > limit:
            return None
    return row[-1] if row[-1] <= limit else None


@cache
def matcher(form: Form, kind: str) -> Matcher:
    """The matcher of the items or measures of a form."""
    return Matcher(vocabulary(form, kind))
