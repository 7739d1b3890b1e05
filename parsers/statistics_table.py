"""The 统计表 of 2014: one indicator a row, one count, or several of which one is the year's whole."""

import re
from collections.abc import Sequence

from gongkai import codebook
from parsers.heads import Head
from parsers.labels import fold, key
from parsers.layout import Slot
from parsers.match import matcher
from parsers.request_table import Found

FEWEST = 6
"""Rows of the national form below which a table is another one."""

UNITS = frozenset("条 件 次 篇 个 人 人次 万元 元 亿元 ------ -- —— 项 份".split())
_UNIT_HEAD = frozenset(("单位", "计量单位"))
_WHOLE = re.compile(r"合计|总计|总数|统计数|数量|数值|本年")
_SUM = re.compile(r"合计|总计")
_CUMULATIVE = re.compile(r"累计|历年")

_item = matcher("statistics", "item")
_ORDER = {entry.code: n for n, entry in enumerate(codebook.items("statistics", "2014"))}


def read_statistics(rows: Sequence[Sequence[Slot]]) -> tuple[list[Found], bool]:
    """Rows of the table; and whether it is a form of another kind (columns of years), which is not read."""
    labelled: list[tuple[str, Slot, list[Slot]]] = []
    heads: Sequence[Slot] = ()
    last = -1
    for row in rows:
        label = _read_label(row, last)
        if label is not None:
            labelled.append(label)
            last = _ORDER[label[0]]
        elif not labelled and _is_head(row):
            heads = row
    if len(labelled) < FEWEST:
        return [], False
    if any(_CUMULATIVE.search(fold(slot.text)) for slot in heads):
        return [], True
    chosen = _chosen(heads)
    found = []
    for item, name, after in labelled:
        slot = _figure(after, heads, chosen)
        found.append(Found(item, name, {} if slot is None else {"reported": slot}, None, tuple(after)))
    return found, False


def _is_head(row: Sequence[Slot]) -> bool:
    words = {slot.words for slot in row}
    return bool(words & _UNIT_HEAD) or any(_WHOLE.search(slot.text) and not _item(slot.text) for slot in row)


def _read_label(row: Sequence[Slot], last: int) -> tuple[str, Slot, list[Slot]] | None:
    for place, slot in enumerate(row):
        if slot.is_blank or slot.is_figure:
            continue
        codes = _item(slot.text)
        if codes and place + 1 < len(row):
            later = [code for code in codes if _ORDER[code] > last]
            return (later or list(codes))[0], slot, list(row[place + 1 :])
    return None


def _chosen(heads: Sequence[Slot]) -> Head | None:
    """The head of the count to read where there are several: the sum, else the first."""
    counts = [s for s in heads if not s.is_blank and s.words not in _UNIT_HEAD and not _is_name(s)]
    if len(counts) <= 1:
        return None
    slot = next((s for s in counts if _SUM.search(s.text)), counts[0])
    return Head(("reported",), slot.start, slot.text)


def _is_name(slot: Slot) -> bool:
    """Whether a head stands over the indicators themselves, or over serial numbers or remarks."""
    return bool(re.search(r"指标|项目|名称|序号|备注|说明|内容|类别", slot.text))


def _figure(after: Sequence[Slot], heads: Sequence[Slot], chosen: Head | None) -> Slot | None:
    counts = [slot for slot in after if not _is_unit(slot) and not _under_remark(slot, heads)]
    if chosen is not None:
        placed = [slot for slot in counts if slot.start <= chosen.start <= slot.end]
        return placed[0] if placed else None
    return counts[0] if counts else None


def _is_unit(slot: Slot) -> bool:
    return fold(slot.text) in UNITS


def _under_remark(slot: Slot, heads: Sequence[Slot]) -> bool:
    return any(head.start <= slot.start <= head.end and _is_name(head) for head in heads)


def unit_of(found: Found, row: Sequence[Slot]) -> str | None:
    """The money unit printed in a row of fees."""
    words = [fold(slot.text) for slot in (*row, *found.rest)]
    return next((unit for unit in ("亿元", "万元", "元") if unit in words), None) or next(
        (unit for unit in ("亿元", "万元") if unit in key(found.label.text)), None
    )
