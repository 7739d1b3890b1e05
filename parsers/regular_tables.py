"""Tables of regular markup, read off the text and left out of the tree that is built of the rest.

A table pasted from Word is a page's bulk, and nearly always regular: each tag closed, each cell a paragraph
of plain text. The tree builder would give back what stands there. A table with anything else in it, or with
anything that may hide a part of it, is left to the tree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from parsers.attributes import spans
from parsers.grid import Cell, Rows
from parsers.hidden import may_hide
from parsers.printed import cell_text

_LIFTED = "gongkai-table"
"""The attribute of the empty table that stands in place of one read here; its value is the table's number."""
_NUMBER = re.compile(rf'{_LIFTED}="(\d+)"')

_INLINE = "span|font|b|strong|i|u|em"
# A tag ends at the first > there is: that none stands in quotes is seen to before.
_ITEM = re.compile(
    rf"<(?:t[dh]((?:\s[^>]*+)?)>\s*+(?:<p(?:\s[^>]*+)?>)?(?:<(?:{_INLINE})(?:\s[^>]*+)?>)*+"
    rf"([^<]*+)(?:</(?:{_INLINE})>|<o:p></o:p>)*+(?:</p>)?\s*+</t[dh]>"
    r"|(/?t(?:r|body|head)|col|/?colgroup)(?:\s[^>]*+)?>)\s*+"
)
_BEGIN, _END = "<table", "</table>"


@dataclass(slots=True)
class RegularTable:
    """The cells of a table, by row groups and rows, and their texts one after the other, each on its line."""

    groups: list[Rows] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def lift_tables(markup: str, hiding: Sequence[str]) -> tuple[str, list[RegularTable]]:
    """The markup with an empty table for each regular one, and these in page order. `hiding` are selectors of
    the page's own style sheets for what is not displayed."""
    pieces: list[str] = []
    tables: list[RegularTable] = []
    done = 0
    end = markup.find(_END)
    while end >= 0:
        begin = markup.rfind(_BEGIN, done, end)
        if begin >= 0 and (table := _read(markup[begin:end], hiding)) is not None:
            # Without quotes, so that a quote that stands open before it swallows it, as it would the table.
            pieces += (markup[done:begin], f"<table {_LIFTED}={len(tables)}>")
            tables.append(table)
            done = end
        end = markup.find(_END, end + 1)
    if not tables or _LIFTED in markup:  # no page has that attribute, unless it means harm
        return markup, []
    return "".join((*pieces, markup[done:])), tables


def lifted_number(attributes: str) -> int | None:
    """The number of the table whose place an empty one with these attributes keeps, as the tree builder
    writes them out; None of any other table."""
    found = _NUMBER.search(attributes)
    return int(found[1]) if found else None


def _read(markup: str, hiding: Sequence[str]) -> RegularTable | None:
    """A table from its start tag to before its end tag; None of one that is not regular."""
    parts = markup.split('"')
    if len(parts) % 2 == 0 or markup.count("&") != markup.count("&nbsp;"):
        return None
    values = {*parts[1::2]}
    outside = "".join(parts[::2])
    if ">" in "".join(values) or "'" in outside or "hidden" in outside or "HIDDEN" in outside:
        return None
    # A value that ends as the name of an attribute does is none: a quote before it was never closed.
    if any(value.rstrip().endswith("=") for value in values) or may_hide(values, hiding):
        return None
    pieces = _ITEM.split(markup[markup.index(">") + 1 :].lstrip())
    if len(pieces) < 4 or any(pieces[::4]):
        return None
    return _laid_out(pieces)


def _laid_out(pieces: Sequence[str | None]) -> RegularTable | None:
    """The table that a run of matches of _ITEM makes, None where a tag stands where the tree builder would
    mend something."""
    table = RegularTable()
    row: list[Cell] | None = None
    in_group = False
    for attributes, text, tag in zip(pieces[1::4], pieces[2::4], pieces[3::4], strict=True):
        if attributes is not None and text is not None:
            if row is None:
                return None
            if not text.isalnum():
                text = cell_text(text.replace("\n", " "))
            table.texts += ("\n", text)
            if "span" not in attributes and "SPAN" not in attributes:
                row.append(text)
            elif attributes.lower().count("span") == attributes.count('span="'):
                row.append((text, *spans(attributes)))
            else:
                return None
        elif (tag == "/tr") == (row is None):
            return None
        elif tag == "tr":
            row = []
            if not in_group:
                table.groups.append([])
                in_group = True
            table.groups[-1].append(row)
        elif tag == "/tr":
            row = None
        elif tag in ("tbody", "thead"):
            table.groups.append([])
            in_group = True
        elif tag in ("/tbody", "/thead"):
            in_group = False
        elif table.groups:
            return None  # columns behind rows
    return table if row is None and table.texts else None
