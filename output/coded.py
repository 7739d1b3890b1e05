"""Columns of codes and counts as Arrow wants them, of lists.

Workers, for which every tenth of a second counts that loading code takes, do without numpy and the
functions of Arrow.
"""

from collections.abc import Sequence

import pyarrow as pa


def encoded(texts: Sequence[str | None]) -> pa.DictionaryArray:
    """A column of texts as codes, in the order in which they first appear; null for none."""
    codes = Codes()
    return codes.column(codes.of(tuple(texts)))


class Codes:
    """The texts of one column as codes, page by page. Most pages of a form have the same texts in the same
    order, which are then looked up at once."""

    def __init__(self) -> None:
        self._numbers: dict[str | None, int | None] = {None: None}
        self._pages: dict[tuple[str | None, ...], pa.Int32Array] = {}

    def of(self, page: tuple[str | None, ...]) -> pa.Int32Array:
        """The codes of one page's texts, null for none."""
        known = self._pages.get(page)
        if known is None:
            known = self._pages[page] = pa.array(self._coded(page), pa.int32())
        return known

    def _coded(self, page: tuple[str | None, ...]) -> list[int | None]:
        numbers = self._numbers
        if not numbers.keys() >= set(page):
            for text in page:
                numbers.setdefault(text, len(numbers) - 1)
        return [*map(numbers.__getitem__, page)]

    def column(self, codes: pa.Int32Array) -> pa.DictionaryArray:
        """The column of these codes."""
        return pa.DictionaryArray.from_arrays(codes, pa.array(list(self._numbers)[1:], pa.string()))


class Counts:
    """The whole numbers of one column, page by page: those of many pages are the same, places in a table
    above all."""

    def __init__(self) -> None:
        self._pages: dict[tuple[int | None, ...], pa.Int32Array] = {}

    def of(self, page: tuple[int | None, ...]) -> pa.Int32Array:
        """One page's numbers."""
        known = self._pages.get(page)
        if known is None:
            known = self._pages[page] = pa.array(page, pa.int32())
        return known

    def column(self, numbers: pa.Int32Array) -> pa.Int32Array:
        """The column of these numbers: as they are."""
        return numbers
