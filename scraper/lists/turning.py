"""Pages of a list that only a script knows how to name: what it would do if page 2, 3, … were clicked on.

Libraries draw such pagers (laypage, jqPaginator, kkpager, jquery.pagination and many more), and the page
gives them an address with a place for the number (`/nb_#page#.html`), the parts before and after it, or a
function that joins them. No script is run: the address is made once for page 2 and once for page 3, and it
is a pager's if both can be pages of this list and differ in nothing but the number.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from scraper.addresses import absolute
from scraper.listing import Request
from scraper.lists.page_buttons import counts_from_nought, unaddressed
from scraper.lists.page_urls import similar, turn
from scraper.lists.pager import MOST_PAGES
from scraper.markup import markup
from scraper.pages.links import key
from scraper.scripts.clicks import GO
from scraper.scripts.expressions import arguments, functions, settings, value
from scraper.scripts.script_names import page_scripts, place
from scraper.vocabulary import forbidden

Namer = Callable[[int], str | None]

_SIGNS = re.compile(r"(?i)location|page|href|url")
_MADE = re.compile(
    rf"{GO.pattern}|\breturn\b(?=\s*[\"'`(\w])|\b[\w$.]*(?:url|href|link|path)\w*\s*[:=](?!=)", re.IGNORECASE
)
NUMBER = re.compile(r"(?i)\w*(?:page|cur)\w*|to|n|no|num|number|p|pn|pg|i|idx|index|k")
"""What scripts call the number of a page."""

_FIXED = re.compile(r"(?i)(?:url|href|link|path|name|size|prefix|suffix|ext|total|count|limit|rows)$")
_MEMBER = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*)\s*:\s*(?:\"([^\"\\\n]*)\"|'([^'\\\n]*)')")
_HOLDER = re.compile(
    r"#(?:page\w*|n|num|p)#|\{\{?\s*(?:page\w*|cur\w*|number|num|n|p|no|0)\s*\}\}?|\[(?:page\w*|cur\w*|num|n)\]"
    r"|\$\{(?:page\w*|cur\w*|num|n)\}|\$(?:page\w*|num)\$|%(?:page\w*|num)%|_{2}(?:page\w*|num)_{2}|@(?:page\w*|num)@"
    r"|\((?:page\w*|num)\)|:page\w*|\*page\w*\*|(?<![a-zA-Z])(?:PAGE_?NUM(?:BER)?|PAGE_?NO|PAGE_?INDEX)(?![a-zA-Z])",
    re.IGNORECASE,
)
_STRING = re.compile(r"=\s*\"([^\"<>\n]{1,300})\"|([\"'`])((?:(?!\2)[^\s<>\n]){1,300})\2")
_BEFORE = re.compile(r"(?i)\b[\w-]*(?:prefix|former|before)[\"']?\s*[:=]\s*[\"']([^\"'<>\s]+)[\"']")
_AFTER = re.compile(r"(?i)\b[\w-]*(?:suffix|latter|after|ext)[\"']?\s*[:=]\s*[\"']([^\"'<>\s]*)[\"']")
PICKED = re.compile(
    r"(?:\$|jQuery)\s*\([^()\n]{0,60}\)\s*\.\s*(?:attr|data|val|text|html|prop)\s*\(\s*(?:[\"'][\w-]*[\"'])?\s*\)"
    r"|\bthis\s*\.\s*(?:innerText|innerHTML|textContent|dataset\.\w+|getAttribute\s*\([^()]{0,40}\))"
)
_MARKUP = re.compile(
    r"\"[^\"\n]{0,200}\bhref\s*=[^\"\n]{0,200}\"\s*\+|'[^'\n]{0,200}\bhref\s*=[^'\n]{0,200}'\s*\+"
)
_HREF = re.compile(r"\bhref\s*=\s*[\"']?([^\"'\s<>]+)")
_TOTAL = re.compile(
    r"(?i)(?:total|all|max|count|sum)_?pages?(?:_?(?:count|num))?|pages?_?(?:count|total|nums?|all|sum)|pages"
)
_PAGES_GIVEN = re.compile(r"\bfunction\b[^{}]{0,100}\((?=[^()]{0,200}(?i:page))")
_FILED = re.compile(
    r"(?<!function )\b[A-Za-z_$][\w$.]*\s*\(((?:\s*(?:[\"'][\w./-]{0,60}[\"']|-?\d{1,5})\s*,?){3,8})\)"
)
_ARGUMENT = re.compile(r"[\"']([^\"']*)[\"']|(-?\d+)")
_NUMBERED = re.compile(r"[-_]\d{1,4}$")
_FROM_NOUGHT = re.compile(
    r"(?i)items_per_page|num_edge_entries|num_display_entries"
    r"|\b(?:data-)?(?:cur\w*|now_?page|page_?(?:index|no|num))[\"']?\s*[:=]\s*[\"']?0(?![\w.])"
)


class Called(NamedTuple):
    """A call of a function that draws a pager: pages in all, the number of this one, names of its files."""

    pages: int
    current: int
    name: str
    extension: str


def called(html: str, url: str) -> Called | None:
    """The call by which a page draws its pager, wherever the function is: two numbers and the name of the
    page's own file, as in `showPage(5, 0, 'list', 'html')`."""
    file, _, extension = urlsplit(url).path.rpartition("/")[2].rpartition(".")
    own = _NUMBERED.sub("", file) or "index"
    for call in _FILED.finditer(markup.own(html)):
        words = _ARGUMENT.findall(call[1])
        numbers = [int(number) for _, number in words if number]
        names = [name for name, number in words if not number]
        if len(numbers) > 1 and numbers[0] > 1 and own in names:
            ending = names[names.index(own) + 1 :][:1]
            return Called(numbers[0], numbers[1], own, (ending or [extension or "html"])[0].lstrip("."))
    return None


