"""The 统计表 of 2014: one indicator a row, one count, or several of which one is the year's whole."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai import codebook
from parsers.found import BY_ORDER, Found
from parsers.labels import fold, key
from parsers.layout import Row, Slot
from parsers.marks import marks
from parsers.regions import Region
from parsers.row_labels import Labelled, fill_gaps

FEWEST = 6
"""Rows of the national form on a page below which its tables are another form's."""

UNITS = frozenset("条 件 次 篇 个 人 人次 万元 元 亿元 千元 项 份 场 期".split())
_MONEY = ("亿元", "万元", "千元", "元")
_UNIT_HEADS = frozenset(("单位", "计量单位"))
_NAME = re.compile(r"指标|项目|名称|序号|备注|说明|内容|类别|编号|代码|行次")
_SUM = re.compile(r"合计|总计")
_CUMULATIVE = re.compile(r"累计|历年")
_PARENTS = ("reviews", "litigation")
"""Rows above others whose labels are alike: （二）被依法纠错数 of reviews and of lawsuits."""

_ORDER = [entry.code for entry in codebook.items("statistics", "2014")]


@dataclass(slots=True)
class Read:
    """Rows of the form in one region, the heads of its counts, whether it is a form of another kind (columns
    of years), which is not read, and the last parent row, for a table that continues this one."""

    found: list[Found] = field(default_factory=list)
    heads: list[Slot] = field(default_factory=list)
    foreign: bool = False
    parent: str | None = None


def read_statistics(region: Region, before: Read) -> Read:
    """Rows of the table in a region; `before` is what the table above gave."""
    heads: list[Slot] = []
    rows: list[Labelled] = []
    for slots in region.rows:
        labelled = _read_row(slots)
        if not any(one.match.codes for one in [*rows, *labelled]) and _is_head(slots):
            heads = [slot for slot in slots if not slot.is_blank]
        else:
            rows += labelled
    read = Read(heads=heads or before.heads, parent=before.parent)
    if any(_CUMULATIVE.search(key(slot.text)) for slot in read.heads):
        return Read(heads=heads, foreign=True)
    rows = _in_form_order(rows)
    for number, row in enumerate(rows):
        row.item = _item(row.match.codes, read.parent, rows[number + 1 :])
        if row.item in _PARENTS:
            read.parent = row.item
    fill_gaps(rows, _ORDER, "statistics")
    read.found = [_found(row.item, row, read.heads) for row in rows if row.item is not None]
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


def _is_head(row: Row) -> bool:
    """Whether a row is the head of the table: it names the unit, or indicators, in short words."""
    words = [key(slot.text) for slot in row if not slot.is_blank]
    return len(words) > 1 and (
        bool(_UNIT_HEADS & set(words)) or any(_NAME.search(word) for word in words if len(word) < 8)
    )


def _item(codes: Sequence[str], parent: str | None, below: Sequence[Labelled]) -> str | None:
    """The item that a label names. Alike ones go with the parent row above, or with one still to come."""
    if len(codes) <= 1:
        return codes[0] if codes else None
    if parent is None and any("litigation" in row.match.codes for row in below):
        parent = "reviews"
    return next((code for code in codes if parent is not None and code.startswith(parent)), None)


def _found(item: str, row: Labelled, heads: Sequence[Slot]) -> Found:
    label, after = row.label, row.values
    start = label.start if label is not None else 0
    found = Found(item, label.row if label is not None else None, exact=row.match.exact)
    units = [fold(slot.text) for slot in after]
    found.unit = next((unit for unit in units if unit in _MONEY), None)
    if found.unit is None and label is not None:
        found.unit = next((unit for unit in _MONEY[:2] if unit in key(label.text)), None)
    own = [head for head in heads if head.start > start]
    counts = [head for head in own if key(head.text) not in _UNIT_HEADS and not _NAME.search(key(head.text))]
    next_name = next((head.start for head in own if re.search("指标|项目", key(head.text))), None)
    if next_name is not None:
        counts = [head for head in counts if head.start < next_name]
    values = [slot for slot in after if not _is_unit(slot) and not _is_remark(slot, own)]
    slot = _count(values, counts, found)
    if slot is not None:
        found.cells["reported"] = slot
    else:
        found.rest = tuple(slot for slot in after if not _is_unit(slot))
    return found


def _count(values: Row, counts: Sequence[Slot], found: Found) -> Slot | None:
    """The count of a row: under the head of the sum, else the first; by order where spans are wrong."""
    if not counts:
        filled = [slot for slot in values if not slot.is_blank]
        return filled[0] if len(filled) == 1 else values[0] if values and not filled else None
    chosen = next((n for n, head in enumerate(counts) if _SUM.search(key(head.text))), 0)
    head = counts[chosen]
    under = [slot for slot in values if slot.start <= head.end and slot.end >= head.start]
    filled = [slot for slot in under if not slot.is_blank]
    if len(values) == len(counts):
        if values[chosen] not in under:
            found.note = BY_ORDER
        return values[chosen]
    if len(under) == 1 or len(filled) == 1:
        return (filled or under)[0]
    filled = [slot for slot in values if not slot.is_blank]
    if len(counts) == 1 and len(filled) <= 1:
        values = filled or values
        return values[0] if values else None
    return None


def _is_unit(slot: Slot) -> bool:
    return fold(slot.text) in UNITS


def _is_remark(slot: Slot, heads: Sequence[Slot]) -> bool:
    """Whether a cell stands under a head of remarks or serial numbers, or is words."""
    under = [head for head in heads if head.start <= slot.start <= head.end]
    return any(_NAME.search(key(head.text)) for head in under)
