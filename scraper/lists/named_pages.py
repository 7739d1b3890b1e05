"""Pages of a list whose addresses stand one by one in a script, or in an attribute that a script reads: in an
array, in objects, as members."""

import html as entities
import re
from collections.abc import Iterator, Sequence

from scraper.addresses import absolute
from scraper.listing import ListedLink, Request
from scraper.lists.page_urls import similar, turn, turns_page
from scraper.lists.pager import MOST_PAGES
from scraper.pages.links import key
from scraper.scripts.script_names import page_scripts
from scraper.vocabulary import forbidden

FEWEST = 2
"""Addresses that make a row of pages."""

_KIND = r"(?:\.(?:s?html?|jsp|aspx?|php|do|action)|/)"
_END = rf"(?:\d{{1,4}}{_KIND}?)"
_SIGN = re.compile(rf"\d{_KIND}[\"',;|?]|[?&]\w{{1,30}}=\d{{1,4}}[\"',;|&]")
_HELD = re.compile(r"\bdata-[\w-]{1,30}\s{0,9}=\s{0,9}(?:'(\[[^'<>]{1,4000}\])'|\"(\[[^\"<>]{1,4000}\])\")")
_QUOTED = re.compile(r"\"([^\"\s<>]{1,4000})\"|'([^'\s<>]{1,4000})'")
_BETWEEN = re.compile(r"[,;|]")
_ADDRESS = re.compile(rf"(?=\S*[/?.])[^\s<>\"']*?(?:{_END}(?:[?&#][^\s<>\"']*)?|[?&]\w+={_END}[^\s<>\"']*)")


def named_pages(text: str, url: str, links: Sequence[ListedLink]) -> tuple[Request, ...]:
    """The requests for the pages after the one at `url`, nearest first, by the addresses in its scripts that
    differ from its own, and from one another, in a page's number alone, which they count up without a gap.

    What is among the `links` of the page is an entry of its list, or of its pager.
    """
    code = page_scripts(text) if "<script" in text else ""
    if "'[" in text or '"[' in text:
        code += "\n".join(entities.unescape(one or other) for one, other in _HELD.findall(text))
    if _SIGN.search(code) is None:
        return ()
    linked = {key(link.url) for link in links}
    rows: dict[tuple[str, str, int | None], dict[int, str]] = {}
    for goal in _addresses(code, url):
        turned = turn(url, goal) if similar(url, goal) and turns_page(url, goal) else None
        if turned is not None and key(goal) not in linked and not forbidden(goal):
            row = rows.setdefault((turned.before, turned.after, turned.there), {})
            row[turned.here] = goal
    found = (_after(row, there) for (_, _, there), row in rows.items())
    return tuple(Request(url=one) for one in max(found, key=len, default=[])[:MOST_PAGES])


def _addresses(code: str, url: str) -> Iterator[str]:
    """What may be the address of a page among the strings of a script, those that hold several included."""
    for match in _QUOTED.finditer(code):
        text = (match[1] or match[2]).replace("\\/", "/")
        pieces = _BETWEEN.split(text)
        for piece in pieces if len(pieces) > FEWEST else [text]:
            if _ADDRESS.fullmatch(piece):
                goal = absolute(url, piece)
                if goal is not None and key(goal) != key(url):
                    yield goal


def _after(row: dict[int, str], there: int | None) -> list[str]:
    """The addresses behind this page, if those of a row are all the pages of one list."""
    numbers = sorted({*row, *([] if there is None else [there])})
    whole = len(row) >= FEWEST and numbers[0] <= FEWEST and numbers[-1] - numbers[0] == len(numbers) - 1
    return [row[number] for number in numbers if number in row and number > (there or 0)] if whole else []
