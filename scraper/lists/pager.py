"""How a list goes on: the pager that a person would click, read off the page."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from scraper.listing import ListedLink, Request
from scraper.lists.page_urls import Turn, begins, comes_next, fresh_numbers, similar, stem, turn, turns_page
from scraper.lists.row_pages import by_place
from scraper.markup.documents import is_file
from scraper.pages.links import key
from scraper.pages.more import is_more
from scraper.vocabulary import forbidden, squeeze

MOST_PAGES = 300
"""Pages of one list: no county has more, and an endless pager ends here."""

_NEXT = frozenset(
    "下一页 下页 后一页 下一頁 后页 翻下页 下翻 下翻页 后翻 向后 向后翻页 下一屏 下一组 "
    "next nextpage 加载更多 > › » >> → ❯ ▶ ► ▸ ⟩ 》".split()
)
_LAST = frozenset("尾页 末页 最后一页 最后页 末頁 最末页 last lastpage >| >>| »| ⏭".split())
_BACK = frozenset(
    "首页 上一页 上页 前一页 第一页 前页 上翻 前翻 向前 prev previous first < << ‹ « ❮ ◀ ◄ 《".split()
)
_PREVIOUS = _BACK - frozenset("首页 第一页 first << « 《".split())
_ARROWS = ("<", ">")
_PAGER_WORDS = _NEXT | _LAST | _BACK
_NUMBER = re.compile(r"\[?第?(\d{1,4})页?\]?$")
_RANGE = re.compile(r"第?(\d{1,4})[-~—–至到](\d{1,4})[条项篇]?$")
_CHINESE = re.compile(r"第([一二三四五六七八九十]{1,3})页$")
_NEXT_FEW = re.compile(r"[下后](?:\d{1,2}|[二三五十])[条项页篇]$")
_COUNTED = re.compile(r"\(\d{1,4}\)$")
_OF_ENTRY = re.compile(r"(?i)[?&](?:offset|skip|\w*(?:start|begin|first)\w*|from)=$")
_DIGITS = re.compile(r"\d+")


def read_pager(links: Iterable[ListedLink], url: str, stated: int | None = None) -> tuple[Request, ...]:
    """The requests that continue the list at `url`, nearest first, from next, numbered and last links;
    `stated` is the number of pages that the list says it has, where it says one."""
    links = [link for link in links if not forbidden(link.url) and not is_file(link.url)]
    blocks = {link.block for link in links if _word(link) in _PAGER_WORDS - {"首页"} and link.block >= 0}
    blocks |= _rows_of_numbers(links, url)
    numbered = by_place(links, url)
    straight: list[str] = []
    last: list[str] = []
    crowds = Counter(link.block for link in links if _word(link) in _PAGER_WORDS and link.block >= 0)
    for link in links:
        word = _word(link)
        number = None if _names_year(word) else _NUMBER.match(word)
        if (not word or is_more(word)) and _continues(url, link, word):
            word = "下一页"
        if not (number or word in _NEXT or word in _LAST) or _astray(link, url):
            continue
        if not similar(url, link.url) and not (
            crowds[link.block] > 1 and begins(url, link.url) and word in _NEXT
        ):
            continue
        if word in _NEXT and stated and _is_beyond(url, link.url, stated):
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
                or comes_next(url, link.url, int(number[1]))
            )
            and turns_page(url, link.url)
        ):
            numbered.setdefault(int(number[1]), link.url)
    numbered.pop(1, None)  # where the list began
    ordered = [numbered[number] for number in sorted(numbered)]
    alone = not ordered and not straight
    between = _between(ordered, last)
    if alone and last:
        between = _up_to(url, last, stated, shown(links))
    made = dict.fromkeys([*straight[:1], *ordered, *between, *last, *_backwards(links, url)])
    following = [Request(url=one) for one in made if key(one) != key(url)]
    if alone and stated is None and last:
        following += _perhaps(url, last[0])
    return tuple(following)


def turned_to(links: Iterable[ListedLink], url: str, stated: int | None = None) -> dict[str, str]:
    """Where a pager on the page at `url` leads for certain, and the word or number that says so: 下一页, an
    arrow among words of a pager, a number in a row with the one that is shown."""
    links = tuple(links)
    crowds = Counter(link.block for link in links if _word(link) in _PAGER_WORDS and link.block >= 0)
    found: dict[str, str] = {}
    for link in links:
        word = _word(link)
        named = word in _NEXT and link.sign is None and (crowds[link.block] > 1 or word.endswith("页"))
        numbered = link.row is not None and link.row.current is not None and link.place != "navigation"
        beyond = named and stated is not None and _is_beyond(url, link.url, stated)
        if (named or numbered) and not beyond and key(link.url) != key(url) and not is_file(link.url):
            found.setdefault(link.url, word)
    return found


def last_page(links: Iterable[ListedLink], url: str) -> str | None:
    """Where the link to the last page of the list at `url` leads; None where the pager has none."""
    found = (link.url for link in links if _word(link) in _LAST and similar(url, link.url))
    return next(found, None)


def _continues(url: str, link: ListedLink, word: str) -> bool:
    """Whether a link that says nothing, or only 更多, goes to the next page of this very list."""
    same = stem(urlsplit(url).path) == stem(urlsplit(link.url).path)
    return comes_next(url, link.url) and (bool(word) or (same and not link.title))


def _is_beyond(url: str, other: str, stated: int) -> bool:
    """Whether a link leads from the last page to one that is not there."""
    turned = turn(url, other)
    return turned is not None and turned.there == stated and turned.here == stated + 1


def _astray(link: ListedLink, url: str) -> bool:
    """Whether an arrow without words may lead anywhere: only to a page of this list it is a pager's."""
    return link.sign is not None and turn(url, link.url) is None


