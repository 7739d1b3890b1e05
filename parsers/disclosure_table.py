"""The table of Article 20: blocks with columns of their own, rows by kind of act."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from gongkai.records import Edition
from parsers.editions import FORM_EDITIONS, geometry, places_of
from parsers.heads import Head, complete, read_heads, window
from parsers.labels import fold
from parsers.layout import Slot
from parsers.match import matcher
from parsers.request_table import Found, pair

CONTENT = "信息内容"
UNITS = ("亿元", "万元", "千元", "元")

_item = matcher("disclosure", "item")
_measure = matcher("disclosure", "measure")


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the heads over it and the money unit that stands in head, label or block heading."""

    found: Found
    unit: str | None


def is_head(row: Sequence[Slot]) -> bool:
    """Whether a row is a head of a block."""
    return any(slot.words == CONTENT or _measure(slot.text) for slot in row if not slot.is_blank)


def forms_of(item: str) -> list[tuple[str, ...]]:
    """The columns that an item has, in each edition that has it."""
    articles = (a for edition in FORM_EDITIONS["disclosure"] for a in geometry(edition).article)
    return [article.measures for article in articles if item in article.items]


def read_disclosure(rows: Sequence[Sequence[Slot]]) -> list[Row]:
    """Rows of the disclosure table in a layout."""
    found: list[Row] = []
    heads: list[Head] = []
    spoken = ""  # texts over the rows: block heading and heads
    block: list[tuple[str, Slot, list[Slot]]] = []
    for row in rows:
        label = _read_label(row)
        if label is None and is_head(row):
            found += _pair(block, heads, spoken)
            block = []
            heads = read_heads([row], _measure, frozenset((CONTENT,)))
            spoken += "".join(slot.text for slot in row)
        elif label is None:
            if block:
                found += _pair(block, heads, spoken)
                block, heads, spoken = [], [], ""
            spoken += "".join(slot.text for slot in row)
        else:
            block.append(label)
    return found + _pair(block, heads, spoken)


def _read_label(row: Sequence[Slot]) -> tuple[str, Slot, list[Slot]] | None:
    for place, slot in enumerate(row):
        if slot.is_blank or slot.is_figure:
            continue
        codes = _item(slot.text)
        after = row[place + 1 :]
        if codes and after and not any(_measure(other.text) for other in after if not other.is_blank):
            return codes[0], slot, list(after)
    return None


def _pair(block: Sequence[tuple[str, Slot, list[Slot]]], heads: Sequence[Head], spoken: str) -> list[Row]:
    found = []
    offset = window([after for *_, after in block if len(after) != len(heads)], heads) if heads else None
    for item, label, after in block:
        codes, filled = complete(heads, forms_of(item))
        unit = money_unit(spoken) or money_unit(label.text)
        if offset is not None and len(after) > len(codes):
            after = after[offset : offset + len(codes)]
        found.append(Row(pair(item, label, after, heads, codes, filled), unit))
    return found


def money_unit(text: str) -> str | None:
    """A money unit printed in a text."""
    folded = fold(text)
    return next((unit for unit in UNITS if f"({unit}" in folded or f"位:{unit}" in folded), None)


def edition_of(rows: Sequence[Row]) -> Edition:
    """The edition of a table by its rows and their columns."""
    seen = {(row.found.item, measure) for row in rows for measure in row.found.cells}
    return nearest_edition(seen, {row.found.item for row in rows})


def nearest_edition(seen: Set[tuple[str, str]], items: Set[str]) -> Edition:
    """The edition that has most of the cells (item, measure) seen; the older one has more rows too."""

    def fits(edition: Edition) -> tuple[int, int]:
        own = {(item, m) for item, measures in places_of("disclosure", edition).items() for m in measures}
        return len(own & seen), -len({item for item, _ in own} ^ items)

    return max(reversed(FORM_EDITIONS["disclosure"]), key=fits)
