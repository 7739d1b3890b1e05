"""Normalised markup -> runs of text and tables in page order: one pass over the tags.

The markup is what the tree builder writes out: every element closed, every attribute in double quotes, so one
compiled expression reads it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat

from parsers.document import Grid
from parsers.html.attributes import file_of, filled_in, is_decoration, is_selected, spans
from parsers.html.hidden import HIDE, LOWER, RAISE, SHOW
from parsers.html.lifted import lifted_number
from parsers.html.open_table import Table
from parsers.html.printed import LINK, LINK_END, PICTURE, FileSign, cell_text, raised
from parsers.html.regular_tables import RegularTable

# A name may hold anything else: a quote, where one was lost before it.
_ATTRIBUTES = r'(?: [^ >][^ =>]*+(?:="[^"]*+")?+)*+'
# A whole table cell of one paragraph at most, which most cells are; else any single tag.
_TAG = re.compile(
    rf"<(?:(t[dh])({_ATTRIBUTES})>\s*+(?:<p{_ATTRIBUTES}>)?([^<]*+)(?:</p>)?\s*+</t[dh]>"
    rf"|(/?[a-z][^\s/>]*+)({_ATTRIBUTES})>)"
)
# Elements that begin a line of their own; any other, those of no standard too, stands within its line.
_BLOCKS = (
    "address article aside blockquote body br button center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form header hgroup hr legend li main marquee menu nav ol optgroup p "
    "search section summary ul video"
).split()
_BREAKS = frozenset((*_BLOCKS, *("/" + name for name in _BLOCKS)))
# Elements whose text is no text of the page: choices, drawings, the pronunciation above a character.
_DROPPED = ("svg", "rt", "rp", "template")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


Segment = tuple[Table | None, list[str] | None, bool, bool]
"""A run of text in page order: the table whose cell holds it, its pieces, whether it is hidden, whether it is
a heading. The place of a table is a segment of that table without pieces."""


Tag = tuple[str | None, str, str, str, str, str]
"""A tag and the text behind it: name, attributes and words of a whole cell of plain text; or None and nothing
in their places, then name and attributes of any other tag."""


def tags_of(html: str) -> Iterator[Tag]:
    """The tags of a body as the tree builder writes it out."""
    pieces = iter(_TAG.split(html))
    next(pieces)
    return zip(*[pieces] * 6, strict=True)


class Markup:
    """What the pass collects: `segments` in page order, in which links, files and pictures are signs."""

    def __init__(self, tags: Iterable[Tag], lifted: Sequence[RegularTable] = ()) -> None:
        self._lifted = lifted
        self.put_back: set[int] = set()  # numbers of the lifted tables whose places were met
        self.segments: list[Segment] = []
        self.has_signs = False  # whether files or pictures were met
        self._table: Table | None = None
        self._tables = 0
        self._buffer: list[str] = []
        self._run: list[str] | None = None  # pieces of the segment that simple cells of one table share
        # What was being collected when each hidden part began, and how much of it was segments already.
        self._displayed: list[tuple[list[str], int]] = []
        self._link: tuple[str, int] | None = None  # attributes of the open link, where its text begins
        self._preformatted = False
        self._raised: int | None = None  # where the raised text that is open began
        self._choice: list[tuple[bool, int]] = []  # of each choice: whether it is made, where its text began
        self._read(tags)

    def _read(self, tags: Iterable[Tag]) -> None:
        for cell, asked, words, tag, attributes, text in tags:
            if cell is not None:
                self._add_cell(asked, words)
            elif tag in _BREAKS:
                self._buffer.append("\n")
            elif (handler := _HANDLERS.get(tag)) is not None:
                handler(self, attributes)
            if text:
                if "\n" in text:
                    self._add_text(text)
                else:
                    self._buffer.append(text)
        while self._table is not None:
            self._end_table("")
        self._flush()

    # Text

    def _add_text(self, text: str) -> None:
        """Text with line breaks of the source: spaces, but in preformatted text real breaks."""
        if self._preformatted:
            for line in text.split("\n"):
                self._buffer += (line, "\n")
        else:
            self._buffer.append(text.replace("\n", " "))

    def _start_preformatted(self, _: str) -> None:
        self._buffer.append("\n")
        self._preformatted = True

    def _end_preformatted(self, _: str) -> None:
        self._buffer.append("\n")
        self._preformatted = False

    def _part(self, _: str) -> None:
        """Keep a note's mark in a cell apart from the figure before it: 12 with the mark 1 is not 121."""
        if self._table is not None:
            self._buffer.append(" ")

    def _start_raised(self, _: str) -> None:
        self._part("")
        self._raised = len(self._buffer)

    def _end_raised(self, _: str) -> None:
        """Raise the digits of a note's mark, as it is printed: they are no digits of the figure. A mark of
        other kinds stays apart from it."""
        if self._raised is None or self._raised > len(self._buffer):
            return
        mark = "".join(self._buffer[self._raised :]).strip()
        if mark.isascii() and mark.strip("[]()").isdigit():
            self._buffer[self._raised :] = [raised(mark.strip("[]()"))]
        self._raised = None

    def _flush(self, heading: bool = False) -> None:
        """End the segment that is being collected; the text of an open cell stays with its cell too."""
        table = self._table
        if table is None:
            pieces = self._buffer
            self._buffer = []
        elif table.in_cell:
            pieces = self._buffer[table.flushed :]
            table.flushed = len(self._buffer)
        else:
            return
        if pieces:
            self.segments.append((table, pieces, bool(self._displayed), heading))
            self._run = None

    def _start_heading(self, _: str) -> None:
        self._buffer.append("\n")
        self._flush()

    def _end_heading(self, _: str) -> None:
        self._flush(heading=True)
        self._buffer.append("\n")

    def _hide(self, _: str) -> None:
        if self._buffer and self._buffer[-1] == "\n":
            self._flush()
        table = self._table
        self._displayed.append((self._buffer, table.flushed if table is not None else 0))
        self._buffer = []
        if table is not None:
            table.flushed = 0

    def _show(self, _: str) -> None:
        if not self._displayed:
            return
        table = self._table
        pieces = self._buffer[table.flushed :] if table is not None else self._buffer
        if pieces:
            owner = table if table is not None and table.in_cell else None
            self.segments.append((owner, pieces, True, False))
            self._run = None
        self._drop("")

    def _drop(self, _: str) -> None:
        if not self._displayed:
            return  # a page may have elements of any name
        self._buffer, flushed = self._displayed.pop()
        if self._table is not None:
            self._table.flushed = flushed

    # Tables

    def _start_table(self, attributes: str) -> None:
        host = self._table
        if host is not None:
            host.grid.nests = True
        self._flush()
        hidden = bool(self._displayed)
        grid = Grid(index=self._tables, texts=[], origins=[], line=0, hidden=hidden)
        self._tables += 1
        self._table = Table(grid, host, self._buffer, len(self._displayed))
        self.segments.append((self._table, None, hidden, False))
        self._run = None
        self._buffer = []
        if self._lifted and (number := lifted_number(attributes)) is not None:
            self._put_back(self._table, number)

    def _put_back(self, table: Table, number: int) -> None:
        """Give a table that was left out of the tree its cells."""
        lifted = self._lifted[number]
        table.lay_out(lifted.texts, lifted.origins)
        if table.is_layout:
            pieces = list(chain.from_iterable(zip(repeat("\n"), lifted.texts, strict=False)))
            self.segments.append((table, pieces, table.grid.hidden, False))
        self.put_back.add(number)

    def _end_table(self, _: str) -> None:
        table = self._table
        if table is None:
            return
        if table.in_cell:
            self._end_cell("")
        table.end()
        self._run = None
        host = self._table = table.host
        self._buffer = table.buffer
        self._buffer.append("\n")
        if host is not None and host.in_cell and (figure := table.only_figure()):
            self._buffer.append(figure)
            host.flushed = len(self._buffer)

    def _start_group(self, _: str) -> None:
        if self._table is not None:
            self._table.groups.append([])

    def _start_foot(self, _: str) -> None:
        """A foot is printed below the body wherever it stands."""
        self._start_group("")
        if self._table is not None:
            self._table.feet.append(self._table.groups[-1])

    def _start_row(self, _: str) -> None:
        table = self._table
        if table is not None and len(self._displayed) == table.base:
            if not table.groups:
                table.groups.append([])
            table.row = []
            table.groups[-1].append(table.row)

    def _end_row(self, _: str) -> None:
        if self._table is not None:
            self._table.row = None

    def _add_cell(self, attributes: str, text: str) -> None:
        """A cell that holds nothing but its text."""
        table = self._table
        if table is None or table.row is None or len(self._displayed) > table.base:
            return
        if self._run is None:
            self._run = []
            self.segments.append((table, self._run, table.grid.hidden, False))
        self._run.append("\n")
        if not text.isalnum():
            text = cell_text(text.replace("\n", " "))
        self._run.append(text)
        if "span=" in attributes:
            table.row.append((text, *spans(attributes)))
        else:
            table.row.append(text)

    def _start_cell(self, attributes: str) -> None:
        table = self._table
        if table is not None:
            self._buffer = []
            table.flushed = 0
            table.in_cell = True
            table.attributes = attributes

    def _end_cell(self, _: str) -> None:
        table = self._table
        if table is None or not table.in_cell:
            return
        self._flush()
        text = "".join(self._buffer)
        table.in_cell = False
        self._buffer = []
        if table.row is not None and len(self._displayed) == table.base:
            attributes = table.attributes
            table.row.append((cell_text(text), *spans(attributes)))

    def _start_caption(self, _: str) -> None:
        self._buffer = []

    def _end_caption(self, _: str) -> None:
        if self._table is not None:
            caption = (self._table.host, self._buffer, bool(self._displayed), False)
            self.segments.insert(len(self.segments) - 1, caption)
            self._buffer = []

    def _input(self, attributes: str) -> None:
        """What a form field shows: some offices publish the web form in which they reported."""
        if self._table is not None and (text := filled_in(attributes)) is not None:
            self._buffer.append(text)

    def _start_choice(self, _: str) -> None:
        self._hide("")
        self._choice = []

    def _option(self, attributes: str) -> None:
        if self._displayed:
            self._buffer.append("\n")
            self._choice.append((is_selected(attributes), len(self._buffer)))

    def _end_choice(self, _: str) -> None:
        """The choice that a form's cell shows; of several of which none is made, all, which is no figure."""
        starts = [start for _, start in self._choice]  # none, where a script is to fill it
        ends = [*starts[1:], len(self._buffer)]
        pieces = [self._buffer[start:end] for start, end in zip(starts, ends, strict=False)]
        texts = ["".join(piece).strip() for piece in pieces]
        made = [text for text, (is_made, _) in zip(texts, self._choice, strict=True) if is_made]
        self._choice = []
        self._drop("")
        if self._table is not None:
            self._buffer.append(made[-1] if made else " | ".join(filter(None, texts)))

    # Files and pictures

    def _start_link(self, attributes: str) -> None:
        self._buffer.append(LINK)
        self._link = (attributes, len(self._buffer))

    def _end_link(self, _: str) -> None:
        if self._link is not None:
            attributes, begin = self._link
            self._note_file(self._buffer[begin:], attributes)
            self._link = None
        self._buffer.append(LINK_END)

    def _embedded(self, attributes: str) -> None:
        self._note_file([], attributes)
        self._buffer.append("\n")

    def _start_frame(self, attributes: str) -> None:
        """A frame shows another page; what its element holds, nobody sees."""
        self._note_file([], attributes)
        self._hide("")

    def _end_frame(self, _: str) -> None:
        self._drop("")
        self._buffer.append("\n")

    def _note_file(self, words: list[str], attributes: str) -> None:
        file = file_of(attributes, " ".join("".join(words).split()))
        if file is not None:
            self._buffer.append(FileSign.of(file))
            self.has_signs = True

    def _picture(self, attributes: str) -> None:
        if not self._displayed and not is_decoration(attributes):
            self._buffer.append(PICTURE)
            self.has_signs = True


