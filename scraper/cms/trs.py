"""TRS WCM: static lists whose number of pages stands only in a script.

Page N (0-based) of `index.html` is `index_N.html`. The script is `createPageHTML(25, 0, "index", "html")`, or
the same with a container first, a count last or variables for its arguments, one that sets `countPage` and
writes its links itself, or one in a file, for which `m_nPageCount`, `m_nCurrPage`, `m_strPageName` and
`m_strPageExt` are set.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from scraper.addresses import absolute
from scraper.listing import ListPage, Request, Response
from scraper.lists.pager import MOST_PAGES, read_pager
from scraper.markup.markup import uncommented
from scraper.pages.links import read_links
from scraper.scripts.expressions import settings
from scraper.scripts.script_names import page_scripts

_MARKS = ("createPage", "countPage", "PageName")
# What stands before it is looked at last: the pattern is found by its first letters then.
_CALL = re.compile(r"createPage(?<!\wcreatePage)(?<!function createPage)(?:HTML|Html)?\s*\(([^)]{1,200})\)")
_MOST_CALLS = 20
_ARGUMENT = re.compile(r"[\"']([^\"']*)[\"']|(-?\d+)|([A-Za-z_$][\w$]*)")
_COUNT = re.compile(r"\bcountPage\s*=\s*[\"']?(\d+)")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*[\"']?(\d+)")
_VARIABLES = tuple(
    re.compile(rf"\b\w{{0,20}}{name}\s{{0,9}}=\s{{0,9}}[\"']?({what})[\"']?\s{{0,9}}[;,\n]")
    for name, what in (
        ("PageCount", r"\d{1,5}"),
        ("Curr(?:Page|Index)", r"\d{1,5}"),
        ("PageName", r"[\w-]{1,60}"),
        ("PageExt", "s?html?"),
    )
)
_JOIN = re.compile(r"[\"']\s*\+\s*[\"']")
_WRITTEN = re.compile(r"""href=\\?["']?([\w./-]*?)_["']\s*\+\s*\w+\s*\+\s*["']\.(\w+)""")
_NUMBERED = re.compile(r"_(\d{1,4})\.\w+$")
_EXTENSIONS = frozenset({"html", "htm", "shtml", "jsp", "php", "aspx"})


class Trs:
    """Lists of TRS WCM."""

    name = "trs"

    def matches(self, response: Response) -> bool:
        """By the pager's script."""
        return any(mark in response.text for mark in _MARKS) and _pager(response) is not None

    def read(self, response: Response) -> ListPage:
        """The links; all pages that the script announces and that come after this one."""
        links = read_links(response.text, response.url)
        pager = _pager(response)
        if pager is None:
            return ListPage(links=links, following=read_pager(links, response.url))
        total, current, name, extension = pager
        others = (_requests(response.url, *one[2:], range(1, 2)) for one in _others(response) if one[0] > 1)
        file = urlsplit(response.url).path.rpartition("/")[2]
        here = None if file.rpartition(".")[0] == name else _NUMBERED.search(file)
        spare: range = range(0)
        guess = total if current == 1 and not here else None
        if here:
            numbers = range(int(here[1]) + 1, total)
        elif (
            current == 1
        ):  # this site counts from one: its second page is _2, unless its last page is not there
            numbers, spare = range(2, total + 1), range(1, min(2, total))
        else:
            numbers = range(1, total)
        # A site may keep such a script and turn its pages by links all the same.
        return ListPage(
            links=links,
            following=_requests(response.url, name, extension, numbers, guess),
            spare=_requests(response.url, name, extension, spare) or read_pager(links, response.url),
            others=tuple(request for requests in others for request in requests),
        )


def _requests(
    url: str, name: str, extension: str, numbers: range, guess: int | None = None
) -> tuple[Request, ...]:
    """The pages of these numbers, of which one is no more than a `guess`."""
    made = ((number, absolute(url, f"{name}_{number}.{extension}")) for number in numbers[:MOST_PAGES])
    return tuple(Request(url=one, guess=number == guess) for number, one in made if one)


def _pager(response: Response) -> tuple[int, int, str, str] | None:
    """Pages in all, the current number as printed, name and extension of the list's files."""
    return _pager_in(response.text, urlsplit(response.url).path)


def _others(response: Response) -> list[tuple[int, int, str, str]]:
    """The pagers of further lists on the page, each by other files than the one before."""
    text = uncommented(response.text)
    pagers = {pager[2:]: pager for call in _calls(text) if (pager := _called(call)) is not None}
    return list(pagers.values())[1:]


def _calls(text: str) -> Iterator[re.Match[str]]:
    """The calls of the pager on a page, as many as one page can need."""
    return islice(_CALL.finditer(text), _MOST_CALLS)


def _called(call: re.Match[str]) -> tuple[int, int, str, str] | None:
    """What a call of the pager says; None for one of another kind."""
    words = _words(call)
    numbers = [int(number) for _, number in words if number]
    first = next((index for index, (_, number) in enumerate(words) if number), len(words))
    names = [word for word, number in words[first:] if not number]
    a_file = len(names) >= 2 and not names[0].endswith("/") and names[1].lower() in _EXTENSIONS
    return (numbers[0], numbers[1], names[0], names[1]) if len(numbers) >= 2 and a_file else None


def _words(call: re.Match[str]) -> list[tuple[str, str]]:
    """The arguments of a call, each a text or a number; a variable is what was last set before the call."""
    found: list[tuple[str, str]] = []
    known: dict[str, str] | None = None
    for text, number, name in _ARGUMENT.findall(call[1]):
        if not name:
            found.append((text, number))
            continue
        if known is None:
            known = settings(page_scripts(call.string[: call.start()] + "</script>"), {})
        one = known.get(name)
        if one is not None:
            found.append(("", one) if one.isdecimal() else (one, ""))
    return found


@lru_cache(maxsize=4)  # a page is looked at to tell the family, and again to read it
def _pager_in(html: str, path: str) -> tuple[int, int, str, str] | None:
    text = uncommented(html)
    for call in _calls(text):
        pager = _called(call)
        if pager is not None:
            return pager
    count = _COUNT.search(text)
    if count is None:
        return _in_variables(text)
    current = _CURRENT.search(text)
    written = _WRITTEN.search(_JOIN.sub("", text))
    if written:
        return int(count[1]), int(current[1]) if current else 0, written[1], written[2]
    file = path.rsplit("/", 1)[-1] or "index.html"
    name, _, extension = file.rpartition(".")
    return int(count[1]), int(current[1]) if current else 0, re.sub(r"_\d+$", "", name) or "index", extension


def _in_variables(text: str) -> tuple[int, int, str, str] | None:
    """What a page sets for a script in a file of its own, which writes the pager: all of it, or nothing."""
    if "PageExt" not in text:
        return None
    count, current, name, extension = (one.search(text) for one in _VARIABLES)
    if count is None or current is None or name is None or extension is None:
        return None
    return int(count[1]), int(current[1]), name[1], extension[1]
