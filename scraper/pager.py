"""How a list goes on: the pager that a person would click, read off the page."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.links import key
from scraper.listing import ListedLink, Request
from scraper.vocabulary import forbidden, squeeze

MOST_PAGES = 300
"""Pages of one list: no county has more, and an endless pager ends here."""

_NEXT = frozenset("下一页 下页 后一页 下一頁 后页 next nextpage 加载更多 > › » >> →".split())
_LAST = frozenset("尾页 末页 最后一页 最后页 末頁 last >|".split())
_BACK = frozenset("首页 上一页 上页 前一页 第一页 prev first < << ‹ «".split())
_ARROWS = ("<", ">")
_PAGER_WORDS = _NEXT | _LAST | _BACK
_NUMBER = re.compile(r"\[?第?(\d{1,4})页?\]?$")
_DIGITS = re.compile(r"\d+")


def read_pager(links: Iterable[ListedLink], url: str, stated: int | None = None) -> tuple[Request, ...]:
    """The requests that continue the list at `url`, nearest first, from next, numbered and last links;
    `stated` is the number of pages that the list says it has, where it says one."""
    links = [link for link in links if not forbidden(link.url)]
    blocks = {link.block for link in links if _word(link) in _PAGER_WORDS - {"首页"} and link.block >= 0}
    blocks |= _rows_of_numbers(links, url)
    numbered: dict[int, str] = {}
    straight: list[str] = []
    last: list[str] = []
    for link in links:
        word = _word(link)
        number = _NUMBER.match(word)
        if word == "更多" and _comes_next(url, link.url):
            word = "下一页"
        if not (number or word in _NEXT or word in _LAST) or not similar(url, link.url):
            continue
        if _astray(link, url):
            continue
        if word in _NEXT:
            straight.append(link.url)
        elif word in _LAST:
            last.append(link.url)
        elif (
            number
            and (
                link.block in blocks
                or (word.startswith("第") and word.endswith("页"))
                or _comes_next(url, link.url, int(number[1]))
            )
            and _turns_page(url, link.url)
        ):
            numbered.setdefault(int(number[1]), link.url)
    numbered.pop(1, None)  # where the list began
    ordered = [numbered[number] for number in sorted(numbered)]
    between = _between(ordered, last) if ordered or straight else _up_to(url, last, stated)
    return tuple(
        Request(url=one)
        for one in dict.fromkeys([*straight[:1], *ordered, *between, *last])
        if key(one) != key(url)
    )


def _astray(link: ListedLink, url: str) -> bool:
    """Whether an arrow without words may lead anywhere: only to a page of this list it is a pager's."""
    return link.sign is not None and turn(url, link.url) is None


def other_pagers(links: Iterable[ListedLink], url: str) -> tuple[Request, ...]:
    """Where further lists on the same page go on: to what 下一页 leads beside the first one, and the second
    pages of further rows of numbers."""
    links = [link for link in links if similar(url, link.url) and not forbidden(link.url)]
    onward = [link.url for link in links if _word(link) in _NEXT and not _astray(link, url)]
    rows = _rows_of_numbers(links, url)
    seconds: dict[int, str] = {}
    for link in links:
        number = _NUMBER.match(_word(link)) if link.block in rows else None
        if number and int(number[1]) == 2 and _turns_page(url, link.url):
            seconds.setdefault(link.block, link.url)
    known = {key(request.url) for request in read_pager(links, url)} | {key(url)}
    others = dict.fromkeys((*onward, *seconds.values()))
    return tuple(Request(url=one) for one in others if key(one) not in known)


_PAGE_AT_END = re.compile(r"(?<=[_\-/])(\d{1,4})(?=(?:\.\w+|/)?$)")


class Turn(NamedTuple):
    """The one number by which the URL of a page differs from that of another page of its list: what stands
    before and after it, the number there (None where it has none), and the number here."""

    before: str
    after: str
    there: int | None
    here: int


def turn(url: str, other: str) -> Turn | None:
    """How `other` says which page of the list at `url` it is; None where the two differ otherwise."""
    here, there = urlsplit(url), urlsplit(other)
    alike = there.query and not here.query and _stem(here.path) == _stem(there.path)
    if here.path != there.path and not alike:
        found = _PAGE_AT_END.search(there.path)
        if found is None or here.query != there.query:
            return None
        own = _PAGE_AT_END.search(here.path)
        same = own is not None and here.path[: own.start()] == there.path[: found.start()]
        start = other.index(there.path, len(f"{there.scheme}://{there.netloc}")) + found.start()
        number = int(own[1]) if own is not None and same else None
        return Turn(other[:start], other[start + len(found[1]) :], number, int(found[1]))
    known = dict(pair.partition("=")[::2] for pair in here.query.split("&") if pair)
    pairs = there.query.split("&")
    differing = [pair for pair in _telling(there.query) if pair not in _telling(here.query)]
    name, _, value = differing[0].partition("=") if len(differing) == 1 else ("", "", "")
    if not (value.isdecimal() and len(value) < 5 and known.get(name, "1").isdecimal()):
        return None
    start = other.index("?") + 1 + sum(len(pair) + 1 for pair in pairs[: pairs.index(differing[0])])
    start += len(name) + 1
    number = int(known[name]) if name in known else None
    return Turn(other[:start], other[start + len(value) :], number, int(value))


def _telling(query: str) -> list[str]:
    """The pairs of a query that have a value."""
    return [pair for pair in query.split("&") if pair.partition("=")[2]]


def _comes_next(url: str, other: str, number: int | None = None) -> bool:
    """Whether `other` is the page after this one: its URL has a number where this one has the one before.
    A link that shows a number shows that one."""
    turned = turn(url, other)
    return turned is not None and turned.here == (turned.there or 1) + 1 == (number or turned.here)


