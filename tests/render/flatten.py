"""Reports whose tables lost their tags: saved as text, pasted from PDF or OCR, spread into paragraphs.

`WAYS` turn a table into lines of text, `WEARS` do to the lines what printing and pasting do, `CARRIERS` are
what the lines end up in.
"""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape

from tests.render.forms import Box, Table

Lines = list[str]
Way = Callable[[Table, random.Random], Lines]
Wear = Callable[[Lines, random.Random], Lines]

_FIGURE = re.compile(
    r"[+\-＋－]?[\d０-９][\d０-９,，.]*(?:元|万元|件)?|[/\\\-—－无]|持平|未增未减|[增减].*\d"
)


def _texts(row: Sequence[Box]) -> list[str]:
    return [unescape(box.text).strip() for box in row]


def _printed(row: Sequence[Box]) -> list[str]:
    return [text for text in _texts(row) if text]


def _sides(row: Sequence[Box]) -> tuple[list[str], list[str]]:
    """Labels and heads of a row, and its figures."""
    return _printed([b for b in row if b.role != "value"]), _printed([b for b in row if b.role == "value"])


def a_cell_a_line(table: Table, rng: random.Random) -> Lines:
    """Each cell a line, empty ones gone, indented here and there."""
    lines = []
    for row in table.rows:
        lines += ["", *(rng.choice(("", " ", "  ", "　")) + text for text in _printed(row)), ""]
    return lines


def a_row_a_line(table: Table, _rng: random.Random) -> Lines:
    """Cells parted by single spaces."""
    return [" ".join(_printed(row)) for row in table.rows]


def in_columns(table: Table, _rng: random.Random) -> Lines:
    """Cells set in columns by many spaces."""
    return ["".join(text.ljust(12) + "  " for text in _printed(row)).rstrip() for row in table.rows]


def with_tabs(table: Table, _rng: random.Random) -> Lines:
    """As browsers copy a table: a tab between cells, each cell once."""
    return ["\t".join(_texts(row)) for row in table.rows]


def label_then_figures(table: Table, _rng: random.Random) -> Lines:
    """A label in its line, the figures of its row in the next."""
    lines = []
    for row in table.rows:
        labels, figures = _sides(row)
        lines += [*labels, " ".join(figures)] if figures else [" ".join(labels)]
    return lines


def figures_then_label(table: Table, rng: random.Random) -> Lines:
    """The figures of a row before its label, as some readers of PDF files have it."""
    if not any(box.role == "label" for row in table.rows for box in row):
        return a_row_a_line(table, rng)
    lines = []
    for row in table.rows:
        labels, figures = _sides(row)
        lines += [" ".join(figures), *labels] if figures else [" ".join(labels)]
    return lines


def glued(table: Table, _rng: random.Random) -> Lines:
    """No space between a label and the first figure."""
    lines = []
    for row in table.rows:
        labels, figures = _sides(row)
        lines.append(" ".join(labels) + " ".join(figures))
    return lines


def in_one_line(table: Table, _rng: random.Random) -> Lines:
    """The whole table in one line."""
    return [" ".join(text for row in table.rows for text in _printed(row))]


def spread(table: Table) -> list[list[str]]:
    """The table as a rectangle: a spanning cell's text in its first place, the others empty."""
    places: dict[tuple[int, int], str] = {}
    for number, row in enumerate(table.rows):
        column = 0
        for box, text in zip(row, _texts(row), strict=True):
            while (number, column) in places:
                column += 1
            for down in range(box.down):
                for across in range(box.across):
                    places[number + down, column + across] = "" if down or across else text
            column += box.across
    width = 1 + max(column for _, column in places)
    return [[places.get((row, column), "") for column in range(width)] for row in range(len(table.rows))]


def pipes(table: Table, _rng: random.Random) -> Lines:
    """A markdown table: the first row is its head, whatever it holds."""
    head, *rows = spread(table)
    rule = ["---"] * len(head)
    return ["", *("| " + " | ".join(row) + " |" for row in (head, rule, *rows)), ""]


def pipes_under_invented_head(table: Table, _rng: random.Random) -> Lines:
    """A markdown table by an OCR program, which invents a head where it finds none."""
    rows = spread(table)
    head = [f"列{n}" for n in range(1, len(rows[0]) + 1)]
    return [
        "",
        *("|" + "|".join(row) + "|" for row in (head, [":-:"] * len(head), *rows)),
        "",
    ]


def from_a_worksheet(table: Table, _rng: random.Random) -> Lines:
    """As worksheets copy: a tab for each column, merged cells empty but for the first."""
    return ["\t".join(row) for row in spread(table)]


WAYS: dict[str, Way] = {
    way.__name__: way
    for way in (
        a_cell_a_line,
        a_row_a_line,
        in_columns,
        with_tabs,
        label_then_figures,
        figures_then_label,
        glued,
        in_one_line,
        pipes,
        pipes_under_invented_head,
        from_a_worksheet,
    )
}


