"""The rest of a list whose beginning stands on its page, by the calls with which its script asks for it.

Some scripts make such a call as soon as the page is opened, or keep the page's number in a name of their own;
most have a function that is given the number which was clicked on, whether by buttons (`goPage(2)`) or by a
library's pager (`jump`, `onPageClick`). No script is run: each call is made as if 2 and as if 3 had been
clicked on, and it turns pages if both ask for the same but for one number, which is called a page's.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from msgspec.structs import replace

from scraper.listing import Request
from scraper.lists.counted_up import counted_up
from scraper.lists.page_buttons import calls_for, counts_from_nought
from scraper.lists.page_urls import turn, turns_page
from scraper.lists.turning import NUMBER, PICKED, Clicked
from scraper.scripts.calls import MOST_OF_ONE, calls, request_for
from scraper.scripts.counts import counted
from scraper.scripts.expressions import functions, settings
from scraper.scripts.literals import OBJECT
from scraper.scripts.lookups import looked_up
from scraper.scripts.parameters import beginning, changed, paged, parameters
from scraper.scripts.posting import only_reads
from scraper.scripts.script_calls import ASK, Call, made
from scraper.scripts.script_names import given_in_calls, objects, page_scripts, place

_CURRENT = re.compile(
    r"(?<![\w$])[\w$]{1,60}\s*\.\s*(?:getCurrent(?:Page)?|getPage(?:No|Num|Index)?|currentPage)\s*\(\s*\)"
)
_GIVEN = re.compile(
    r"\bfunction\b\s{0,20}[\w$]{0,60}\s{0,20}\(([\w$,\s]{1,200})\)|\(([\w$,\s]{1,200})\)\s{0,20}(?:=>|\{)"
    r"|(?<![\w$])([\w$]{1,60})\s{0,20}=>"
)
_INTEGER = re.compile(r"0|[1-9]\d*")
_CLICKED = "clickedPage"
"""What the number that was clicked on is called here, where a script asks its pager for it."""


def further(html: str, url: str, shown: int) -> tuple[Request, ...]:
    """The requests for the rest of a list whose beginning stands on the page, `shown` entries of it: calls
    that name a page of it. Where a call's pages are as long as the beginning, that is the first of them."""
    clicked = {one.name: one for one in _on_click(html, url, 2, shown)}
    found: dict[str, Request] = {}
    for call in calls(html, url):
        if not only_reads(call.url):
            continue
        given = parameters(call)
        page, begin = paged(given), beginning(given)
        if page is not None:
            second = next((one for one in clicked.values() if _is_one_list(call, one, page.name)), None)
            later = page.number + 1 if page.size == shown else page.number
            one = second or changed(call, {page.name: str(later)})
            found[one.name] = one
        elif begin is not None:
            one = changed(call, {begin.name: str(begin.number or shown)})
            found[one.name] = one
    services = {urlsplit(one.url).path for one in found.values()}
    others = {name: one for name, one in clicked.items() if urlsplit(one.url).path not in services}
    if not found and not others:
        others = {one.name: one for one in counted_up(html, url, shown)}
    return (*found.values(), *others.values())


def first_pages(html: str, url: str) -> tuple[Request, ...]:
    """The requests for lists that a page fills by a function which is given the page's number, as if it was
    given 1; with how they count. What it calls like one may be something else: these are guesses."""
    return tuple(replace(one, guess=True) for one in _on_click(html, url, 1, 0))


def _is_one_list(call: Request, other: Request, name: str) -> bool:
    """Whether two calls ask for pages of one list, which they number under this name."""
    return name in parameters(other) and changed(call, {name: "0"}).name == changed(other, {name: "0"}).name


def _on_click(html: str, url: str, page: int, shown: int) -> tuple[Request, ...]:
    """The requests for a page of the list, by the calls that depend on its number; `shown` entries stand on
    the first page. What a script takes off the page's own fields is looked up where nothing is found without:
    some of it may be the number."""
    script = page_scripts(html)
    if not script or not ASK.search(script):
        return ()
    found = tuple(_asked_on_click(script, html, url, page, shown))
    filled = script if found else looked_up(script, html)
    return found if filled == script else tuple(_asked_on_click(filled, html, url, page, shown))


