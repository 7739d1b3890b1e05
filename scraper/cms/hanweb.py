"""Hanweb JCMS: the list lies in an inline datastore, its further pages come from a data proxy as XML.

First page: `<script type="text/xml"><datastore>` with one `<record>` an entry, each a piece of HTML in CDATA,
and in `<nextgroup>` the proxy's URL. Some sites have no nextgroup and name the proxy in a script; some proxies
honour `startrecord` and give three screens at a time, some only `page`; some answer with a JavaScript array.
"""

import html
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from scraper.cms import totals
from scraper.links import absolute, read_links
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.pager import read_pager

_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.DOTALL)
_STORE = re.compile(r"<datastore>.*?</datastore>", re.DOTALL)
_NEXT = re.compile(r"<nextgroup>\s*(?:<!\[CDATA\[)?\s*<a[^>]+href\s*=\s*[\"']([^\"']+)[\"']", re.DOTALL)
_PROXY = re.compile(r"[\"']([^\"'\s]*dataproxy\.jsp[^\"'\s]*)[\"']")
_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
_NUMBER = r"[\"']?\s*[:=>]\s*[\"']?(\d+)"
_TOTAL = re.compile(r"(?i)\btotalrecord" + _NUMBER)
_PER_PAGE = re.compile(r"(?i)\bper_?page" + _NUMBER)
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
        base = response.url
        own = () if answer else read_links(_STORE.sub("", response.text), base)
        records = _records(response.text, answer=answer)
        entries = _entries(records, base, first=max((link.block for link in own), default=-1) + 1)
        total = _TOTAL.search(response.text)
        stated = int(total[1]) if total else totals.entries(response.text) if answer else None
        following = _continue(response, len(records), stated)
        if not following and not records:
            following = read_pager(own, base)
        return ListPage(
            links=(*own, *entries),
            following=following,
            total=stated,
            empty_by_text=stated == 0,
        )


def _records(text: str, *, answer: bool) -> list[str]:
    """The entries' HTML: CDATA records, or the strings of a JavaScript array that hold a link."""
    found = [html.unescape(one) if "&lt;" in one else one for one in _RECORD.findall(text)]
    if found or not answer:
        return found
    strings = (double or single for double, single in _STRING.findall(text))
    return [re.sub(r"\\(.)", r"\1", one) for one in strings if re.search(r"<a\b", one, re.IGNORECASE)]


def _entries(records: list[str], base: str, first: int) -> tuple[ListedLink, ...]:
    """The records' links as one list of the page."""
    page = f"<ul>{''.join(records)}</ul>"
    return tuple(msgspec.structs.replace(link, block=first, place="list") for link in read_links(page, base))


def _continue(response: Response, shown: int, stated: int | None) -> tuple[Request, ...]:
    """The next call: the page's own nextgroup, else the proxy with the records that are still missing."""
    asked = dict(parse_qsl(urlsplit(response.url).query, keep_blank_values=True))
    start = int(asked.get("startrecord") or 0) or None
    group = _NEXT.search(response.text)
    if group and shown:
        url = absolute(response.url, html.unescape(group[1]))
        if url is not None:
            return (Request(url=url, headers={"Referer": response.url}),)
    if not shown or stated is None:
        return ()
    proxy = response.url if asked and "dataproxy.jsp" in response.url else _proxy(response)
    if proxy is None:
        return ()
    parts = urlsplit(proxy)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    page = int(query.get("page") or 1) + 1
    per_page = int(query.get("perpage") or 0) or _per_page(response) or shown
    begin = (start or 1) + shown
    if "startrecord" not in asked and "page" in asked:
        begin = int(asked["page"]) * per_page + 1
    if begin > stated:
        return ()
    query |= {
        "page": str(page),
        "startrecord": str(begin),
        "endrecord": str(min(stated, begin + _SCREENS * per_page - 1)),
        "perpage": str(per_page),
    }
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
    return (Request(url=url, headers={"Referer": response.url}),)


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
    for name in _PARAMETERS:
        value = re.search(rf"[\"']?\b{name}\b[\"']?\s*[:=]\s*[\"']?([^\"',;&}}\s]*)", response.text)
        if name not in query and value:
            query[name] = value[1]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))
