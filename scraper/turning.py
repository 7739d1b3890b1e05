"""Pages of a list that only a script knows how to name: what it would do if page 2, 3, … were clicked on.

Libraries draw such pagers (laypage, jqPaginator, kkpager, jquery.pagination and many more), and the page
gives them an address with a place for the number (`/nb_#page#.html`), the parts before and after it, or a
function that joins them. No script is run: the address is made once for page 2 and once for page 3, and it
is a pager's if both can be pages of this list and differ in nothing but the number.
"""

import re
from collections.abc import Callable, Iterator

from scraper.addresses import absolute
from scraper.calls import page_scripts, place
from scraper.clicks import GO
from scraper.expressions import settings, value
from scraper.links import key
from scraper.listing import Request
from scraper.page_urls import similar, turn
from scraper.pager import MOST_PAGES
from scraper.vocabulary import forbidden

Namer = Callable[[int], str | None]

_SIGNS = re.compile(r"(?i)location|page|href|url")
_MADE = re.compile(
    rf"{GO.pattern}|\breturn\b(?=\s*[\"'`(\w])|\b[\w$.]*(?:url|href|link|path)\w*\s*[:=](?!=)", re.IGNORECASE
)
_NUMBER = re.compile(r"(?i)\w*(?:page|cur)\w*|to|n|no|num|number|p|pn|pg|i|idx|index|k")
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
_FROM_NOUGHT = re.compile(
    r"(?i)items_per_page|num_edge_entries|num_display_entries"
    r"|\b(?:data-)?(?:cur\w*|now_?page|page_?(?:index|no|num))[\"']?\s*[:=]\s*[\"']?0(?![\w.])"
)


def turned_by_script(html: str, url: str, pages: int) -> tuple[tuple[Request, ...], tuple[Request, ...]]:
    """The requests for the pages after this one of `pages`, where a script of the list makes their addresses;
    and one more, of use only where the last is not there: then the site counts from nought."""
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
        from_nought = step == 1 and turned.there == 2 and _FROM_NOUGHT.search(html) is not None
        first = turned.there - step - from_nought
        made = [f"{turned.before}{first + step * n}{turned.after}" for n in range(min(pages, MOST_PAGES))]
        here = next((index for index, one in enumerate(made) if key(one) == key(url)), 0)
        spare = made[:1] if here == 0 and not from_nought and key(made[0]) != key(url) else []
        return _requests(made[here + 1 :]), _requests(spare)
    return (), ()


def _requests(urls: list[str]) -> tuple[Request, ...]:
    return tuple(Request(url=one) for one in urls)


def _namers(html: str, url: str) -> Iterator[Namer]:
    """The ways in which a page may name the pages of its list."""
    for match in _STRING.finditer(html):
        text = match[1] or match[3] or ""
        if _HOLDER.search(text) and not text.startswith("#"):
            yield lambda number, text=text: absolute(url, _HOLDER.sub(str(number), text))  # type: ignore[misc]
    code = page_scripts(html)
    before, after = _BEFORE.search(html), _AFTER.search(html)
    yield from _joined(code, url)
    if before is not None and after is not None:
        joint = "" if before[1][-1] in "_-/=" else "_"
        yield lambda number: absolute(url, f"{before[1]}{joint}{number}{after[1]}")


def _joined(code: str, url: str) -> Iterator[Namer]:
    """The expressions of the scripts that depend on the number of a page."""
    members = {f"this.{name}": one or other for name, one, other in _MEMBER.findall(code)}
    known = {number: settings(code, _Clicked({**place(url), **members}, number)) for number in (2, 3)}
    for match in _MADE.finditer(code):
        second, third = (value(code, match.end(), known[number])[0] for number in (2, 3))
        if second is None or third is None or second == third:
            continue
        yield lambda number, made=(second, third): absolute(url, made[number - 2])  # type: ignore[misc]


class _Clicked(dict[str, str]):
    """Names of a script, those that can be a page's number being the one that was clicked on."""

    def __init__(self, known: dict[str, str], number: int) -> None:
        super().__init__(known)
        self._number = str(number)

    def __copy__(self) -> "_Clicked":
        return _Clicked(dict(self), int(self._number))

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What a name stands for."""
        last = name.rpartition(".")[2]
        if _NUMBER.fullmatch(last) and not _FIXED.search(last):
            return self._number
        return super().get(name, default)
