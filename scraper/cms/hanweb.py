"""Hanweb JCMS: the list lies in an inline datastore, its further pages come from a data proxy as XML.

First page: `<script type="text/xml"><datastore>` with one `<record>` an entry, each a piece of HTML in CDATA,
and in `<nextgroup>` the proxy's URL. Some sites have no nextgroup and name the proxy in a script; some
show no records, or the first page as plain links, and the proxy has them all. Some proxies honour
`startrecord` and give three screens, some only `page`; some answer with a JavaScript array. Each call
therefore names the page, and beside it the records that are still missing.
"""

import html
import re
from itertools import pairwise
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from scraper.addresses import absolute
from scraper.cms import totals
from scraper.cms.records import records, without_store
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.lists.pager import read_pager
from scraper.pages.links import read_links
from scraper.scripts.calls import calls
from scraper.scripts.parameters import changed, parameters
from scraper.scripts.posting import posted_instead

_NEXT = re.compile(
    r"<nextgroup>\s*(?:<!\[CDATA\[)?\s*<a[^<>]{1,300}href\s*=\s*[\"']([^\"']+)[\"']", re.DOTALL
)
_PROXY = re.compile(r"[\"']([^\"'\s]*dataproxy\.jsp[^\"'\s]*)[\"']")
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
_NUMBER = r"[\"']?\s*[:=>]\s*[\"']?(\d+)"
_TOTAL = re.compile(r"(?i)\btotalrecord" + _NUMBER)
_PER_PAGE = re.compile(r"(?i)\bper_?page" + _NUMBER)
_STORE = re.compile("<datastore>")
_JPAGE = re.compile(r"\bjpage\s*\(")
_OF_A_LIST = re.compile(r"(?i)\b(?:unitid|columnid)\b[\"']?\s*[:=]")
_PARAMETERS = (
    "col",
    "appid",
    "webid",
    "path",
    "columnid",
    "sourceContentType",
    "unitid",
    "webname",
    "permissiontype",
)
_SCREENS = 3
"""Screens that one call of the proxy gives."""

_NEAR = 600
"""Characters before and after the proxy's name in which its own parameters stand."""

_USUAL_SCREEN = 15
"""Records of a screen where nothing tells."""


class Hanweb:
    """Lists of Hanweb JCMS (jpage)."""

    name = "hanweb"

    def matches(self, response: Response) -> bool:
        """By the datastore, the proxy's name, or a proxy's answer."""
        text = response.text
        return (
            "<datastore>" in text or "dataproxy.jsp" in text or "dataproxy.jsp" in urlsplit(response.url).path
        )

    def read(self, response: Response) -> ListPage:
        """Entries of the datastore after the page's own links, and the next call of the proxy."""
        answer = "dataproxy.jsp" in urlsplit(response.url).path
        base = response.base
        own = () if answer else read_links(without_store(response.text), base)
        texts = [response.text] if answer else _lists(response.text)
        first, *others = (msgspec.structs.replace(response, text=text) for text in texts)
        pieces = _pieces(first.text, answer=answer)
        entries = _entries(pieces, base, first=max((link.block for link in own), default=-1) + 1)
        stated = _stated(first, answer=answer)
        pager = () if answer or pieces else read_pager(own, base)
        following = pager or _continue(first, len(pieces), stated)
        shown = answer and stated is not None and _begin(response) + len(pieces) == stated + 1
        following, spare = ((), following) if shown else (following, ())
        further: list[Request] = []
        for other in others:
            more = _pieces(other.text, answer=False)
            entries += _entries(more, base, first=max(link.block for link in entries) + 1 if entries else 1)
            further += _continue(other, len(more), _stated(other, answer=False))
        return ListPage(
            links=(*own, *entries),
            following=following,
            spare=spare,  # where records were repeated, the last ones are still to come
            others=tuple(further),
            total=stated,
            overlaps=answer,
            empty_by_text=stated == 0,
        )


def _lists(text: str) -> list[str]:
    """The page cut before each list that it has after the first: at datastores, else at calls of the pager
    or the proxy that name a list of their own."""
    stores = _starts(_STORE, text)
    for starts in (stores,) if stores else (_starts(_JPAGE, text), _starts(_PROXY, text)):
        if len(starts) > 1:
            bounds = [0, *starts[1:], len(text)]
            parts = [text[begin:end] for begin, end in pairwise(bounds)]
            if stores or all(_PROXY.search(part) and _OF_A_LIST.search(part) for part in parts):
                return parts
    return [text]


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def _stated(response: Response, *, answer: bool) -> int | None:
    """How many records the list says it has."""
    total = _TOTAL.search(response.text)
    return int(total[1]) if total else totals.entries(response.text) if answer else None


