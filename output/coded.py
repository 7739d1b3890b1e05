"""Columns of codes and numbers as Arrow wants them."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def coded(codes: npt.NDArray[np.int64], texts: Sequence[str]) -> pa.DictionaryArray:
    """A column of codes: `codes` are indexes into `texts`, which may repeat themselves."""
    known = list(dict.fromkeys(texts))
    places = np.array([known.index(text) for text in texts], np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(places[codes]), pa.array(known, pa.string()))


class Codes:
    """The texts of one column as codes, page by page. Most pages of a form have the same texts in the same
    order, which are then looked up at once."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int] = {None: -1}
        self._pages: dict[tuple[str | None, ...], pa.Int32Array] = {}

    def of(self, page: tuple[str | None, ...]) -> pa.Int32Array:
        """The codes of one page's texts, null for none."""
        known = self._pages.get(page)
        if known is None:
            numbers = self._numbers
            codes = np.array([numbers.setdefault(text, len(numbers) - 1) for text in page], np.int32)
            known = pa.array(codes, mask=codes < 0)
            self._pages[page] = known
        return known

    def column(self, codes: pa.Int32Array) -> pa.DictionaryArray:
        """The column of these codes."""
        return pa.DictionaryArray.from_arrays(codes, pa.array(list(self._numbers)[1:], pa.string()))


def numbers(values: npt.NDArray[np.float64]) -> pa.Array:
    """A column of numbers, null where there is none (NaN)."""
    return pa.array(values, pa.float64(), mask=np.isnan(values))
