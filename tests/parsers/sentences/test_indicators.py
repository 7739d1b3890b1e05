"""Patterns are compiled as they are used, so nothing but this compiles all."""

from typing import get_args

import pytest

from gongkai.records import Form
from parsers.sentences.indicators import Deferred, indicators

ALL = indicators(frozenset(get_args(Form)))


@pytest.mark.parametrize("indicator", ALL, ids=lambda one: f"{one.item}-{one.measure}-{one.edition}")
def test_every_pattern_can_be_compiled(indicator) -> None:
    values = [getattr(indicator, name) for name in indicator.__struct_fields__]
    patterns = [value for value in values if isinstance(value, Deferred)]
    assert len(patterns) >= 2
    assert all(pattern.compiled().pattern == pattern.text for pattern in patterns)


def test_a_deferred_pattern_finds_what_the_pattern_finds() -> None:
    deferred = Deferred("b+")
    found = deferred.search("abba")
    assert found is not None
    assert found.span() == (1, 3)
    assert deferred.search("abba", 3) is None
    assert deferred.match("abba") is None
    assert deferred.match("abba", 2) is not None
