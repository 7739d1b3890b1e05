"""Tables of regular markup, read off the text and left out of the tree that is built of the rest.

A table pasted from Word is a page's bulk, and nearly always regular: each tag closed, each cell a paragraph
of plain text. The tree builder would give back what stands there. A table with anything else in it, or with
anything that may hide a part of it, is left to the tree.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import NamedTuple

from parsers.html.grid import Origins
from parsers.html.hidden import is_named, may_hide
from parsers.html.known_layouts import REGULAR, layout_of
from parsers.html.printed import cell_text, is_plain

LIFTED = "gongkai-table"
"""The attribute of the empty table that stands in place of one read here; its value is the table's number."""
_NUMBER = re.compile(rf'{LIFTED}="(\d+)"')

_INLINE = "span|font|b|strong|i|u|em"
_SPACE = r"[ \t\n\r\f]"  # what HTML takes for white space; a space that is not broken is text
REST_OF_TAG = "[^>]{0,2000}+"
"""To the first > there is: that none stands in quotes is seen to by attributes_told. Longer ones are left to
the tree builder, so that tags without an end cost no time that grows with their square."""
_ATTRIBUTES = rf"(?![^ \t\n\r\f>]){REST_OF_TAG}"  # an optional group would take twice as long
# Nearly every cell is closed in the one way that Word writes.
CELL = (
    rf"t[dh]({_ATTRIBUTES})"
    rf"(>{_SPACE}*+(?:<p{_ATTRIBUTES}>|)(?:<span{_ATTRIBUTES}>|)(?:<(?:{_INLINE}){_ATTRIBUTES}>)*+)([^<]*+)"
    rf"(?:</span></p></td>|(?:</(?:{_INLINE})>|<o:p></o:p>)*+(?:</p>|){_SPACE}*+</t[dh]>){_SPACE}*+"
)
"""A whole cell behind its <, as an expression of three groups: its attributes, the tags in it from behind
them, its text."""
TAG = rf"(/?t(?:r|body|head|able)|col|/?colgroup)({_ATTRIBUTES})>{_SPACE}*+"
"""A tag between cells behind its <, as an expression of two groups: its name and its attributes."""

A_CELL = "c"
_CODES = {None: A_CELL, "tr": "r", "/tr": "R", "tbody": "t", "/tbody": "T", "thead": "h", "/thead": "H"}
_CODES |= dict.fromkeys(("col", "colgroup", "/colgroup"), "x")
_CODES |= {"table": "(", "/table": ")"}
"""A letter for each tag between cells, and for a cell, which is none of these."""
_TABLE = re.compile(r"\([^()]*+\)")
_plain: set[bytes] = set()
_PLAIN_LIMIT = 2000
"""Tags that are known to be plain at a time."""
_DIGITS_ALIKE = bytes.maketrans(b"12345678", b"11111111")


class RegularTable(NamedTuple):
    """The texts of a table's cells in source order, and which of them covers each slot."""

    texts: list[str]
    origins: Origins


def lifted_number(attributes: str) -> int | None:
    """The number of the table whose place an empty one with these attributes keeps, as the tree builder
    writes them out; None of any other table."""
    found = _NUMBER.search(attributes)
    return int(found[1]) if found else None


def are_plain(tags: Iterable[str], own: Sequence[str]) -> bool:
    """Whether the attributes of these tags, or of several at once with each > between them, are what they
    seem and hide nothing, in a page whose style sheets do not display what the selectors in `own` name.

    Tags that differ in digits alone, as widths do, are told once; 0 and 9 are kept, which nought and places
    far off the page begin with. What was told is known, as far as it was plain: editors write the same.
    """
    # None of what is looked for is written in letters beyond ASCII.
    kinds = {*">".join(tags).encode("ascii", "ignore").translate(_DIGITS_ALIKE).split(b">")}
    if fresh := kinds - _plain:
        if not _is_plain(b">".join(fresh).decode("ascii")):
            return False
        if len(_plain) + len(fresh) > _PLAIN_LIMIT:
            _plain.clear()
        _plain.update(fresh)
    return not own or not is_named(b">".join(kinds).decode("ascii").lower(), own)


def _is_plain(told: str) -> bool:
    """Whether attributes of tags, with a > between them, have no quote or escape that is not what it seems,
    tell spans as they mostly are told, and hide nothing."""
    parts = told.split('"')
    names, values = '"'.join(parts[::2]), parts[1::2]
    if len(parts) % 2 == 0 or ">" in "".join(values) or told.count("&") != told.count("&quot;"):
        return False
    # Each value stands right behind its equals sign: else a quote was never closed, or begins no value.
    # Single quotes within values, as Word and WPS write them, are no quotes.
    if names.count('="') != len(values) or "'" in names:
        return False
    small = told.lower()
    spans_told = small.count("span") - small.count("<span")
    return spans_told == told.count('span="') and "hidden" not in small and not may_hide(small)


def tag_codes(tags: Iterable[str | None]) -> str:
    """A letter for each of a run of tags and cells, by the names of the tags."""
    return "".join(map(_CODES.get, tags, repeat("?")))


def innermost_tables(codes: str) -> list[tuple[int, int]]:
    """Where in a run of tags and cells tables without others in them begin and end."""
    return [(found.start(), found.end() - 1) for found in _TABLE.finditer(codes)]


def read_regular(
    codes: str, attributes: Sequence[str | None], words: Sequence[str | None]
) -> RegularTable | None:
    """The table that a run of cells and tags makes: its letters, and of each cell the attributes and the
    words. None where a tag stands where the tree builder would mend something, or an escape in a cell."""
    texts = [text for text in words if text is not None]
    if not texts or codes.count(A_CELL) != len(texts) or not REGULAR.fullmatch(codes):
        return None
    printed = "".join(texts)
    # Where nothing is printed but words and numbers in one piece, there is nothing to make even.
    if not is_plain(printed):
        if printed.count("&") != printed.count("&nbsp;"):
            return None
        texts = [cell_text(text.replace("\n", " ")) for text in texts]
    return RegularTable(texts, layout_of(codes, attributes))