def _pieces(text: str, *, answer: bool) -> list[str]:
    """The entries' HTML: CDATA records, or the strings of a JavaScript array that hold a link."""
    found = records(text)
    if found or not answer:
        return found
    strings = (double or single for double, single in _STRING.findall(text))
    return [re.sub(r"\\(.)", r"\1", one) for one in strings if re.search(r"<a\b", one, re.IGNORECASE)]


def _entries(pieces: list[str], base: str, first: int) -> tuple[ListedLink, ...]:
    """The pieces' links as one list of the page."""
    page = f"<ul>{''.join(pieces)}</ul>"
    return tuple(msgspec.structs.replace(link, block=first, place="list") for link in read_links(page, base))


def _continue(response: Response, shown: int, stated: int | None) -> tuple[Request, ...]:
    """The next call: the page's own nextgroup, else the proxy with the next page; none when all are shown."""
    answer = "dataproxy.jsp" in response.url
    if not shown and (answer or stated == 0):
        return ()
    asked = parameters(response.request) if answer else {}
    begin = _begin(response) + shown
    group = _NEXT.search(response.text)
    proxy = response.request if answer and group is None else _asked(response, group and group[1])
    # A count that overshoots means a proxy that began anew at its page 1: ask on until nothing is new.
    if proxy is None or (shown and group is None and not answer and (not stated or begin == stated + 1)):
        return ()
    given = parameters(proxy)
    if stated is None and answer and shown < _count(given.get("perpage")):
        return ()  # an answer that states nothing: it goes on until a page is not full
    per_page = _count(given.get("perpage")) or _per_page(response) or -(-shown // _SCREENS) or _USUAL_SCREEN
    end = begin + _SCREENS * per_page - 1
    place = {
        "startrecord": str(begin),
        "endrecord": str(min(stated, end) if stated and stated >= begin else end),
        "perpage": str(per_page),
    }
    if group is None:
        page = _count(asked.get("page"))
        several = shown == _SCREENS * per_page
        # A proxy that goes by pages has pages of what it shows, wherever the records begin.
        place = {"page": str(page + 1 if page and not several else (begin - 1) // per_page + 1)} | place
    made = changed(proxy, place)
    if made.body is None:
        given_headers = {"Referer": response.base}
        made = posted_instead(msgspec.structs.replace(made, headers=given_headers), response.base)
        # The family's own script posts, on whatever page: what a GET brings in its place says nothing.
        made = msgspec.structs.replace(made, said=made.instead is not None)
    return (made,)


def _asked(response: Response, group: str | None) -> Request | None:
    """The proxy: as the datastore names it, else as a script asks for it, posting where that posts."""
    url = absolute(response.url, html.unescape(group)) if group else _proxy(response)
    if url is None:
        return None
    if response.posted is not None:
        return msgspec.structs.replace(response.posted, url=url)
    called = (one for one in calls(response.text, response.url) if "dataproxy.jsp" in one.url)
    said = next((one for one in called if one.instead is not None and one.said), None)
    if said is None or said.instead is None:
        return Request(url=url)
    # The datastore names the proxy better than a script does; how it is asked, the script alone says.
    other = msgspec.structs.replace(said.instead, url=url if group else said.instead.url)
    return Request(url=url if group else said.url, headers=said.headers, instead=other, said=True)


def _begin(response: Response) -> int:
    """The number of the first record that was asked for."""
    if "dataproxy.jsp" not in response.url:
        return 1
    return _count(parameters(response.request).get("startrecord")) or 1


def _count(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0


def _per_page(response: Response) -> int | None:
    found = _PER_PAGE.search(response.text)
    return int(found[1]) if found else None


def _proxy(response: Response) -> str | None:
    """The proxy's URL as a script of the page names it, with the parameters that stand beside it."""
    named = _PROXY.search(response.text)
    if named is None:
        return None
    url = absolute(response.url, html.unescape(named[1]))
    if url is None:
        return None
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    near = response.text[max(0, named.start() - _NEAR) : named.end() + _NEAR]
    for name in _PARAMETERS:
        pattern = rf"[\"']?\b{name}\b[\"']?\s*[:=]\s*[\"']?([^\"',;&}}\s]*)"
        value = re.search(pattern, near) or re.search(pattern, response.text)
        if name not in query and value:
            query[name] = value[1]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
