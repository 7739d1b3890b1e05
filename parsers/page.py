"""HTML text -> Document: one parse, one serialisation, one pass over its tags.

Crossing between Python and the HTML parser's C code is what costs time, so the tree is cleaned there, written
out once in its normalised form (every element closed, every attribute in double quotes) and read by one
compiled expression.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.depth import flattened
from parsers.document import Document, Grid, Line
from parsers.furniture import body_range
from parsers.grid import Cell, Rows, expand

_UNREAD = ["script", "style", "noscript", "template", "select", "svg"]
_UNWRAPPED = ["span", "font", "b", "strong", "i", "u", "em"]
_INLINE = frozenset(
    "a abbr acronym b bdo bdi big cite code data del dfn em font i ins kbd label mark nobr q s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_TAG = re.compile(r'<(/?[a-z][^\s/>]*)((?:[^>"]|"[^"]*")*)>')
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")
_COLSPAN = re.compile(r'\bcolspan="\s*\+?(\d{1,6})')
_ROWSPAN = re.compile(r'\browspan="\s*\+?(\d{1,6})')
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAYBE_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|\shidden[\s=>]", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|wps|et|xlsx?|zip|rar|ofd)\b", re.IGNORECASE)
_TARGET = re.compile(r'\b(?:href|src|data)="([^"]*)"')
_FILE_END = re.compile(r"\.(?:pdf|docx?|wps|et|xlsx?|zip|rar|ofd)(?:$|[?#&\s）)】])", re.IGNORECASE)
_LINK_TITLE = re.compile(r'\btitle="([^"]*)"')

# Marks of link ends inside collected text; private characters that no page prints.
_LINK, _LINK_END = "\ue0f2", "\ue0f3"
_LINK_MARKS = re.compile(f"({_LINK}|{_LINK_END})")
_HIDE, _SHOW = "x-hide", "x-show"

LAYOUT_CELLS = 12
"""A table that holds other tables and no more cells than this is page layout, not a form."""

# Pictures that portals put on every page; a table published as a picture has none of these in its tag.
_DECORATION = re.compile(
    r"icon|logo|qrcode|ewm|erweima|weixin|banner|btn|bszs|jiucuo|gov_?error|/ico|\\.gif|"
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
    if _MAYBE_UNDISPLAYED.search(text):
        _mark_hidden(tree)
    tree.strip_tags(_UNREAD)
    tree.unwrap_tags(_UNWRAPPED)
    html = body.html or ""
    if "<!--" in html:
        html = _COMMENT.sub("", html)
    _Reader(document, _FILE.search(html) is not None).read(html.replace("&nbsp;", "\xa0"))
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
    for node in tree.css('[style*="display" i], [style*="visibility" i], [hidden]'):
        if node.tag in ("body", "html", "input"):
            continue
        attributes = node.attributes
        if "hidden" in attributes or _UNDISPLAYED.search(attributes.get("style") or ""):
            node.insert_before(_marker(tree, _HIDE))
            node.insert_after(_marker(tree, _SHOW))


def _marker(tree: LexborHTMLParser, name: str) -> LexborNode:
    return tree.create_node(name)


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
        "row",
        "size",
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
        self.size = 0  # cells

    @property
    def is_layout(self) -> bool:
        """Whether the cells are places on the page and their text is the page's own text."""
        return self.size <= 1 or self.grid.width <= 1 or (self.grid.nests and self.size <= LAYOUT_CELLS)


class _Segment(NamedTuple):
    """A run of text in page order, or the place of a table (text None); `owner` is the table it stands in."""

    owner: _Table | None
    text: str | None
    hidden: bool
    heading: bool = False


