"""The text of a page in pieces, blocks, cells and sentences, and which of them are the article's.

The article begins with its first sentence, heading or table of figures and ends with its last. What stands
before and behind, bylines, rankings and the foot of the page, speaks of the page and not of its subject.
"""

import re
from typing import NamedTuple

LINK = "\x00"
"""Stands for a link to another page."""

FEWEST_CELLS = 12  # of a table that is certainly the report's, if it speaks of its subject

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
_SHORTEST = 12  # characters of a sentence


class Piece(NamedTuple):
    """Some words that stand together: whether in a table of several cells, whether a sentence or
    figure of the article, whether between its beginning and its end."""

    text: str
    is_cell: bool
    is_told: bool
    is_inside: bool


class _Table:
    def __init__(self) -> None:
        self.cells = 0
        self.holds_tables = False
        self.on_subject = False


def pieces(markup: str) -> list[Piece]:
    """The pieces of a page in their order, without those that are empty. Scripts and comments are gone from
    the markup and links to other pages are `LINK` in it."""
    parts = list(_cut(markup))
    solid = [number for number, (text, table) in enumerate(parts) if _is_substance(text, table)]
    first, last = (solid[0], solid[-1]) if solid else (len(parts), -1)
    return [
        Piece(text, _is_data(table), inside and (_is_sentence(text) or _is_report(table)), inside)
        for number, (text, table) in enumerate(parts)
        for inside in (first <= number <= last,)
    ]


def _is_sentence(text: str) -> bool:
    """Whether a piece is told rather than labelled: it ends like a sentence, or has parts and few labels."""
    if len(_WORD.findall(text)) < _SHORTEST // 2:
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
    return table is not None and _is_data(table) and table.cells >= FEWEST_CELLS and table.on_subject


def _is_data(table: _Table | None) -> bool:
    return table is not None and not table.holds_tables and table.cells > 1


def _cut(markup: str) -> list[tuple[str, _Table | None]]:
    """The pieces, each with the innermost table that it stands in."""
    found: list[tuple[str, _Table | None]] = []
    open_tables: list[_Table] = []
    words: list[str] = []

    def close() -> None:
        table = open_tables[-1] if open_tables else None
        for sentence in _END.split(
            _SPACE.sub(" ", "".join(words).replace("&nbsp;", " ").replace("\x02", " ")).strip()
        ):
            if (text := sentence.strip()) and text.strip(LINK + " "):
                found.append((text, table))
                if table is not None and _SUBJECT.search(text):
                    table.on_subject = True
        words.clear()

    end = 0
    for tag in _TAG.finditer(markup):
        words.append(markup[end : tag.start()])
        end = tag.end()
        name = (tag[2] or "").lower()
        if name in _INLINE:
            words.append(" ")
            continue
        close()
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
