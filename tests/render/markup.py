"""HTML as editors leave it: clean, from Word, from WPS, cluttered, sloppy; tables and paragraphs alike."""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.render.forms import Box, Table


@dataclass(frozen=True)
class Markup:
    """One editor's way, out of markups.toml. `head` is for labels and heads, `cell` for figures; `blank` is
    what an empty cell holds."""

    inner: str = "bare"
    blank: str = "{text}"
    cell: str = "<td{spans}>{text}</td>"
    head: str = ""
    row: str = "<tr>{cells}</tr>"
    table: str = "<table><tbody>{rows}</tbody></table>"
    paragraph: str = "<p>{text}</p>"
    heading: str = "<p><strong>{text}</strong></p>"

    def print_table(self, table: Table, rng: random.Random) -> str:
        """A table's HTML."""
        rows = [
            self.row.format(cells="".join(self._print_box(box, rng) for box in row)) + "\n"
            for row in table.rows
        ]
        return self.table.format(rows="".join(rows))

    def _print_box(self, box: Box, rng: random.Random) -> str:
        spans = f' rowspan="{box.down}"' if box.down > 1 else ""
        spans += f' colspan="{box.across}"' if box.across > 1 else ""
        template = self.head if self.head and box.role in ("head", "label", "title") else self.cell
        if not box.text.strip() or "&" in box.text:
            text = self.blank.format(text=box.text)
        else:
            text = INNERS[self.inner](box.text, rng)
        return template.format(spans=spans, text=text)


def _bare(text: str, _rng: random.Random) -> str:
    return text


def _word(text: str, _rng: random.Random) -> str:
    font = "Times New Roman" if text[:1].isdigit() else "仿宋_GB2312"
    return (
        '<p class="MsoNormal" align="center" style="text-align:center;line-height:18.0pt">'
        f"<span style='font-size:10.5pt;font-family:{font};mso-bidi-font-family:宋体;color:black;"
        f'mso-font-kerning:0pt\'>{text}</span><span lang="EN-US"><o:p></o:p></span></p>'
    )


def _wps(text: str, _rng: random.Random) -> str:
    return (
        '<p style="margin-right:0;margin-left:0;text-indent:0;text-align:center">'
        '<span style="font-family: 宋体;letter-spacing: 0;font-size: 14px">'
        f'<font face="宋体">{text}</font></span></p>'
    )


def _cut_over_spans(text: str, rng: random.Random) -> str:
    """In two spans, digits too."""
    if len(text) < 2:
        return f"<span>{text}</span>"
    place = rng.randrange(1, len(text))
    return f"<p><span>{text[:place]}</span><span style='color:#333'>{text[place:]}</span></p>"


def _cut_over_lines(text: str, rng: random.Random) -> str:
    """Labels cut by line breaks and paragraphs; figures whole."""
    if len(text) < 4 or text[:1] in "+-＋－" or text[:1].isdigit():
        return f"<p>{text}</p>"
    place = rng.randrange(2, len(text) - 1)
    pair = rng.choice(("{}<br>{}", "<p>{}</p><p>{}</p>", "<div>{}</div><div>{}</div>"))
    return pair.format(text[:place], text[place:])


def _upright(text: str, rng: random.Random) -> str:
    """Long labels run from top to bottom, a character a line."""
    if len(text) < 5 or text[:1] in "+-＋－" or text[:1].isdigit() or rng.random() < 0.5:
        return text
    return "<br/>".join(text)


def _clutter(text: str, rng: random.Random) -> str:
    kind = rng.choice(("cell", "td-in", "xl65"))
    return f'<div class="{kind}"><div><span><b></b><span>{text}</span></span></div></div>'


def _loose(text: str, rng: random.Random) -> str:
    """Indented as formatters do."""
    return f"\n\t\t\t\t{text}\n{' ' * rng.randint(0, 8)}"


def _in_own_table(text: str, _rng: random.Random) -> str:
    """A figure stands in a table of one cell within its cell."""
    if not text[:1].isdigit() or len(text) > 12 or not text[-1:].isdigit():
        return text
    return f"<table><tr><td>{text}</td></tr></table>"


INNERS: dict[str, Callable[[str, random.Random], str]] = {
    "bare": _bare,
    "word": _word,
    "wps": _wps,
    "cut over spans": _cut_over_spans,
    "cut over lines": _cut_over_lines,
    "upright": _upright,
    "clutter": _clutter,
    "own table": _in_own_table,
    "loose source": _loose,
}
"""Ways to wrap a cell's text, by the names that markups.toml uses."""

MARKUPS: dict[str, Markup] = {
    name: Markup(**ways)
    for name, ways in tomllib.loads(
        Path(__file__).with_name("markups.toml").read_text(encoding="utf-8")
    ).items()
}
