"""Columns made of vectors are the values again."""

import numpy as np

from output.vectors import coded, numbers


def test_texts_that_repeat_themselves_are_one_code() -> None:
    column = coded(np.array([2, 0, 1]), ["x", "y", "x"])
    assert column.to_pylist() == ["x", "x", "y"]
    assert column.dictionary.to_pylist() == ["x", "y"]


def test_what_is_no_number_is_null() -> None:
    assert numbers(np.array([1.5, np.nan, 0.0])).to_pylist() == [1.5, None, 0.0]
