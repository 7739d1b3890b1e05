"""How many pages a list says it has, in words or in a script."""

import re
from functools import lru_cache
from typing import Any

from scraper.lists.pager import MOST_PAGES
from scraper.markup.markup import own

_GAP = r"(?:\s|&nbsp;|&#160;|<[^<>]{1,1000}>)*"
_IS = r"[\"']?\s*[:=]\s*[\"']?"
_NAMED = r"(?<![?&;])\b"
_WORDS = "(?:page[-_]?(?:count|total|nums)|total[-_]?pages?|count_?page|pages_?num(?:ber)?|all_?pages?)"
_CEIL = re.compile(r"Math\s*\.\s*ceil\s*\(\s*(\w+)\s*/\s*(\w+)\s*\)")
# What a match begins with is looked at first: at nearly every character of a page it says no at once.
_PAGES = re.compile(
    rf"(?=[共总合ptcainv\"'第页\d])(?:(?:共有?|总计|合计){_GAP}(\d{{1,5}}){_GAP}页|总页数{_GAP}[:：]?{_GAP}(\d{{1,5}})"
    rf"|{_NAMED}{_WORDS}\b"
    rf"{_IS}(\d{{1,5}})"
    rf"|\b(?:id|name)\s*=\s*[\"']?{_WORDS}[\"']?\s[^<>]{{0,100}}?\bvalue\s*=\s*[\"']?(\d{{1,5}})"
    rf"|\bvalue\s*=\s*[\"']?(\d{{1,5}})[\"']?\s[^<>]{{0,100}}?\b(?:id|name)\s*=\s*[\"']?{_WORDS}\b"
    rf"|(?<![\w.-])[\"']?pages[\"']?\s*:\s*[\"']?(\d{{1,5}})"
    rf"|(?:第|页次{_GAP}[:：]?){_GAP}\d+{_GAP}/{_GAP}(\d{{1,5}})|(?<![\d/])\d{{1,5}}\s*/\s*(\d{{1,5}}){_GAP}页"
    r"|\bpage\s+\d+\s+of\s+(\d{1,5})\b)",
    re.IGNORECASE,
)
_CURRENT = re.compile(
    rf"(?:第|页次{_GAP}[:：]?){_GAP}(\d{{1,5}}){_GAP}/{_GAP}\d{{1,5}}"
    rf"|(?<![\d/])(\d{{1,5}})\s*/\s*\d{{1,5}}{_GAP}页|\bpage\s+(\d{{1,5}})\s+of\s+\d{{1,5}}\b",
    re.IGNORECASE,
)
_ENTRIES = re.compile(
    rf"(?=[共总合记tpridia.])(?:(?:共有?|总计|合计){_GAP}(\d{{1,6}}){_GAP}[条项篇]|总?记录数{_GAP}[:：]{_GAP}(\d{{1,6}})"
    r"|(?<![?&;])\b(?:total[-_]?(?:records?|counts?|num(?:ber)?|items?|rows?|size|elements|data)|post_count|total"
    r"|(?:records?|rows?|item|data|info|all)_?(?:count|total))\b[\"']?\s*[:=>]\s*[\"']?(\d{1,6})"
    r"|\.pagination\s*\(\s*(\d{1,6})\s*,)",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<![\w.-])[\"']?(?:count|items)[\"']?\s*:\s*[\"']?(\d{1,6})")
_SIZE = re.compile(
    rf"(?=[每\ddlspir])(?:每页{_GAP}(?:显示)?{_GAP}(\d{{1,3}}){_GAP}[条项篇]|(\d{{1,3}})\s*条\s*/\s*页"
    r"|(?<![?&;\w])(?:data-)?(?:limit|page-?_?size|size|page_?rows|per_?page|items_?(?:per|on)_?page|rows_?per_?page)"
    r"[\"']?\s*[:=]\s*[\"']?(\d{1,3})\b)",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"(?i)(?=[dlpi])(?<![?&;\w])(?:data-)?(?:limit|page-?_?size|items_?(?:per|on)_?page)"
    r"[\"']?\s*[:=]\s*[\"']?\d{1,3}\b"
)
_NEAR = 300  # characters around it
_PAGED = frozenset({"page", "total", "records"})


def pages(text: str) -> int | None:
    """The number of pages that a list states, at most `MOST_PAGES`; None when it states none."""
    return _least(_PAGES, text, MOST_PAGES)


def current(text: str) -> int | None:
    """Which of its pages a list says that this one is, beside their number; None when it does not say."""
    return _least(_CURRENT, text, MOST_PAGES) or None


def entries(text: str) -> int | None:
    """The number of entries that a list states; None when it states none."""
    return _least(_ENTRIES, text, 1_000_000)


def in_data(data: Any) -> int | None:
    """The number of entries that data give under names which mean that to the library which reads them,
    whatever others beside them mean: `recordsFiltered` is what `recordsTotal` leaves for this list, and where
    there are `records`, `total` counts pages. None where there is none of these."""
    if not isinstance(data, dict):
        return None
    names = ("recordsFiltered", "iTotalDisplayRecords", *(("records",) if data.keys() >= _PAGED else ()))
    found = (str(data[name]) for name in names if name in data)
    return next((int(one) for one in found if one.isdecimal()), None)


def count(text: str, *, least: int) -> int | None:
    """The number that data give as `count`, where it can be that of a list which shows `least` entries."""
    found = _least(_COUNT, text, 1_000_000)
    return found if found is not None and found >= least else None


def size(text: str) -> int | None:
    """The number of entries that a list states to show on a page; None when it states none."""
    return _least(_SIZE, text, 1_000) or None


def in_all(text: str, shown: int) -> int | None:
    """The number of pages that a list with a pager in a script must have, as far as that says it: in pages,
    or in entries together with their number on a page; `shown` is how many this page shows."""
    stated = pages(text)
    if stated is not None:
        return stated
    per_page = size(text)
    total = entries(text)
    if total is None and per_page is not None:
        total = _least(_COUNT, text, 1_000_000)
    if total is None:
        return _divided(text)
    if per_page is None and total < shown:
        return total  # fewer than are shown on this page alone: pages are meant
    per_page = per_page or shown
    return min(-(-total // per_page), MOST_PAGES) if per_page else None


def _divided(text: str) -> int | None:
    """The number of pages where a script works it out from two numbers, or names that it sets to numbers."""
    match = _CEIL.search(own(text))
    if match is None:
        return None
    numbers = [_number(text, match[1]), _number(text, match[2])]
    total, per_page = numbers
    return -(-total // per_page) if total is not None and per_page else None


def _number(text: str, word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    found = re.search(rf"\b{re.escape(word)}\s*=\s*[\"']?(\d{{1,6}})\b", text)
    return int(found[1]) if found else None


def in_script(text: str) -> int | None:
    """The number of entries that the script or element of a pager states beside their number on a page."""
    text = own(text)
    for match in _SIZED.finditer(text):
        near = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        found = entries(near) or _least(_COUNT, near, 1_000_000)
        if found is not None:
            return found
    return None


@lru_cache(maxsize=16)  # one page is asked for its size by several
def _least(pattern: re.Pattern[str], text: str, most: int) -> int | None:
    match = pattern.search(own(text))
    if match is None:
        return None
    return min(most, int(next(group for group in match.groups() if group is not None)))
