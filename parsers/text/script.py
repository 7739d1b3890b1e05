"""Pages converted to traditional characters: read in simplified ones, quoted as printed.

The words by which bylines, titles and furniture are known are written in simplified characters. The two
scripts are turned into one another character by character, so every place stays where it was.
"""

from dataclasses import replace

from msgspec.structs import replace as replace_line

from parsers.document import Document, Grid, Line
from parsers.labels import simplified
from parsers.text.titles import packed

_SIGNS = ("開", "報")
"""One of the two is in any report that was converted."""
_BLOCK_ROWS = 12


def in_simplified(lines: list[Line]) -> list[Line]:
    """The lines in simplified characters; the same list where they are."""
    if not any(sign in line.text for line in lines for sign in _SIGNS):
        return lines
    return [replace_line(line, text=simplified(line.text)) for line in lines]


def simplified_copy(document: Document) -> Document:
    """The document as far as identity is read from it: lines, tags, title and small tables."""
    return replace(
        document,
        lines=document.plain,
        title_tag=simplified(document.title_tag or "") or None,
        meta={name: simplified(content) for name, content in document.meta.items()},
        grids=[_simplified_grid(grid) for grid in document.grids if len(grid.texts) <= _BLOCK_ROWS],
    )


def _simplified_grid(grid: Grid) -> Grid:
    return replace(grid, texts=[[simplified(text) for text in row] for row in grid.texts])


def as_printed(words: str, document: Document) -> str:
    """What the document prints where its simplified copy has `words`; the words where it is not found."""
    cells = "".join(text for grid in document.grids for row in grid.texts for text in row)
    lines = "".join(line.text for line in document.lines)
    for source in (lines, document.title_tag or "", *document.meta.values(), cells):
        text = packed(source)
        place = simplified(text).find(words)
        if place >= 0:
            return text[place : place + len(words)]
    return words
