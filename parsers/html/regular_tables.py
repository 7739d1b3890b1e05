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
from parsers.html.known_layouts import REGULAR, layout_of
from parsers.html.printed import cell_text, is_plain
from parsers.html.regular_tags import ATTRIBUTES, INLINE, SPACE

# Nearly every cell is closed in the one way that Word writes.
CELL = (
    rf"t[dh]({ATTRIBUTES})"
    rf"(>{SPACE}*+(?:<p{ATTRIBUTES}>|)(?:<span{ATTRIBUTES}>|)(?:<(?:{INLINE}){ATTRIBUTES}>)*+)([^<]*+)"
    rf"(?:</span></p></td>|(?:</(?:{INLINE})>|<o:p></o:p>)*+(?:</p>|){SPACE}*+</t[dh]>){SPACE}*+"
)
"""A whole cell behind its <, as an expression of three groups: its attributes, the tags in it from behind
them, its text."""
TAG = rf"(/?t(?:r|body|head|able)|col|/?colgroup)({ATTRIBUTES})>{SPACE}*+"
"""A tag between cells behind its <, as an expression of two groups: its name and its attributes."""

A_CELL = "c"
_CODES = {None: A_CELL, "tr": "r", "/tr": "R", "tbody": "t", "/tbody": "T", "thead": "h", "/thead": "H"}
_CODES |= dict.fromkeys(("col", "colgroup", "/colgroup"), "x")
_CODES |= {"table": "(", "/table": ")"}
"""A letter for each tag between cells, and for a cell, which is none of these."""
_TABLE = re.compile(r"\([^()]*+\)")


class RegularTable(NamedTuple):
    """The texts of a table's cells in source order, and which of them covers each slot."""

    texts: list[str]
    origins: Origins


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
