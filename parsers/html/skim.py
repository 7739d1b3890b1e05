"""A page's bulk, told in one pass over its text: what the tree builder need not see.

Scripts, comments and menus are no text of a report; tables of regular markup can be read as they stand. All
of it is nine tenths of a page, and a tree takes as long to build as it has tags.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from parsers.html.attributes import FILE_KINDS
from parsers.html.hidden import OwnStyles, own_styles
from parsers.html.lifted import LIFTED
from parsers.html.regular_tables import (
    A_CELL,
    CELL,
    TAG,
    RegularTable,
    innermost_tables,
    read_regular,
    tag_codes,
)
from parsers.html.regular_tags import REST_OF_TAG, are_plain

# Items of lists that are a link alone, one behind the other: navigation, by the hundred.
_ITEM = rf"<li\b{REST_OF_TAG}>\s*+<a\s{REST_OF_TAG}>[^<.]*+</a>\s*+</li>"
# What seems never to end is left to the tree builder, who knows whether it began at all (it may stand in an
# attribute).
_BULK = re.compile(
    rf"<(?:{CELL}|{TAG}"
    rf"|({_ITEM[1:]}(?:\s*+{_ITEM})*+)"
    r"|!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+--!?>)"
    r"|[sS](?i:cript)\b[^<]*+(?:<(?!/(?i:script)\b)[^<]*+)*+</(?i:script)\b[^>]*>"
    r"|[sS](?i:tyle)\b[^>]*+>([^<]*+(?:<(?!/(?i:style)\b)[^<]*+)*+)</(?i:style)\b[^>]*>"
    r"|((?:!--|[sS](?i:cript|tyle)\b)(?s:.*)))"
)
_STRIDE = _BULK.groups + 1
_BETWEEN, _ATTRIBUTES, _INNER, _WORDS, _TAG, _TAG_ATTRIBUTES, _ITEMS, _SHEET, _ENDLESS = range(_STRIDE)
_ONE_ITEM = re.compile(_ITEM)
# A file may be the report, and stand among links; so may the words of programs that hand files out.
# The first letter is asked for by itself: most links end in one that no file's kind begins with.
_FIRST_LETTERS = "".join({kind[0] + kind[0].upper() for kind in FILE_KINDS.split("|")})
_FILE = re.compile(rf"\.(?=[{_FIRST_LETTERS}])(?i:{FILE_KINDS})\b")


_Place = tuple[int, int]
"""A table: the numbers of the tokens that are its tags."""


class Skimmed(NamedTuple):
    """What is left of a page: its `markup`, with an empty table for each regular one; these `tables` in page
    order; and what the page's own style sheets do not display or strike out."""

    markup: str
    tables: list[RegularTable]
    own: OwnStyles


def skim(text: str, *, lift: bool = True) -> Skimmed:
    """Take out of a page what is no text and, unless told not to `lift` them, the tables that can be read as
    they stand."""
    page = _Page(text)
    own = own_styles([sheet for sheet in page.pieces[_SHEET::_STRIDE] if sheet])
    if not lift:
        return Skimmed(page.markup(), [], own)
    if not page.is_strewn:
        return Skimmed(*page.lifted(own.selectors), own)
    seen = page.markup()
    rest, tables = _Page(seen).lifted(own.selectors)
    return Skimmed(rest if tables else seen, tables, own)


class _Page:
    """A page cut at the tokens of _BULK: what each token was, and the text between them."""

    def __init__(self, text: str) -> None:
        self.pieces = _BULK.split(text)
        self.words = self.pieces[_WORDS::_STRIDE]
        self.codes = tag_codes(self.pieces[_TAG::_STRIDE])
        self.tables: list[_Place] = innermost_tables(self.codes)
        # Word leaves comments in cells, which are regular without them.
        self.is_strewn = any(self._is_strewn(*table) for table in self.tables)

    def _is_strewn(self, begin: int, end: int) -> bool:
        """Whether between two tokens there are others than tags and cells."""
        cells = end - begin - self.words[begin:end].count(None)
        return self.codes.count(A_CELL, begin, end) > cells

    def markup(self, begin: int = 0, end: int | None = None) -> str:
        """The markup from before one token to before another, without what is no text."""
        stop = len(self.codes) if end is None else end
        kept: list[str] = []
        for place in range(begin * _STRIDE, stop * _STRIDE, _STRIDE):
            kept += (self.pieces[place], _kept(*self.pieces[place + 1 : place + _STRIDE]))
        if end is None:
            kept.append(self.pieces[-1])
        return "".join(kept)

    def lifted(self, hiding: Sequence[str]) -> tuple[str, list[RegularTable]]:
        """The markup with an empty table for each regular one, and these."""
        shown = self._shown(hiding)
        kept: list[str] = []
        tables: list[RegularTable] = []
        done = 0
        for begin, end in shown:
            if (table := self._read(begin, end)) is not None:
                # Without quotes: one that stands open before it swallows it, as it would the table.
                kept += (
                    self.markup(done, begin),
                    self.pieces[begin * _STRIDE],
                    f"<table {LIFTED}={len(tables)}>",
                )
                tables.append(table)
                done = end
        kept.append(self.markup(done))
        rest = "".join(kept)
        if tables and rest.count(LIFTED) > len(tables):  # no page has that attribute, unless it means harm
            return self.markup(), []
        return rest, tables

    def _shown(self, hiding: Sequence[str]) -> list[_Place]:
        """The tables with nothing between their tags, in which nothing may be hidden."""
        whole = [
            (begin, end)
            for begin, end in self.tables
            if not any(self.pieces[(begin + 1) * _STRIDE : end * _STRIDE + 1 : _STRIDE])
        ]
        if self._shows_all(whole, hiding):  # mostly nothing is hidden in any
            return whole
        return [table for table in whole if self._shows_all([table], hiding)]

    def _shows_all(self, tables: Sequence[_Place], hiding: Sequence[str]) -> bool:
        """Whether the tags of these tables are what they seem, and hide nothing."""
        found: set[str] = set()
        for begin, end in tables:
            first, last = begin * _STRIDE, end * _STRIDE
            for group in (_ATTRIBUTES, _INNER, _TAG_ATTRIBUTES):
                found.update(self.pieces[first + group : last : _STRIDE])
        return are_plain(filter(None, found), hiding)

    def _read(self, begin: int, end: int) -> RegularTable | None:
        begin += 1
        attributes = self.pieces[begin * _STRIDE + _ATTRIBUTES : end * _STRIDE : _STRIDE]
        return read_regular(self.codes[begin:end], attributes, self.words[begin:end])


def _kept(
    attributes: str | None,
    inner: str | None,
    words: str | None,
    tag: str | None,
    tag_attributes: str | None,
    items: str | None,
    _sheet: str | None,
    endless: str | None,
) -> str:
    """What stays of a token, given its groups: cells and tags; of navigation what names files, or is
    broken."""
    if words is not None:
        return f"<td{attributes}{inner}{words}</td>\n"
    if tag is not None:
        return f"<{tag}{tag_attributes}>"
    if items is not None and not _is_furniture(items):
        return "".join(item for item in _ONE_ITEM.findall("<" + items) if not _is_furniture(item[1:]))
    return "<" + endless if endless is not None else ""


def _is_furniture(items: str) -> bool:
    """Whether items of a list, from behind the first <, are links and nothing else, and none to a file."""
    if items.count("<") + 1 != items.count(">") or "download" in items or "downfile" in items:
        return False
    return _FILE.search(items) is None
