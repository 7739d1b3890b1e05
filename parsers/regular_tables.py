"""Tables of regular markup, read off the text and left out of the tree that is built of the rest.

A table pasted from Word is a page's bulk, and nearly always regular: each tag closed, each cell a paragraph
of plain text. The tree builder would give back what stands there. A table with anything else in it, or with
anything that may hide a part of it, is left to the tree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from parsers.attributes import spans
from parsers.grid import Cell, Rows
from parsers.hidden import may_hide
from parsers.printed import cell_text, is_plain

_LIFTED = "gongkai-table"
"""The attribute of the empty table that stands in place of one read here; its value is the table's number."""
_NUMBER = re.compile(rf'{_LIFTED}="(\d+)"')

_INLINE = "span|font|b|strong|i|u|em"
_SPACE = r"[ \t\n\r\f]"  # what HTML takes for white space; a space that is not broken is text
# A tag ends at the first > there is: that none stands in quotes is seen to before.
_ITEM = re.compile(
    rf"<(?:t[dh]((?:{_SPACE}[^>]*+)?)>{_SPACE}*+(?:<p(?:{_SPACE}[^>]*+)?>)?"
    rf"(?:<(?:{_INLINE})(?:{_SPACE}[^>]*+)?>)*+([^<]*+)(?:</(?:{_INLINE})>|<o:p></o:p>)*+(?:</p>)?"
    rf"{_SPACE}*+</t[dh]>|(/?t(?:r|body|head)|col|/?colgroup)(?:{_SPACE}[^>]*+)?>){_SPACE}*+"
)
_BEGIN, _END = "<table", "</table>"

_Tags = tuple[int, int, set[str]]
"""A table in the markup: where it begins, where its end tag does, and the values of its attributes."""


@dataclass(slots=True)
class RegularTable:
    """The cells of a table, by row groups and rows, and their texts one after the other, each on its line."""

    groups: list[Rows] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def lift_tables(markup: str, hiding: Sequence[str]) -> tuple[str, list[RegularTable]]:
    """The markup with an empty table for each regular one, and these in page order. `hiding` are selectors of
    the page's own style sheets for what is not displayed."""
    shown = _without_hidden(list(_innermost(markup)), hiding)
    pieces: list[str] = []
    tables: list[RegularTable] = []
    done = 0
    for begin, end, _ in shown:
        if (table := _read(markup[markup.index(">", begin) + 1 : end])) is not None:
            # Without quotes, so that a quote that stands open before it swallows it, as it would the table.
            pieces += (markup[done:begin], f"<table {_LIFTED}={len(tables)}>")
            tables.append(table)
            done = end
    if not tables or _LIFTED in markup:  # no page has that attribute, unless it means harm
        return markup, []
    return "".join((*pieces, markup[done:])), tables


def lifted_number(attributes: str) -> int | None:
    """The number of the table whose place an empty one with these attributes keeps, as the tree builder
    writes them out; None of any other table."""
    found = _NUMBER.search(attributes)
    return int(found[1]) if found else None


def _innermost(markup: str) -> Iterator[_Tags]:
    """The tables that hold no other one and whose tags can be told by their brackets."""
    done = 0
    while (end := markup.find(_END, done)) >= 0:
        begin = markup.rfind(_BEGIN, done, end)
        is_table = begin >= 0 and markup[begin + len(_BEGIN)] in " \t\n\r\f>"
        if is_table and (values := _values(markup[begin:end])) is not None:
            yield begin, end, values
        done = end + 1


def _values(markup: str) -> set[str] | None:
    """What stands in quotes in a table; None where a quote or an escape is not what it seems. Most of both
    comes again and again, and is looked at once."""
    parts = markup.split('"')
    if len(parts) % 2 == 0 or markup.count("&") != markup.count("&nbsp;"):
        return None
    values = {*parts[1::2]}
    outside = {*parts[:-1:2]}
    # Each value stands right behind its equals sign: else a quote was never closed, or begins no value.
    rest = '"'.join((*outside, parts[-1]))
    if rest.count('="') != len(outside) or "'" in rest or ">" in "".join(values):
        return None
    names = rest.encode("ascii", "ignore").lower()  # what is looked for in them is written in ASCII
    return None if b"hidden" in names or names.count(b"span=") != rest.count("span=") else values


def _without_hidden(tables: Sequence[_Tags], hiding: Sequence[str]) -> Sequence[_Tags]:
    """The tables without those in which something may be hidden; mostly there is nothing in any."""
    if not may_hide(set[str]().union(*(values for *_, values in tables)), hiding):
        return tables
    return [table for table in tables if not may_hide(table[2], hiding)]


def _read(markup: str) -> RegularTable | None:
    """A table from behind its start tag to before its end tag; None of one that is not regular."""
    pieces = _ITEM.split(markup.lstrip(" \t\n\r\f"))
    if len(pieces) < 4 or any(pieces[::4]):
        return None
    return _laid_out(pieces)


def _laid_out(pieces: Sequence[str | None]) -> RegularTable | None:
    """The table that a run of matches of _ITEM makes, None where a tag stands where the tree builder would
    mend something."""
    table = RegularTable()
    row: list[Cell] | None = None
    group = ""  # the tag of the open row group
    # Where nothing is printed but words and numbers in one piece, there is nothing to make even.
    is_even = is_plain("".join(filter(None, pieces[2::4])))
    for attributes, text, tag in zip(pieces[1::4], pieces[2::4], pieces[3::4], strict=True):
        if attributes is not None and text is not None:
            if row is None:
                return None
            if not is_even:
                text = cell_text(text.replace("\n", " "))
            table.texts += ("\n", text)
            if "span=" not in attributes:
                row.append(text)
            elif "= " in attributes or attributes.count("span=") != attributes.count('span="'):
                return None
            else:
                row.append((text, *spans(attributes)))
        elif (tag == "/tr") == (row is None):
            return None
        elif tag == "tr":
            row = []
            if not group:
                table.groups.append([])
                group = "tbody"
            table.groups[-1].append(row)
        elif tag == "/tr":
            row = None
        elif tag in ("tbody", "thead"):
            table.groups.append([])
            group = tag
        elif tag == "/" + group:
            group = ""
        elif table.groups:
            return None  # the end of another group, or columns behind rows
    return table if row is None and table.texts else None
