"""Columns of codes are the texts again."""

import pyarrow as pa

from output.coded import Codes, Counts, encoded

PAGES = [("a", "b", None), ("b", "b"), ("a", "b", None), (), ("c", None, "a")]


def test_pages_of_texts_come_back_in_order() -> None:
    codes = Codes()
    column = codes.column(pa.concat_arrays([codes.of(page) for page in PAGES]))
    assert column.to_pylist() == [text for page in PAGES for text in page]
    assert column.dictionary.to_pylist() == ["a", "b", "c"]


def test_a_column_of_some_pages_knows_the_texts_of_all() -> None:
    codes = Codes()
    first, *_, last = [codes.of(page) for page in PAGES]
    assert codes.column(last).to_pylist() == ["c", None, "a"]
    assert codes.column(first).to_pylist() == ["a", "b", None]


def test_pages_of_counts_come_back_in_order() -> None:
    counts = Counts()
    pages = [(1, None, 3), (), (1, None, 3), (0,)]
    column = counts.column(pa.concat_arrays([counts.of(page) for page in pages]))
    assert column.to_pylist() == [count for page in pages for count in page]
    assert column.type == pa.int32()


def test_texts_become_codes_as_they_first_appear() -> None:
    column = encoded(["b", None, "a", "b"])
    assert column.to_pylist() == ["b", None, "a", "b"]
    assert column.dictionary.to_pylist() == ["b", "a"]
    assert encoded([]).to_pylist() == []
