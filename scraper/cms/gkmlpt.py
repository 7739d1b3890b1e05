"""Guangdong's gkmlpt: one shell for a whole disclosure directory; its tree and lists are JSON.

The shell sets `window._CONFIG = {SID: '662021', TREE: [...]}`; a category's list is
`/gkmlpt/api/all/<id>?page=1&sid=<SID>`, 100 entries a page or as many as the first page shows. The directory
of a department has a folder before that path, and its lists are there, at the root or at both.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec

from scraper.addresses import absolute
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.lists.pager import MOST_PAGES
from scraper.pages.links import read_links
from scraper.vocabulary import names_column

_CONFIG = re.compile(r"_CONFIG\s*=\s*\{.*?\bSID\b[\"']?\s*:\s*[\"']?(\d+)", re.DOTALL)
_TREE = re.compile(r"\bTREE\b[\"']?\s*:\s*")
_LIST = re.compile(r"/gkmlpt/api/all/\d+$")


class Gkmlpt:
    """Directories of gkmlpt."""

    name = "gkmlpt"

    def matches(self, response: Response) -> bool:
        """By the JSON's URL, or the shell's configuration."""
        path = urlsplit(response.url).path
        return _LIST.search(path) is not None or ("gkmlpt" in path and "_CONFIG" in response.text)

    def read(self, response: Response) -> ListPage:
        """Entries of a category; for the shell, its annual-report categories as links to their lists."""
        if _LIST.search(urlsplit(response.url).path):
            return _answer(response)
        links = read_links(response.text, response.url)
        return ListPage(
            links=(*links, *_categories(response, max((one.block for one in links), default=-1) + 1))
        )


def _categories(response: Response, block: int) -> Iterator[ListedLink]:
    config, start = _CONFIG.search(response.text), _TREE.search(response.text)
    if config is None or start is None:
        return
    for category in _walk(_json_at(response.text, start.end())):
        name, number = str(category.get("name") or ""), category.get("id")
        if names_column(name) and number is not None:
            for folder in dict.fromkeys((urlsplit(response.url).path.partition("/gkmlpt")[0], "")):
                url = absolute(response.url, f"{folder}/gkmlpt/api/all/{number}?page=1&sid={config[1]}")
                if url is not None:
                    yield ListedLink(url=url, text=name, block=block, place="navigation")


def _json_at(text: str, start: int) -> Any:
    """The JSON array that begins at `start` of a script; nothing where there is none."""
    depth, quoted = 0, False
    for end in range(start, len(text)):
        character = text[end]
        if character == '"' and text[end - 1] != "\\":
            quoted = not quoted
        elif not quoted:
            depth += (character in "[{") - (character in "]}")
            if depth == 0:
                break
    else:
        return []
    try:
        return msgspec.json.decode(text[start : end + 1])
    except msgspec.DecodeError:
        return []


def _walk(tree: Any) -> Iterator[dict[str, Any]]:
    waiting = [tree]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            yield node
            waiting.append(node.get("children"))


def _answer(response: Response) -> ListPage:
    try:
        data: Any = msgspec.json.decode(response.body)
        articles, total = data["articles"], int(data["classify"]["post_count"])
    except (msgspec.DecodeError, KeyError, TypeError, ValueError):
        return ListPage(links=())
    links = tuple(link for one in articles if isinstance(one, dict) and (link := _entry(one, response.base)))
    query = dict(parse_qsl(urlsplit(response.url).query))
    page = int(query.get("page") or 1)
    following: tuple[Request, ...] = ()
    if links and page <= 1:
        # Later pages may be short for being the last, so the first one alone tells how long pages are.
        last = min(-(-total // len(articles)), MOST_PAGES)
        made = (re.sub(r"\bpage=\d+", f"page={number}", response.url) for number in range(2, last + 1))
        following = tuple(Request(url=url, headers={"Referer": response.base}) for url in made)
    return ListPage(links=links, following=following, total=total, empty_by_text=total == 0)


def _entry(article: dict[str, Any], base: str) -> ListedLink | None:
    url = absolute(base, str(article.get("url") or article.get("post_url") or ""))
    title = str(article.get("title") or "").strip()
    if url is None or not title:
        return None
    date = str(article.get("display_publish_time") or article.get("created_at") or "")[:10]
    return ListedLink(url=url, text=title, date=date if "-" in date else None, block=0, place="list")
