"""Sub-columns: links of a report column that stand in one list with what leads to reports, whatever they say.

县政府年报 and 乡镇年报 name columns, 县直部门 between them does not; 本级, 派驻 and 园区 name nothing that is
known. A menu of the site is no such list: it holds the page itself, or links that stood on pages on the way.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec.structs import replace

from scraper import vocabulary
from scraper.listing import ListedLink
from scraper.lists.pager import is_pager
from scraper.markup.documents import is_file
from scraper.pages.links import is_vague, key, label
from scraper.search.trail import DEEPEST, Trail, Way, folder

MOST = 40
"""Links of a column without anything known that are looked at."""

_LONGEST = 24  # characters of a sub-column's name
_SAYS_MORE_THAN_WHEN = re.compile(r"[^\W\d_年月日季度上下半旬周期第]")


class Furniture:
    """The links on the pages on the way to columns: what stands there too is no part of a column."""

    def __init__(self) -> None:
        self._pages = 0
        self._met: set[str] = set()

    def meet(self, links: Sequence[ListedLink]) -> None:
        """A page on the way. Menus stand on all of them, so the first few tell."""
        if self._pages < MOST:
            self._pages += 1
            self._met.update(key(link.url) for link in links)

    def has(self, url: str) -> bool:
        """Whether a page on the way links to a URL."""
        return key(url) in self._met


def beside_known(
    links: Sequence[ListedLink],
    url: str,
    trail: Trail,
    known: Collection[str],
    is_furniture: Callable[[str], bool],
) -> Iterator[tuple[ListedLink, Way]]:
    """The sub-columns of the column at `url` that stand in one list with a link that is `known` to lead on,
    or with one that speaks of bodies."""
    for block in _lists(links, url, is_furniture):
        own = [link for link in block if link.url not in known and _may_be(link)]
        if any(link.url in known for link in block) or any(_speaks_of_bodies(link) for link in own):
            yield from _ways(own, trail)


def by_themselves(
    links: Sequence[ListedLink], url: str, trail: Trail, is_furniture: Callable[[str], bool]
) -> Iterator[tuple[ListedLink, Way]]:
    """All that may be sub-columns on the page at `url`, of a column that shows nothing that is known."""
    lists = _lists(links, url, is_furniture)
    yield from _ways([link for block in lists for link in block if _may_be(link)][:MOST], trail)


def _lists(
    links: Sequence[ListedLink], url: str, is_furniture: Callable[[str], bool]
) -> list[list[ListedLink]]:
    """The lists of a page without those that may be a menu, and without what names a day."""
    blocks: dict[int, list[ListedLink]] = {}
    for link in links:
        if link.block >= 0 and not is_pager(link):
            blocks.setdefault(link.block, []).append(link)
    return [
        [link for link in block if link.date is None]
        for block in blocks.values()
        if not any(_is_of_menu(link, url) or is_furniture(link.url) for link in block)
    ]


def _is_of_menu(link: ListedLink, url: str) -> bool:
    return (
        link.place in ("navigation", "footer")
        or (key(link.url) == key(url) and not link.fragment)
        or vocabulary.stands_in_menu(label(link))
    )


def _may_be(link: ListedLink) -> bool:
    words = label(link)
    plain = vocabulary.squeeze(words)
    return (
        1 < len(plain) <= _LONGEST
        and _SAYS_MORE_THAN_WHEN.search(plain) is not None
        and not is_file(link.url)
        and not is_vague(words)
        and not vocabulary.is_aside(words)
        and vocabulary.grade(words) != "veto"
        and not vocabulary.forbidden(link.url, link.text)
    )


def _speaks_of_bodies(link: ListedLink) -> bool:
    words = label(link)
    return vocabulary.speaks_of_bodies(words) or vocabulary.names_hub(words) or vocabulary.names_group(words)


def _ways(links: Sequence[ListedLink], trail: Trail) -> Iterator[tuple[ListedLink, Way]]:
    if trail.depth >= DEEPEST:
        return
    for link in links:
        words = label(link)
        unit = words if vocabulary.is_unit(words) else trail.unit
        year = vocabulary.year(words) or trail.year
        onto = replace(trail, hub=False, unit=unit, year=year, depth=trail.depth + 1, folder=folder(link.url))
        yield link, Way(role="list", trail=onto)
