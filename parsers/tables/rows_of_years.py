"""Of a table that has rows for several years, those of the report's own."""

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from parsers.labels import fold
from parsers.tables.layout import Row, Slot

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
    places = [_place_of_year(row) for row in rows]
    if all(place is None for place in places):
        return [*rows]
    printed: list[str | None] = []
    heading: str | None = None
    for row, place in zip(rows, places, strict=True):
        text = None if place is None else row[place].text.strip()
        if place == 0 and all(slot.is_blank for slot in row[1:]):
            heading = text
        printed.append(text or heading)
    if len({text for text in printed if text is not None}) < 2:
        return [*rows]
    own = year() or 0
    years = [None if text is None else year_named(text, own) for text in printed]
    if len(set(years) - {None}) < 2:
        return [*rows]
    if own not in years:
        if not any(places):
            return [*rows]
        years = [None] * len(rows)  # each label with the figures of every year, which contradict one another
    kept: list[Row] = []
    begun: list[Slot] = []  # cells that begin in rows left out, or in those of another year
    for row, place, of in zip(rows, places, years, strict=True):
        if of in (None, own):
            own_row = row if place is None else [*row[:place], *row[place + 1 :]]
            kept.append([_begun_anew(slot, begun) for slot in own_row] if begun else own_row)
            begun = []
        if of not in (None, own) or (place and own not in years):
            begun += [slot for slot in row if slot.first]
    return kept


def _place_of_year(row: Row) -> int | None:
    """Which cell of a row says of which year it is: the first, or one between its label and its figures."""
    for place, slot in enumerate(row):
        if ("年" in slot.text or place == 0) and names_year(slot.text):
            is_own = place == 0 or (place + 1 < len(row) and all(s.is_figure for s in row[place + 1 :]))
            return place if is_own else None
        if slot.has_figure:
            return None
    return None


def _begun_anew(slot: Slot, begun: Sequence[Slot]) -> Slot:
    """A cell as one that begins in its row, where the row that it does begin in is left out."""
    if slot.first or not any((slot.text, slot.start) == (other.text, other.start) for other in begun):
        return slot
    return replace(slot, first=True)
