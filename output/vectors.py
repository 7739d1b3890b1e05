"""Vectors of codes and numbers as columns for Arrow."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa


def coded(codes: npt.NDArray[np.int64], texts: Sequence[str]) -> pa.DictionaryArray:
    """A column of codes: `codes` are indexes into `texts`, which may repeat themselves."""
    known = list(dict.fromkeys(texts))
    places = np.array([known.index(text) for text in texts], np.int32)
    return pa.DictionaryArray.from_arrays(pa.array(places[codes]), pa.array(known, pa.string()))


def numbers(values: npt.NDArray[np.float64]) -> pa.Array:
    """A column of numbers, null where there is none (NaN)."""
    return pa.array(values, pa.float64(), mask=np.isnan(values))
