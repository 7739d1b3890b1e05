"""Cells -> a wide frame of one form: a row a report, a column a figure."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from gongkai.errors import GongkaiError
from output.labels import Figure, Language, figure_label, in_form_order, unit_of

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

# A row of a flattened table that printed nothing but zeros: which cell had one is unknown, and all the same.
ALL_ZERO = r"[\s,，、;；|/\\—–―－-]*(?:[0０〇零](?:[.．][0０]+)?[\s,，、;；|/\\—–―－-]*)+"


def count_blanks_as_zero(cells: "pd.DataFrame") -> int:
    """Set blanks, dashes and all-zero unassigned rows of `cells` to 0; return how many were."""
    all_zero = cells["raw"].str.fullmatch(ALL_ZERO).fillna(False).astype(bool)
    zero = cells["value"].isna() & (
        cells["state"].isin(["blank", "dash"]) | ((cells["state"] == "unassigned") & all_zero)
    )
    cells["value"] = cells["value"].mask(zero, 0.0)
    return int(zero.sum())


def figures_of(form: str, cells: "pd.DataFrame") -> list[Figure]:
    """The figures that `cells` have, in the order of the form."""
    pairs = cells[["item", "measure"]].drop_duplicates().astype(str)
    return in_form_order(form, set(pairs.itertuples(index=False, name=None)))


def widen(form: str, cells: "pd.DataFrame", figures: list[Figure], language: Language) -> "pd.DataFrame":
    """One row a report, indexed by report_id: counts as Int64, money as Float64, null where there is none.

    A count that is printed with a fraction makes its column Float64: no figure is cut. Raises GongkaiError
    where a report has two cells for one figure, which no build writes.
    """
    import numpy as np
    import pandas as pd

    reports, ids = pd.factorize(cells["report_id"])
    numbers = {figure: number for number, figure in enumerate(figures)}
    rows, found = each_pair(cells["item"], cells["measure"], numbers.__getitem__)
    place = reports.astype(np.int64) * len(figures) + np.array(found, np.int64)[rows]
    if len(np.unique(place)) != len(place):
        raise GongkaiError("cells: two rows for one figure of a report; build the dataset anew")
    values = np.full(len(ids) * len(figures), np.nan)
    values[place] = cells["value"].to_numpy(float)
    table = values.reshape(len(ids), len(figures))
    columns = {
        figure_label(form, figure, language): _typed(table[:, number], unit_of(form, figure))
        for figure, number in numbers.items()
    }
    return pd.DataFrame(columns, index=pd.Index(ids, name="report_id"))


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
