"""A pattern of `any_case` finds what the same words find that ignore case, where they find it."""

import re

from hypothesis import given
from hypothesis import strategies as st

from scraper.markup.any_case import any_case

WORDS = (r"\brefresh\b", "/html/info/", r"window\s*\.\s*(?:open|navigate)", "EWB-FRONT", "webBuilder")
PIECES = ("refresh", "Refresh", "REFRESH", "/html/", "info/", "/HTML/Info/", "window", "Window", " ", ".")
MORE = ("open", "Navigate", "ewb-front", "Ewb", "-FRONT", "WEBbuilder", "_", "年报", "\n", "w", "web")


@given(st.lists(st.sampled_from(PIECES + MORE)).map("".join))
def test_it_finds_what_a_pattern_finds_that_ignores_case(text: str):
    plain = re.compile("|".join(WORDS), re.IGNORECASE)
    found = [one.span() for one in any_case(*WORDS).finditer(text)]
    assert found == [one.span() for one in plain.finditer(text)]


def test_it_goes_by_the_first_letters():
    assert any_case(r"\bload", "点击").search("reload") is None
    assert any_case(r"\bload", "点击").search("re LOAD") is not None
    assert any_case(r"\bload", "点击").search("请点击") is not None
