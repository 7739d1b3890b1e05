"""Files of data that a column names: what a function of its own loads, `loadXML("/gk/nb.xml", show)`, and
what an element holds as an island, be it the address of a service that names the page."""

import html as entities
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from scraper.listing import Request
from scraper.scripts.calls import list_url
from scraper.scripts.expressions import settings, value
from scraper.scripts.lookups import looked_up
from scraper.scripts.parameters import beginning, paged
from scraper.scripts.script_names import page_scripts, place

MOST = 24
"""Files of one page that are loaded: one a year, or one a unit."""

_FILE = re.compile(r"(?i)\.(?:xml|json|jsonp)(?:\?[^\"'\s<>]*)?(?:[\"']|$)")
_ISLAND = re.compile(
    r"(?i)<(?:xml|div|ul|table|tbody|section)\b[^<>]{0,300}?\s(?:data-)?(?:src|url|file|json|xml|api|source)"
    r"\s*=\s*[\"']([^\"'\s<>]+)"
)
_SET_UP = re.compile(
    r"(?i)(?:^|/)(?:lang\w*|locales?|i18n)/"
    r"|(?:^|/)(?:manifest|package|config\w*|lang\w*|locale\w*|i18n\w*|theme\w*|map\w*)[\w.-]*\.\w+"
)
_FIRST_ARGUMENT = re.compile(
    r"[\w$]\s*\(\s*(?:([A-Za-z_$][\w$.]*)\s*[,)]"
    r"|((?:[A-Za-z_$][\w$.]*\s*\+\s*)?(?:\"[^\"\s<>]{1,300}\"|'[^'\s<>]{1,300}')))"
)


def data_files(html: str, url: str) -> tuple[Request, ...]:
    """The files that the page at `url` loads, at most `MOST`. Of use only on what is known to be a list."""
    named = [*_named(html, url), *filter(_names_place, map(entities.unescape, _ISLAND.findall(html)))]
    found = (one for one in named if not _SET_UP.search(one))
    made = (list_url(url, one) for one in found)
    headers = {"Referer": url, "X-Requested-With": "XMLHttpRequest"}
    return tuple(Request(url=one, headers=headers) for one in dict.fromkeys(made) if one)[:MOST]


def _named(html: str, url: str) -> Iterator[str]:
    yield from filter(_FILE.search, _ISLAND.findall(html))
    script = looked_up(page_scripts(html), html)
    if not _FILE.search(script):
        return
    names = settings(script, place(url))
    for match in _FIRST_ARGUMENT.finditer(script):
        if _FILE.search(names.get(match[1], "")) or _FILE.search(match[2] or ""):
            loaded = value(script, match.start(1) if match[1] else match.start(2), names)[0] or ""
            if _FILE.search(loaded):
                yield loaded


def _names_place(address: str) -> bool:
    """Whether an address is that of a service, of which it names a page or an entry."""
    given = dict(parse_qsl(urlsplit(address).query))
    return paged(given) is not None or beginning(given) is not None
