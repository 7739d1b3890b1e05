"""Numbers in digits and in Chinese numerals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.text.numerals import read_arabic, read_han
from tests.render.prose import han


def written(number: int) -> str:
    """A number in Chinese numerals, with 万 and 亿."""
    text = ""
    for power, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group = number // power % 10**4
        if group:
            digits = "一十" + han(group)[1:] if text and 10 <= group < 20 else han(group)
            text += ("零" if text and group < 1000 else "") + digits + name
    return text or "零"


@given(number=st.integers(0, 10**12 - 1))
def test_what_is_written_in_numerals_is_read(number: int) -> None:
    assert read_han(written(number)) == number


@given(number=st.integers(0, 10**10), places=st.integers(0, 4))
def test_digits_with_and_without_marks(number: int, places: int) -> None:
    exact = Decimal(number).scaleb(-places)
    assert read_arabic(f"{exact:f}") == read_arabic(f"{exact:,f}") == exact


@pytest.mark.parametrize(
    ("text", "number"),
    [("一百二", 120), ("一千五", 1500), ("一万二", 12_000), ("十", 10), ("两百", 200), ("零万", 0)],
)
def test_short_ways_of_speech(text: str, number: int) -> None:
    assert read_han(text) == number


@pytest.mark.parametrize("text", ["三四", "一二三", "百", "万", "二十十", "零五", "一百零", "二百三百"])
def test_what_is_no_number(text: str) -> None:
    assert read_han(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("1.2万", 12_000), ("3千", 3000), ("5百万", 5_000_000), ("1,234", 1234)]
)
def test_words_of_powers_after_digits(text: str, number: int) -> None:
    assert read_arabic(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1亿2345万", 123_450_000),
        ("2亿3千万", 230_000_000),
        ("35万6千", 356_000),
        ("3万5千2百", 35_200),
        ("12万3456", 123_456),
        ("1万12345", None),
        ("3千5万", None),
    ],
)
def test_parts_each_with_its_power(text: str, number: int | None) -> None:
    assert read_arabic(text) == number
