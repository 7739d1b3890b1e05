"""Cells -> a wide frame of one form: a row a report, a column a figure."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from gongkai.errors import GongkaiError
from output.labels import Figure, Language, figure_label, in_form_order, unit_of
from output.reading import read_table, stream_table
from output.selection import Selection

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

IDENTITY = (
    "report_id",
    "agency",
    "agency_kind",
    "division_code",
    "portal",
    "report_year",
    "edition",
    "status",
    "duplicate_of",
)
"""Columns of `reports` that lead a wide frame, and that `join="reports"` adds."""

Blank = Literal["null", "zero"]

# A row of a flattened table that printed nothing but zeros: which cell had one is unknown, and all the same.
ALL_ZERO = r"[\s,，、;；|/\\—–―－-]*(?:[0０〇零](?:[.．][0０]+)?[\s,，、;；|/\\—–―－-]*)+"


def count_blanks_as_zero(cells: "pd.DataFrame") -> int:
    """Set blanks, dashes and all-zero unassigned rows of `cells` to 0; return how many were."""
    zero = cells["state"].isin(["blank", "dash"])
    unassigned = cells["raw"][cells["state"] == "unassigned"]
    zero[unassigned.index] = unassigned.str.fullmatch(ALL_ZERO).fillna(False).astype(bool)
    zero &= cells["value"].isna()
    cells["value"] = cells["value"].mask(zero, 0.0)
    return int(zero.sum())


def figures_of(form: str, cells: "pd.DataFrame") -> list[Figure]:
    """The figures that `cells` have, in the order of the form."""
    pairs = cells[["item", "measure"]].drop_duplicates().astype(str)
    return in_form_order(form, set(pairs.itertuples(index=False, name=None)))


def figures_chosen(folder: Path, form: str, selection: Selection) -> list[Figure]:
    """The figures that the chosen cells of a form have; of all its cells where none is chosen."""
    for chosen in (selection, Selection()):
        figures = figures_of(form, read_table(folder, "cells", chosen, ["item", "measure"], form))
        if figures:
            break
    return figures


def wide_frame(
    folder: Path, form: str, selection: Selection, blank: Blank, language: Language
) -> "pd.DataFrame":
    """One row a report that has the form: who reports, then its figures, counts as Int64 and money as
    Float64, null where there is none.

    A count that is printed with a fraction makes its column Float64: no figure is cut. Cells are streamed,
    so that memory holds the frame and little else. Raises GongkaiError where a report has two cells for one
    figure, which no build writes.
    """
    reports = read_table(folder, "reports", Selection(), list(IDENTITY))
    figures = figures_chosen(folder, form, selection)
    table = _Figures(reports["report_id"], figures)
    columns = ["report_id", "item", "measure", "value", *(("state", "raw") if blank == "zero" else ())]
    counted = 0
    for cells in stream_table(folder, "cells", selection, columns, form):
        counted += count_blanks_as_zero(cells) if blank == "zero" else 0
        table.add(cells)
    frame = table.frame(reports, form, language)
    units = {figure_label(form, figure, language): unit_of(form, figure) for figure in figures}
    frame.attrs = {"form": form, "blank": blank, "cells_counted_as_zero": counted, "units": units}
    return frame


class _Figures:
    """Values by report and figure, filled in as cells come."""

    def __init__(self, ids: "pd.Series", figures: list[Figure]) -> None:
        import numpy as np
        import pandas as pd

        self._ids = pd.Index(ids)
        self._numbers = {figure: number for number, figure in enumerate(figures)}
        self._values = np.full((len(ids), len(figures)), np.nan)
        self._filled = np.zeros((len(ids), len(figures)), bool)

    def add(self, cells: "pd.DataFrame") -> None:
        """Fill in the values of some cells, no two of which are of one figure."""
        import numpy as np

        rows = self._ids.get_indexer(cells["report_id"])
        which, found = each_pair(cells["item"], cells["measure"], self._numbers.__getitem__)
        columns = np.array(found, np.int64)[which]
        before = self._filled.sum()
        self._filled[rows, columns] = True
        if self._filled.sum() - before != len(cells):
            raise GongkaiError("cells: two rows for one figure of a report; build the dataset anew")
        self._values[rows, columns] = cells["value"].to_numpy(float)

    def frame(self, reports: "pd.DataFrame", form: str, language: Language) -> "pd.DataFrame":
        """The reports that have any of the figures, as columns after their identity."""
        import pandas as pd

        there = self._filled.any(axis=1)
        columns = {
            figure_label(form, figure, language): _typed(self._values[there, number], unit_of(form, figure))
            for figure, number in self._numbers.items()
        }
        identity = reports[there].reset_index(drop=True)
        return pd.concat([identity, pd.DataFrame(columns, index=identity.index)], axis=1)


def each_pair(
    first: "pd.Series", second: "pd.Series", told: Callable[[tuple[str, str]], Any]
) -> tuple["npt.NDArray[np.int64]", list[Any]]:
    """`told((a, b))` asked once for each pair that occurs: which answer each row has, and the answers. The
    answer is None where one of the two is null."""
    import numpy as np
    import pandas as pd

    (left, lefts), (right, rights) = pd.factorize(first), pd.factorize(second)
    width = len(rights) + 1  # a null is number -1: shifted by one, it has a place of its own
    rows, pairs = pd.factorize((left.astype(np.int64) + 1) * width + right + 1)
    known = (divmod(int(pair), width) for pair in pairs)
    return rows, [told((str(lefts[a - 1]), str(rights[b - 1]))) if a and b else None for a, b in known]


def _typed(values: "npt.NDArray[np.float64]", unit: str) -> Any:
    import numpy as np
    import pandas as pd

    null = np.isnan(values)
    if unit == "CNY" or (values[~null] % 1 != 0).any():
        return pd.arrays.FloatingArray(np.where(null, 0.0, values), null)
    return pd.arrays.IntegerArray(np.where(null, 0, values).astype(np.int64), null)
