"""The table of requests: 23 or 25 rows of answers by 7 columns of applicants."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai import codebook
from parsers.heads import BY_ORDER, Head, complete, read_heads, window
from parsers.layout import Slot
from parsers.match import matcher

GROUPS = frozenset(("申请人情况", "法人或其他组织", "法人或者其他组织", "法人和其他组织"))
APPLICANTS = tuple(entry.code for entry in codebook.measures("requests", "2021"))
SHARED = frozenset(("other_organization", "total"))
"""Applicants whose labels (其他, 总计) are labels of rows too."""

_item = matcher("requests", "item")
_applicant = matcher("requests", "measure")


@dataclass(frozen=True, slots=True)
class Found:
    """One row of a form: item, its row in the layout, cells by measure, and the rule applied, if any."""

    item: str
    label: Slot
    cells: dict[str, Slot]
    note: str | None
    rest: tuple[Slot, ...] = ()  # all cells after the label, for a row whose columns cannot be known


def is_head(row: Sequence[Slot]) -> bool:
    """Whether a row is a head: it names applicants."""
    codes = {code for slot in row if slot.first or slot.words for code in _applicant(slot.text)} - SHARED
    return bool(codes) or any(slot.words in GROUPS for slot in row)


def read_requests(rows: Sequence[Sequence[Slot]], earlier: Sequence[Head]) -> tuple[list[Found], list[Head]]:
    """Rows of requests in a layout and the heads that stood over them. `earlier` are the heads of a table
    that this one continues."""
    heads_rows: list[Sequence[Slot]] = []
    heads = list(earlier)
    labelled: list[tuple[str, Slot, list[Slot]]] = []
    for row in rows:
        if is_head(row):
            if heads_rows and labelled and heads_rows[-1] is not row and not _follows(heads_rows, row, rows):
                heads_rows = []
            heads_rows.append(row)
            heads = read_heads(heads_rows, _applicant, GROUPS)
            continue
        found = _read_label(row)
        if found is not None:
            labelled.append(found)
    return _pair(labelled, heads), heads


def _follows(heads: Sequence[Sequence[Slot]], row: Sequence[Slot], rows: Sequence[Sequence[Slot]]) -> bool:
    """Whether a head row stands right under the last one."""
    places = [number for number, other in enumerate(rows) if other is heads[-1] or other is row]
    return len(places) == 2 and places[1] == places[0] + 1


def _read_label(row: Sequence[Slot]) -> tuple[str, Slot, list[Slot]] | None:
    """Item, label cell and the cells after it; the label nearest to the figures decides."""
    for place in range(len(row) - 1, -1, -1):
        slot = row[place]
        if slot.is_blank or slot.is_figure:
            continue
        codes = _item(slot.text)
        if codes and (slot.first or codes[0] not in ("other_remaining", "processed_total")):
            return codes[0], slot, list(row[place + 1 :])
    return None


def _pair(labelled: Sequence[tuple[str, Slot, list[Slot]]], heads: Sequence[Head]) -> list[Found]:
    codes, filled = complete(heads, [APPLICANTS])
    known = [code for code in codes if code]
    offset = window([after for *_, after in labelled if len(after) != len(heads)], heads)
    found = []
    for item, label, after in labelled:
        if offset is not None and len(after) > len(codes):
            after = after[offset : offset + len(codes)]
        if len(known) < len(APPLICANTS) and len(after) == len(APPLICANTS) and _in_order(known):
            found.append(_by_order(item, label, after))
            continue
        found.append(pair(item, label, after, heads, codes, filled))
    return found


def pair(
    item: str,
    label: Slot,
    after: Sequence[Slot],
    heads: Sequence[Head],
    codes: Sequence[str | None],
    filled: bool,
) -> Found:
    """A row under its heads: as many cells as heads go one to one, others where a head begins."""
    if codes and len(after) == len(codes):
        cells = {c: s for c, s in zip(codes, after, strict=True) if c}
        slipped = filled or any(s.start != h.start for s, h in zip(after, heads, strict=True))
        return Found(item, label, cells, BY_ORDER if slipped else None)
    places = {head.start: code for head, code in zip(heads, codes, strict=True) if code}
    cells = {places[slot.start]: slot for slot in after if slot.start in places}
    return Found(item, label, cells, None, tuple(after))


def _in_order(known: Sequence[str]) -> bool:
    """Whether the known heads stand in the order of the form."""
    ranks = [APPLICANTS.index(code) for code in known]
    return ranks == sorted(ranks)


def _by_order(item: str, label: Slot, after: Sequence[Slot]) -> Found:
    """A row with as many cells as the form has columns, under heads that are lost; its own sum may refuse."""
    values = [slot.text.strip() for slot in after]
    cells = dict(zip(APPLICANTS, after, strict=True))
    if all(value.isdigit() for value in values) and sum(map(int, values[:-1])) != int(values[-1]):
        return Found(item, label, {}, None, tuple(after))
    return Found(item, label, cells, BY_ORDER)
