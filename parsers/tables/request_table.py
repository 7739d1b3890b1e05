"""The table of requests: 23 or 25 rows of answers by 7 columns of applicants."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from gongkai import codebook
from parsers.editions import FORM_EDITIONS, edition_by_items, places_of, vocabulary
from parsers.labels import fold, key
from parsers.tables.cells import read_cell
from parsers.tables.columns import NOWHERE, Column, headed, is_stranger, read_columns, with_strangers
from parsers.tables.columns_of_years import own_columns
from parsers.tables.found import ROW_BY_ORDER, Found
from parsers.tables.layout import Row, Slot, has_number
from parsers.tables.marks import ALL_APPLICANTS, APPLICANT_GROUPS, marks
from parsers.tables.match import NONE
from parsers.tables.placing import fill
from parsers.tables.regions import Region
from parsers.tables.row_labels import Labelled, fill_gaps, unlabelled_runs
from parsers.tables.rows_of_years import names_years

APPLICANTS = tuple(entry.code for entry in codebook.measures("requests", "2021"))
NEWER_ROWS = frozenset(places_of("requests", "2021")) - frozenset(places_of("requests", "2019"))
"""Rows that only the form of 2021 has, under （六）其他处理, which in 2019 is a row itself."""

OUTCOMES = frozenset(
    entry.code
    for edition in FORM_EDITIONS["requests"]
    for entry in codebook.items("requests", edition)
    if entry.parent and entry.code != "processed_total"
)
"""Rows that sum to the total of what was processed."""

_ORGANISATIONS = frozenset(APPLICANTS[1:-1])
_ORGANISATION_GROUPS = APPLICANT_GROUPS - {ALL_APPLICANTS}
_GROUP = "organisations"
"""The head over the organisations, among the names of applicants."""

_FORM = [Column(code, code, NOWHERE, NOWHERE) for code in APPLICANTS]
"""Heads that are known to be the form's in its order, wherever they stand."""

_LABELS = tuple(vocabulary("requests", "measure"))

_FEWEST_STRANGE = 3
"""Words in one row that make it a head of other columns."""

_FEWEST_NUMBERED = 6
"""Rows whose first figures must run on for them to be serial numbers."""

_SHARED = frozenset(("other_organization", "total"))
"""Applicants whose labels (其他, 总计) are labels of rows too."""


@dataclass(slots=True)
class Read:
    """Rows of the form in one region, the heads over them, and texts that are no label of the form."""

    found: list[Found] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read_requests(
    region: Region, earlier: Sequence[Column], before: str | None, year: Callable[[], int | None]
) -> Read:
    """Rows of requests in a region. `earlier` are the heads of a table that this one continues, `before` the
    last row read there; `year` tells the report's own, of which the columns are read where a table has
    those of several years."""
    read = Read(columns=list(earlier))
    blocks: list[tuple[list[Column], list[Labelled]]] = [(read.columns, [])]
    heads: list[Row] = []
    for row in region.rows:
        if _is_head(row) or _is_strange_head(row) or names_years(row):
            heads.append(row)
            continue
        if heads and _read_row(row) is None:
            continue  # an empty row, or words alone, in the head
        if heads:
            read.columns = _columns(heads, year)
            blocks.append((read.columns, []))
            heads = []
        labelled = _read_row(row, read.columns)
        if labelled is not None:
            blocks[-1][1].append(labelled)
    if heads:
        read.columns = _columns(heads, year)
    rows = [row for _, block in blocks for row in block]
    _name(rows, before)
    for heads_over, block in blocks:
        columns, left = _without_left(block, heads_over)
        read.found += _fill(block, columns)
        if block:
            read.unknown += [column.text for column in left]
            read.unknown += [column.text for column in columns if column.code is None and column.text]
    read.found += _by_order(rows, read.found)
    read.unknown += [
        row.label.text
        for row in rows
        if row.item is None and row.label is not None and any(map(has_number, row.values))
    ]
    return read


def _is_head(row: Row) -> bool:
    """Whether a row names applicants: by a word that only they have, or as a head of 总计 alone."""
    return any(
        set(marks(slot.text).applicant.codes) - _SHARED or key(slot.text) in APPLICANT_GROUPS
        for slot in row
        if not slot.is_figure and slot.first
    ) or (
        len(row) > 1
        and not any(slot.is_figure or not slot.first for slot in row)
        and not marks(row[0].text).request.codes
        and all(marks(slot.text).applicant.exact for slot in row[1:])
    )


