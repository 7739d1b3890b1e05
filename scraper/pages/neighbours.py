"""The articles before and after a report, by the links that its page has to them: 上一篇, 下一篇.

Lists that show the newest few only are walked from report to report, as a reader would.
"""

import html as entities
import re
from collections.abc import Iterator

from scraper.addresses import absolute
from scraper.listing import ListedLink
from scraper.vocabulary import grade, is_unit, squeeze, year

MOST = 500
"""Reports of one portal that are found in no other way."""

_NEAR = 400  # characters before and after the words in which their link stands
_WORDS = re.compile(r"[上下前后]一?(?:篇|条|则)(?:文章|信息|内容)?\s*[:：]?")
_FIRST = ("上", "下", "前", "后")
_ANCHOR = re.compile(r"<a\b([^<>]{1,500})>", re.IGNORECASE)
_HREF = re.compile(r"(?i)\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_TITLE = re.compile(r"(?i)\btitle\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TAG = re.compile(r"<[^<>]{0,500}>")
_END = re.compile(r"</a\b", re.IGNORECASE)


def neighbours(text: str, url: str) -> Iterator[ListedLink]:
    """The links to articles before and after the one at `url` that are titled like reports."""
    for words in _all_words(text):
        anchor = _around(text, words) or _ANCHOR.search(text, words.end(), words.end() + _NEAR)
        if anchor is None:
            continue
        end = _END.search(text, anchor.end(), anchor.end() + 2 * _NEAR)
        href, title = _HREF.search(anchor[1]), _TITLE.search(anchor[1])
        goal = absolute(url, entities.unescape(href[1] or href[2] or href[3] or "")) if href else None
        if goal is None or end is None:
            continue
        shown = _WORDS.sub("", _plain(text[anchor.end() : end.start()])).strip()
        titled = _WORDS.sub("", _plain(title[1] or title[2] or "")).strip() if title else ""
        if any(_is_report(one) for one in (shown, titled)):
            yield ListedLink(url=goal, text=shown, title=titled or None)


def speaks_of_neighbours(text: str) -> bool:
    """Whether a page has any word for an article before or after."""
    return any(True for _ in _all_words(text))


def _all_words(text: str) -> "Iterator[re.Match[str]]":
    """Where the words for an article before or after stand, found by their first character: every report page
    is looked through, and most have none."""
    for first in _FIRST:
        place = text.find(first)
        while place >= 0:
            if words := _WORDS.match(text, place):
                yield words
            place = text.find(first, place + 1)


def _around(text: str, words: "re.Match[str]") -> "re.Match[str] | None":
    """The link that the words themselves stand in."""
    anchors = [*_ANCHOR.finditer(text, max(0, words.start() - _NEAR), words.start())]
    if not anchors or _END.search(text, anchors[-1].end(), words.start()):
        return None
    return anchors[-1]


def _plain(markup: str) -> str:
    return entities.unescape(_TAG.sub("", markup))


def _is_report(title: str) -> bool:
    return (grade(title) == "report" and year(title) is not None) or (
        is_unit(title) and len(squeeze(title)) > 3
    )
