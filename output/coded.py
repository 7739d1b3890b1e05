"""Columns of codes, texts and numbers as Arrow wants them.

Workers, for which every tenth of a second counts that loading code takes, do without Arrow's functions.
"""

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
            codes = (numbers.setdefault(text, len(numbers) - 1) for text in page)
            known = pa.array([None if code < 0 else code for code in codes], pa.int32())
            self._pages[page] = known
        return known

    def column(self, codes: pa.Int32Array) -> pa.DictionaryArray:
        """The column of these codes."""
        return pa.DictionaryArray.from_arrays(codes, pa.array(list(self._numbers)[1:], pa.string()))


def repeated(texts: Sequence[str], counts: Sequence[int]) -> pa.StringArray:
    """Each text as often as `counts` says."""
    encoded = [text.encode() for text in texts]
    ends = np.cumsum(np.repeat([len(text) for text in encoded], counts), dtype=np.int32)
    offsets = np.concatenate((np.zeros(1, np.int32), ends))
    data = b"".join(text * count for text, count in zip(encoded, counts, strict=True))
    return pa.StringArray.from_buffers(len(ends), pa.py_buffer(offsets), pa.py_buffer(data))


def numbers(values: npt.NDArray[np.float64]) -> pa.Array:
    """A column of numbers, null where there is none (NaN)."""
    return pa.array(values, pa.float64(), mask=np.isnan(values))