def _up_to(url: str, last: list[str], stated: int | None) -> list[str]:
    """The pages from this one to the last, where the last is all that a pager links to. Where it says how
    many pages there are, that tells whether the second page is number 2 or number 1."""
    turned = turn(url, last[0]) if last else None
    if turned is None or (turned.there is None and stated is None):
        return []
    first = turned.there + 1 if turned.there is not None else 1 if stated == turned.here + 1 else 2
    numbers = range(first, min(turned.here, first + MOST_PAGES))
    return [f"{turned.before}{number}{turned.after}" for number in numbers]


def _rows_of_numbers(links: list[ListedLink], url: str) -> set[int]:
    """Blocks that hold nothing but page numbers, each the number of its link's URL or, where pages are
    counted down, as far from the end as that number is from the beginning. Page 1 may have any URL."""
    rows: dict[int, list[tuple[int, int] | None]] = {}
    for link in links:
        number = _NUMBER.match(_word(link))
        shown = int(number[1]) if number else 0
        rows.setdefault(link.block, []).append((shown, _number_of(link, url, shown)) if shown else None)
    found = {block: [pair for pair in row if pair is not None] for block, row in rows.items()}
    return {
        block
        for block, row in rows.items()
        if block >= 0 and len(row) > 1 and len(found[block]) == len(row) and _runs(found[block])
    }


def _number_of(link: ListedLink, url: str, shown: int) -> int:
    """The page number in the URL of a link that shows one; 0 where there is none."""
    if shown == 1:
        return 1
    turned = turn(url, link.url)
    if turned is not None:
        return turned.here
    digits = _DIGITS.findall(link.url)
    return int(digits[-1]) if digits else 0


def _runs(row: list[tuple[int, int]]) -> bool:
    """Whether the numbers of a row and of its URLs go up together, or one up and the other down."""
    after = [pair for pair in row if pair[0] > 1]
    up = all(shown == there for shown, there in after)
    return up or (len(after) > 1 and len({sum(pair) for pair in after}) == 1)


def is_pager(link: ListedLink) -> bool:
    """Whether a link is part of a pager and not an entry of the list."""
    word = _word(link)
    if link.sign in _ARROWS:
        return False  # many a column is entered by one
    return word in _PAGER_WORDS or (
        _NUMBER.match(word) is not None and not 1990 < int(_DIGITS.findall(word)[0]) < 2100
    )


def _word(link: ListedLink) -> str:
    return _bare(link.text or link.title or link.sign or "")


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    word = squeeze(text)
    return word.strip("<>«»‹›→←·|[]【】()…") or word


def _between(ordered: list[str], last: list[str]) -> list[str]:
    """The pages hidden behind "…" between the numbers shown and the last one, where one number differs."""
    if not ordered or not last:
        return []
    before, after = _DIGITS.findall(ordered[-1]), _DIGITS.findall(last[-1])
    if len(before) != len(after) or _DIGITS.sub("#", ordered[-1]) != _DIGITS.sub("#", last[-1]):
        return []
    places = [index for index, (one, other) in enumerate(zip(before, after, strict=True)) if one != other]
    if len(places) != 1:
        return []
    low, high = int(before[places[0]]), int(after[places[0]])
    steps = (
        range(low + 1, min(high, low + MOST_PAGES))
        if low < high
        else range(low - 1, max(high, low - MOST_PAGES), -1)
    )
    pieces = _DIGITS.split(ordered[-1])
    made = []
    for step in steps:
        digits = [str(step) if index == places[0] else digit for index, digit in enumerate(before)]
        made.append("".join(piece + digit for piece, digit in zip(pieces, [*digits, ""], strict=True)))
    return made


def similar(url: str, other: str) -> bool:
    """Whether `other` can be a page of the list at `url`: same host, paths that differ in a page number."""
    here, there = urlsplit(url), urlsplit(other)
    if here.netloc != there.netloc:
        return False
    return (
        _stem(here.path) == _stem(there.path)
        or _folder(here.path) == _folder(there.path)
        or _BELOW.fullmatch(there.path.removeprefix(here.path.rpartition(".")[0])) is not None
    )


_BELOW = re.compile(r"/\d{1,4}\.\w+")  # what stands after /2020 where /2020.htm goes on at /2020/3.htm
_PAGE_KEY = re.compile(r"(?i)\w*page\w*|p|pn|pg|cur\w*|start|offset|begin|n|no|index")


def _turns_page(url: str, other: str) -> bool:
    """Whether two URLs of a list can differ in their page: not where a day or a category differs."""
    here, there = urlsplit(url), urlsplit(other)
    pairs = set(_telling(here.query)) ^ set(_telling(there.query))
    return all(_PAGE_KEY.fullmatch(pair.partition("=")[0]) for pair in pairs)


_PAGE_OF_LIST = re.compile(
    r"(?i)/(?:pages?|list|p)/\d{1,4}(?:\.\w+|/)?$|/(?:index|list|default|column-index)(?:[-_]?\d{1,4})?(?:\.\w+)?$"
    r"|[-_]\d{1,4}\.\w+$|/\d{1,4}(?:\.\w+)?$|\.(?:s?html?|jsp|aspx?|php)$"
)


def _stem(path: str) -> str:
    """The path without what a pager changes: /c12/pages/2.html, /c12/index.html and /c12/ are one list."""
    return _PAGE_OF_LIST.sub("", path).rstrip("/") or "/"


def _folder(path: str) -> str:
    return path.rsplit("/", 1)[0]
