"""Links in a page's scripts: anchors written out by them, data for menus, pairs of name and address."""

import html as entities
import re
from collections.abc import Iterator, Sequence

from scraper.addresses import absolute
from scraper.entries import listed
from scraper.listing import ListedLink
from scraper.literals import literals
from scraper.templates import Template

_ANCHOR = re.compile(
    r"<a\b[^<>]{0,1000}?\bhref\s*=\s*\\?[\"']([^\"'\\<>]+)\\?[\"'](?!\s*\+)[^<>]{0,1000}>(.{0,200}?)<\\?/a>",
    re.IGNORECASE | re.DOTALL,
)
_WORD = re.compile(r"\b(\w+)\s*=\s*[\"']([^\"'\n]{1,80})[\"']")
_JOIN = re.compile(r"[\"']\s*\+\s*(\w+)\s*\+\s*[\"']")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_SPACE = re.compile(r"\s+")
_ADDRESS_KEY = re.compile(r"(?i)(?:url|href|link|path|src)\w*[\"']?\s*:\s*[\"']")
_TITLE_KEY = re.compile(r"(?i)(?:title|name|text)[\"']?\s*:\s*[\"']")
_PAIR = re.compile(
    r"""(["'])(?P<text>(?:(?!\1)[^\n<>/\\]){0,60}[\u4e00-\u9fff](?:(?!\1)[^\n<>/\\]){0,60})\1\s*,\s*"""
    r"""(["'])(?P<address>(?:https?://|\.{0,2}/|[\w%./-]+\.(?:s?html?|jsp|aspx?|php|do|action)\b|\w+/)[^"'\s<>]*)\3"""
)


def written(
    script: str, base: str, fresh: Iterator[int], made: Sequence[Template] = ()
) -> Iterator[ListedLink]:
    """The links of one script; `fresh` gives a number for each list that it holds, `made` are the page's ways
    to make addresses from data."""
    yield from _anchors(script, base)
    if _ADDRESS_KEY.search(script) or (made and _TITLE_KEY.search(script)):
        for value in literals(script):
            found = tuple(listed(value, base, made=made))
            block = next(fresh) if len(found) > 1 else -1
            for link in found:
                yield ListedLink(
                    url=link.url,
                    text=link.text,
                    date=link.date,
                    block=block,
                    heading=link.heading,
                    place="list" if len(found) > 1 else "body",
                )
    else:
        yield from _pairs(script, base, fresh)


def _anchors(script: str, base: str) -> Iterator[ListedLink]:
    """Anchors in strings (document.write), with a joined word looked up where it was set."""
    if "<a" not in script and "<A" not in script:
        return
    script = script.replace("\\/", "/").replace('\\"', '"').replace("\\'", "'")
    words = list(_WORD.finditer(script))
    all_words = {word[1]: word[2] for word in words}
    before: dict[str, str] = {}
    for match in _ANCHOR.finditer(script):
        while words and words[0].end() <= match.start():
            word = words.pop(0)
            before[word[1]] = word[2]
        known = before or all_words
        inner = _JOIN.sub(lambda join, known=known: known.get(join[1], ""), match[2])
        target = absolute(base, entities.unescape(match[1]))
        if target is not None and "+" not in match[1]:
            text = _SPACE.sub(" ", entities.unescape(_TAG.sub("", inner))).strip()
            yield ListedLink(url=target, text=text, place="navigation")


def _pairs(script: str, base: str, fresh: Iterator[int]) -> Iterator[ListedLink]:
    """Calls and rows that name a thing and where it is: d.add(3, 1, '水利局', '/slj/')."""
    found = [
        (url, match["text"].strip())
        for match in _PAIR.finditer(script)
        if (url := absolute(base, match["address"].replace("\\/", "/"))) is not None
    ]
    if found:
        block = next(fresh)
        for url, text in found:
            yield ListedLink(url=url, text=text, block=block, place="list")
