"""Marks of a text -> rows of one form: a label, and the figures that stand by it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise

from gongkai import codebook
from gongkai.records import Form
from parsers.flat.flat_labels import Mark, is_fragment
from parsers.flat.flat_sums import failed_sums
from parsers.flat.flat_text import Piece
from parsers.labels import fold, key
from parsers.tables.cells import read_cell
from parsers.tables.row_labels import most_alike
from parsers.text.headings import chapter_of, read_heading

_FEWEST = 5
"""Rows with figures that may be a whole table, and no sentence."""
_NO_SENTENCE = 5
"""Numbers in succession that no sentence has."""


@dataclass(slots=True)
class Row:
    """One row as the text has it. `items` are () where the words before the figures are none of the form's.
    `cut` says that such words follow its figures in their line, as in a sentence."""

    items: tuple[str, ...]
    label: Piece
    text: str
    figures: list[Piece] = field(default_factory=list)
    heads: tuple[Mark, ...] = ()  # heads that stand between it and the row before
    unit: str | None = None  # printed between label and figure, folded
    note: str | None = None  # the rule by which it was found, if not by its label
    cut: bool = False
    stray: bool = False  # figures that belong to no label follow it
    is_ordered: bool = True  # no figure stands behind the rest of a label that others stand in the midst of
    may_lack: bool = False  # a bare number that may be its figure or a page's was left out of it
    doubtful: bool = False  # a line that may hold its figures or a page number stands beside its label

    @property
    def begin(self) -> Piece:
        """Where it begins on the page, with the heads before it."""
        return self.heads[0].pieces[0] if self.heads else self.label

    @property
    def is_parted(self) -> bool:
        """Whether a space, a line or a unit stands between label and figures, as between cells."""
        return bool(self.figures) and self.figures[0].offset != self.label.offset + len(self.text)

    def fit(self, width: int) -> None:
        """Leave out cells that are known to be empty, unless each cell of the row is known."""
        if len(self.figures) != width:
            self.figures = [piece for piece in self.figures if piece.text]

    @property
    def end(self) -> Piece:
        """Its last piece as far as it is known."""
        return max((self.label, *self.figures), key=lambda piece: piece.offset)


Run = list[tuple[str, Row]]
"""Rows of a table with their items, in the order of the form."""


def table_rows(form: Form, marks: Sequence[Mark]) -> Run:
    """The rows of the form's table.

    Figures follow their label, as a rule. Figures that stand between heads and a label speak for the other
    order. That is taken where the form's first row has its figures before its label, and the last row none
    behind it; and where the sums of the form do not speak against either order more than against the other.
    What cannot be decided so is told as rows without figures, and those as astray.
    """
    run = _longest_run(form, marks)
    if not run:
        return run
    turned = _longest_run(form, list(_turned(marks))) if not run[-1][1].figures else []
    if not _precede(form, marks, run):
        agrees = not turned or _failed(form, run) <= _failed(form, turned)
        return run if agrees else _astray(run)
    is_turned = turned and turned[0][1].figures and not _ranks(form)[turned[0][0]]
    return turned if is_turned else _astray(run)


def rivals(form: Form, marks: Sequence[Mark]) -> list[Run]:
    """The runs of rows that each may be the form's table, as long as half of the longest at least; none where
    one alone is there, or where all of them tell the same."""
    runs = [_told(form, run) for run in _runs(form, _rows_of(form, marks))]
    filled = [{item: [p.text for p in row.figures] for item, row in run if row.figures} for run in runs]
    most = max(map(len, filled), default=0)
    whole = [n for n, own in enumerate(filled) if len(own) >= _FEWEST and 2 * len(own) > most]
    differ = any(
        filled[one].get(item, figures) != figures
        for one, other in pairwise(whole)
        for item, figures in filled[other].items()
    )
    return [runs[n] for n in whole] if differ else []


def _failed(form: Form, run: Run) -> int:
    return failed_sums(form, {item: row.figures for item, row in run})


def _astray(run: Run) -> Run:
    return [(item, replace(row, figures=[], stray=True)) for item, row in run]


def _precede(form: Form, marks: Sequence[Mark], run: Run) -> bool:
    """Whether figures stand right behind heads or the label of a group, and before the label of a row."""
    labels = {id(row.label) for _, row in run}
    above = ("head", "item") if form == "requests" else ("head", "item", "group")
    for place, mark in enumerate(marks):
        if id(mark.pieces[0]) not in labels:
            continue
        start = place
        while start and marks[start - 1].kind == "figure":
            start -= 1
        are_figures = [any(c.isdigit() for c in m.text) or form != "statistics" for m in marks[start:place]]
        while start and marks[start - 1].kind == "unit":
            start -= 1
        before = marks[start - 1] if start else None
        if (
            any(are_figures)
            and before is not None
            and before.kind in above
            and id(before.pieces[0]) not in labels
        ):
            return True
    return False


def has_strays(rows: Iterable[Row]) -> bool:
    """Whether figures stand away from their labels, so that a row without any may not be blank."""
    return any(row.stray or (row.doubtful and not row.figures) for row in rows)


def before_gaps(run: Run, order: Sequence[str]) -> set[str]:
    """Items whose figures may be those of the next row, because its label is lost: none where every row has
    figures, so that those of two rows would be too many for one."""
    if all(row.figures for _, row in run):
        return set()
    known = {item for item, _ in run}
    return {item for item, after in pairwise(order) if item in known and after not in known}


def lines_of_table(marks: Sequence[Mark], label: Piece, figure: Piece) -> set[int]:
    """Numbers of the lines that hold a table: from the heads over its first label to its last figure, without
    sentences that stand among its rows."""
    places = {id(piece): place for place, mark in enumerate(marks) for piece in mark.pieces}
    first, last = places[id(label)], places[id(figure)]
    while first and marks[first - 1].kind != "text":
        first -= 1
    while last + 1 < len(marks) and marks[last + 1].kind == "rest":
        last += 1
    lines: dict[int, list[Mark]] = {}
    for mark in marks[first : last + 1]:
        for piece in mark.pieces:
            lines.setdefault(piece.line, []).append(mark)
    sentences = {piece.line for mark in marks if mark.is_sentence for piece in mark.pieces}
    return {line for line, held in lines.items() if line not in sentences and not _is_chapter(held)}


def _is_chapter(held: Sequence[Mark]) -> bool:
    """Whether a line is the heading of a chapter, as it stands between two tables."""
    if any(mark.kind != "text" for mark in held):
        return False
    heading = read_heading("".join(mark.text for mark in held))
    return heading is not None and heading.level == 1 and chapter_of(heading.heading or "") is not None


def _turned(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks with each row's figures behind its label; those before other words stay astray."""
    waiting: list[Mark] = []
    for mark in marks:
        if mark.kind == "figure":
            waiting.append(mark)
            continue
        yield mark
        if mark.kind == "text" and waiting:
            yield Mark("group", mark.pieces)
        if mark.kind in ("item", "text"):
            yield from waiting
            waiting = []
    yield from waiting


