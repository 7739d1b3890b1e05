"""Hanweb's jpaas: the list is a piece of HTML inside JSON, asked for with parameters that the page carries.

`queryData="{'webId':'…','tagId':'…'}"` stands on the page; page N is named inside `paramJson`, for a plain
`pageNo` always gives page 1.
"""

import html
import re
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from scraper.addresses import absolute
from scraper.cms import totals
from scraper.listing import ListPage, Request, Response
from scraper.lists.pager import MOST_PAGES, read_pager
from scraper.pages.links import read_links

_UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_QUERY = re.compile(r"""(?i)\bqueryData\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_PAIR = re.compile(r"""['"]?(\w+)['"]?\s*:\s*['"]([^'"]*)['"]""")
_ROWS = re.compile(r"""['"]?(?:rows|pageSize)['"]?\s*[:=]\s*['"]?(\d+)""")


class Jpaas:
    """Lists of jpaas."""

    name = "jpaas"

    def matches(self, response: Response) -> bool:
        """By the answer's URL, or the parameters on the page: their names are this family's alone."""
        if _UNIT in response.url:
            return True
        text = response.text
        if "jpaas" not in text and "tplSetId" not in text:
            return False
        found = _QUERY.search(text)
        return found is not None and ("jpaas" in text or "tplSetId" in found[0])

    def read(self, response: Response) -> ListPage:
        """Entries of the answer and its next page; for the column page its own links and page 1."""
        if _UNIT in response.url:
            return _answer(response)
        links = read_links(response.text, response.url)
        following = read_pager(links, response.url)
        if following:
            return ListPage(links=links, following=following)
        rows = _ROWS.search(response.text)
        lists = [
            _page(response.url, query, 1, rows[1] if rows else "15") for query in _queries(response.text)
        ]
        return ListPage(links=links, following=lists[0] if lists else (), others=tuple(chain(*lists[1:])))


def _queries(text: str) -> list[dict[str, str]]:
    """What the page says of each of its lists."""
    usual = {"parseType": "bulidstatic", "pageType": "column"}
    found = [usual | dict(_PAIR.findall(html.unescape(one or other))) for one, other in _QUERY.findall(text)]
    return [query for number, query in enumerate(found) if query not in found[:number]]


def _page(url: str, query: dict[str, str], number: int, size: str) -> tuple[Request, ...]:
    """The request for one page of the list that the page at `url` shows."""
    values = query | {"paramJson": msgspec.json.encode({"pageNo": number, "pageSize": size}).decode()}
    parts = urlsplit(url)
    made = absolute(url, urlunsplit((parts.scheme, parts.netloc, _UNIT, urlencode(values), "")))
    headers = {"Referer": url, "X-Requested-With": "XMLHttpRequest"}
    return (Request(url=made, headers=headers),) if made else ()


def _answer(response: Response) -> ListPage:
    try:
        answer: Any = msgspec.json.decode(response.body)
        piece = str(answer["data"]["html"])
    except (msgspec.DecodeError, KeyError, TypeError):
        return ListPage(links=())
    links = read_links(piece, response.base)
    query = dict(parse_qsl(urlsplit(response.url).query))
    try:
        here: Any = msgspec.json.decode(query.get("paramJson") or "{}")
        number, size = int(here.get("pageNo") or 1), str(here.get("pageSize") or 15)
    except (msgspec.DecodeError, ValueError, AttributeError):
        return ListPage(links=links)
    stated = totals.pages(piece)
    goes_on = number < stated if stated else bool(links) and number < MOST_PAGES
    return ListPage(
        links=links,
        following=_page(response.base, query, number + 1, size) if goes_on else (),
        overlaps=True,  # the column page may hold the first pages already
    )
