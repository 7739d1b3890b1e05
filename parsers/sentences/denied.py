"""Zeros in words: 未收到政府信息公开申请; 没有发生行政复议和行政诉讼; 行政诉讼：无."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from parsers.sentences.counted import Found
from parsers.sentences.indicators import vocabulary
from parsers.sentences.phrases import JOINED, Named, Phrases, without_matter

_CLAUSE = re.compile(r"[,;。]")
_NEXT = re.compile(r"[,;。]|、(?=没有|未|无|不)")
_WIDE = re.compile(r"[;()。N]")
_NARROW = re.compile(r"[,;:()。N]")
_ONE = re.compile(r"N(?:起|件|例|次|宗|份|条|个|项)")
_MEMBERS = re.compile(rf"{JOINED.pattern}|[()]")
_MOST = 30
"""Negations that are read of one sentence: no office writes as many."""


def read_denied(phrases: Phrases) -> Iterator[Found]:
    """Every indicator that the sentence says there was none of."""
    words = vocabulary()
    for denial in islice(words.negation.finditer(phrases.text), _MOST):
        start = denial.start()
        clause = phrases.start_of(start, _CLAUSE)
        if words.denied.match(phrases.text, start):
            far = not phrases.text[clause:start].strip(",:")
            named = phrases.listed(start, _WIDE if far else _NARROW)
        else:
            named = _behind(phrases, denial.end(), clause, start)
        for one in named:
            if one.indicator.zero and not phrases.is_other_year(one.place):
                yield one, Decimal(0), "", "zero in words"


def _behind(phrases: Phrases, begin: int, clause: int, denial: int) -> list[Named]:
    """没有发生因政府信息公开引起的行政复议和行政诉讼: what stands from the negation to the clause's end."""
    before = phrases.text[max(clause, phrases.text.rfind(":", 0, denial) + 1) : denial]
    if not phrases.is_clean(without_matter(before)):
        return []
    end = _NEXT.search(phrases.text, begin)
    region = _ONE.sub("", without_matter(phrases.text[begin : end.start() if end else None]))
    if "N" in region:
        return []
    named = phrases.named_in_list([(clause, part) for part in _MEMBERS.split(region)])
    return [Named(one.indicator, denial) for one in named]
