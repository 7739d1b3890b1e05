"""One sentence -> the figures it states, each with the rule by which it was read.

A figure is taken only where the whole clause is understood: its label stands beside the number, and nothing
but the words of prose.toml's `lead` stands before the label. Anything else may be another figure.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from parsers.sentences.counted import read_counted
from parsers.sentences.denied import read_denied
from parsers.sentences.indicators import Indicator
from parsers.sentences.phrases import Phrases, Setting


class Claim(NamedTuple):
    """A figure that a sentence states; `value` in the codebook's unit, `unit` as the sentence has it."""

    indicator: Indicator
    value: Decimal
    rule: str
    unit: str
    whole_place: bool  # said of the whole county, not of the body


def read_claims(sentence: str, wanted: Sequence[Indicator], setting: Setting) -> list[Claim]:
    """The figures that a sentence states, in its order: where it is several (其中 …), the last one's."""
    phrases = Phrases(sentence, wanted, setting)
    if not phrases.wanted:
        return []
    start = phrases.text.rstrip("。").rfind("。") + 1
    return [
        Claim(named.indicator, value, rule, unit, phrases.is_of_whole_place(named.place))
        for named, value, unit, rule in [*read_counted(phrases), *read_denied(phrases)]
        if named.place >= start
    ]
