"""How many pages a list says it has, in words or in a script."""

import re

from scraper.pager import MOST_PAGES

_PAGES = re.compile(
    r"共\s*(?:<[^<>]{1,1000}>\s*)*(\d{1,5})\s*(?:<[^<>]{1,1000}>\s*)*页"
    r"|(?:(?<![?&;])\b(?:page_?count|total_?pages?|count_?page|page_?total|pages?_?num(?:ber)?s?|allpages?)\b)[\"']?\s*[:=]\s*[\"']?(\d{1,5})"
    r"|[\"']pages[\"']\s*:\s*(\d{1,5})"
    r"|第\s*\d+\s*/\s*(\d{1,5})\s*页|\b1\s*/\s*(\d{1,5})\s*页",
    re.IGNORECASE,
)
_ENTRIES = re.compile(
    r"共\s*(?:<[^<>]{1,1000}>\s*)*(\d{1,6})\s*(?:<[^<>]{1,1000}>\s*)*[条项篇]"
    r"|(?:(?<![?&;])\b(?:total_?records?|total_?count|record_?count|post_count|total)\b)[\"']?\s*[:=>]\s*[\"']?(\d{1,6})",
    re.IGNORECASE,
)


def pages(text: str) -> int | None:
    """The number of pages that a list states, at most `MOST_PAGES`; None when it states none."""
    return _least(_PAGES, text, MOST_PAGES)


def entries(text: str) -> int | None:
    """The number of entries that a list states; None when it states none."""
    return _least(_ENTRIES, text, 1_000_000)


def _least(pattern: re.Pattern[str], text: str, most: int) -> int | None:
    match = pattern.search(text)
    if match is None:
        return None
    return min(most, int(next(group for group in match.groups() if group)))