def _is_strange_head(row: Row) -> bool:
    """Whether a row of words heads columns that are none of the form's: years, the units of a body."""
    words = [slot for slot in row if slot.first and not slot.is_figure]
    others = [slot for slot in words[1:] if not marks(slot.text).request.codes]
    return (
        len({slot.text for slot in others} - {slot.text for slot in words[:1]}) >= _FEWEST_STRANGE
        and not any(slot.has_figure for slot in row)
        and all(is_stranger(slot.text, _LABELS) for slot in others)
    )


def _columns(heads: Sequence[Row], year: Callable[[], int | None]) -> list[Column]:
    """The columns under a head; where lost spans make one name hide another, in the form's order."""
    words = [slot for row in heads for slot in row if not slot.is_figure]
    named = [s.start for s in words if marks(s.text).applicant.codes or key(s.text) in APPLICANT_GROUPS]
    begin = min(named, default=words[0].end + 1)
    if not any(map(_is_head, heads)):
        begin = words[0].end + 1
    columns = read_columns(heads, _applicant, lambda text: key(text) in APPLICANT_GROUPS, begin)
    columns = _without_sum_of_years(own_columns(with_strangers(columns, _LABELS), heads, year), heads)
    columns = _with_group_alone(columns, words)
    rows = [[code for slot in row if slot.first and (code := _applicant(slot.text))] for row in heads]
    seen = [code for row in rows for code in row]
    shown = [column.code for column in columns if column.code]
    printed = _printed_order(heads)
    if printed is not None and sorted(shown) == sorted(printed):
        slipped = shown != printed
    else:
        slipped = len(shown) < len(seen) or (not _in_order(shown) and not _grouped(heads, columns))
    if not slipped:
        return [*_left_of(words, begin), *columns]
    if printed is not None and not _in_order(printed):
        return [Column(code, code, NOWHERE, NOWHERE) for code in printed]
    if all(map(_in_order, rows)):
        # Each row of the head is in the form's order and together they are not: their places are wrong.
        if len(set(seen)) == len(seen) and not any(c.text and c.code is None for c in columns):
            return [column for column in _FORM if column.code in seen]
        return []
    return columns


def _without_sum_of_years(columns: list[Column], heads: Sequence[Row]) -> list[Column]:
    """The columns with a 总计 that stands beside years, and no applicants, for no code: it is their sum."""
    if not {column.code for column in columns if column.code} <= _SHARED:
        return columns
    beside = {slot.start for row in heads if names_years(row) for slot in row if slot.first}
    return [
        replace(column, code=None, strange=True) if column.code and column.start in beside else column
        for column in columns
    ]


def _with_group_alone(columns: list[Column], words: Row) -> list[Column]:
    """The columns with that of all organisations, where one cell under their group's head is all there is."""
    alone = [
        Column(None, slot.text, slot.start, slot.end, strange=True)
        for slot in words
        if slot.start == slot.end
        and key(slot.text) in _ORGANISATION_GROUPS
        and not any(column.start <= slot.start <= column.end for column in columns)
    ]
    return sorted([*columns, *alone[:1]], key=lambda column: column.start) if alone else columns


def _printed_order(heads: Sequence[Row]) -> list[str] | None:
    """The applicants as the rows of a head name them one after the other, those of a lower row in place of
    the group above them; None where nothing tells which place that is."""
    order: list[str] = []
    for row in heads:
        names: list[str] = []
        for slot in row:
            name = _applicant(slot.text) or (_GROUP if key(slot.text) in _ORGANISATION_GROUPS else None)
            if slot.first and name and name not in names:
                names.append(name)
        known = set(order) - {_GROUP}
        if known <= set(names):  # the first names, or all of them once more
            if names:
                order = names if not order or known else _put(order, names) or names
            continue
        added = [name for name in names if name not in order]
        if added:
            if _GROUP not in order:
                return None
            order = _put(order, added)
    return [name for name in order if name != _GROUP]


def _put(order: Sequence[str], names: Sequence[str]) -> list[str]:
    """An order with names in place of their group."""
    place = order.index(_GROUP)
    return [*order[:place], *names, *order[place + 1 :]]


def _left_of(words: Row, begin: int) -> list[Column]:
    """Heads between that of the labels and the first applicant: codes, or figures of another year."""
    places = {
        (slot.start, slot.end): slot.text for slot in words if words[0].end < slot.start <= slot.end < begin
    }
    return [Column(None, text, *place, strange=True) for place, text in sorted(places.items())]


