"""A saved page as the readers see it: tables as rectangles, everything else as lines in reading order."""

from dataclasses import dataclass, field

import msgspec


@dataclass(slots=True)
class Grid:
    """One table element after span expansion (HTML's own rules).

    `texts[row][column]` is the text of the cell that covers the slot, as printed with line breaks and cell
    markup gone (a spanning cell's text stands in each slot it covers; "" where no cell is); `origins` has
    the same shape and gives the number of the covering cell in source order (-1: no cell), so two slots
    belong to one cell exactly when their origins are equal.
    """

    index: int  # number of the table element in document order, nested and hidden ones counted
    texts: list[list[str]]
    origins: list[tuple[int, ...]]
    line: int  # how many of Document.lines stand before it
    hidden: bool = False  # in a part of the page that is not displayed
    nests: bool = False  # holds another table: page layout, or a form inside a layout table
    places: list[list[tuple[int, int]]] = field(
        default_factory=list
    )  # of a table drawn in text: line, offset

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.texts[0]) if self.texts else 0


class Line(msgspec.Struct, gc=False):
    """One block of text outside the tables.

    Of HTML, white space is collapsed; of text without tags, it stands as printed (tabs and runs of spaces
    part columns there) and empty lines are left out.
    """

    text: str
    offset: int  # place in the page text, in characters
    hidden: bool = False  # in a part of the page that is not displayed
    heading: bool = False  # printed as h1 … h6
    linked: int = 0  # how many of its characters are the text of links
    number: int = 0  # line of the saved text, 0-based; of HTML, its place among the lines


@dataclass(slots=True)
class Document:
    """What a page holds. `tags` says whether it was HTML at all (False: saved text, OCR text, markdown)."""

    lines: list[Line]
    grids: list[Grid]
    tags: bool
    plain: list[Line] = field(
        default_factory=list
    )  # the lines in simplified script; the same list where they are
    body: range = range(0)  # numbers of the lines from the title of the report to its last line
    flattened: set[int] = field(
        default_factory=set
    )  # numbers of lines that hold cells of a table without tags
    title_tag: str | None = None
    meta: dict[str, str] = field(default_factory=dict)  # lower-cased names, first non-empty value wins
    images: int = 0  # in the body of the report
    attachments: list[tuple[str, str]] = field(default_factory=list)  # (link text, href) of document files
    listed: int = 0  # links to reports, on a page without running text
    saved_from: str | None = None  # the browser's "saved from url" comment
