"""HTML as editors leave it: clean, from Word, from WPS, cluttered, sloppy; tables and paragraphs alike."""

import random
from collections.abc import Callable
from dataclasses import dataclass

from tests.render.forms import Box, Table

Inner = Callable[[str, random.Random], str]


@dataclass(frozen=True)
class Markup:
    """One editor's way. `inner` wraps a cell's text; the templates take what their names say."""

    inner: Inner
    cell: str = "<td{spans}>{text}</td>"
    head: str = "<td{spans}>{text}</td>"
    row: str = "<tr>{cells}</tr>\n"
    table: str = "<table>\n<tbody>{rows}</tbody></table>\n"
    paragraph: str = "<p>{text}</p>\n"
    heading: str = "<p><strong>{text}</strong></p>\n"

    def print_table(self, table: Table, rng: random.Random) -> str:
        """A table's HTML."""
        rows = "".join(self.row.format(cells="".join(self._box(b, rng) for b in row)) for row in table.rows)
        return self.table.format(rows=rows)

    def _box(self, box: Box, rng: random.Random) -> str:
        spans = (f' rowspan="{box.down}"' if box.down > 1 else "") + (
            f' colspan="{box.across}"' if box.across > 1 else ""
        )
        template = self.head if box.role in ("head", "label", "title") else self.cell
        text = self.inner(box.text, rng) if box.text.strip() and "&" not in box.text else box.text
        return template.format(spans=spans, text=text)


def _bare(text: str, _rng: random.Random) -> str:
    return text


def _word(text: str, _rng: random.Random) -> str:
    font = "仿宋_GB2312" if not text[:1].isdigit() else "Times New Roman"
    return (
        '<p class="MsoNormal" align="center" style="text-align:center;line-height:18.0pt">'
        f"<span style='font-size:10.5pt;font-family:{font};mso-bidi-font-family:宋体;color:black;"
        f'mso-font-kerning:0pt\'>{text}</span><span lang="EN-US"><o:p></o:p></span></p>'
    )


def _wps(text: str, _rng: random.Random) -> str:
    return (
        '<p style="margin-right:0;margin-left:0;text-indent:0;text-align:center">'
        f'<span style="font-family: 宋体;letter-spacing: 0;font-size: 14px"><font face="宋体">{text}</font></span></p>'
    )


def _cut_in_spans(text: str, rng: random.Random) -> str:
    """Every few characters in a span of their own, digits too."""
    if len(text) < 2:
        return f"<span>{text}</span>"
    place = rng.randrange(1, len(text))
    return f"<p><span>{text[:place]}</span><span style='color:#333'>{text[place:]}</span></p>"


def _cut_in_lines(text: str, rng: random.Random) -> str:
    """Labels cut by line breaks and paragraphs; figures whole."""
    if len(text) < 4 or text[:1] in "+-＋－" or text[:1].isdigit():
        return f"<p>{text}</p>"
    place = rng.randrange(2, len(text) - 1)
    return rng.choice(("{}<br>{}", "<p>{}</p><p>{}</p>", "<div>{}</div><div>{}</div>")).format(
        text[:place], text[place:]
    )


def _clutter(text: str, rng: random.Random) -> str:
    classes = rng.choice(("cell", "td-in", "xl65"))
    return f'<div class="{classes}"><div><span><b></b><span>{text}</span></span></div></div>'


def _loose(text: str, rng: random.Random) -> str:
    """Source broken and indented as formatters do."""
    return f"\n\t\t\t\t{text}\n{' ' * rng.randint(0, 8)}"


_STYLED = '<td{spans} style="border:1px solid #000;padding:2px 4px;word-break:break-all" valign="middle">{text}</td>'

