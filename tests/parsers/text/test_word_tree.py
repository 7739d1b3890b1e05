"""One pattern for many words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from parsers.text.word_tree import any_of

WORDS = st.lists(st.text("发布日.期", min_size=1, max_size=4), min_size=1, max_size=8)


@given(WORDS, st.text("发布日.期 ", max_size=12))
def test_finds_what_the_words_side_by_side_find_the_longest_first(words: list[str], text: str) -> None:
    side_by_side = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    found = [one.span() for one in re.finditer(any_of(words), text)]
    assert found == [one.span() for one in re.finditer(side_by_side, text)]


@given(WORDS, st.text("发布日.期 ", max_size=12))
def test_a_gap_may_stand_between_all_characters_of_a_word(words: list[str], text: str) -> None:
    spaced = sorted(words, key=len, reverse=True)
    side_by_side = "|".join(r"\s*".join(map(re.escape, word)) for word in spaced)
    found = [one.span() for one in re.finditer(any_of(words, r"\s*"), text)]
    assert found == [one.span() for one in re.finditer(side_by_side, text)]


def test_a_longer_word_gives_way_where_the_rest_asks_for_it() -> None:
    found = re.match(rf"({any_of(['信息', '信息来源'])})来源：", "信息来源：")
    assert found is not None
    assert found[1] == "信息"
