"""A page's bulk, told in one pass over its text: what the tree builder need not see.

Scripts, comments and menus are no text of a report; tables of regular markup can be read as they stand. All
of it is nine tenths of a page, and a tree takes as long to build as it has tags.
"""

import re
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from parsers.hidden import hiding_selectors, may_hide
from parsers.regular_tables import CELL, LIFTED, REST_OF_TAG, TAG, RegularTable, attributes_told, read_regular

# Items of lists that are a link alone, one behind the other: navigation, by the hundred.
_ITEM = rf"<li\b{REST_OF_TAG}>\s*+<a\s{REST_OF_TAG}>[^<.]*+</a>\s*+</li>"
# What seems never to end is left to the tree builder, who knows whether it began at all (it may stand in an
# attribute).
_BULK = re.compile(
    rf"(<(?:{CELL}|{TAG}"
    rf"|{_ITEM[1:]}(?:\s*+{_ITEM})*+"
    r"|!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*+--!?>)"
    r"|[sS](?i:cript)\b[^<]*+(?:<(?!/(?i:script)\b)[^<]*+)*+</(?i:script)\b[^>]*>"
    r"|[sS](?i:tyle)\b[^>]*+>([^<]*+(?:<(?!/(?i:style)\b)[^<]*+)*+)</(?i:style)\b[^>]*>"
    r"|(?:!--|[sS](?i:cript|tyle)\b)()(?s:.*)))"
)
_STRIDE = _BULK.groups + 1
_BETWEEN, _WHOLE, _ATTRIBUTES, _INNER, _WORDS, _TAG, _TAG_ATTRIBUTES, _SHEET, _ENDLESS = range(_STRIDE)
_ONE_ITEM = re.compile(_ITEM)
# A file may be the report, and stand among links; so may the words of programs that hand files out.
_FILE = re.compile(r"\.(?i:pdf|docx?|wps|et|xlsx?|zip|rar|ofd)\b")


_Place = tuple[int, int]
"""A table: the numbers of the tokens that are its tags."""


class Skimmed(NamedTuple):
    """What is left of a page: its `markup`, with an empty table for each regular one; these `tables` in page
    order; and selectors of the page's own style sheets for what is not displayed."""

    markup: str
    tables: list[RegularTable]
    hiding: list[str]


def skim(text: str, *, lift: bool = True) -> Skimmed:
    """Take out of a page what is no text and, unless told not to `lift` them, the tables that can be read as
    they stand."""
    page = _Page(text)
    hiding = hiding_selectors([sheet for sheet in page.pieces[_SHEET::_STRIDE] if sheet])
    if not lift:
        return Skimmed(page.markup(0, None), [], hiding)
    if page.is_strewn:
        page = _Page(page.markup(0, None))
    return Skimmed(*page.lifted(hiding), hiding)


class _Page:
    """A page cut at the tokens of _BULK: what each token was, and the text between them."""

    def __init__(self, text: str) -> None:
        pieces = self.pieces = _BULK.split(text)
        self.tags = pieces[_TAG::_STRIDE]
        words = pieces[_WORDS::_STRIDE]
        unseen = [n for n, tag in enumerate(self.tags) if tag is None and words[n] is None]
        for number in unseen:
            place = number * _STRIDE
            if pieces[place + _ENDLESS] is None:
                pieces[place + _WHOLE] = _kept(pieces[place + _WHOLE])
        edges = [n for n, tag in enumerate(self.tags) if tag == "table" or tag == "/table"]
        self.tables: list[_Place] = [
            (begin, end)
            for begin, end in pairwise(edges)
            if self.tags[begin] == "table" and self.tags[end] == "/table"
        ]
        # Word leaves comments in cells, which are regular without them.
        self.is_strewn = any(begin < n < end for n in unseen for begin, end in self.tables)

    def markup(self, begin: int, end: int | None) -> str:
        """The markup from before one token to before another, without what is no text."""
        stop = None if end is None else end * _STRIDE
        between = self.pieces[begin * _STRIDE : stop : _STRIDE]
        whole = self.pieces[begin * _STRIDE + _WHOLE : stop : _STRIDE]
        ends = between[len(whole) :]  # behind the last token of the page
        return "".join(filter(None, chain(chain.from_iterable(zip(between, whole, strict=False)), ends)))

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
        kept.append(self.markup(done, None))
        rest = "".join(kept)
        if tables and rest.count(LIFTED) > len(tables):  # no page has that attribute, unless it means harm
            return self.markup(0, None), []
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
        told = attributes_told(filter(None, found))
        return told is not None and not may_hide(told, hiding)

    def _read(self, begin: int, end: int) -> RegularTable | None:
        first, last = (begin + 1) * _STRIDE, end * _STRIDE
        return read_regular(
            self.pieces[first + _ATTRIBUTES : last : _STRIDE],
            self.pieces[first + _WORDS : last : _STRIDE],
            self.tags[begin + 1 : end],
        )


def _kept(token: str) -> str:
    """What stays of a token that is no text: of navigation the items that name files, and broken ones."""
    if token[1] not in "lL" or _is_furniture(token, token.count("</li>")):
        return ""
    return "".join(item for item in _ONE_ITEM.findall(token) if not _is_furniture(item, 1))


def _is_furniture(markup: str, items: int) -> bool:
    """Whether so many items of a list are links and nothing else, and none of them leads to a file."""
    if markup.count("<") != 4 * items or "download" in markup or "downfile" in markup:
        return False
    return _FILE.search(markup) is None