class _Reader:
    """One pass over the tags of a normalised page, collecting segments of text and tables in page order."""

    def __init__(self, document: Document, has_files: bool) -> None:
        self.document = document
        self.has_files = has_files
        self.table: _Table | None = None
        self.tables: list[_Table] = []
        self.buffer: list[str] = []
        self.displayed: list[list[str]] = []  # what was being collected when each hidden part began
        self.segments: list[_Segment] = []
        self.files: list[tuple[int, str, str]] = []  # (segment, link text, target)
        self.images: list[int] = []  # segments
        self.link: tuple[str, int] | None = None  # attributes of the open link, where its text begins
        handlers: dict[str, Callable[[str], None]] = dict.fromkeys(_INLINE, _ignore)
        handlers |= {"/" + name: _ignore for name in _INLINE}
        handlers |= dict.fromkeys(_HEADINGS, self.start_heading)
        handlers |= {"/" + name: self.end_heading for name in _HEADINGS}
        handlers |= dict.fromkeys(("tbody", "thead", "tfoot"), self.start_group)
        handlers |= dict.fromkeys(("td", "th"), self.start_cell)
        handlers |= dict.fromkeys(("/td", "/th"), self.end_cell)
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
        keeps_breaks = "<pre" in html or "<textarea" in html
        pieces = iter(_TAG.split(html))
        self.buffer.append(next(pieces))
        for tag, attributes, text in zip(pieces, pieces, pieces, strict=True):
            handler = handlers.get(tag)
            if handler is not None:
                handler(attributes)
            elif ":" not in tag:
                self.buffer.append("\n")
            if text:
                # A line break in the source is a space, but not where the page is preformatted.
                self.buffer.append(text if keeps_breaks else text.replace("\n", " "))
        while self.table is not None:
            self.end_table("")
        self.flush()
        self.finish()

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
        self.segments.append(_Segment(self.table, None, hidden))
        self.buffer = []

    def end_table(self, _: str) -> None:
        table = self.table
        if table is None:
            return
        if table.in_cell:
            self.end_cell("")
        table.grid.texts, table.grid.origins = expand(table.groups)
        table.size = sum(len(row) for rows in table.groups for row in rows)
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
        text = _cell_text("".join(self.buffer))
        table.in_cell = False
        self.buffer = []
        if table.row is None or len(self.displayed) > table.base:
            return
        attributes = table.attributes
        if "span=" in attributes:
            table.row.append(Cell(text, _span(_COLSPAN, attributes), _span(_ROWSPAN, attributes)))
        else:
            table.row.append(Cell(text))

    def start_caption(self, _: str) -> None:
        self.buffer = []

    def end_caption(self, _: str) -> None:
        if self.table is not None:
            caption = _Segment(self.table.host, "".join(self.buffer), bool(self.displayed))
            self.segments.insert(len(self.segments) - 1, caption)
            self.buffer = []

    # Text

    def flush(self, heading: bool = False) -> None:
        """End the segment that is being collected; the text of an open cell stays with its cell too."""
        table = self.table
        if table is None:
            text = "".join(self.buffer)
            self.buffer = []
        elif table.in_cell:
            text = "".join(self.buffer[table.flushed :])
            table.flushed = len(self.buffer)
        else:
            return
        if text and not text.isspace():
            self.segments.append(_Segment(table, text, bool(self.displayed), heading))

    def start_heading(self, _: str) -> None:
        self.buffer.append("\n")
        self.flush()

    def end_heading(self, _: str) -> None:
        self.flush(heading=True)
        self.buffer.append("\n")

    def hide(self, _: str) -> None:
        self.displayed.append(self.buffer)
        self.buffer = []

    def show(self, _: str) -> None:
        hidden = "".join(self.buffer)
        if hidden and not hidden.isspace():
            owner = self.table if self.table is not None and self.table.in_cell else None
            self.segments.append(_Segment(owner, hidden, True))
        self.buffer = self.displayed.pop()

    # Files and pictures

    def start_link(self, attributes: str) -> None:
        self.buffer.append(_LINK)
        self.link = (attributes, len(self.buffer)) if self.has_files else None

    def end_link(self, _: str) -> None:
        if self.link is not None:
            attributes, begin = self.link
            text = " ".join("".join(self.buffer[begin:]).split())
            title = _LINK_TITLE.search(attributes)
            self.note_file(text or (title[1] if title else ""), attributes)
            self.link = None
        self.buffer.append(_LINK_END)

    def embedded(self, attributes: str) -> None:
        if self.has_files:
            self.note_file("", attributes)
        self.buffer.append("\n")

    def note_file(self, text: str, attributes: str) -> None:
        target = _TARGET.search(attributes)
        if target and (_FILE_END.search(target[1]) or _FILE_END.search(text)):
            self.files.append((len(self.segments), text, target[1].replace("&amp;", "&")))

    def image(self, attributes: str) -> None:
        if not self.displayed and not _DECORATION.search(attributes):
            self.images.append(len(self.segments))

    # The result

    def finish(self) -> None:
        """Lines and tables in page order, then what stands in the body of the report."""
        document = self.document
        lines = document.lines
        offset = 0
        starts: list[int] = []  # line that each segment begins with
        in_link = False
        for owner, text, hidden, heading in self.segments:
            starts.append(len(lines))
            if text is None:
                if owner is not None:
                    owner.grid.line = len(lines)
                    document.grids.append(owner.grid)
            elif owner is None or owner.is_layout:
                for part in (text.replace("\n", " "),) if heading else text.split("\n"):
                    words, linked, in_link = _linked(part, in_link)
                    words = _unescaped(" ".join(words.split()))
                    if words:
                        lines.append(Line(words, offset, hidden, heading, linked, len(lines)))
                        offset += len(words) + 1
        starts.append(len(lines))
        body = document.body = body_range(lines)
        document.images = sum(body.start <= starts[segment] <= body.stop for segment in self.images)
        document.attachments = [(t, href) for segment, t, href in self.files if starts[segment] >= body.start]


def _ignore(_: str) -> None:
    return


def _span(pattern: re.Pattern[str], attributes: str) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def _linked(part: str, in_link: bool) -> tuple[str, int, bool]:
    """Text without link marks, how many characters were links, and whether a link is open at its end."""
    if _LINK not in part and _LINK_END not in part:
        return part, len(part.strip()) if in_link else 0, in_link
    linked = 0
    words: list[str] = []
    for piece in _LINK_MARKS.split(part):
        if piece == _LINK:
            in_link = True
        elif piece == _LINK_END:
            in_link = False
        else:
            words.append(piece)
            linked += len(piece.strip()) if in_link else 0
    return "".join(words), linked, in_link


def _cell_text(text: str) -> str:
    """A cell's text: white space collapsed, breaks between its paragraphs kept, no empty line."""
    if "\n" in text:
        text = "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))
    else:
        text = " ".join(text.split())
    if _LINK in text:
        text = text.replace(_LINK, "").replace(_LINK_END, "")
    return _unescaped(text)


def _unescaped(text: str) -> str:
    """Undo the escapes of serialised text; some pages print an escaped &nbsp; by mistake: a space."""
    if "&" not in text:
        return text
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text.replace("&nbsp;", " ").strip() if "&nbsp;" in text else text
