"""Numbers in the URL of a service that count pages or entries, told by how a click on the next changes it.

Names say which number that is where they are a page's (`scraper.scripts.parameters`). Others say so only by
going up: `index`, `no`, a number within the path, the first entry and the last.
"""

import re
from itertools import chain, zip_longest
from urllib.parse import parse_qsl, urlsplit

from msgspec.structs import replace

from gongkai.records import Record

_DIGITS = re.compile(r"\d+")
_OF_PAGE = re.compile(
    r"(?i)(?!\w*(?:size|rows|limit))(?:\w*page\w*|_?p|pn|pi|pg|pno|cur\w*|n|no|num|i|idx|index)"
)
_OF_ENTRY = re.compile(r"(?i)\w*(?:offset|skip|start|begin|first)\w*|from|(?:to|end|last)\w*")

_FIRST = re.compile(r"[?&](\w+)=([01])(?=&|$)")
_SIZED = re.compile(r"(?i)page_?size|size|rows|limit|per_?page|page_?rows|ps")
_SIZE = re.compile(rf"(?i)[?&](?:{_SIZED.pattern[4:]})=(\d{{1,3}})(?=&|$)")


class Count(Record, frozen=True, kw_only=True):
    """A URL around the numbers that go up from one page of a list to the next, each by its step: `pieces`
    stand before, between and behind them. `first` is what they are on the first page, `size` how
    many entries that shows, 0 if nobody knows."""

    pieces: tuple[str, ...]
    numbers: tuple[int, ...]
    steps: tuple[int, ...]
    first: tuple[int, ...]
    size: int = 0

    @property
    def url(self) -> str:
        """The URL of this page."""
        return "".join(chain(*zip_longest(self.pieces, map(str, self.numbers), fillvalue="")))

    def after(self) -> "Count":
        """The page after this one."""
        numbers = tuple(number + step for number, step in zip(self.numbers, self.steps, strict=True))
        return replace(self, numbers=numbers)

    def is_last(self, shown: int, total: int | None, pages: int | None) -> bool:
        """Whether this page, with so many entries, is the last of a list that states these totals."""
        step = max(self.steps)
        place = self.steps.index(step)
        ahead = self.numbers[place] - self.first[place]
        page = ahead // step + 1
        if total is not None:
            return (page * max(self.size, shown) if step == 1 else ahead + shown) >= total
        if pages is not None:
            return page >= pages
        return shown < (self.size if step == 1 else min(step, self.size))


def counted(url: str, following: str, size: int, page: int = 2) -> Count | None:
    """How the URLs asked for at clicks on this page of a list and on the following one count; None where what
    differs is no page's number. A page's goes up by one, an entry's by as many as a page has, from 0 or 1 on;
    so that of an entry tells itself which is the first of this page, wherever the script begins to count."""
    differing = _differing(url, following)
    if not differing or not all(_may_count(url, one, step) for one, _, step in differing):
        return None
    step = max(step for *_, step in differing)
    begins = next(number for _, number, one in differing if one == step)
    if {one for *_, one in differing} - {1, step} or (step > 1 and begins % step > 1):
        return None
    ahead = begins % step + (page - 1) * step - begins if step > 1 else 0
    numbers = tuple(number + (ahead if one == step else 0) for _, number, one in differing)
    steps = tuple(one for *_, one in differing)
    first = tuple(number - (page - 1) * one for number, one in zip(numbers, steps, strict=True))
    return _around(url, differing, numbers, first, size)


def stepped(url: str, following: str, size: int) -> Count | None:
    """How the URLs of the first page of a list and of the second count, whatever their numbers are called:
    that these are a page's or an entry's is known. None where they do not differ in numbers that go up."""
    differing = _differing(url, following)
    if not differing or any(step < 1 for *_, step in differing):
        return None
    numbers = tuple(number for _, number, _ in differing)
    return _around(url, differing, numbers, numbers, size)


def _differing(url: str, following: str) -> list[tuple["re.Match[str]", int, int]]:
    """Where the numbers of two URLs differ that are else alike: the place, the number, how much more."""
    if _DIGITS.sub("#", url) != _DIGITS.sub("#", following):
        return []
    pairs = zip(_DIGITS.finditer(url), _DIGITS.finditer(following), strict=True)
    return [(one, int(one[0]), int(other[0]) - int(one[0])) for one, other in pairs if one[0] != other[0]]


def _around(
    url: str,
    differing: list[tuple["re.Match[str]", int, int]],
    numbers: tuple[int, ...],
    first: tuple[int, ...],
    size: int,
) -> Count:
    """The count of a URL by the places of its numbers."""
    ends = [0, *(place.end() for place, *_ in differing)]
    starts = [*(place.start() for place, *_ in differing), len(url)]
    return Count(
        pieces=tuple(url[end:start] for end, start in zip(ends, starts, strict=True)),
        numbers=numbers,
        steps=tuple(step for *_, step in differing),
        first=first,
        size=size,
    )


def from_first(url: str) -> Count | None:
    """How a URL counts that asks for the first page, called 0 or 1 by a name which is a page's beside a size;
    None for any other."""
    for match in _FIRST.finditer(url):
        if _OF_PAGE.fullmatch(match[1]) and _SIZE.search(url):
            before, after = url[: match.start(2)], url[match.end(2) :]
            number = (int(match[2]),)
            return Count(pieces=(before, after), numbers=number, steps=(1,), first=number)
    return None


def _may_count(url: str, place: "re.Match[str]", step: int) -> bool:
    """Whether a number of a URL, which goes up by a step, can be a page's or an entry's by what it is called;
    in a path nothing is called anything."""
    query = url.find("?")
    if step < 1 or place.start() < url.index(urlsplit(url).path, url.index("//") + 2):
        return False
    if query < 0 or place.start() < query:
        return True
    name = url.rfind("&", query, place.start()) + 1 or query + 1
    called, _, value = url[name : place.start()].partition("=")
    if value:
        return False
    if (
        step > 1
        and any(int(size[1]) == step for size in _SIZE.finditer(url))
        and not _SIZED.fullmatch(called)
    ):
        return True
    return (_OF_PAGE if step == 1 else _OF_ENTRY).fullmatch(called) is not None


def lacks_number(url: str) -> bool:
    """Whether something in a query has no value, as a page's number has none before anybody has clicked."""
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    return any(not value and (_OF_PAGE.fullmatch(name) or _OF_ENTRY.fullmatch(name)) for name, value in pairs)