def page_numbers(lines: Lines, rng: random.Random) -> Lines:
    """A page number every few lines, in the midst of a table too."""
    style = rng.choice(("- {} -", "— {} —", "－{}－", "第{}页", "第 {} 页 共 9 页", "-{}-"))
    found: Lines = []
    for number, line in enumerate(lines):
        found.append(line)
        if number % 17 == 16:
            found += ["", style.format(number // 17 + 1), "\f" if rng.random() < 0.5 else ""]
    return found


def running_heads(lines: Lines, _rng: random.Random) -> Lines:
    """The title over each page of the print."""
    found: Lines = []
    for number, line in enumerate(lines):
        if number % 23 == 22:
            found.append("政府信息公开工作年度报告")
        found.append(line)
    return found


def wrapped(lines: Lines, rng: random.Random) -> Lines:
    """Labels cut over lines, the figures behind the last piece."""
    found: Lines = []
    for line in lines:
        label = re.match(r"[^\d\s]*(?:\d\.)?[^\d\s|]{8,}(?=\s|$)", line)
        if label and "。" not in line and "|" not in line and "\t" not in line and label.end() < 60:
            place = rng.randrange(5, label.end() - 2)
            found += [line[:place], line[place:]]
        else:
            found.append(line)
    return found


def wrapped_round(lines: Lines, rng: random.Random) -> Lines:
    """Labels cut over lines, the figures in the midst of them, as PDF files have it."""
    found: Lines = []
    for line in lines:
        label = re.match(r"(?:\d\.)?[^\d\s|]{10,40}(?= +[\d/—-])", line)
        if label and "|" not in line:
            place = rng.randrange(6, label.end() - 2)
            found += [line[:place] + line[label.end() :], line[place : label.end()]]
        else:
            found.append(line)
    return found


_RADICALS = str.maketrans("民见长车门马食金风龙人大工立言走", "⺠⻅⻓⻋⻔⻢⻝⾦⻛⻰⼈⼤⼯⽴⾔⾛")


def radicals(lines: Lines, _rng: random.Random) -> Lines:
    """Radicals for characters, as PDF fonts map them."""
    return [line.translate(_RADICALS) for line in lines]


def loose(lines: Lines, rng: random.Random) -> Lines:
    """Short words spread by spaces."""
    return [
        " ".join(line)
        if 2 <= len(line) <= 6 and not re.search(r"[\d|\t\s.(（]", line) and rng.random() < 0.7
        else line
        for line in lines
    ]


WEARS: dict[str, Wear] = {
    wear.__name__: wear for wear in (page_numbers, running_heads, wrapped, wrapped_round, radicals, loose)
}


@dataclass(frozen=True)
class Carrier:
    """What lines end up in: what stands round each, round all of a table, round paragraphs and headings."""

    line: str
    paragraph: str
    heading: str
    table: str = "{lines}"
    is_text: bool = False


CARRIERS: dict[str, Carrier] = {
    "text": Carrier("{text}\n", "  {text}\n\n", "\n{text}\n", is_text=True),
    "markdown": Carrier("{text}\n", "{text}\n\n", "\n## {text}\n\n", is_text=True),
    "paragraphs": Carrier("<p>{text}</p>", '<p style="text-indent:2em">{text}</p>', "<p><b>{text}</b></p>"),
    "breaks": Carrier("{text}<br>\n", "<p>{text}</p>", "<p>{text}</p>"),
    "spans": Carrier(
        '<div><span style="font-size:16px">{text}</span></div>', "<div>{text}</div>", "<div>{text}</div>"
    ),
    "preformatted": Carrier("{text}\n", "<p>{text}</p>", "<h3>{text}</h3>", "<pre>{lines}</pre>"),
}
"""Text alone, and pages whose tables became paragraphs."""


@dataclass(frozen=True)
class Flat:
    """One way through all three; prints tables as an editor's markup does."""

    way: Way
    wears: tuple[Wear, ...]
    carrier: Carrier

    @property
    def paragraph(self) -> str:
        """Template of a paragraph."""
        return self.carrier.paragraph

    @property
    def heading(self) -> str:
        """Template of a heading."""
        return self.carrier.heading

    def print_table(self, table: Table, rng: random.Random) -> str:
        """A table's lines."""
        lines = self.way(table, rng)
        for wear in self.wears:
            lines = wear(lines, rng)
        return self.carrier.table.format(lines="".join(self.carrier.line.format(text=line) for line in lines))


def flat(way: str, wears: Sequence[str], carrier: str) -> Flat:
    """A way, what the lines went through and what they ended up in, by name."""
    return Flat(WAYS[way], tuple(WEARS[wear] for wear in wears), CARRIERS[carrier])