MARKUPS: dict[str, Markup] = {
    "clean": Markup(_bare),
    "styled": Markup(
        _bare,
        cell=_STYLED,
        head=_STYLED,
        table='<table style="border-collapse:collapse;width:100%" align="center"><tbody>\n{rows}</tbody></table>\n',
        paragraph='<p style="text-indent:2em;line-height:2">{text}</p>\n',
        heading='<p style="text-indent:2em"><strong>{text}</strong></p>\n',
    ),
    "word": Markup(
        _word,
        cell='<td width="72"{spans} style="width:53.9pt;border-top:none;border-left:none;mso-border-alt:solid windowtext .5pt;'
        'padding:0cm 1.4pt 0cm 1.4pt;height:22.5pt">{text}</td>',
        head='<td width="120"{spans} style="width:90.0pt;border:solid windowtext 1.0pt;padding:0cm 1.4pt 0cm 1.4pt">{text}</td>',
        row='<tr style="mso-yfti-irow:1;height:22.5pt">{cells}</tr>\n',
        table='<div align="center"><table class="MsoNormalTable" border="0" cellspacing="0" cellpadding="0" width="600" '
        'style="width:449.8pt;border-collapse:collapse;mso-yfti-tbllook:1184">{rows}</table></div>\n',
        paragraph="<p class=\"MsoNormal\" style='text-indent:32.0pt;line-height:28.0pt'><span style='font-size:16.0pt;"
        'font-family:仿宋_GB2312\'>{text}<span lang="EN-US"><o:p></o:p></span></span></p>\n',
        heading="<p class=\"MsoNormal\"><b><span style='font-size:16.0pt;font-family:黑体'>{text}</span></b></p>\n",
    ),
    "wps": Markup(
        _wps,
        table='<table width="553" style="border: none;"><colgroup><col width="84"/><col width="90"/></colgroup>'
        "<tbody>{rows}</tbody></table>\n<p><br/></p>\n",
        cell='<td{spans} width="67" valign="center" style="border: 1px solid windowtext;">{text}</td>',
        head='<td width="93"{spans} valign="center" style="border: 1px solid windowtext;">{text}</td>',
        paragraph='<p style="text-indent:43px"><span style="font-family: 仿宋;font-size: 21px"><font face="仿宋">{text}</font></span></p>\n',
        heading='<p style="text-indent:43px"><span style="font-family: 黑体;font-size: 21px"><font face="黑体">{text}</font></span></p>\n',
    ),
    "spans": Markup(_cut_in_spans),
    "lines": Markup(_cut_in_lines, paragraph="<div>{text}</div>\n", heading="<h3>{text}</h3>\n"),
    "clutter": Markup(
        _clutter,
        table='<div class="table-box"><div class="scroll"><table border="1">{rows}</table></div></div>\n',
        paragraph='<div class="p"><span>{text}</span></div>\n',
        heading='<div class="p"><span><span><b>{text}</b></span></span></div>\n',
    ),
    "loose": Markup(_loose, row="\n\t\t\t<tr>\n{cells}\n\t\t\t</tr>"),
    "th": Markup(_bare, head='<th{spans} scope="col">{text}</th>'),
    "th for figures": Markup(_bare, cell="<th{spans}>{text}</th>"),
    "sections": Markup(
        _bare,
        table="<table summary=''><caption></caption><thead><tr></tr></thead><tbody>{rows}</tbody><tfoot></tfoot></table>\n",
    ),
    "sloppy": Markup(
        _bare,
        cell="<TD{spans} ALIGN=center>{text}",
        head="<TD{spans} NOWRAP><B>{text}</B>",
        row="<TR>{cells}\n",
        table="<TABLE BORDER=1 CELLSPACING=0>{rows}</TABLE>\n",
        paragraph="<P>{text}\n",
        heading="<P><B>{text}</B>\n",
    ),
    "layered": Markup(
        _bare,
        table='<table width="98%" border="0"><tr><td><table border="0"><tr><td align="center"><table border="1">{rows}'
        "</table></td></tr></table></td></tr></table>\n",
    ),
}
