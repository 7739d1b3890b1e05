"""Pages of a list by the place of their links in a row of numbers, whatever their addresses."""

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from urllib.parse import urlsplit

from scraper.listing import ListedLink
from scraper.lists.page_urls import begins, similar, turn, turns_page

_DIGITS = re.compile(r"\d+")


def by_place(links: Sequence[ListedLink], url: str) -> dict[int, str]:
    """The pages of the list at `url` by where their links stand: a number right behind the one before it is
    the next page, whatever its address. One that is nothing like the list's own needs more: the number of the
    page that is shown is no link, and the addresses of the others go up with theirs."""
    found: dict[int, str] = {}
    strange: dict[int, str] = {}
    current: set[int] = set()
    for link in links:
        if link.row is None:
            continue
        if similar(url, link.url) and turns_page(url, link.url):
            found.setdefault(link.row.number, link.url)
        elif link.row.current is not None and urlsplit(link.url).netloc == urlsplit(url).netloc:
            current.add(link.row.current)
            strange.setdefault(link.row.number, link.url)
    goes_up = not found and len(current) == 1 and _go_up(strange, url)
    return strange if goes_up else found


def _go_up(pages: dict[int, str], url: str) -> bool:
    """Whether the addresses of numbered pages differ in one number that goes up, or down, evenly with theirs;
    a single one, whether it differs so from the list's own."""
    ordered = sorted(pages.items())
    if len(ordered) == 1:
        turned = turn(url, ordered[0][1])
        return begins(url, ordered[0][1]) or (turned is not None and turned.here > (turned.there or 0))
    steps = {_step(one, other) for one, other in pairwise(ordered)}
    return len(steps) == 1 and steps != {None}


def _step(one: tuple[int, str], other: tuple[int, str]) -> Fraction | None:
    """By how much the one number in which two addresses differ goes up for each page between them."""
    before, after = _DIGITS.findall(one[1]), _DIGITS.findall(other[1])
    if _DIGITS.sub("#", one[1]) != _DIGITS.sub("#", other[1]):
        return None
    differing = {(int(low), int(high)) for low, high in zip(before, after, strict=True) if low != high}
    if len(differing) != 1:
        return None
    ((low, high),) = differing
    return Fraction(high - low, other[0] - one[0]) or None
