"""Articles that are cut into pages: which links of a report's page lead to its own later pages.

TRS names them t123_1.html, EmpireCMS and Dedecms 123_2.html, PHPCMS show-1-2-2.html, others content_2.html
or ?page=2; a pager of links leads there, a list of chapters, or a script. So a later page is told by its
address, which is that of the first page and a small number, and by its title, which is the first page's.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.cms import choose
from scraper.listing import Request, Response
from scraper.lists.pager import is_pager
from scraper.pages.confirm import names
from scraper.vocabulary import grade, squeeze, year

MOST_LATER_PAGES = 40
"""Later pages of one article: no report has as many."""

_SIGNS = (("P", ("createPage", "countPage")), ("?", ("?page=",)))
"""Signs of a pager, by a character of theirs that few pages have."""
_NEXT_PAGE = re.compile("(?:下一?|后一|末|尾)页")
_ENDING = re.compile(r"^(?P<stem>.*?)(?P<ending>\.\w{2,5})?$")
_NUMBERED = re.compile(r"^(?P<before>.*[_-])(?P<number>\d{1,2})$")
_PAGE_KEY = re.compile(r"(?i)(?:cur(?:rent)?_?)?page(?:_?(?:no|num|number|index|id))?|p|pn|pg")
_COUNTED = re.compile(r"(?:[(\[_\-—|]+第?\d{1,2}页?|第\d{1,2}页)[)\]]*$")
_FEW = 4  # characters that stand all over a page: what begins with so few is looked for as a whole
_FEWEST = 6  # characters of a title by which two pages are told to be of one article


class First(NamedTuple):
    """The first page of an article: where it is, what it calls itself, and a mark of its text."""

    url: str
    names: tuple[str, ...]
    mark: int

    @classmethod
    def of(cls, response: Response) -> "First":
        """What a response is as a first page."""
        return cls(response.url, tuple(map(_bare, names(response))), hash(response.text))

    def goes_on(self, response: Response) -> bool:
        """Whether a page is a later one of this article: another text under the same title, or none."""
        return hash(response.text) != self.mark and self.is_titled_like(response)

    def is_beside(self, response: Response) -> bool:
        """Whether a page to which this article's pager leads is titled like a report of its own."""
        titled = any(grade(name) == "report" and year(name) is not None for name in names(response))
        return titled and not self.is_titled_like(response)

    def is_titled_like(self, response: Response) -> bool:
        """Whether a page has the title of this article, or none."""
        own = tuple(map(_bare, names(response)))
        return not own or not self.names or any(_same(one, other) for one in own for other in self.names)


def later_pages(response: Response, first: str) -> tuple[tuple[int, Request], ...]:
    """The later pages of the article that begins at `first` to which one of its pages leads, by number."""
    if not may_go_on(response.text, first):
        return ()
    page = choose(response).read(response)
    found: dict[int, Request] = {}
    for request in (*page.following, *page.spare):
        number = page_number(request.url, first, paged=True)
        if number is not None and request.body is None:
            found.setdefault(number, Request(url=request.url, guess=request.guess))
    for link in page.links:
        number = page_number(link.url, first, paged=is_pager(link))
        if number is not None:
            found.setdefault(number, Request(url=link.url))
    return tuple(sorted(found.items()))[:MOST_LATER_PAGES]


def page_number(url: str, first: str, *, paged: bool) -> int | None:
    """Which page `url` is of the article that begins at `first`; None where it cannot be one.

    `paged` says that a pager leads there: then the number may also stand in place of the first page's.
    """
    here, there = urlsplit(first), urlsplit(url)
    if here.netloc != there.netloc:
        return None
    if here.path == there.path:
        return _number_in_query(here.query, there.query) if paged else None
    (stem, ending), (other, its) = _parted(here.path), _parted(there.path)
    folder, its_folder = here.path.rpartition("/")[0], there.path.rpartition("/")[0]
    if here.query != there.query or (ending and ending != its):
        return None
    if folder != its_folder:
        below = its_folder == f"{folder}/{stem}" and re.fullmatch(r"\d{1,2}", other)
        return int(other) if below and paged else None
    added = re.fullmatch(re.escape(stem) + r"[_-](\d{1,2})", other)
    if added is not None:
        return int(added[1])
    before, after = _NUMBERED.match(stem), _NUMBERED.match(other)
    if not paged or before is None or after is None or before["before"] != after["before"]:
        return None
    begins, number = int(before["number"]), int(after["number"])
    return number if begins < 2 and number > begins else None


def may_go_on(text: str, first: str) -> bool:
    """A cheap look: whether a pager can stand on the page, or an address that is that of its article's first
    page and more."""
    if _speaks_of_next_page(text) or any(_holds(text, rare, signs) for rare, signs in _SIGNS):
        return True
    stem = _parted(urlsplit(first).path)[0]
    if not stem:
        return False
    begins = _NUMBERED.match(stem)
    known = begins["before"] if begins else stem
    own = stem.removeprefix(known)
    rests = (f"{own}_", f"{own}-", *((str(int(own) + 1),) if begins else ()))
    if len(known) < _FEW:
        return any(f"{known}{rest}" in text for rest in rests)
    place = text.find(known)
    while place >= 0:
        if text.startswith(rests, place + len(known)):
            return True
        place = text.find(known, place + 1)
    return False


def _holds(text: str, rare: str, signs: Sequence[str]) -> bool:
    """Whether a sign stands in a text, looked for by a single character of it, which takes no time."""
    place = text.find(rare)
    while place >= 0:
        for sign in signs:
            start = place - sign.rindex(rare)
            if start >= 0 and text.startswith(sign, start):
                return True
        place = text.find(rare, place + 1)
    return False


def _speaks_of_next_page(text: str) -> bool:
    """Whether the words of a pager stand on the page, looked for by their last character."""
    place = text.find("页")
    while place >= 0:
        if _NEXT_PAGE.search(text, max(0, place - 2), place + 1):
            return True
        place = text.find("页", place + 1)
    return False


def _parted(path: str) -> tuple[str, str]:
    match = _ENDING.match(path.rpartition("/")[2] or "index")
    assert match is not None  # the pattern takes anything
    return match["stem"], (match["ending"] or "").lower()


def _number_in_query(before: str, after: str) -> int | None:
    """The page number by which two queries differ."""
    old, new = (dict(pair.partition("=")[::2] for pair in one.split("&") if pair) for one in (before, after))
    differing = [name for name in old | new if old.get(name) != new.get(name)]
    if len(differing) != 1 or not _PAGE_KEY.fullmatch(differing[0]):
        return None
    number = new.get(differing[0], "")
    known = old.get(differing[0], "1")
    if not (number.isdecimal() and known.isdecimal() and len(number) < 3):
        return None
    return int(number) if int(number) > int(known) else None


def _bare(name: str) -> str:
    """A title without the number of its page."""
    return _COUNTED.sub("", squeeze(name))


def _same(one: str, other: str) -> bool:
    """Whether two titles are one, the site's name behind either apart."""
    return min(len(one), len(other)) >= _FEWEST and (one.startswith(other) or other.startswith(one))
