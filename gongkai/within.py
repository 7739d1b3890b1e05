"""A page that came as data: the text, title and date that a service gives for a page whose shell is empty.

Services name these things as they like, so an article is told by what it holds: a long text in markup, or
links to files, beside a title. What comes back is a page as the portal's own script would have made it.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

_TITLES = "title infotitle realtitle doctitle articletitle subject customtitle headtitle name".split()
_TEXTS = "infocontent content contenthtml body html text article doccontent articlecontent detail nr".split()
_DATES = "infodate publishdate pubdate publishtime releasedate releasetime date createdate pubtime".split()
_SOURCES = "dept deptname source contentsource publisher ouname infosource organ".split()
_FILES = re.compile(r"(?i)\.(?:pdf|docx?|wps|xlsx?|zip|rar|ofd)\b")
_MARKUP = re.compile(r"<\s*(?:p|div|table|br|span|img|h\d|a|section|tr|td)\b", re.IGNORECASE)
_DATE = re.compile(r"20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?")
_FEWEST = 200  # characters of a text without markup that is an article
_MOST = 5_000  # nodes that are looked at


def page_within(text: str) -> str | None:
    """The page that JSON holds, as HTML; None for what is no JSON, or JSON without an article."""
    if text.lstrip("\ufeff \r\n\t")[:1] != "{":
        return None
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    articles = [found for node in _objects(data) if (found := _article(node)) is not None]
    return max(articles, key=len, default=None)


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Every object in the data, the outer ones first; JSON in strings is looked into too."""
    waiting = [data]
    for _ in range(_MOST):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, str) and node[:1] in ("{", "[") and len(node) > 2:
            try:
                node = json.loads(node)
            except (ValueError, RecursionError):
                continue
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _article(node: dict[str, Any]) -> str | None:
    """The page of one object: None where it holds neither a text nor files."""
    keys = {re.sub(r"[^a-z]", "", key.lower()): value for key, value in node.items()}
    title = _first(keys, _TITLES)
    content = _content(keys)
    files = "".join(
        f'<p><a href="{html.escape(url)}">{html.escape(name)}</a></p>' for url, name in _files(node)
    )
    if not content and not (files and title):
        return None
    date = _DATE.search(_first(keys, _DATES))
    source = html.escape(_first(keys, _SOURCES))
    head = f"<title>{html.escape(title)}</title>"
    if title:
        head += f'<meta name="ArticleTitle" content="{html.escape(title)}">'
    if date:
        head += f'<meta name="PubDate" content="{date[0]}">'
    if source:
        head += f'<meta name="ContentSource" content="{source}">'
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>'
        f'<h1>{html.escape(title)}</h1><div id="zoom">{content}</div>{files}</body></html>'
    )


def _first(keys: dict[str, Any], names: list[str]) -> str:
    """The first of these that is a text, without markup."""
    for name in names:
        value = keys.get(name)
        if isinstance(value, str) and value.strip():
            return html.unescape(re.sub(r"<[^<>]{0,1000}>", "", value)).strip()
    return ""


def _content(keys: dict[str, Any]) -> str:
    """The longest text that is one: in markup, or long enough."""
    found = [_plain(keys[name]) for name in _TEXTS if isinstance(keys.get(name), str)]
    texts = [one for one in found if _MARKUP.search(one) or len(one) >= _FEWEST]
    return max(texts, key=len, default="")


def _plain(text: str) -> str:
    """Markup that was escaped once more than the data needs."""
    return html.unescape(text) if "&lt;" in text and "<" not in text else text


def _files(node: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(address, name) of the files that the object lists."""
    for value in node.values():
        for one in value if isinstance(value, list) else ():
            if not isinstance(one, dict):
                if isinstance(one, str) and _FILES.search(one) and " " not in one:
                    yield one, one.rpartition("/")[2]
                continue
            texts = [text for text in one.values() if isinstance(text, str) and text.strip()]
            address = next((text for text in texts if _FILES.search(text) and "/" in text), None)
            if address is not None:
                names = (text for text in texts if text != address and _FILES.search(text))
                yield address, next(names, address.rpartition("/")[2])
