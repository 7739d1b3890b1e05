"""How a list goes on: the pager that a person would click, read off the page."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from scraper.addresses import absolute
from scraper.links import key
from scraper.listing import ListedLink, Request
from scraper.vocabulary import forbidden, squeeze

MOST_PAGES = 300
"""Pages of one list: no county has more, and an endless pager ends here."""

_NEXT = frozenset("下一页 下页 后一页 下一頁 后页 next nextpage 加载更多 > › » >> →".split())
_LAST = frozenset("尾页 末页 最后一页 最后页 末頁 last >|".split())
_BACK = frozenset("首页 上一页 上页 前一页 第一页 prev first < << ‹ «".split())
_PAGER_WORDS = _NEXT | _LAST | _BACK
_NUMBER = re.compile(r"\[?第?(\d{1,4})页?\]?$")
_DIGITS = re.compile(r"\d+")


def read_pager(links: Iterable[ListedLink], url: str) -> tuple[Request, ...]:
    """The requests that continue the list at `url`, nearest first, from next, numbered and last links."""
    links = [link for link in links if not forbidden(link.url)]
    blocks = {link.block for link in links if _word(link) in _PAGER_WORDS - {"首页"} and link.block >= 0}
    blocks |= _rows_of_numbers(links)
    numbered: dict[int, str] = {}
    straight: list[str] = []
    last: list[str] = []
    for link in links:
        word = _word(link)
        number = _NUMBER.match(word)
        if not (number or word in _NEXT or word in _LAST) or not similar(url, link.url):
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
    between = _between(ordered, last)
    return tuple(
        Request(url=one)
        for one in dict.fromkeys([*straight[:1], *ordered, *between, *last])
        if key(one) != key(url)
    )


def other_pagers(links: Iterable[ListedLink], url: str) -> tuple[Request, ...]:
    """Where further lists on the same page go on: to what 下一页 leads beside the first one, and the second
    pages of further rows of numbers."""
    links = [link for link in links if similar(url, link.url) and not forbidden(link.url)]
    onward = [link.url for link in links if _word(link) in _NEXT]
    rows = _rows_of_numbers(links)
    seconds: dict[int, str] = {}
    for link in links:
        number = _NUMBER.match(_word(link)) if link.block in rows else None
        if number and int(number[1]) == 2 and _turns_page(url, link.url):
            seconds.setdefault(link.block, link.url)
    known = {key(request.url) for request in read_pager(links, url)} | {key(url)}
    others = dict.fromkeys((*onward, *seconds.values()))
    return tuple(Request(url=one) for one in others if key(one) not in known)


_PAGE_AT_END = re.compile(r"(?:[_\-/]|[?&]\w*=)(\d{1,3})(?:\.\w+|/)?$")


def _comes_next(url: str, other: str, number: int) -> bool:
    """Whether a lone number is the page after this one: its URL ends in it, this one's in the one before."""
    here, there = _PAGE_AT_END.search(url), _PAGE_AT_END.search(other)
    return there is not None and int(there[1]) == number == (int(here[1]) if here else 1) + 1


def _rows_of_numbers(links: list[ListedLink]) -> set[int]:
    """Blocks that hold nothing but page numbers, each the last number of its link's URL or, where pages are
    counted down, as far from the end as that number is from the beginning. Page 1 may have any URL."""
    rows: dict[int, list[tuple[int, int] | None]] = {}
    for link in links:
        number = _NUMBER.match(_word(link))
        digits = _DIGITS.findall(link.url)
        shown = int(number[1]) if number else 0
        there = 1 if shown == 1 else int(digits[-1]) if digits else 0
        rows.setdefault(link.block, []).append((shown, there) if shown and there else None)
    return {block for block, row in rows.items() if block >= 0 and len(row) > 1 and _runs(row)}


def _runs(row: list[tuple[int, int] | None]) -> bool:
    """Whether the numbers of a row and of its URLs go up together, or one up and the other down."""
    pairs = [pair for pair in row if pair is not None]
    if len(pairs) < len(row):
        return False
    after = [pair for pair in pairs if pair[0] > 1]
    up = all(shown == there for shown, there in after)
    return up or (len(after) > 1 and len({sum(pair) for pair in after}) == 1)


_TEMPLATES = re.compile(
    r"""["']([^"'\s<>]*?[\w/=_-])["']\s*\+\s*\(?\s*[a-zA-Z_]\w*\s*\)?\s*\+\s*["'](\.\w{3,5}[^"'<>\s]*)["']"""
    r"""|["']([^"'\s<>]*[?&](?:page\w*|p|pn|cur\w*)=)["']\s*\+\s*\(?\s*[a-zA-Z_]\w*"""
)


def read_script_pager(text: str, url: str, pages: int) -> tuple[Request, ...]:
    """The pages that a script of the list would go to on a click, where it joins a URL from a page number.

    `pages` is how many there are. First pages 2 to `pages`; the last one is page 1, of use only on sites that
    count from 0.
    """
    if pages < 2 or "location" not in text:
        return ()
    for match in _TEMPLATES.finditer(text):
        before, after = (match[1], match[2]) if match[1] else (match[3], "")
        made = [absolute(url, f"{before}{number}{after}") for number in (*range(2, pages + 1), 1)]
        found = [one for one in made if one and similar(url, one)]
        if len(found) == pages:
            return tuple(Request(url=one) for one in found)
    return ()


def is_pager(link: ListedLink) -> bool:
    """Whether a link is part of a pager and not an entry of the list."""
    word = _word(link)
    return word in _PAGER_WORDS or (
        _NUMBER.match(word) is not None and not 1990 < int(_DIGITS.findall(word)[0]) < 2100
    )


def _word(link: ListedLink) -> str:
    return _bare(link.text or link.title or "")


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
    pairs = set(here.query.split("&")) ^ set(there.query.split("&"))
    return all(_PAGE_KEY.fullmatch(pair.partition("=")[0]) for pair in pairs if pair)


_PAGE_OF_LIST = re.compile(
    r"(?i)/(?:pages?|list|p)/\d{1,4}(?:\.\w+|/)?$|/(?:index|list|default|column-index)(?:[-_]?\d{1,4})?(?:\.\w+)?$"
    r"|[-_]\d{1,4}\.\w+$|/\d{1,4}(?:\.\w+)?$|\.(?:s?html?|jsp|aspx?|php)$"
)


def _stem(path: str) -> str:
    """The path without what a pager changes: /c12/pages/2.html, /c12/index.html and /c12/ are one list."""
    return _PAGE_OF_LIST.sub("", path).rstrip("/") or "/"


def _folder(path: str) -> str:
    return path.rsplit("/", 1)[0]