def _without_left(block: Sequence[Labelled], columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """The columns from the first applicant on, and those left of it in which most rows have a cell, which is
    taken from them."""
    first = next((place for place, column in enumerate(columns) if column.code or not column.strange), 0)
    rows = [row for row in block if row.item is not None]
    used: list[Column] = []
    for column in columns[:first]:
        place = column.start, column.end
        having = [row for row in rows if any((slot.start, slot.end) == place for slot in row.values)]
        if 2 * len(having) > len(rows):
            used.append(column)
            for row in having:
                row.values = [slot for slot in row.values if (slot.start, slot.end) != place]
    return [*columns[first:]], used


def _grouped(heads: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether the organisations and no others stand under the head of their group, or under heads of one row
    that has none."""
    groups = [slot for row in heads for slot in row if key(slot.text) in _ORGANISATION_GROUPS]
    if not groups:
        return sum(any(map(_applicant, (slot.text for slot in row))) for row in heads) == 1
    first, last = groups[0].start, groups[0].end
    return all(
        (first <= column.start <= last) == (column.code in _ORGANISATIONS)
        for column in columns
        if column.code
    )


def _in_order(codes: Sequence[str]) -> bool:
    """Whether applicants stand in the form's order, some left out."""
    rest = iter(APPLICANTS)
    return all(code in rest for code in codes)


def _applicant(text: str) -> str | None:
    codes = marks(text).applicant.codes
    return codes[0] if codes else None


def _read_row(row: Row, columns: Sequence[Column] = ()) -> Labelled | None:
    """The label nearest to the figures, what it may name, and the cells after it. None for a row of words.

    Words that stand left of the heads are the row's label even where a group's label beside them has a code.
    """
    starts = (column.start for column in columns if column.code and column.start != NOWHERE)
    edge = next(starts, len(row))
    words: Slot | None = None
    for number in range(len(row) - 1, -1, -1):
        slot = row[number]
        if slot.is_figure or not slot.first:
            continue
        match = marks(slot.text).request
        if match.codes and (words is None or words.start >= edge):
            return Labelled(slot, match, _values(row[number + 1 :]))
        if (words is None or words.start >= edge) and any(other.is_figure for other in row[number + 1 :]):
            words = slot
    if words is not None:
        return Labelled(words, NONE, _values([slot for slot in row if slot.start > words.end]))
    return Labelled(None, NONE, _after_labels(row)) if any(map(has_number, row)) else None


def _values(row: Row) -> Row:
    """Cells after a label, without labels that reach in from above where spans are too long or too short."""
    return [slot for slot in row if slot.is_figure or slot.first]


def _after_labels(row: Row) -> Row:
    """The cells of a row without a label of its own: those after labels that reach into it from above, and
    after the empty cells in place of a label."""
    last = max((n for n, slot in enumerate(row) if not slot.is_figure), default=-1)
    values = row[last + 1 :]
    while len(values) > len(APPLICANTS) and values[0].is_blank:
        values = values[1:]
    return values


def _name(rows: Sequence[Labelled], before: str | None) -> None:
    """The item of each row."""
    last = before
    totals: set[int] = set()  # the rows below which no outcome stands, up to the next year's rows
    is_last = True
    for number in range(len(rows) - 1, -1, -1):
        codes = rows[number].match.codes
        if is_last:
            totals.add(number)
        is_last = "received" in codes or (is_last and not OUTCOMES & set(codes))
    for number, row in enumerate(rows):
        row.item = _item(row, last, is_last=number in totals)
        last = row.item or last
    fill_gaps(rows, _order(rows), "requests")


def _order(rows: Sequence[Labelled]) -> list[str]:
    """The form's rows, in the edition that the rows are of."""
    return list(places_of("requests", edition_by_items("requests", {row.item for row in rows if row.item})))


def _item(row: Labelled, last: str | None, *, is_last: bool) -> str | None:
    """The item that a label names; 其他 is judged by the row above, and a sum before the last outcome is none
    of all outcomes unless it has the form's number, （七）."""
    codes = row.match.codes
    if not codes or row.label is None:
        return None
    if codes[0] == "other_remaining":
        return _other(row.label.text, last)
    if codes[0] == "processed_total":
        return codes[0] if is_last or "七" in fold(row.label.text) else None
    return codes[0]


def _other(text: str, last: str | None) -> str | None:
    """其他: a row of 2021 after the two rows before it, else the one row of 2019 cut short."""
    folded = fold(text)
    if last in NEWER_ROWS or folded.startswith("3"):
        return "other_remaining"
    return "other" if "六" in folded or last == "rejected_reconfirmation" else None


def _fill(block: Sequence[Labelled], columns: Sequence[Column]) -> list[Found]:
    pairs = [
        (Found(row.item, row.label.row, exact=row.match.exact), row.values)
        for row in block
        if row.item is not None and row.label is not None
    ]
    if _are_numbered([values for _, values in pairs]):
        pairs = [(found, values[1:]) for found, values in pairs]
    fill(pairs, columns, [APPLICANTS], _proven, _refused)
    shown = [column.code for column in columns if column.code]
    is_complete = sorted(shown) == sorted(APPLICANTS)
    denied = is_complete and not _in_order(shown) and _speaks_against(pairs)
    if denied and _holds_in_order(pairs):
        for found, values in pairs:  # heads in another order, which the sums of the form's own deny
            _put_cells(found, values, None)
    elif not _is_confirmed(pairs, columns):
        under = [_under_heads(values, columns) if is_complete else None for _, values in pairs]
        if 2 * sum(cells is not None for cells in under) > len(under) and not _surpassed(pairs):
            for (found, values), cells in zip(pairs, under, strict=True):
                _put_cells(found, values, cells)
            return [found for found, _ in pairs]
        # A cell of the head that was lost has moved the others: what stands under them is not theirs.
        is_usual = is_complete and _in_order(shown)
        if is_usual:
            fill(pairs, _FORM, [APPLICANTS], _proven, _exceeds)
        if not is_usual or not _Sums.of(pairs).hold:
            for found, values in pairs:
                _put_cells(found, values, None)
    return [found for found, _ in pairs]


def _under_heads(values: Row, columns: Sequence[Column]) -> dict[str, Slot] | None:
    """The cells of a row each of which has the very places of its head, with no figure beside the heads;
    None of any other row."""
    named = {(column.start, column.end): column.code for column in headed(columns)}
    cells: dict[str, Slot] = {}
    for slot in values:
        code = named.get((slot.start, slot.end), "")
        if code:
            cells[code] = slot
        elif code == "" and slot.has_figure:
            return None
    return cells if len(cells) == len(APPLICANTS) else None


def _surpassed(rows: Sequence[tuple[Found, Row]]) -> bool:
    """Whether most of several printed totals are less than their parts, which no misprint explains."""
    told = less = 0
    for found, _ in rows:
        values = {code: _value(slot) or 0.0 for code, slot in found.cells.items()}
        total = values.pop("total", 0.0)
        if any(values.values()) and "total" in found.cells and has_number(found.cells["total"]):
            told += 1
            less += sum(values.values()) > total
    return less > 1 and 2 * less > told


def _speaks_against(rows: Sequence[tuple[Found, Row]]) -> bool:
    """Whether sums speak against the heads of the rows, or not for them."""
    sums = _Sums.of(rows)
    return not sums.speak or sums.refused > max(sums.telling, 1)


def _holds_in_order(rows: Sequence[tuple[Found, Row]]) -> bool:
    """Whether sums would hold, and more of them than do, were the rows in the form's order."""
    tried = [(Found(found.item, found.row), values) for found, values in rows]
    fill(tried, _FORM, [APPLICANTS], _proven, _exceeds)
    sums, own = _Sums.of(tried), _Sums.of(rows)
    return sums.hold and sums.telling + sums.single > own.telling + own.single


def _put_cells(found: Found, values: Row, cells: dict[str, Slot] | None) -> None:
    """Give a row its cells, or leave it open."""
    found.cells, found.spread, found.note = cells or {}, {}, None
    found.rest = () if cells else tuple(values)


def _are_numbered(rows: Sequence[Row]) -> bool:
    """Whether a column of serial numbers stands between labels and figures: each one more than that above."""
    serials = [values[0].text.strip() for values in rows if len(values) > len(APPLICANTS)]
    numbers = [int(text) for text in serials if text.isascii() and text.isdigit()]
    return len(numbers) == len(rows) >= _FEWEST_NUMBERED and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


def _is_confirmed(rows: Sequence[tuple[Found, Row]], columns: Sequence[Column]) -> bool:
    """Whether the cells of the rows are of their heads. The form's own heads in its order are believed.
    Of others totals do not speak against them more than for them; and where columns of no code stand among
    them, or the cells do not stand under them, totals speak for them."""
    shown = [column.code for column in columns if column.code]
    is_strange = any(column.text and column.code is None for column in columns)
    if shown == list(APPLICANTS) and not is_strange:
        return True
    sums = _Sums.of(rows)
    last = max((place for place, column in enumerate(columns) if column.code), default=0)
    is_between = any(column.text and column.code is None for column in columns[:last])
    is_moved = any(found.note for found, _ in rows)
    if any(sums) and (is_between or (is_moved and (is_strange or not _in_order(shown)))):
        return sums.hold
    return sums.refused <= sums.telling or sums.refused <= 1


class _Sums(NamedTuple):
    """In how many rows the printed total is the sum of the applicants, blanks counting as nothing: of several
    of them (which no other column could be), of one, in how many it is not, and in how many none is."""

    telling: int
    single: int
    refused: int
    silent: int

    @classmethod
    def of(cls, rows: Sequence[tuple[Found, Row]]) -> "_Sums":
        """Count the rows that are placed."""
        counts = [0, 0, 0, 0]
        for found, _ in rows:
            values = {code: _value(slot) or 0.0 for code, slot in found.cells.items()}
            total = values.pop("total", 0.0)
            if has_figures := sum(map(bool, values.values())):
                is_told = has_number(found.cells["total"]) if "total" in found.cells else False
                if sum(values.values()) == total:
                    counts[has_figures == 1] += 1
                elif not is_told:
                    counts[3] += 1
                elif sum(values.values()) > total or len(values) == len(APPLICANTS) - 1:
                    counts[2] += 1  # with a column missing, a sum may be less
        return cls(*counts)

    @property
    def speak(self) -> bool:
        """Whether a total speaks for the columns at all."""
        return self.telling + self.single > 0

    @property
    def hold(self) -> bool:
        """Whether totals speak for the columns."""
        return self.speak and self.refused <= self.telling


def _exceeds(cells: dict[str, Slot]) -> bool:
    """Whether the printed total is less than the printed applicants, or not their sum where all are there."""
    values = {code: read_cell(slot.text).value for code, slot in cells.items()}
    total = values.pop("total", None)
    known = sum(value for value in values.values() if value is not None)
    return _refused(cells) or (total is not None and known > total)


def _refused(cells: dict[str, Slot]) -> bool:
    """Whether the printed total is not the sum of the printed applicants."""
    values = {code: read_cell(slot.text).value for code, slot in cells.items()}
    parts = [values.get(code) for code in APPLICANTS[:-1]]
    total = values.get("total")
    known = [part for part in parts if part is not None]
    return len(known) == len(parts) and total is not None and sum(known) != total


def _proven(cells: dict[str, Slot]) -> bool:
    """Whether the printed total is the sum of the applicants, blanks counting as nothing."""
    values = {code: _value(slot) for code, slot in cells.items()}
    total = values.pop("total", None)
    parts = [value for value in values.values() if value is not None]
    whole = cells.get("total")
    return whole is not None and has_number(whole) and len(parts) == len(values) and sum(parts) == total


def _by_order(rows: Sequence[Labelled], found: Sequence[Found]) -> list[Found]:
    """Full rows without labels, where as many rows of the form are missing and the sums hold with them."""
    order = _order(rows)
    result: list[Found] = []
    for run, items in unlabelled_runs(rows, order, lambda values: len(values) == len(APPLICANTS)):
        added = [
            Found(item, row.values[0].row, dict(zip(APPLICANTS, row.values, strict=True)), ROW_BY_ORDER)
            for item, row in zip(items, run, strict=True)
        ]
        if not any(_refused(f.cells) for f in added) and _sums_hold([*found, *added], order):
            result += added
    return result


def _sums_hold(found: Sequence[Found], order: Sequence[str]) -> bool:
    """Whether in each column the outcomes sum to the printed total, and this with what was carried over to
    what was received, blanks counting as nothing."""
    by_item = {f.item: f.cells for f in reversed(found)}
    if not by_item.keys() >= set(order):
        return False
    for applicant in APPLICANTS:
        values = [_value(by_item[item].get(applicant)) for item in order]
        if None in values:
            return False
        received, carried_in, *outcomes, total, carried_out = (value or 0.0 for value in values)
        if sum(outcomes) != total or received + carried_in != total + carried_out:
            return False
    return True


def _value(slot: Slot | None) -> float | None:
    if slot is None:
        return None
    reading = read_cell(slot.text)
    return 0.0 if reading.state in ("blank", "dash") else reading.value
