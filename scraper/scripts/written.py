"""Links in a page's scripts: anchors written out by them, data for menus, pairs of name and address."""

import html as entities
import re
from collections.abc import Iterator, Sequence

import msgspec

from scraper.addresses import absolute
from scraper.listing import ListedLink
from scraper.scripts.entries import listed
from scraper.scripts.literals import literals
from scraper.scripts.templates import Template

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
_TEXT = r"""[^\n<>/\\"']{0,60}[\u4e00-\u9fff][^\n<>/\\"']{0,60}"""
_PLACE = r"""(?:https?://|\.{0,2}/|[\w%./-]+\.(?:s?html?|jsp|aspx?|php|do|action)\b|\w+/)[^"'\s<>]*"""
# Between a name and its address: a number, an empty text, the key of an object.
_COMMA = r"""\s*,\s*(?:(?:\d+|""|'')\s*,\s*){0,2}(?:["']?\w{1,20}["']?\s*:\s*)?"""
_PAIR = re.compile(rf"""(["'])(?P<text>{_TEXT})\1{_COMMA}(["'])(?P<address>{_PLACE})\3""")
_TURNED_PAIR = re.compile(rf"""(["'])(?P<address>{_PLACE})\1{_COMMA}(["'])(?P<text>{_TEXT})\3""")
_QUOTED = r"""(?:"[^"\\\n]*"|'[^'\\\n]*')"""
_ROW = re.compile(rf"(?:\[|\bArray\s*\()\s*({_QUOTED}(?:\s*,\s*{_QUOTED}){{1,200}})\s*,?\s*[\])]")
_NUMBERED = re.compile(rf"[\w$]\s*\[\s*(\d{{1,3}})\s*\]\s*=\s*({_QUOTED})")
_STRING = re.compile(_QUOTED)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_CODE = re.compile(r"\\u([4-9][0-9a-fA-F]{3})")  # a Chinese character, escaped
_IS_TEXT = re.compile(_TEXT)
_IS_PLACE = re.compile(_PLACE)


def written(
    script: str, base: str, fresh: Iterator[int], made: Sequence[Template] = ()
) -> Iterator[ListedLink]:
    """The links of one script; `fresh` gives a number for each list that it holds, `made` are the page's ways
    to make addresses from data."""
    yield from _anchors(script, base)
    data = _data(script, base, fresh, made)
    if data:
        yield from data
    elif _CHINESE.search(script) or _CODE.search(script):
        yield from _pairs(script, base, fresh)


def _data(script: str, base: str, fresh: Iterator[int], made: Sequence[Template]) -> Sequence[ListedLink]:
    """The links of arrays and objects whose keys say what is a title and what an address."""
    if not _ADDRESS_KEY.search(script) and not (made and _TITLE_KEY.search(script)):
        return ()
    links: list[ListedLink] = []
    for value in literals(script):
        found = tuple(listed(value, base, made=made))
        several = len(found) > 1
        block, place = (next(fresh), "list") if several else (-1, "body")
        links += (msgspec.structs.replace(link, block=block, place=place) for link in found)
    return links


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
    script = _CODE.sub(lambda code: chr(int(code[1], 16)), script)
    matches = list(_PAIR.finditer(script)) or list(_TURNED_PAIR.finditer(script))
    named = [(match["text"], match["address"]) for match in matches] or list(_by_place(script))
    found = [
        (url, text.strip())
        for text, address in named
        if (url := absolute(base, address.replace("\\/", "/"))) is not None
    ]
    if found:
        block = next(fresh)
        for url, text in found:
            yield ListedLink(url=url, text=text, block=block, place="list")


def _by_place(script: str) -> Iterator[tuple[str, str]]:
    """Names and addresses that belong together by their places: in two arrays, or under one number."""
    names: list[str] = []
    addresses: list[str] = []
    for row in _ROW.finditer(script):
        strings = [one[1:-1] for one in _STRING.findall(row[1])]
        if all(map(_IS_PLACE.fullmatch, strings)):
            addresses = strings
        elif all(map(_IS_TEXT.fullmatch, strings)):
            names = strings
        else:
            continue
        if len(names) == len(addresses):
            yield from zip(names, addresses, strict=True)
            names, addresses = [], []
    numbered: dict[str, list[str]] = {}
    for number, quoted in _NUMBERED.findall(script):
        numbered.setdefault(number, []).append(quoted[1:-1])
    for strings in numbered.values():
        places = [one for one in strings if _IS_PLACE.fullmatch(one)]
        texts = [one for one in strings if _IS_TEXT.fullmatch(one)]
        if len(places) == len(texts) == 1:
            yield texts[0], places[0]
