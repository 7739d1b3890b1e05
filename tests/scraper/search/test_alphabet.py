"""Indexes of units by letter."""

import pytest

from scraper.listing import ListedLink
from scraper.search.alphabet import alphabet


def index(*texts: str, to: str = "http://a.example/{}") -> int:
    links = [ListedLink(url=to.format(number), text=text) for number, text in enumerate(texts)]
    return len(alphabet(links))


@pytest.mark.parametrize(
    ("texts", "letters"),
    [
        (("A", "B", "C", "F"), 4),
        (("a", "b", "c"), 3),
        (("A-D", "E-H", "J-M"), 3),
        (("ABCD", "EFG", "HJK", "LMN"), 4),
        (("X", "首页", "A", "B", "C"), 3),
        (("A", "B", "C", "A", "B", "C"), 3),
        (("A", "B"), 0),
        (("A", "A", "A"), 0),
        (("C", "B", "A"), 0),
        (("EN", "APP", "RSS"), 0),
        (("A+", "B-", "C1"), 0),
        (("水利局", "教育局", "财政局"), 0),
    ],
)
def test_letters_in_their_order_are_an_index(texts, letters):
    assert index(*texts) == letters


def test_letters_that_lead_to_one_page_are_none():
    assert index("A", "B", "C", to="http://a.example/") == 0