def _handlers() -> dict[str, Callable[[Markup, str], None]]:
    """What each tag does beyond breaking a line."""
    found: dict[str, Callable[[Markup, str], None]] = dict.fromkeys(_HEADINGS, Markup._start_heading)
    found |= {"/" + name: Markup._end_heading for name in _HEADINGS}
    found |= dict.fromkeys(("tbody", "thead"), Markup._start_group)
    found |= dict.fromkeys(("td", "th"), Markup._start_cell)
    found |= dict.fromkeys(("/td", "/th"), Markup._end_cell)
    found |= dict.fromkeys(("pre", "textarea", "xmp"), Markup._start_preformatted)
    found |= dict.fromkeys(("/pre", "/textarea", "/xmp"), Markup._end_preformatted)
    found |= dict.fromkeys(("embed", "object"), Markup._embedded)
    found |= {"iframe": Markup._start_frame, "/iframe": Markup._end_frame}
    return found | {
        "table": Markup._start_table,
        "/table": Markup._end_table,
        "tfoot": Markup._start_foot,
        "tr": Markup._start_row,
        "/tr": Markup._end_row,
        "caption": Markup._start_caption,
        "/caption": Markup._end_caption,
        "a": Markup._start_link,
        "/a": Markup._end_link,
        "img": Markup._picture,
        **dict.fromkeys(("sup", RAISE), Markup._start_raised),
        **dict.fromkeys(("/sup", LOWER), Markup._end_raised),
        "sub": Markup._part,
        "input": Markup._input,
        "select": Markup._start_choice,
        "option": Markup._option,
        "/select": Markup._end_choice,
        **dict.fromkeys((HIDE, "noscript"), Markup._hide),
        **dict.fromkeys((SHOW, "/noscript"), Markup._show),
        **dict.fromkeys(_DROPPED, Markup._hide),
        **{"/" + name: Markup._drop for name in _DROPPED},
    }


_HANDLERS = _handlers()
