"""Where a page leads without a click: frames, a refresh, a script that goes elsewhere."""

import html as entities
import re
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper.addresses import absolute
from scraper.markup.any_case import any_case
from scraper.markup.documents import FILE_TYPES
from scraper.markup.locations import REPLACED, SET
from scraper.markup.markup import scripts, without
from scraper.scripts.expressions import settings, value

AT_ONCE = 10
"""Seconds within which a page that sends its visitor on is none of its own."""

_REFRESH = any_case(r"\brefresh\b")
_WAIT = re.compile(r"""(?i)\s*(\d*)[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*["']?\s*([^"'>\s]+)""")
_GONE_TO = re.compile(rf"(?:{SET}|{REPLACED})\s*[\"']([^\"']+)[\"'](?!\s*\+)")
_EMBEDS = re.compile(r"<(?:i?frame|embed|object)\b", re.IGNORECASE)
_FRAME = re.compile(r"<i?frame\b", re.IGNORECASE)
_SET = re.compile(
    r"\.\s*src\s*=(?!=)|\.\s*attr\s*\(\s*[\"']src[\"']\s*,|setAttribute\s*\(\s*[\"']src[\"']\s*,"
)
_PAGE = re.compile(r"^[^\s<>]*(?:\.(?:s?html?|jsp|aspx?|php|do|action)|/)(?:\?[^\s<>]*)?$", re.IGNORECASE)
_WRITTEN = re.compile(
    r"<iframe\b[^<>]{0,500}?\bsrc\s*=\s*\\?[\"']([^\"'\\<>\s+]+)\\?[\"'](?!\s*\+)", re.IGNORECASE
)


def frames(html: str, url: str) -> tuple[str, ...]:
    """The pages shown inside this one: iframe and frame sources, those that a script writes out too, and the
    file inside an embedded viewer."""
    if not _EMBEDS.search(html):
        return ()
    found: list[str] = []
    nodes = LexborHTMLParser(html).css("iframe[src], frame[src], embed[src], object[data]")
    sources = [node.attributes.get("src") or node.attributes.get("data") or "" for node in nodes]
    sources += _set_by_script(html)
    sources += [entities.unescape(one) for script in scripts(html) for one in _WRITTEN.findall(script)]
    for source in sources:
        target = absolute(url, source)
        if target is None:
            continue
        found.append(target)
        for name, one in parse_qsl(urlsplit(target).query):
            if name in ("file", "src", "url", "fileUrl") and one.lower().rsplit(".", 1)[-1] in FILE_TYPES:
                inner = absolute(target, one)
                if inner:
                    found[-1] = inner
    return tuple(dict.fromkeys(found))


def _set_by_script(html: str) -> list[str]:
    """The sources that scripts give to frames which stand on the page without one."""
    if not _FRAME.search(html):
        return []
    code = "\n".join(scripts(html))
    if not _SET.search(code):
        return []
    known = settings(code, {})
    found = (value(code, match.end(), known)[0] for match in _SET.finditer(code))
    return [one for one in found if one and _PAGE.search(one)]


def refreshed(html: str, url: str, within: int = 3600) -> str | None:
    """Where a page sends its visitor by a meta refresh within so many seconds."""
    page = without(html, ())
    if not _REFRESH.search(page):
        return None
    for node in LexborHTMLParser(page).css("meta[http-equiv][content]"):
        match = _WAIT.match(node.attributes.get("content") or "")
        if (node.attributes.get("http-equiv") or "").strip().lower() != "refresh" or match is None:
            continue
        if int(match[1] or 0) <= within:
            return absolute(url, match[2])
    return None


def onward(html: str, url: str) -> str | None:
    """Where a page sends its visitor at once: a meta refresh within ten seconds, or a bare script."""
    page = without(html, ())
    sent = refreshed(page, url, AT_ONCE)
    if sent is not None:
        return sent
    if len(page) < 4000 and "location" in page:
        match = _GONE_TO.search(page)
        if match and not re.search(r"<a\b", page, re.IGNORECASE):
            return absolute(url, match[1])
    return None
