"""Where to look when nothing known leads on: links whose words only sound like a way to what is disclosed."""

import re
from collections.abc import Callable, Iterator, Sequence

from scraper import vocabulary
from scraper.listing import ListedLink
from scraper.lists.pager import is_pager
from scraper.markup.documents import is_file
from scraper.pages.links import label

MOST_GUESSES = 8
"""Pages of one portal that are looked at on a guess."""

_LIKELY = re.compile(r"公开")
_POSSIBLE = re.compile(r"目录|分类|检索|大厅|专栏|年报|报告|政务|机构|部门")
_OF_SUBJECTS = re.compile(r"领域")
_RANKS = (_LIKELY, _POSSIBLE, _OF_SUBJECTS)
OF_SUBJECTS = _RANKS.index(_OF_SUBJECTS)
"""The rank of what leads to disclosure by subject, below which some counties keep their departments."""

_LONGEST = 10  # characters of a link of a menu


def guesses(links: Sequence[ListedLink], allowed: Callable[[str], bool]) -> Iterator[tuple[int, ListedLink]]:
    """Links of a page that may lead on, each with its rank: the likelier, the lower."""
    for link in links:
        words = vocabulary.squeeze(label(link))
        if link.date is not None or link.place == "footer" or not 2 <= len(words) <= _LONGEST:
            continue
        rank = next((rank for rank, sign in enumerate(_RANKS) if sign.search(words)), None)
        if rank is None or vocabulary.is_aside(words) or vocabulary.leads_to_others(words):
            continue
        if is_pager(link) or is_file(link.url):
            continue
        if allowed(link.url) and not vocabulary.forbidden(link.url, link.text):
            yield rank, link
