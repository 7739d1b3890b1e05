"""A row of requests whose cells have shifted among its columns, which only the sums of the columns show.

Such a row lost a cell and gained an empty one elsewhere: it has as many cells as the others, and its own sum
may hold. But two columns or more do not sum up to their totals any more, by just what moving its figures
back would mend.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

Values = Mapping[tuple[str, str], float | None]


def shifted_rows(values: Values, signs: Mapping[str, int], columns: Sequence[str]) -> list[str]:
    """The rows of which one alone, its figures moved and kept in order, would make all columns sum up: rows
    that are added (1) to give those that are taken away (-1). `values` are by (row, column), None where
    nothing is printed."""
    excess = [0.0] * len(columns)
    for row, sign in signs.items():
        for place, column in enumerate(columns):
            if value := values.get((row, column)):
                excess[place] += sign * value
    if sum(more != 0 for more in excess) < 2 or sum(excess) != 0:
        return []
    return [
        row
        for row, sign in signs.items()
        if _mends([values.get((row, column)) for column in columns], [sign * more for more in excess])
    ]


def _mends(row: Sequence[float | None], excess: Sequence[float]) -> bool:
    """Whether the figures of a row in other places would take the excess of each column away."""
    figures = [value for value in row if value is not None]
    wanted = [(value or 0.0) - more for value, more in zip(row, excess, strict=True)]
    if len(figures) == len(row) or sorted(filter(None, wanted)) != sorted(filter(None, figures)):
        return False
    for places in combinations(range(len(row)), len(figures)):
        moved = [0.0] * len(row)
        for place, figure in zip(places, figures, strict=True):
            moved[place] = figure
        if moved == wanted:
            return True
    return False