def other_pagers(links: Iterable[ListedLink], url: str) -> tuple[Request, ...]:
    """Where further lists on the same page go on: to what 下一页 leads beside the first one, and the second
    pages of further rows of numbers."""
    links = tuple(links)
    turning = [link for link in links if _word(link) in _NEXT or _NUMBER.match(_word(link))]
    if len(turning) < 2:
        return ()
    blocks = {link.block for link in turning}
    links = [
        link
        for link in links
        if link.block in blocks
        and similar(url, link.url)
        and not forbidden(link.url)
        and not is_file(link.url)
    ]
    onward = [link.url for link in links if _word(link) in _NEXT and not _astray(link, url)]
    rows = _rows_of_numbers(links, url)
    seconds: dict[int, str] = {}
    for link in links:
        number = _NUMBER.match(_word(link)) if link.block in rows else None
        if number and int(number[1]) == 2 and turns_page(url, link.url):
            seconds.setdefault(link.block, link.url)
    beside = [link.url for link in links if link.row and link.row.number == 2 and turns_page(url, link.url)]
    known = {key(request.url) for request in read_pager(links, url)} | {key(url)}
    others = dict.fromkeys((*onward, *seconds.values(), *beside))
    return tuple(Request(url=one) for one in others if key(one) not in known)


def shown(links: Iterable[ListedLink]) -> int:
    """How many entries the list of a page shows: the most dated links, or the most links, of one block."""
    links = tuple(links)
    dated = Counter(link.block for link in links if link.date is not None)
    listed = Counter(link.block for link in links if link.place == "list" and not is_pager(link))
    counts = dated or listed
    return max(counts.values(), default=0)


def _up_to(url: str, last: list[str], stated: int | None, size: int) -> list[str]:
    """The pages from this one to the last, where the last is all that a pager links to. Where it says how
    many pages there are, that tells whether the second page is number 2 or number 1; where it counts entries,
    a page has as many as this one shows (`size`)."""
    turned = turn(url, last[0]) if last and turns_page(url, last[0]) else None
    if turned is None:
        return []
    if _OF_ENTRY.search(turned.before):
        step = size if size > 1 and turned.here % size < 2 else turned.here
        first = (turned.there or turned.here % step) + step
    else:
        step = 1
        first = turned.there + 1 if turned.there is not None else 1 if stated == turned.here + 1 else 2
    numbers = range(first, min(turned.here, first + MOST_PAGES * step), step)
    return [_numbered(turned, last[0], number) for number in numbers]


def _perhaps(url: str, last: str) -> list[Request]:
    """The page of number 1, which is the second one on sites that count from nought, where nothing tells."""
    turned = turn(url, last) if turns_page(url, last) else None
    if turned is None or turned.there is not None or turned.here < 2 or _OF_ENTRY.search(turned.before):
        return []
    return [Request(url=_numbered(turned, last, 1), guess=True)]


def _numbered(turned: Turn, last: str, number: int) -> str:
    """The page of a number, written as that of the last page is: 007 counts 002, 003."""
    written = last[len(turned.before) : len(last) - len(turned.after)]
    width = len(written) if written.startswith("0") else 0
    return f"{turned.before}{number:0{width}}{turned.after}"


def _backwards(links: Iterable[ListedLink], url: str) -> list[str]:
    """The page before this one where pages are counted down to the last, which has number 1: whoever came
    from the first to the last has the others still to see."""
    found = []
    for link in links:
        turned = turn(url, link.url) if _word(link) in _PREVIOUS and similar(url, link.url) else None
        if turned is not None and turned.there is not None and turned.here == turned.there + 1:
            found.append(link.url)
    return found[:1]


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
    if turned is not None and turned.there is not None:
        return turned.here
    if shown in fresh_numbers(url, link.url):
        return shown
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
    return word in _PAGER_WORDS or (_NUMBER.match(word) is not None and not _names_year(word))


def _names_year(word: str) -> bool:
    number = _NUMBER.match(word)
    return number is not None and 1990 < int(number[1]) < 2100


def _word(link: ListedLink) -> str:
    return _bare(link.text or link.title or link.sign or "")


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    word = _COUNTED.sub("", squeeze(text))
    word = word.strip("<>«»‹›→←·|[]【】()…") or word
    if _NEXT_FEW.match(word):
        return "下一页"
    of, chinese = _RANGE.match(word), _CHINESE.match(word)
    if of is not None:
        first, last = int(of[1]), int(of[2])
        size = last - first + 1
        return str((first - 1) // size + 1) if size > 1 and first % size == 1 and last < 1990 else word
    return f"第{_in_digits(chinese[1])}页" if chinese is not None else word


def _in_digits(number: str) -> int:
    """A Chinese number below a hundred."""
    digits = "零一二三四五六七八九"
    tens, ten, ones = number.rpartition("十")
    return (digits.find(tens) if tens else 1) * 10 * bool(ten) + (digits.find(ones) if ones else 0)


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
