"""Printed words made comparable."""

import csv
import unicodedata
from importlib.resources import files

import pytest

from parsers.labels import fold, variants_of


def variants() -> list[tuple[str, str]]:
    """What variants.csv has printed and folded."""
    with files("parsers").joinpath("variants.csv").open(encoding="utf-8") as lines:
        return [(row["printed"], row["folded"]) for row in csv.DictReader(lines)]


def test_every_variant_is_folded_wherever_it_stands() -> None:
    for printed, folded in variants():
        assert fold(f"甲{printed}乙{printed}") == f"甲{folded}乙{folded}"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("政府信息公开", "政府信息公开"),
        ("主 动\u3000公\u200b开\u00ad", "主动公开"),
        ("（一）：２０２１年，Ａ？", "(一):2021年,A?"),
        ("①收到②答复③", "(1)收到(2)答复(3)"),
        ("㎡ ﬁ Ⅳ", "m2fiIV"),
        ("【附件】“表”—〈注〉", '(附件)"表"-《注》'),
    ],
)
def test_one_width_one_script_one_mark(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_what_unicode_writes_as_another_is_folded_alone_too() -> None:
    """Characters of the compatibility blocks, which no table lists."""
    for code in (*range(0xF900, 0xFAD9), *range(0xFF21, 0xFF5B), *range(0x3200, 0x3400)):
        if unicodedata.normalize("NFKC", chr(code)) != chr(code):
            assert fold(chr(code)) != chr(code)
            assert fold(fold(chr(code))) == fold(chr(code))


def test_nothing_is_left_as_it_is_that_unicode_writes_in_another_way() -> None:
    for code in range(0x10000):
        for text in (chr(code), f"e{chr(code)}"):  # which may become one character
            assert fold(text) != text or unicodedata.is_normalized("NFKC", text), hex(code)


def test_variants_of_a_character_are_all_that_is_folded_to_it() -> None:
    assert variants_of("况项") == {"况", "況", "项", "項"}
    assert all(fold(printed) in "情事" for printed in variants_of("情事"))