def _rows_of(form: Form, marks: Sequence[Mark]) -> list[Row]:
    """The rows in the order of the text: labels with the figures up to the next mark that ends the row."""
    rows: list[Row] = []
    heads: list[Mark] = []
    unknown: list[Mark] = []  # words just before, that may be the label of a row
    is_open = False
    last: Mark | None = None
    for place, mark in enumerate(marks):
        following = marks[place + 1] if place + 1 < len(marks) else None
        is_after_dashed = mark.pieces[0].is_after_dashed and mark.kind not in ("figure", "unit")
        if is_after_dashed and rows:
            rows[-1].doubtful = True
        if mark.pieces[0].is_after_bare and rows:
            rows[-1].may_lack = True
        if mark.kind == "item" and not _is_head(mark, following):
            rows.append(
                Row(mark.items, mark.pieces[0], mark.text, heads=tuple(heads), doubtful=is_after_dashed)
            )
            heads, unknown, is_open = [], [], True
        elif mark.kind in ("item", "head"):
            heads.append(mark)
            unknown = []
            # Heads of the requests are repeated where a page of the print ends, in the midst of a row too.
            is_open = is_open and form == "requests"
        elif mark.kind in ("figure", "unit"):
            if not is_open and unknown and mark.text and not mark.pieces[0].text.startswith(("—", "-")):
                rows.append(_unknown_row(unknown, tuple(heads)))
                heads, unknown, is_open = [], [], True
            if is_open and last is not None and last.kind == "rest" and rows[-1].figures:
                rows[-1].is_ordered = False
            _add(rows, mark, is_open=is_open)
        elif mark.kind == "group" or (mark.kind == "text" and not is_fragment(form, mark)):
            if is_open and last is not None and last.kind == "figure":
                rows[-1].cut = last.pieces[0].line == mark.pieces[0].line and mark.kind == "text"
            unknown = [] if mark.kind == "group" or mark.is_sentence else [*unknown, mark]
            is_open = False
        last = mark
    return rows