def turned_by_script(html: str, url: str, pages: int) -> tuple[tuple[Request, ...], tuple[Request, ...]]:
    """The requests for the pages after this one of `pages`, where a script of the list makes their addresses;
    and one more, of use only where the last is not there: then the site counts from nought."""
    pages = max(pages, _bound_pages(html), max(unaddressed(html), default=0))
    by_call = called(html, url) if pages < 2 else None
    if by_call is not None:
        pages = by_call.pages
    if pages < 2 or _SIGNS.search(html) is None:
        return (), ()
    for namer in _namers(html, url):
        second, third = namer(2), namer(3)
        if second is None or third is None or not similar(url, second) or forbidden(second):
            continue
        turned = turn(second, third)
        if turned is None or turned.there is None or turned.here <= turned.there:
            continue
        step = turned.here - turned.there
        says_nought = (
            _FROM_NOUGHT.search(html) is not None
            or (by_call is not None and not by_call.current)
            or counts_from_nought(html)
        )
        from_nought = step == 1 and turned.there == 2 and says_nought
        first = turned.there - step - from_nought
        made = [f"{turned.before}{first + step * n}{turned.after}" for n in range(min(pages, MOST_PAGES))]
        here = next((index for index, one in enumerate(made) if key(one) == key(url)), 0)
        spare = made[:1] if here == 0 and not from_nought and key(made[0]) != key(url) else []
        following = _requests(made[here + 1 :])
        if spare and following:  # counted from nought, the last one is not there
            following = (*following[:-1], Request(url=following[-1].url, guess=True))
        return following, _requests(spare)
    return (), ()


def _requests(urls: list[str]) -> tuple[Request, ...]:
    return tuple(Request(url=one) for one in urls)


def _namers(html: str, url: str) -> Iterator[Namer]:
    """The ways in which a page may name the pages of its list."""
    for match in _STRING.finditer(html):
        text = match[1] or match[3] or ""
        if _HOLDER.search(text) and not text.startswith("#"):
            yield lambda number, text=text: absolute(url, _HOLDER.sub(str(number), text))  # type: ignore[misc]
    code = PICKED.sub("clickedPage", page_scripts(html))
    before, after = _BEFORE.search(html), _AFTER.search(html)
    yield from _joined(code, url)
    by_call = called(html, url)
    if by_call is not None:
        yield lambda number: absolute(url, f"{by_call.name}_{number}.{by_call.extension}")
    if before is not None and after is not None:
        joint = "" if before[1][-1] in "_-/=" else "_"
        yield lambda number: absolute(url, f"{before[1]}{joint}{number}{after[1]}")


def _joined(code: str, url: str) -> Iterator[Namer]:
    """The expressions of the scripts that depend on the number of a page."""
    members = {f"this.{name}": one or other for name, one, other in _MEMBER.findall(code)} | _bound(code)
    known = {number: settings(code, Clicked({**place(url), **members}, number)) for number in (2, 3)}
    for match in _MADE.finditer(code):
        second, third = (value(code, match.end(), known[number])[0] for number in (2, 3))
        if second is None or third is None or second == third:
            continue
        yield lambda number, made=(second, third): absolute(url, made[number - 2])  # type: ignore[misc]
    for match in _MARKUP.finditer(code):
        texts = [value(code, match.start(), known[number])[0] for number in (2, 3)]
        hrefs = [_HREF.search(text) if text else None for text in texts]
        if hrefs[0] is not None and hrefs[1] is not None:
            pair = hrefs[0][1], hrefs[1][1]
            yield lambda number, made=pair: absolute(url, made[number - 2])  # type: ignore[misc]


def _bound(code: str) -> dict[str, str]:
    """What the parameters of functions that draw pagers are in the first call of each."""
    found: dict[str, str] = {}
    for function in functions(code):
        if not any(_TOTAL.fullmatch(one) for one in function.parameters):
            continue
        call = re.search(rf"(?<!function )(?<![\w$.]){re.escape(function.name)}\s*\(", code)
        given = arguments(code, call.end(), {})[0] if call is not None else []
        pairs = zip(function.parameters, given, strict=False)
        found.update({name: result for name, (_, result) in pairs if result is not None})
    return found


def _bound_pages(html: str) -> int:
    """The number of pages that such a call gives; 0 where none does."""
    if not _PAGES_GIVEN.search(html):
        return 0
    given = _bound(page_scripts(html))
    return max(
        (int(one) for name, one in given.items() if _TOTAL.fullmatch(name) and one.isdecimal()), default=0
    )


class Clicked(dict[str, str]):
    """Names of a script, those that can be a page's number being the one that was clicked on."""

    def __init__(self, known: dict[str, str], number: int) -> None:
        super().__init__(known)
        self._number = str(number)

    def __copy__(self) -> "Clicked":
        return Clicked(dict(self), int(self._number))

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What a name stands for."""
        last = name.rpartition(".")[2]
        if NUMBER.fullmatch(last) and not _FIXED.search(last):
            return self._number
        return super().get(name, default)
