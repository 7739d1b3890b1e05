"""HTML text -> Document: one parse, one serialisation, one pass over its tags.

Crossing between Python and the HTML parser's C code is what costs time, so the tree is cleaned there, written
out once in its normalised form (every element closed, every attribute in double quotes) and read by one
compiled expression.
"""

import re
from collections.abc import Callable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.depth import flattened
from parsers.document import Document, Grid, Line
from parsers.furniture import body_range, is_anchored
from parsers.grid import Cell, Rows, expand

_UNREAD = ["script", "style", "noscript", "template", "select", "svg"]
_UNWRAPPED = ["span", "font", "b", "strong", "i", "u", "em"]
_INLINE = frozenset(
    "a abbr acronym b bdo bdi big cite code data del dfn em font i ins kbd label mark nobr q s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_ATTRIBUTES = r'[^>"]*(?:"[^"]*"[^>"]*)*'
# A whole table cell of one paragraph at most, which most cells are; else any single tag.
_TAG = re.compile(
    rf"<(t[dh])({_ATTRIBUTES})>\s*(?:<p(?:\s{_ATTRIBUTES})?>)?([^<]*)(?:</p>)?\s*</t[dh]>"
    rf"|<(/?[a-z][^\s/>]*)({_ATTRIBUTES})>"
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_COLSPAN = re.compile(r'\bcolspan="\s*\+?(\d{1,6})')
_ROWSPAN = re.compile(r'\browspan="\s*\+?(\d{1,6})')
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Quick words of the above: most pages have none of them, and folding case over a page is slow.
_HIDING_WORDS = ("display", "DISPLAY", "visibility", " hidden")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE_SELECTOR = re.compile(r"\w*[.#][\w-]+")
_TARGET = re.compile(r'\b(?:href|src|data)="([^"]*)"')
_FILE_END = re.compile(r"\.(?:pdf|docx?|wps|et|xlsx?|zip|rar|ofd)(?:$|[?#&\s）)】])", re.IGNORECASE)
_LINK_TITLE = re.compile(r'\btitle="([^"]*)"')

# Marks inside collected text: where links begin and end, where files and pictures stand. Unicode gives these
# code points to programs for their own use; no page prints them.
_LINK, _LINK_END, _FILE_HERE, _PICTURE_HERE = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
_MARKS = re.compile("[\ufdd0-\ufdd3]")
_SIGNS = frozenset(("\n", _LINK, _LINK_END, _FILE_HERE, _PICTURE_HERE))
_HIDE, _SHOW = "x-hide", "x-show"

LAYOUT_CELLS = 12
"""A table that holds other tables and no more cells than this is page layout, not a form."""

# Pictures that portals put on every page; a table published as a picture has none of these in its tag.
_DECORATION = re.compile(
    r"icon|logo|qrcode|ewm|erweima|weixin|banner|btn|bszs|jiucuo|gov_?error|/ico|\.gif|"
    r'\b(?:width|height)="[1-9]?\d(?:px)?"',
    re.IGNORECASE,
)


def read_page(text: str) -> Document:
    """Read an HTML page. Never raises for what the page holds: broken markup is read as browsers read it."""
    saved = _SAVED_FROM.search(text, 0, 4096)
    tree = LexborHTMLParser(flattened(text))
    document = Document(
        lines=[],
        grids=[],
        tags=True,
        title_tag=_title(tree),
        meta=_meta(tree),
        saved_from=saved[1] if saved else None,
    )
    body = tree.body
    if body is None:
        return document
    if any(word in text for word in _HIDING_WORDS):
        _mark_hidden(tree)
    tree.strip_tags(_UNREAD)
    tree.unwrap_tags(_UNWRAPPED)
    html = (body.html or "").replace("<o:p></o:p>", "")
    if "<!--" in html:
        html = _COMMENT.sub("", html)
    _Reader(document).read(html)
    return document


def _title(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("title")
    return " ".join(node.text().split()) or None if node is not None else None


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        content = " ".join(attributes.get("content", "").split())
        if name and content and content.lower() not in ("null", "undefined"):
            found.setdefault(name, content)
    return found


def _mark_hidden(tree: LexborHTMLParser) -> None:
    """Put markers round what is not displayed; they survive into the serialised text."""
    selectors = ['[style*="display" i]', '[style*="visibility" i]', "[hidden]", *_hiding_selectors(tree)]
    for node in tree.css(", ".join(selectors)):
        if node.tag not in ("body", "html", "input") and _is_undisplayed(node, selectors[3:]):
            node.insert_before(tree.create_node(_HIDE))
            node.insert_after(tree.create_node(_SHOW))


def _is_undisplayed(node: LexborNode, selectors: list[str]) -> bool:
    attributes = node.attributes
    style = attributes.get("style") or ""
    if "hidden" in attributes or _UNDISPLAYED.search(style):
        return True
    return "display" not in style and bool(selectors) and node.css_matches(", ".join(selectors))


def _hiding_selectors(tree: LexborHTMLParser) -> list[str]:
    """Classes and ids that the page's own style sheets do not display; rules of other media are left out."""
    found: list[str] = []
    for node in tree.css("style"):
        depth = 0
        for rule in _CSS_COMMENT.sub("", node.text()).split("}"):
            depth += rule.count("{")
            selectors, _, declarations = rule.rpartition("{")
            if depth == 1 and _UNDISPLAYED.search(declarations):
                found.extend(filter(_SIMPLE_SELECTOR.fullmatch, map(str.strip, selectors.split(","))))
            depth = max(0, depth - 1)
    return found


class _Table:
    """A table being read: its rows so far, and what to come back to when it ends."""

    __slots__ = (
        "attributes",
        "base",
        "buffer",
        "flushed",
        "grid",
        "groups",
        "host",
        "in_cell",
        "is_layout",
        "row",
    )

    def __init__(self, grid: Grid, host: "_Table | None", buffer: list[str], base: int) -> None:
        self.grid = grid
        self.host = host
        self.buffer = buffer  # the host's text so far
        self.base = base  # depth of hidden parts that the table itself stands in
        self.groups: list[Rows] = []
        self.row: list[Cell] | None = None
        self.in_cell = False
        self.attributes = ""
        self.flushed = 0  # pieces of the open cell's text that are segments already
        self.is_layout = False

    def end(self) -> None:
        """Lay the cells out, and tell whether they are places on the page whose text is the page's own."""
        grid = self.grid
        grid.texts, grid.origins = expand(self.groups)
        size = sum(len(row) for rows in self.groups for row in rows)
        self.is_layout = size <= 1 or grid.width <= 1 or (grid.nests and size <= LAYOUT_CELLS)


# A run of text in page order: the table whose cell holds it, its pieces, whether it is hidden, whether it is
# a heading. The place of a table is a segment of that table without pieces.
_Segment = tuple[_Table | None, list[str] | None, bool, bool]


class _Reader:
    """One pass over the tags of a normalised page, collecting segments of text and tables in page order."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.table: _Table | None = None
        self.tables: list[_Table] = []
        self.buffer: list[str] = []
        self.displayed: list[list[str]] = []  # what was being collected when each hidden part began
        self.segments: list[_Segment] = []
        self.run: list[str] | None = None  # pieces of the segment that simple cells of one table share
        self.files: list[tuple[str, str]] = []  # (link text, target), in page order
        self.link: tuple[str, int] | None = None  # attributes of the open link, where its text begins
        self.marked = False  # whether files or pictures were met
        self.preformatted = False
        self.in_link = False  # while lines are made of segments
        self.offset = 0
        handlers: dict[str, Callable[[str], None]] = dict.fromkeys(_INLINE, _ignore)
        handlers |= {"/" + name: _ignore for name in _INLINE}
        handlers |= dict.fromkeys(_HEADINGS, self.start_heading)
        handlers |= {"/" + name: self.end_heading for name in _HEADINGS}
        handlers |= dict.fromkeys(("tbody", "thead", "tfoot"), self.start_group)
        handlers |= dict.fromkeys(("td", "th"), self.start_cell)
        handlers |= dict.fromkeys(("/td", "/th"), self.end_cell)
        handlers |= dict.fromkeys(("pre", "textarea"), self.start_preformatted)
        handlers |= dict.fromkeys(("/pre", "/textarea"), self.end_preformatted)
        handlers |= dict.fromkeys(("iframe", "embed", "object"), self.embedded)
        handlers |= dict.fromkeys(("/" + _HIDE, "/" + _SHOW, "/tbody", "/thead", "/tfoot"), _ignore)
        self.handlers = handlers | {
            "table": self.start_table,
            "/table": self.end_table,
            "tr": self.start_row,
            "/tr": self.end_row,
            "caption": self.start_caption,
            "/caption": self.end_caption,
            "a": self.start_link,
            "/a": self.end_link,
            "img": self.image,
            _HIDE: self.hide,
            _SHOW: self.show,
        }

    def read(self, html: str) -> None:
        """Fill the document from the serialised body."""
        handlers = self.handlers
        pieces = iter(_TAG.split(html))
        self.add_text(next(pieces))
        for cell, spans, cell_text, tag, attributes, text in zip(*[pieces] * 6, strict=True):
            if cell is not None:
                self.add_cell(spans, cell_text.replace("\n", " "))
            elif (handler := handlers.get(tag)) is not None:
                handler(attributes)
            elif ":" not in tag:
                self.buffer.append("\n")
            if text:
                if "\n" in text:
                    self.add_text(text)
                else:
                    self.buffer.append(text)
        while self.table is not None:
            self.end_table("")
        self.flush()
        self.finish()

    def add_text(self, text: str) -> None:
        """Text with line breaks of the source: spaces, but in preformatted text real breaks."""
        if self.preformatted:
            for line in text.split("\n"):
                self.buffer += (line, "\n")
        else:
            self.buffer.append(text.replace("\n", " "))

    def start_preformatted(self, _: str) -> None:
        self.buffer.append("\n")
        self.preformatted = True

    def end_preformatted(self, _: str) -> None:
        self.buffer.append("\n")
        self.preformatted = False

    # Tables

    def start_table(self, _: str) -> None:
        host = self.table
        if host is not None:
            host.grid.nests = True
        self.flush()
        hidden = bool(self.displayed)
        grid = Grid(index=len(self.tables), texts=[], origins=[], line=0, hidden=hidden)
        self.table = _Table(grid, host, self.buffer, len(self.displayed))
        self.tables.append(self.table)
        self.segments.append((self.table, None, hidden, False))
        self.run = None
        self.buffer = []

    def end_table(self, _: str) -> None:
        table = self.table
        if table is None:
            return
        if table.in_cell:
            self.end_cell("")
        table.end()
        self.run = None
        self.table = table.host
        self.buffer = table.buffer
        self.buffer.append("\n")

    def start_group(self, _: str) -> None:
        if self.table is not None:
            self.table.groups.append([])

    def start_row(self, _: str) -> None:
        table = self.table
        if table is not None and len(self.displayed) == table.base:
            if not table.groups:
                table.groups.append([])
            table.row = []
            table.groups[-1].append(table.row)

    def end_row(self, _: str) -> None:
        if self.table is not None:
            self.table.row = None

    def add_cell(self, attributes: str, text: str) -> None:
        """A cell that holds nothing but its text."""
        table = self.table
        if table is None or table.row is None or len(self.displayed) > table.base:
            return
        if self.run is None:
            self.run = []
            self.segments.append((table, self.run, table.grid.hidden, False))
        self.run.append(text)
        self.run.append("\n")
        if "span=" in attributes:
            table.row.append(_spanning(text, attributes))
        else:
            table.row.append(_cell_text(text))

    def start_cell(self, attributes: str) -> None:
        table = self.table
        if table is not None:
            self.buffer = []
            table.flushed = 0
            table.in_cell = True
            table.attributes = attributes

    def end_cell(self, _: str) -> None:
        table = self.table
        if table is None or not table.in_cell:
            return
        self.flush()
        text = "".join(self.buffer)
        table.in_cell = False
        self.buffer = []
        if table.row is not None and len(self.displayed) == table.base:
            table.row.append(_spanning(text, table.attributes))

    def start_caption(self, _: str) -> None:
        self.buffer = []

    def end_caption(self, _: str) -> None:
        if self.table is not None:
            caption = (self.table.host, self.buffer, bool(self.displayed), False)
            self.segments.insert(len(self.segments) - 1, caption)
            self.buffer = []

    # Text

    def flush(self, heading: bool = False) -> None:
        """End the segment that is being collected; the text of an open cell stays with its cell too."""
        table = self.table
        if table is None:
            pieces = self.buffer
            self.buffer = []
        elif table.in_cell:
            pieces = self.buffer[table.flushed :]
            table.flushed = len(self.buffer)
        else:
            return
        if pieces:
            self.segments.append((table, pieces, bool(self.displayed), heading))
            self.run = None

    def start_heading(self, _: str) -> None:
        self.buffer.append("\n")
        self.flush()

    def end_heading(self, _: str) -> None:
        self.flush(heading=True)
        self.buffer.append("\n")

    def hide(self, _: str) -> None:
        if self.buffer and self.buffer[-1] == "\n":
            self.flush()
        self.displayed.append(self.buffer)
        self.buffer = []

    def show(self, _: str) -> None:
        if self.buffer:
            owner = self.table if self.table is not None and self.table.in_cell else None
            self.segments.append((owner, self.buffer, True, False))
            self.run = None
        self.buffer = self.displayed.pop()

    # Files and pictures

    def start_link(self, attributes: str) -> None:
        self.buffer.append(_LINK)
        self.link = (attributes, len(self.buffer))

    def end_link(self, _: str) -> None:
        if self.link is not None:
            attributes, begin = self.link
            self.note_file(self.buffer[begin:], attributes)
            self.link = None
        self.buffer.append(_LINK_END)

    def embedded(self, attributes: str) -> None:
        self.note_file([], attributes)
        self.buffer.append("\n")

    def note_file(self, words: list[str], attributes: str) -> None:
        target = _TARGET.search(attributes)
        if target is None:
            return
        text = " ".join("".join(words).split())
        if _FILE_END.search(target[1]) or ("." in text and _FILE_END.search(text)):
            title = _LINK_TITLE.search(attributes)
            self.files.append((text or (title[1] if title else ""), target[1].replace("&amp;", "&")))
            self.buffer.append(_FILE_HERE)
            self.marked = True

    def image(self, attributes: str) -> None:
        if not self.displayed and not _DECORATION.search(attributes):
            self.buffer.append(_PICTURE_HERE)
            self.marked = True

    # The result

    def finish(self) -> None:
        """Lines and tables in page order, then the files and pictures in the body of the report."""
        document = self.document
        lines = document.lines
        files: list[int] = []  # the lines that stand before each
        pictures: list[int] = []
        for owner, pieces, hidden, heading in self.segments:
            if pieces is None:
                if owner is not None:
                    owner.grid.line = len(lines)
                    document.grids.append(owner.grid)
            elif owner is None or owner.is_layout:
                self.add_lines(pieces, hidden, heading, files, pictures)
            elif self.marked:
                files.extend(len(lines) for piece in pieces if piece == _FILE_HERE)
                pictures.extend(len(lines) for piece in pieces if piece == _PICTURE_HERE)
        body = document.body = body_range(lines)
        begin = body.start + is_anchored(lines, body)
        document.images = sum(begin <= line <= body.stop for line in pictures)
        document.attachments = [file for file, line in zip(self.files, files, strict=True) if line >= begin]

    def add_lines(
        self, pieces: list[str], hidden: bool, heading: bool, files: list[int], pictures: list[int]
    ) -> None:
        """Add the lines that a segment's pieces make; a heading is one line whatever breaks it has."""
        lines = self.document.lines
        words: list[str] = []
        linked = 0
        pieces.append("\n")
        for place, piece in enumerate(pieces, 1):
            if len(piece) != 1 or piece not in _SIGNS:
                words.append(piece)
                if self.in_link:
                    linked += len(piece.strip())
            elif piece == "\n":
                if heading and place < len(pieces):
                    words.append(" ")
                    continue
                text = " ".join(_unescaped("".join(words)).split())
                if text:
                    lines.append(Line(text, self.offset, hidden, heading, linked, len(lines)))
                    self.offset += len(text) + 1
                words = []
                linked = 0
            elif piece == _FILE_HERE:
                files.append(len(lines))
            elif piece == _PICTURE_HERE:
                pictures.append(len(lines))
            else:
                self.in_link = piece == _LINK


def _ignore(_: str) -> None:
    return


def _spanning(text: str, attributes: str) -> Cell:
    return _cell_text(text), _span(_COLSPAN, attributes), _span(_ROWSPAN, attributes)


def _span(pattern: re.Pattern[str], attributes: str) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def _cell_text(text: str) -> str:
    """A cell's text: white space collapsed, breaks between its paragraphs kept, no empty line."""
    text = _unescaped(text).strip()
    if len(text) <= 2 or (text.isascii() and text.isdigit()):
        return text
    if "\n" in text:
        text = "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
    else:
        text = " ".join(text.split())
    return _MARKS.sub("", text).strip()


def _unescaped(text: str) -> str:
    """Undo the escapes of serialised text; some pages print an escaped &nbsp; by mistake: a space."""
    if "&" not in text:
        return text
    text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text.replace("&nbsp;", " ")
