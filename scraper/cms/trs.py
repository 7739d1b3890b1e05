"""TRS WCM: static lists whose number of pages stands only in a script.

Page N (0-based) of `index.html` is `index_N.html`. The script is `createPageHTML(25, 0, "index", "html")`, or
the same with a container first or a count last, or one that sets `countPage` and writes its links itself.
"""

import re
from urllib.parse import urlsplit

from scraper.links import absolute, read_links
from scraper.listing import ListPage, Request, Response
from scraper.pager import MOST_PAGES, read_pager

_CALL = re.compile(r"(?<!function )\bcreatePage(?:HTML|Html)?\s*\(([^)]{1,200})\)")
_ARGUMENT = re.compile(r"[\"']([^\"']*)[\"']|(-?\d+)")
_COUNT = re.compile(r"\bcountPage\s*=\s*[\"']?(\d+)")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*[\"']?(\d+)")
_COMMENT = re.compile(r"(?s:<!--.*?-->|/\*.*?\*/)|^[ \t]*//.*$", re.MULTILINE)
_NUMBERED = re.compile(r"_(\d{1,4})\.\w+$")
_EXTENSIONS = frozenset({"html", "htm", "shtml", "jsp", "php", "aspx"})


class Trs:
    """Lists of TRS WCM."""

    name = "trs"

    def matches(self, response: Response) -> bool:
        """By the pager's script, or TRS's own names in the page."""
        text = response.text
        return _pager(response) is not None or "TRS_Editor" in text or "createPageHTML" in text

    def read(self, response: Response) -> ListPage:
        """The links; all pages that the script announces and that come after this one."""
        links = read_links(response.text, response.url)
        following = list(_following(response)) or list(read_pager(links, response.url))
        return ListPage(links=links, following=tuple(following))


def _pager(response: Response) -> tuple[int, int, str, str] | None:
    """Pages in all, the current number as printed, name and extension of the list's files."""
    text = _COMMENT.sub("", response.text)
    for call in _CALL.finditer(text):
        words = [(word, number) for word, number in _ARGUMENT.findall(call[1])]
        numbers = [int(number) for _, number in words if number]
        first = next((index for index, (_, number) in enumerate(words) if number), len(words))
        names = [word for word, number in words[first:] if not number]
        if len(numbers) >= 2 and len(names) >= 2 and names[1].lower() in _EXTENSIONS:
            return numbers[0], numbers[1], names[0], names[1]
    count = _COUNT.search(text)
    if count is None:
        return None
    current = _CURRENT.search(text)
    file = urlsplit(response.url).path.rsplit("/", 1)[-1] or "index.html"
    name, _, extension = file.rpartition(".")
    return int(count[1]), int(current[1]) if current else 0, re.sub(r"_\d+$", "", name) or "index", extension


def _following(response: Response) -> tuple[Request, ...]:
    pager = _pager(response)
    if pager is None:
        return ()
    total, current, name, extension = pager
    here = _NUMBERED.search(urlsplit(response.url).path)
    if here:
        numbers = [*range(int(here[1]) + 1, total)]
    elif current == 1:  # this site counts from one: its second page is _2; _1 is there only if it does not
        numbers = [*range(2, total + 1), *([1] if total > 1 else [])]
    else:
        numbers = [*range(1, total)]
    urls = (absolute(response.url, f"{name}_{number}.{extension}") for number in numbers[:MOST_PAGES])
    return tuple(Request(url=url) for url in urls if url)
