"""Cells -> a wide frame of one form: a row a report, a column a figure."""

from typing import TYPE_CHECKING

from output.labels import Figure, Language, figure_label, in_form_order, unit_of

if TYPE_CHECKING:
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
    return in_form_order(form, set(zip(cells["item"].astype(str), cells["measure"].astype(str), strict=True)))


def widen(form: str, cells: "pd.DataFrame", figures: list[Figure], language: Language) -> "pd.DataFrame":
    """One row a report, indexed by report_id: counts as Int64, money as Float64, null where there is none.

    A count that is printed with a fraction makes its column Float64: no figure is cut.
    """
    import pandas as pd

    frame = cells.pivot(index="report_id", columns=["item", "measure"], values="value")
    frame = frame.reindex(columns=pd.MultiIndex.from_tuples(figures, names=["item", "measure"]))
    columns = {
        figure_label(form, figure, language): _typed(frame[figure], unit_of(form, figure))
        for figure in figures
    }
    return pd.DataFrame(columns, index=frame.index)


def _typed(values: "pd.Series", unit: str) -> "pd.Series":
    known = values.dropna()
    whole = unit != "CNY" and bool((known % 1 == 0).all())
    return values.astype("Float64").astype("Int64") if whole else values.astype("Float64")
