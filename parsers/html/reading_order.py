"""Runs of text and tables -> the document: lines in reading order, and where each table stands among them."""

from parsers.document import Document, Line
from parsers.html.markup import Markup
from parsers.html.printed import LINK, PICTURE, SIGNS, FileSign, unescaped
from parsers.text.furniture import body_range, is_anchored
from parsers.text.script import in_simplified


def lay_out(document: Document, markup: Markup) -> None:
    """Fill the document's lines and tables, and the files and pictures in the body of the report."""
    writer = _Writer(document.lines)
    for owner, pieces, hidden, heading in markup.segments:
        if pieces is None:
            if owner is not None:
                owner.grid.line = len(document.lines)
                document.grids.append(owner.grid)
        elif owner is None or owner.is_page:
            writer.write(pieces, hidden, heading)
        elif markup.has_signs:
            writer.note_signs(pieces)
    lines = document.plain = in_simplified(document.lines)
    body = document.body = body_range(lines)
    begin = body.start + is_anchored(lines, body)
    document.images = sum(begin <= line <= body.stop for line in writer.pictures)
    document.attachments = [file for file, line in writer.files if line >= begin]


class _Writer:
    """Makes lines of pieces. `files` and `pictures` tell how many lines stand before each of them."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.files: list[tuple[tuple[str, str], int]] = []
        self.pictures: list[int] = []
        self.offset = 0
        self.in_link = False

    def write(self, pieces: list[str], hidden: bool, heading: bool) -> None:
        """Add the lines that a run of text makes; a heading is one line whatever breaks it has."""
        lines = self.lines
        words: list[str] = []
        linked = 0
        pieces.append("\n")
        for place, piece in enumerate(pieces, 1):
            if len(piece) != 1 or piece not in SIGNS:
                words.append(piece)
                if self.in_link:
                    linked += len(piece.strip())
            elif piece == "\n":
                if heading and place < len(pieces):
                    words.append(" ")
                    continue
                text = " ".join(unescaped("".join(words)).split())
                if text:
                    lines.append(Line(text, self.offset, hidden, heading, linked, len(lines)))
                    self.offset += len(text) + 1
                words = []
                linked = 0
            elif isinstance(piece, FileSign):
                self.files.append((piece.file, len(lines)))
            elif piece == PICTURE:
                self.pictures.append(len(lines))
            else:
                self.in_link = piece == LINK

    def note_signs(self, pieces: list[str]) -> None:
        """Note the files and pictures in cells of a table whose text is not the page's own."""
        before = len(self.lines)
        self.files.extend((piece.file, before) for piece in pieces if isinstance(piece, FileSign))
        self.pictures.extend(before for piece in pieces if piece == PICTURE)