def _unknown_row(words: Sequence[Mark], heads: tuple[Mark, ...]) -> Row:
    """A row of words that are no label; a 无 at their end is its first figure."""
    text, last = "".join(mark.text for mark in words), words[-1].pieces[-1]
    row = Row((), words[0].pieces[0], text.removesuffix("无"), heads=heads)
    if row.text != text:
        place = last.offset + len(last.text) - 1
        row.figures.append(replace(last, text="无", offset=place, is_figure=True))
    return row


def _add(rows: list[Row], mark: Mark, *, is_open: bool) -> None:
    """Give a figure or a unit to the row that is open, or note that it belongs to none."""
    piece = mark.pieces[0]
    if is_open and mark.kind == "unit" and rows[-1].unit is None:
        rows[-1].unit = fold(mark.text)
    elif is_open and piece.is_figure:  # of units, a dash of several strokes
        rows[-1].figures.append(piece)
    elif rows and mark.kind == "figure" and read_cell(piece.text).state not in ("dash", "blank"):
        rows[-1].stray = True


def _is_head(mark: Mark, following: Mark | None) -> bool:
    """Whether a word that may be item or measure (其他, 总计) is a measure: without number and figure."""
    numbered = key(mark.text) != "".join(mark.text.split())
    return bool(mark.measures) and not numbered and (following is None or following.kind != "figure")


def _longest_run(form: Form, marks: Sequence[Mark]) -> Run:
    """The rows of the form's table: of several runs the one with most figures, else with most labels."""
    runs = (_told(form, run) for run in _runs(form, _rows_of(form, marks)))
    return max(runs, key=lambda run: (sum(bool(row.figures) for _, row in run), len(run)), default=[])


def _runs(form: Form, rows: Sequence[Row]) -> Iterator[Run]:
    """Rows that follow one another in the order of the form, with the code that their place in it decides;
    "" for rows whose words are none of the form's."""
    run: Run = []
    ranks = _ranks(form)
    last = ""
    for row in rows:
        if row.cut and len(row.figures) < _NO_SENTENCE:
            continue
        item = next((code for code in row.items if not last or ranks[code] > ranks[last]), None)
        if item is None and row.items:
            item = row.items[0]
            if last == item and not run[-1][1].figures:
                run.pop()
            else:
                yield run
                run = []
        run.append((item or "", row))
        last = item or last
    yield run


def _told(form: Form, run: Run) -> Run:
    """A run with the items of garbled labels that fill a gap, without rows that are none of the form's."""
    known = {item for item, _ in run}
    order = list(_ranks(form))
    found: Run = []
    for place, (given, row) in enumerate(run):
        item = given
        if not item and found:
            below = next((code for code, _ in run[place:] if code), None)
            gap = order[order.index(found[-1][0]) + 1 : order.index(below) if below else len(order)]
            item = most_alike(row.text, [code for code in gap if code not in known], form) or ""
        if item:
            known.add(item)
            found.append((item, row))
        elif found:
            # The figures of a label that was cut may follow another's.
            found[-1][1].stray |= row.stray or not found[-1][1].figures
    return found


@cache
def _ranks(form: Form) -> dict[str, int]:
    """Place of each item in the form; of the two editions, the newer one's rows stand where they are read."""
    codes = [entry.code for entry in codebook.entries() if entry.form == form and entry.kind == "item"]
    return {code: rank for rank, code in enumerate(codes)}
