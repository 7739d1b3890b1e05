"""Of a table that has rows for several years, those of the report's own."""

import re
from collections.abc import Callable, Sequence

from parsers.labels import fold
from parsers.tables.layout import Row

_YEAR = re.compile(
    r"(?:(20\d\d)(?:年度?)?|(?P<last>[上去]一?年度?(?:同期)?)|[本今当]年度?)(?:数据?|数量|情况)?(?:\([^()]*\))?"
)


def names_year(text: str) -> bool:
    """Whether a cell says of which year its row or its columns are, or the rows below it."""
    return _YEAR.fullmatch(fold(text)) is not None


def names_years(row: Row) -> bool:
    """Whether a row without figures names several years: a head of as many columns, or groups of them."""
    words = {slot.text for slot in row if not slot.is_figure and "年" in slot.text}
    return len(words) > 1 and sum(map(names_year, words)) > 1 and not any(slot.has_figure for slot in row)


def year_named(text: str, own: int) -> int | None:
    """The year that such a cell names, 本年 being `own`; None for any other cell."""
    found = _YEAR.fullmatch(fold(text))
    if found is None:
        return None
    return int(found[1]) if found[1] else own - 1 if found["last"] else own


def rows_of_year(rows: Sequence[Row], year: Callable[[], int | None]) -> list[Row]:
    """The rows without those that stand beside or under another year than the report's own, and the others
    without their year. As they are where they name fewer than two years, or not the report's."""
    printed: list[str | None] = []
    heading: str | None = None
    for row in rows:
        text = row[0].text.strip() if row else ""
        if not names_year(text):
            printed.append(heading)
            continue
        if all(slot.is_blank for slot in row[1:]):
            heading = text
        printed.append(text)
    if len({text for text in printed if text is not None}) < 2:
        return [*rows]
    own = year() or 0
    years = [None if text is None else year_named(text, own) for text in printed]
    if len(set(years) - {None}) < 2 or own not in years:
        return [*rows]
    return [
        row[1:] if row and names_year(row[0].text) else row
        for row, of in zip(rows, years, strict=True)
        if of in (None, own)
    ]