def _asked_on_click(script: str, html: str, url: str, page: int, shown: int) -> Iterator[Request]:
    """The same as far as it can be read off this script."""
    # What is picked from a choice on the page is its own to say; only of later pages it may be the number.
    code = _CURRENT.sub(_CLICKED, PICKED.sub(_CLICKED, script) if page > 1 else script)
    clicked = page - counts_from_nought(html)
    # Buttons may give more than a number, and what they give any name.
    code = ";\n".join((code, *dict.fromkeys(calls_for(html, clicked, _CLICKED))))
    named = {name for name in _parameters(code) if page > 1 or NUMBER.fullmatch(name)}
    for call, other in zip(*_made(code, url, (clicked, clicked + 1), named), strict=False):
        one, following = request_for(url, call), request_for(url, other)
        if one is None or following is None or not only_reads(one.url) or one.url == following.url:
            continue
        one = replace(one, guess=call.posts and one.instead is None)
        count = counted(one.url, following.url, shown, page)
        turned = turn(one.url, following.url)
        by_one = turned is not None and turned.here == (turned.there or 0) + 1
        if count is None or one.instead is not None:
            if by_one and turns_page(one.url, following.url):
                yield one
        else:
            yield replace(one, url=count.url, count=None if names_place(one) else count)


def names_place(request: Request) -> bool:
    """Whether what a request says names the page, or the entry, that it asks for."""
    given = parameters(request)
    return request.instead is not None or paged(given) is not None or beginning(given) is not None


def _made(code: str, url: str, clicked: tuple[int, int], given_as: set[str]) -> tuple[list[Call], list[Call]]:
    """The calls of a page's scripts where one number, and where another one is clicked on, which functions
    are given under these names. A function that another one gives a number is taken at that: the other may
    count from nought."""
    parameters = frozenset({_CLICKED, *given_as})
    names, others = (
        objects(
            code, _Numbered(settings(code, _Numbered(place(url), number, parameters)), number, parameters)
        )
        for number in clicked
    )
    found: tuple[list[Call], list[Call]] = [], []
    for function in functions(code):
        if not ASK.search(function.body):
            continue
        given = zip(
            given_in_calls(code, function, names), given_in_calls(code, function, others), strict=False
        )
        pairs = [(one, other) for one, other in islice(given, MOST_OF_ONE) if one != other]
        for pair in pairs:
            for calls_made, known, one in zip(found, (names, others), pair, strict=True):
                calls_made += made(function.body, objects(function.body, known.beside(one)))
        if pairs:
            code = code.replace(function.body, "")
    for calls_made, known in zip(found, (names, others), strict=True):
        calls_made += made(code, objects(code, known))
    return found


def _parameters(code: str) -> Iterator[str]:
    """What the functions of a script call what they are given."""
    for match in _GIVEN.finditer(code):
        yield from re.findall(r"[\w$]+", match[1] or match[2] or match[3] or "")


class _Numbered(Clicked):
    """Names of a script as `Clicked` knows them, only what functions are given being the number that was
    clicked on; and as numbers where data asks for them as such. A name that a script counts up by itself is
    none: who knows where it begins?"""

    def __init__(self, known: dict[str, str], number: int, parameters: frozenset[str]) -> None:
        super().__init__(known, number)
        self._parameters = parameters

    def __copy__(self) -> "_Numbered":
        return _Numbered(dict(self), int(self._number), self._parameters)

    def beside(self, given: dict[str, str]) -> "_Numbered":
        """The names within a function that is given these."""
        return _Numbered({**self, **given}, int(self._number), self._parameters - given.keys())

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What a name stands for."""
        plain = name.removeprefix(OBJECT)
        known = super().get if plain.partition(".")[0] in self._parameters else super(Clicked, self).get
        if plain == name:
            return known(name, default)
        whole = dict.get(self, name)
        text = known(plain) or ""
        return whole or (text if _INTEGER.fullmatch(text) else default)  # 003 is a code, and no number
