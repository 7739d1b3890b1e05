"""An index of units by the letters with which their names begin: A, B, C … or A-D, E-H … in a row."""

import re
from collections.abc import Sequence
from itertools import pairwise

from scraper.listing import ListedLink

FEWEST = 3
"""Links in a row that make an index."""

_LONGEST = 14  # characters of a link that names letters
_NAMED = re.compile(r"[A-Za-z](?:\s?[-~—、,/]?\s?[A-Z]){0,7}")
_LETTER = re.compile(r"[A-Za-z]")


def alphabet(links: Sequence[ListedLink]) -> frozenset[str]:
    """The URLs behind the letters of the longest index among the links, each letter to a page of its own."""
    rows: list[dict[str, str]] = [{}]
    for link in links:
        named = _letters(link.text)
        if named is None:
            continue
        if rows[-1] and named[0] <= [*rows[-1]][-1][-1]:
            rows.append({})
        rows[-1][named] = link.url
    row = max(rows, key=len)
    urls = frozenset(row.values())
    return urls if len(urls) == len(row) >= FEWEST else frozenset()


def names_letters(link: ListedLink) -> bool:
    """Whether a link names nothing but letters."""
    return _letters(link.text) is not None


def _letters(text: str) -> str | None:
    """The letters that a text names, in capitals; None for what is anything but letters in their order."""
    if len(text) > _LONGEST or not text[:1].isascii() or _NAMED.fullmatch(text) is None:
        return None
    found = "".join(_LETTER.findall(text)).upper()
    return found if all(one < other for one, other in pairwise(found)) else None
