"""UCAP (开普云): the list page is a shell, its entries come as JSON from `/common/search/<channelid>`."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from scraper.addresses import absolute
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.lists.pager import read_pager
from scraper.pages.links import read_links

_CHANNEL = re.compile(
    r"""(?i)<meta[^<>]{1,1000}name\s*=\s*["']channelid["'][^<>]{1,1000}content\s*=\s*["']([0-9a-f]{32})["']"""
)
_PATHS = re.compile(r"/(?:common/search|searchList)/[0-9a-f]{32}$", re.IGNORECASE)
_SERVICE = re.compile(r"(?<=/)(?:common/search|searchList)(?=/)")
_ROWS = 15


class Ucap:
    """Lists of UCAP."""

    name = "ucap"

    def matches(self, response: Response) -> bool:
        """By the channel id of the page, or the JSON's URL."""
        return _PATHS.search(urlsplit(response.url).path) is not None or (
            _CHANNEL.search(response.text) is not None and "PubDate" not in response.text
        )

    def read(self, response: Response) -> ListPage:
        """Entries of the JSON and its next page; for the shell its own links and the first JSON page."""
        if _PATHS.search(urlsplit(response.url).path):
            return _answer(response)
        links = read_links(response.text, response.url)
        channel = _CHANNEL.search(response.text)
        following = read_pager(links, response.url)
        if channel and not following:
            query = {
                "_isAgg": "true",
                "_isJson": "true",
                "_pageSize": str(_ROWS),
                "_template": "index",
                "page": "1",
            }
            service = _SERVICE.search(response.text)
            path = service[0] if service else "common/search"
            url = absolute(response.url, f"/{path}/{channel[1]}?{urlencode(query)}")
            following = (Request(url=url, headers={"Referer": response.url}),) if url else ()
        return ListPage(links=links, following=following)


def _answer(response: Response) -> ListPage:
    query = dict(parse_qsl(urlsplit(response.url).query, keep_blank_values=True))
    try:
        data: Any = msgspec.json.decode(response.body)["data"]
        results = list(data["results"] or ())
        total = None if data.get("total") is None else int(data["total"])
        page, rows = int(data.get("page") or query.get("page") or 1), int(data.get("rows") or 0)
    except (msgspec.DecodeError, AttributeError, KeyError, TypeError, ValueError):
        return ListPage(links=())
    links = tuple(link for one in results if (link := _entry(one, response.base)) is not None)
    ends = len(results) < rows if total is None else rows > 0 and page * rows >= total
    if not links or ends:
        return ListPage(links=links, total=total, empty_by_text=not results if total is None else total == 0)
    parts = urlsplit(response.url)
    url = urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query | {"page": str(page + 1)}), ""))
    # Without a total a full page may be the last one: the list goes on until a page shows nothing new.
    following = (Request(url=url, guess=total is None),)
    return ListPage(links=links, following=following, total=total, overlaps=page < 2)


def _entry(result: Any, base: str) -> ListedLink | None:
    if not isinstance(result, dict):
        return None
    url = absolute(base, str(result.get("url") or ""))
    title = re.sub(r"<[^<>]{0,1000}>", "", str(result.get("title") or "")).strip()
    if url is None or not title:
        return None
    date = str(result.get("publishedTimeStr") or "")[:10] or None
    return ListedLink(url=url, text=title, date=date, block=0, place="list")
