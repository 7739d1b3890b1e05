"""The 统计表 of 2014: one indicator a row, one count, or several of which one is the year's whole."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from gongkai import codebook
from parsers.labels import fold, key
from parsers.tables.cells import FACTORS, money_unit_of
from parsers.tables.columns import Column, read_columns
from parsers.tables.disclosure_table import scale_of
from parsers.tables.found import BY_ORDER, Found
from parsers.tables.layout import Row, Slot
from parsers.tables.marks import marks
from parsers.tables.regions import Region
from parsers.tables.row_labels import Labelled, fill_gaps

FEWEST = 6
"""Rows of the national form on a page below which its tables are another form's."""

UNITS = frozenset("条 件 次 篇 个 人 人次 项 份 场 期".split()) | FACTORS.keys()
_MONEY = ("亿元", "万元", "千元", "元")
_UNIT_HEADS = frozenset(("单位", "计量单位"))
_NAME = re.compile(r"指标|项目|名称|序号|备注|说明|内容|类别|编号|代码|行次|^年[度份]$")
_LONG = 8
"""Characters of a text that is no head of a column."""
_PREFERRED = (re.compile(r"合计|总计"), re.compile(r"全年"), re.compile(r"本年|当年|本期|完成|实际|实绩"))
"""Heads of the year's whole, of several counts; before others where they stand."""
_CUMULATIVE = re.compile(r"(?<!本年)(?<!本年度)(?<!全年)(?<!当年)累计|历年")
_COMPARED = re.compile(r"上年|去年|上一年|往年|同期|同比|环比|增减|增长|增幅|占比|比例|比重")
"""Heads of columns that are of another year, or compare this one with it."""
_PARTIAL = re.compile(
    r"季度|半年|(?<!\d)(?:[1-9]|1[01])月|(?<!1[-~至到])(?<!\d)12月|目标|计划|任务|预期|应完成"
)
"""Heads of columns that are of part of the year, or of what was wanted and not what was done."""
_PARENTS = ("reviews", "litigation")
"""Rows above others whose labels are alike: （二）被依法纠错数 of reviews and of lawsuits."""

_ORDER = [entry.code for entry in codebook.items("statistics", "2014")]


@dataclass(slots=True)
class Read:
    """Rows of the form in one region, the heads of its counts, whether it is a form of another kind (columns
    of years), which is not read, and the last parent row, for a table that continues this one."""

    found: list[Found] = field(default_factory=list)
    heads: list[Column] = field(default_factory=list)
    foreign: bool = False
    parent: str | None = None


def read_statistics(region: Region, before: Read, own_year: Callable[[], int | None]) -> Read:
    """Rows of the table in a region; `before` is what the table above gave, `own_year` tells the
    report's own: of columns of several years, that year's is read."""
    head = _head(region.rows)
    heads = read_columns(head, lambda _: None, lambda _: False, 0) if head else before.heads
    if not any(key(column.text) in _UNIT_HEADS for column in heads):
        heads = [column for column in heads if not _is_of_units(column, region.rows)]
    read = Read(heads=heads, parent=before.parent)
    year = own_year() if any(map(_years, heads)) else None
    if _is_foreign(heads, year):
        return Read(heads=heads, foreign=True)
    heading = set(map(id, head))
    rows = _in_form_order(
        [label for row in region.rows if id(row) not in heading for label in _read_row(row)]
    )
    lawsuits = max((n for n, row in enumerate(rows) if "litigation" in row.match.codes), default=-1)
    for number, row in enumerate(rows):
        row.item = _item(row.match.codes, read.parent, number < lawsuits)
        if row.item in _PARENTS:
            read.parent = row.item
    fill_gaps(rows, _ORDER, "statistics")
    read.found = [_found(row.item, row, read.heads, year) for row in rows if row.item is not None]
    return read


def _read_row(row: Row) -> list[Labelled]:
    """The labels of a row, of which a table in two halves has two, each with the cells up to the next."""
    places = [n for n, slot in enumerate(row) if not slot.is_figure and marks(slot.text).statistic.codes]
    if not places:
        words = [n for n, slot in enumerate(row) if not slot.is_figure and not _is_unit(slot)]
        places = words[:1] if words and any(slot.is_figure for slot in row[words[0] + 1 :]) else []
    ends = [*places[1:], len(row)][: len(places)]
    return [
        Labelled(row[place], marks(row[place].text).statistic, row[place + 1 : end])
        for place, end in zip(places, ends, strict=True)
    ]


def _in_form_order(rows: Sequence[Labelled]) -> list[Labelled]:
    """The rows in the form's order: of a table in two halves side by side, the left half comes first."""
    in_row: dict[int, list[int]] = {}
    for row in rows:
        if row.label is not None and row.match.codes:
            in_row.setdefault(row.label.row, []).append(row.label.start)
    second = [starts[1] for starts in in_row.values() if len(starts) > 1]
    edge = min(second, default=0)
    return (
        sorted(rows, key=lambda row: row.label is not None and row.label.start >= edge) if edge else [*rows]
    )


def _head(rows: Sequence[Row]) -> list[Row]:
    """The head of a table: the first row that names the unit or the indicators, in short words, and rows of
    words right below it."""
    for number, row in enumerate(rows):
        if any(marks(slot.text).statistic.codes for slot in row if not slot.is_figure):
            return []
        words = [key(slot.text) for slot in row if not slot.is_blank]
        if len(words) > 1 and any(word in _UNIT_HEADS or _is_name(word) for word in words):
            below = [*takewhile(_is_more_head, rows[number + 1 :])]
            return [row, *below]
    return []


