"""The text of a page in pieces, blocks, cells and sentences, and which of them are the article's.

The article begins with its first sentence, heading or table of figures and ends with its last. What stands
before and behind, bylines, rankings and the foot of the page, speaks of the page and not of its subject.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

LINK = "\x00"
"""Stands for a link to another page."""

EYE = "\x03"
"""Stands for an element whose class or id says that it counts visits."""

FILE = "\x04"
"""Stands before the address of a file to which the page leads."""

PICTURE = "\x05"
"""Stands before the address of a picture."""

FEWEST_CELLS = 4  # of a table that is certainly the report's, if it speaks of its subject

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})?[^<>]{0,1000}>")
_INLINE = frozenset(
    "a abbr b big em font i img input ins label mark o s small span strong sub sup time tt u".split()
)
_END = re.compile(r"(?<=[。；！？])")
_SPACE = re.compile(r"[ \t\r\f\v\n\xa0\u3000]+")
_WORD = re.compile(r"[\u4e00-\u9fff]")
_HEADING = re.compile(r"[(（]?[一二三四五六七八九十]{1,3}[)）、.．]\s*[\u4e00-\u9fff]")
_SUBJECT = re.compile("公开|申请|行政|制发|许可|处罚|复议|诉讼|收费|答复|受理")
_ABOUT_THE_SITE = re.compile("浏览器|分辨率|版权|转载|备案|本站|本网|欢迎|访问|访客|Copyright", re.IGNORECASE)
_INDEX = re.compile("索引号|发布机构|发布日期|文号|公开(?:日期|时间|方式|形式|范围|属性)")
_BYLINE = re.compile(r"来源\s*[:：]|(?:发布|发文)(?:时间|日期)")
_EYE = re.compile(
    r"(?i)\b(?:class|id)\s*=\s*[\"']?[^\"'<>=]{0,60}"
    r"(?:eye|(?<![a-z])view|hits?\b|click|visit|liulan|llcs|yuedu|yueduliang|read(?:num|count|s)?\b|dianji|djcs)"
)
_ITEMS = frozenset(("li", "dd", "dt"))
_NAME = re.compile(r"(?i)\b(?:class|id)\s*=\s*(?:\"([^\"<>]*)\"|'([^'<>]*)'|([^\s\"'<>]+))")
_FOOT = re.compile(r"(?i)(?<![a-z])(?:foot|footer|bottom|copyright|dibu|yejiao|banquan)(?![a-z])")
_BELONGS = re.compile(r"(?i)art|con|news|detail|text|info|table|note|body|main|xl")
_APART = re.compile(
    r"(?i)(?<![a-z])(?:(?:bd)?share|related?|relevant|xg(?:xx|wz|yd|lj|nr)?|prev(?:ious)?|next|prenext"
    r"|friend_?links?|yqlj|links|rank|sidebar)(?![a-z])"
)
_SHORTEST = 8  # characters of a sentence


class Piece(NamedTuple):
    """Some words that stand together: whether in a table of several cells, whether certainly told by
    the article, whether between its beginning and its end, whether an item of a list; whether of the
    article's substance for certain, in a table that describes the page, or the name of the page; and what
    the tags before it say that begins there."""

    text: str
    is_cell: bool
    is_told: bool
    is_inside: bool
    is_item: bool
    is_certain: bool
    is_index: bool
    is_name: bool
    begins: int


APART, FOOT = 1, 2
"""What begins at a piece: a box beside the article, the foot of the page."""


class _Table:
    def __init__(self) -> None:
        self.cells = 0
        self.holds_tables = False
        self.on_subject = False
        self.is_index = False


def pieces(markup: str) -> list[Piece]:
    """The pieces of a page in their order, without those that are empty. Scripts and comments are gone from
    the markup and links to other pages are `LINK` in it."""
    parts = _cut(markup)
    certain = [_is_certain(one.text, one.table) for one in parts]
    first, last = _ends(_is_substance(one.text, one.table) for one in parts)
    begin, end = _ends(certain)
    return [
        Piece(
            one.text,
            is_cell=_is_data(one.table),
            is_told=begin <= number <= end and (_is_sentence(one.text) or not _BYLINE.search(one.text)),
            is_inside=first <= number <= last,
            is_item=one.block in _ITEMS,
            is_certain=certain[number],
            is_index=one.table is not None and one.table.is_index,
            is_name=one.block == "title",
            begins=one.begins,
        )
        for number, one in enumerate(parts)
    ]


def _ends(marks: Iterable[bool]) -> tuple[int, int]:
    """The first and the last place that is marked; a stretch without any place where none is."""
    places = [number for number, marked in enumerate(marks) if marked]
    return (places[0], places[-1]) if places else (0, -1)


def _is_certain(text: str, table: _Table | None) -> bool:
    """Whether a piece is of the article's substance, and speaks of its subject or heads a part of it."""
    solid = _is_report(table) or _HEADING.match(text) is not None
    return solid or (
        _is_substance(text, table) and bool(_SUBJECT.search(text)) and not _ABOUT_THE_SITE.search(text)
    )


