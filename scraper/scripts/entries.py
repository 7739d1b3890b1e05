"""Links in data: the titles and addresses in arrays and objects, whoever named their keys."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from scraper.addresses import absolute
from scraper.listing import ListedLink
from scraper.scripts.templates import Template

_TITLES = (
    "title realtitle infotitle doctitle articletitle showtitle subject name text label infoname columnname "
    "channelname nodename deptname unitname orgname caption"
).split()
_ADDRESSES = (
    "url href link linkurl infourl posturl docpuburl puburl detailurl pageurl visiturl htmlurl weburl "
    "staticurl accessurl arturl articleurl path src filepath fileurl"
).split()
_DATES = (
    "publishedtimestr publishdate publishtime pubdate pubtime infodate docreltime releasedate releasetime "
    "displaypublishtime showdate date createdate createtime createdat time"
).split()
_PARENTS = "pid parentid parent pcode".split()
_TAG = re.compile(r"<[^<>]{0,1000}>")
_DATE = re.compile(r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})")
_MOST = 20_000  # nodes of one value that are looked at
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
_CHINA = timedelta(hours=8)


def listed(data: Any, base: str, block: int = 0, made: Sequence[Template] = ()) -> Iterator[ListedLink]:
    """The links of a value, in order: each object that has both a title and an address, or of which one
    of the templates `made` makes an address.

    A link's heading is the title of what holds it: its parent in a nested tree, or by number in a flat one.
    """
    waiting: list[tuple[Any, str | None]] = [(data, None)]
    names = _names(data) if isinstance(data, list) else {}
    for _ in range(_MOST):
        if not waiting:
            return
        node, heading = waiting.pop(0)
        if made and isinstance(node, list) and not any(isinstance(one, dict | list) for one in node):
            node = {str(place): one for place, one in enumerate(node)}  # a row without names
        if isinstance(node, list):
            waiting[:0] = [(one, heading) for one in node if isinstance(one, dict | list)]
        elif isinstance(node, dict):
            keys = {re.sub(r"[^a-z]", "", key.lower()): one for key, one in node.items()}
            title = _says(node, made) or _title(keys)
            above = (names.get(str(keys[key])) for key in _PARENTS if key in keys)
            heading = heading or next(filter(None, above), None)
            url = _address(node, keys, base, made) if title else None
            if title and url:
                date = _date(keys)
                yield ListedLink(url=url, text=title, date=date, block=block, heading=heading, place="list")
            waiting[:0] = [(one, title or heading) for one in node.values() if isinstance(one, dict | list)]


def _names(nodes: list[Any]) -> dict[str, str]:
    """The titles of a flat tree's nodes by their numbers."""
    found: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, dict) and "id" in node:
            keys = {re.sub(r"[^a-z]", "", key.lower()): one for key, one in node.items()}
            title = _title(keys)
            if title:
                found[str(node["id"])] = title
    return found


def _says(node: dict[str, Any], made: Sequence[Template]) -> str | None:
    """What the link says which a template makes of an object, where that is a title."""
    for one in made:
        text = node.get(one.title) if one.title and one.address(node) is not None else None
        if isinstance(text, str) and _WORDS.search(text):
            return _TAG.sub("", text).strip()
    return None


def _title(keys: dict[str, Any]) -> str | None:
    for key in _TITLES:
        text = keys.get(key)
        if isinstance(text, str) and text.strip():
            return _TAG.sub("", text).strip()
    return None


def _address(node: dict[str, Any], keys: dict[str, Any], base: str, made: Sequence[Template]) -> str | None:
    """Where an object leads: what it says itself, else what a template makes of it."""
    for address in (*(keys.get(key) for key in _ADDRESSES), *(one.address(node) for one in made)):
        if isinstance(address, str) and address.strip() and not re.search(r"[\s<>]", address.strip()):
            url = absolute(base, address)
            if url is not None:
                return url
    return None


def _date(keys: dict[str, Any]) -> str | None:
    for key in _DATES:
        moment = keys.get(key)
        match = _DATE.match(moment.strip()) if isinstance(moment, str) else None
        if match:
            return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
        if isinstance(moment, int) and 10**9 < moment < 5 * 10**12:
            seconds = moment / 1000 if moment > 10**11 else moment
            return f"{datetime.fromtimestamp(seconds, UTC) + _CHINA:%Y-%m-%d}"
    return None
