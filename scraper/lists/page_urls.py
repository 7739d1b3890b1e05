"""How the URLs of a list's pages differ: in one number, somewhere."""

import re
from typing import NamedTuple
from urllib.parse import SplitResult, urlsplit

from gongkai.fleeting import lasting

_DIGITS = re.compile(r"\d+")
_LONGEST = 4  # digits of a page's number that no zeros fill up
_PAGE_KEY = re.compile(
    r"(?i)(?!\w*(?:size|rows|limit|count))\w*page\w*|_?p|pn|pg|pno|cur\w*|start|offset|begin|n|no|i|index"
)
_BELOW = re.compile(  # what stands after /2020 where /2020.htm goes on at /2020/3.htm
    r"(?i)/(?:[a-z]{0,8}[_-]?)?\d{1,4}(?:[_-]\d{1,4})?(?:/?(?:index|list|default)?(?:\.\w{3,5})?|/)"
)
_PAGE_OF_LIST = re.compile(
    r"(?i)/(?:pages?|list|p)/\d{1,4}(?:\.\w+|/)?$|/(?:index|list|default|column-index)(?:[-_]?\d{1,4})?(?:\.\w+)?$"
    r"|[-_,]\d{1,4}\.\w+$|/\d{1,4}(?:\.\w+|/)?$|\.(?:s?html?|jsp|aspx?|php)$"
)


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
    alike = bool(there.query) and not here.query and stem(here.path) == stem(there.path)
    if here.path != there.path and not alike:
        return _in_path(here, there, other) if here.query == there.query else None
    known = dict(pair.partition("=")[::2] for pair in here.query.split("&") if pair)
    pairs = there.query.split("&")
    differing = _differing(here, there)
    name, _, value = differing[0].partition("=") if len(differing) == 1 else ("", "", "")
    if not (value.isdecimal() and len(value) <= _LONGEST and known.get(name, "1").isdecimal()):
        return None
    start = other.index("?") + 1 + sum(len(pair) + 1 for pair in pairs[: pairs.index(differing[0])])
    start += len(name) + 1
    number = int(known[name]) if name in known else None
    return Turn(other[:start], other[start + len(value) :], number, int(value))


def _differing(here: SplitResult, there: SplitResult) -> list[str]:
    """The pairs of a query that the other page of a list has not: of several the page's number alone, where
    the rest are only added, as pagers add their column and the size of a page."""
    own = _telling(here.query)
    differing = [pair for pair in _telling(there.query) if pair not in own]
    if len(differing) < 2:
        return differing
    known = {pair.partition("=")[0] for pair in own}
    numbers = [pair for pair in differing if _PAGE_KEY.fullmatch(pair.partition("=")[0])]
    added = [pair for pair in differing if pair not in numbers]
    return numbers if not known.intersection(pair.partition("=")[0] for pair in added) else differing


def _in_path(here: SplitResult, there: SplitResult, other: str) -> Turn | None:
    """The number in a path: the one that differs where all else is the same, else the one that is new."""
    old = _DIGITS.findall(here.path)
    found = [*_DIGITS.finditer(there.path)]
    if _DIGITS.sub("#", here.path) == _DIGITS.sub("#", there.path):
        pairs = [(int(one), match) for one, match in zip(old, found, strict=True) if one != match[0]]
        if len(pairs) != 1:
            return None
        before, chosen = pairs[0]
        return _placed(there, other, chosen, before)
    fresh = [match for match in found if match[0] not in old and len(match[0].lstrip("0")) <= _LONGEST]
    if not fresh:
        return None
    # The last one, unless that is a 0 or 1 behind it (list-2-1.html).
    chosen = fresh[-1] if int(fresh[-1][0]) > 1 else max(fresh, key=lambda match: int(match[0]))
    return _placed(there, other, chosen, None)


def _placed(there: SplitResult, other: str, chosen: "re.Match[str]", before: int | None) -> Turn:
    start = other.index(there.path, len(f"{there.scheme}://{there.netloc}")) + chosen.start()
    return Turn(other[:start], other[start + len(chosen[0]) :], before, int(chosen[0]))


def fresh_numbers(url: str, other: str) -> tuple[int, ...]:
    """The numbers in `other` that are not in `url`."""
    old = _DIGITS.findall(url)
    return tuple(int(number) for number in _DIGITS.findall(other) if number not in old)


def comes_next(url: str, other: str, number: int | None = None) -> bool:
    """Whether `other` is the page after this one: its URL has a number where this one has the one before.
    A link that shows a number shows that one, or the next where a site counts from nought."""
    turned = turn(url, other)
    if turned is None:
        return False
    from_one = turned.here == (turned.there or 1) + 1 == (number or turned.here)
    return from_one or (number is not None and turned.here == (turned.there or 0) + 1 == number - 1)


def begins(url: str, other: str) -> bool:
    """Whether the second page of a list may be kept elsewhere than the first, as some CMS do: the link says
    that it is number 2, and the page at `url` has no number."""
    here, there = urlsplit(url), urlsplit(other)
    numbers = _DIGITS.findall(there.query if there.query else there.path)
    numbered = _DIGITS.findall(here.query or here.path.rpartition("/")[2])
    return here.netloc == there.netloc and not numbered and bool(numbers) and int(numbers[-1]) == 2


def similar(url: str, other: str) -> bool:
    """Whether `other` can be a page of the list at `url`: same host, paths that differ in a page number."""
    here, there = urlsplit(url), urlsplit(other)
    if here.netloc.removeprefix("www.") != there.netloc.removeprefix("www."):
        return False
    if here.path == there.path or stem(here.path) == stem(there.path):
        return True
    base = here.path.rpartition(".")[0] or here.path.rstrip("/")
    return (
        _folder(here.path) == _folder(there.path)
        or any(_BELOW.fullmatch(there.path.removeprefix(one)) for one in (base, here.path))
        or _one_number_apart(here.path, there.path)
    )


def _one_number_apart(here: str, there: str) -> bool:
    """Whether one number is another, or is a part of the path that the other path has not."""
    if _DIGITS.sub("#", here) == _DIGITS.sub("#", there):
        pairs = zip(map(int, _DIGITS.findall(here)), map(int, _DIGITS.findall(there)), strict=True)
        return len({pair for pair in pairs if pair[0] != pair[1]}) == 1
    parts, others = here.split("/"), there.split("/")
    return any(
        part.isdecimal() and [*others[:at], *others[at + 1 :]] == parts for at, part in enumerate(others)
    )


def turns_page(url: str, other: str) -> bool:
    """Whether two URLs of a list can differ in their page: not where a day or a category differs."""
    here, there = urlsplit(url), urlsplit(other)
    pairs = {*_differing(here, there), *_differing(there, here)}
    return all(_PAGE_KEY.fullmatch(pair.partition("=")[0]) for pair in pairs)


def _telling(query: str) -> list[str]:
    """The pairs of a query that say what is asked for: with a value that is not drawn anew on each visit."""
    return [pair for pair in lasting(query) if pair.partition("=")[2]]


def stem(path: str) -> str:
    """The path without what a pager changes: /c12/pages/2.html, /c12/index.html and /c12/ are one list."""
    return _PAGE_OF_LIST.sub("", path).rstrip("/") or "/"


def _folder(path: str) -> str:
    return path.rsplit("/", 1)[0]