def _is_sentence(text: str) -> bool:
    """Whether a piece is told rather than labelled: it ends like a sentence, or has parts and few labels."""
    if len(_WORD.findall(text)) < 6:
        return False
    return text[-1] in "。；！？" or ("，" in text and text.count("：") + text.count(":") < 2)


def _is_substance(text: str, table: _Table | None) -> bool:
    if _is_report(table) or _HEADING.match(text):
        return True
    return (
        _is_sentence(text)
        and len(_WORD.findall(text)) >= _SHORTEST
        and LINK not in text[:1]
        and (bool(_SUBJECT.search(text)) or not _ABOUT_THE_SITE.search(text))
    )


def _is_report(table: _Table | None) -> bool:
    return (
        table is not None
        and _is_data(table)
        and table.cells >= FEWEST_CELLS
        and table.on_subject
        and not table.is_index
    )


def _is_data(table: _Table | None) -> bool:
    return table is not None and not table.holds_tables and table.cells > 1


def _is_named(tag: str) -> bool:
    """A cheap look: whether a tag can have a class or an id. Most have neither, cells of Word above all."""
    if "=" not in tag:
        return False
    lower = tag.lower()
    return "class" in lower or " id" in lower or "\nid" in lower or "\tid" in lower


def _beginning(name: str, tag: str, in_article: bool) -> int:
    """What begins with a tag, as its name, class or id says; 0 where that is nothing in particular."""
    if name == "footer":
        return APART if in_article else FOOT
    begins = 0
    for found in _NAME.finditer(tag):
        for word in (found[1] or found[2] or found[3] or "").split():
            if _FOOT.search(word) and not in_article:
                begins = max(begins, APART if _BELONGS.search(word) else FOOT)
            elif _APART.search(word):
                begins = max(begins, APART)
    return begins


class _Part(NamedTuple):
    text: str
    table: _Table | None
    block: str
    begins: int


def _cut(markup: str) -> list[_Part]:
    """The pieces, each with the innermost table that it stands in."""
    found: list[_Part] = []
    block = ""
    open_tables: list[_Table] = []
    words: list[str] = []
    begins = articles = 0

    def close() -> None:
        nonlocal begins
        table = open_tables[-1] if open_tables else None
        for sentence in _END.split(_SPACE.sub(" ", "".join(words).replace("&nbsp;", " ")).strip()):
            if (text := sentence.strip()) and text.strip(f" {LINK}{EYE}"):
                found.append(_Part(text, table, block, begins))
                begins = 0
                if table is not None and _SUBJECT.search(text):
                    table.on_subject = True
                if table is not None and _INDEX.search(text):
                    table.is_index = True
        words.clear()

    end = 0
    for tag in _TAG.finditer(markup):
        words.append(markup[end : tag.start()])
        end = tag.end()
        name = (tag[2] or "").lower()
        named = not tag[1] and _is_named(tag[0])
        if name in _INLINE:
            words.append(EYE if named and _EYE.search(tag[0]) else " ")
            continue
        close()
        block = name
        if name == "article":
            articles = max(0, articles - 1) if tag[1] else articles + 1
        elif named or (name == "footer" and not tag[1]):
            begins = max(begins, _beginning(name, tag[0], articles > 0))
        if named and _EYE.search(tag[0]):
            words.append(EYE)
        if name == "table":
            if tag[1]:
                del open_tables[-1:]
            else:
                if open_tables:
                    open_tables[-1].holds_tables = True
                open_tables.append(_Table())
        elif name in ("td", "th") and not tag[1] and open_tables:
            open_tables[-1].cells += 1
    words.append(markup[end:])
    close()
    return found