def _is_name(word: str) -> bool:
    return len(word) < _LONG and _NAME.search(word) is not None


def _is_more_head(row: Row) -> bool:
    """Whether a row under a head divides its columns further: short words, no figure, no indicator."""
    printed = [slot for slot in row if not slot.is_blank]
    return len(printed) > 1 and not any(
        slot.is_figure or len(key(slot.text)) >= _LONG or marks(slot.text).statistic.codes for slot in printed
    )


def _is_foreign(heads: Sequence[Column], year: int | None) -> bool:
    """Whether the columns are of years of which none alone is the report's, or count from the beginning: no
    form of one year."""
    years = [found for head in heads if (found := _years(head))]
    own = [found for found in years if found == {year}]
    is_mixed = len(set().union(*years)) > 1 and len(own) != 1
    texts = [key(head.text) for head in heads]
    is_beside = any(text and not _CUMULATIVE.search(text) and _is_preferred(text) for text in texts)
    return is_mixed or (not is_beside and any(map(_CUMULATIVE.search, texts)))


def _is_preferred(text: str) -> bool:
    return any(words.search(text) for words in _PREFERRED)


def _years(head: Column) -> set[int]:
    """The years that a head names."""
    return {int(year) for year in re.findall(r"20\d\d", key(head.text))}


def _item(codes: Sequence[str], parent: str | None, before_lawsuits: bool) -> str | None:
    """The item that a label names. Alike ones go with the parent row above, or with one still to come."""
    if len(codes) <= 1:
        return codes[0] if codes else None
    if parent is None and before_lawsuits:
        parent = "reviews"
    return next((code for code in codes if parent is not None and code.startswith(parent)), None)


def _found(item: str, row: Labelled, heads: Sequence[Column], year: int | None) -> Found:
    label, after = row.label, row.values
    start = label.start if label is not None else 0
    found = Found(item, label.row if label is not None else None, exact=row.match.exact)
    found.unit = next((unit for slot in after if (unit := money_unit_of(slot.text))), None)
    if found.unit is None and label is not None:
        found.unit = next((unit for unit in _MONEY[:2] if unit in key(label.text)), None)
    own = [head for head in heads if head.start > start and head.text]
    counts = [head for head in own if key(head.text) not in _UNIT_HEADS and not _NAME.search(key(head.text))]
    compared = [
        head
        for head in counts
        if any(words.search(key(head.text)) for words in (_COMPARED, _PARTIAL, _CUMULATIVE))
        or (len(counts) > 1 and _years(head) - {year})
    ]
    is_of_others = bool(compared) and len(compared) == len(counts)
    counts = [head for head in counts if head not in compared]
    if scale := next((scale for head in counts if (scale := scale_of(head.text))), None):
        found.scales = {"reported": scale}
    next_name = next((head.start for head in own if re.search("指标|项目", key(head.text))), None)
    if next_name is not None:
        counts = [head for head in counts if head.start < next_name]
    values = [
        slot
        for slot in after
        if not _is_unit(slot) and not _is_remark(slot, own) and not _is_under(slot, compared)
    ]
    slot = None if is_of_others else _count(values, counts, found)
    if slot is not None:
        found.cells["reported"] = slot
    else:
        found.rest = tuple(slot for slot in after if not _is_unit(slot))
    return found


def _count(values: Row, counts: Sequence[Column], found: Found) -> Slot | None:
    """The count of a row: under the head of the sum, of the year or of what was done, else the first; by
    order where spans are wrong."""
    if not counts:
        return _only(values)
    texts = [key(head.text) for head in counts]
    whole = (n for words in _PREFERRED for n, text in enumerate(texts) if words.search(text))
    chosen = next(whole, 0)
    head = counts[chosen]
    under = [slot for slot in values if slot.start <= head.end and slot.end >= head.start]
    if len(values) == len(counts):
        if values[chosen] not in under:
            found.note = BY_ORDER
        return values[chosen]
    return _only(under) or (_only(values) if len(counts) == 1 else None)


def _only(values: Row) -> Slot | None:
    """The one cell of some that has a figure, or if none has, the first."""
    filled = [slot for slot in values if slot.has_figure]
    if len(filled) > 1:
        return None
    return (filled or [slot for slot in values if slot.is_blank] or [*values])[0] if values else None


def _is_unit(slot: Slot) -> bool:
    return not slot.is_blank and (fold(slot.text) in UNITS or money_unit_of(slot.text) is not None)


def _is_of_units(head: Column, rows: Sequence[Row]) -> bool:
    """Whether a column holds units and no figures, whatever its head is called."""
    under = [slot for row in rows for slot in row if _is_under(slot, [head]) and not slot.is_blank]
    units = sum(map(_is_unit, under))
    return bool(units) and 2 * units >= len(under) and not any(slot.has_figure for slot in under)


def _is_remark(slot: Slot, heads: Sequence[Column]) -> bool:
    """Whether a cell stands under a head of remarks or serial numbers, or is words."""
    return _is_under(slot, [head for head in heads if _NAME.search(key(head.text))])


def _is_under(slot: Slot, heads: Sequence[Column]) -> bool:
    return any(head.start <= slot.start <= head.end for head in heads)
