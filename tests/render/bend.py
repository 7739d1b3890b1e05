"""What happens to tables on their way to a page: split, joined, spans wrong, columns added, heads broken.

A bend takes the tables of a report and gives other tables that say the same: whoever reads labels, spans and
sums as a person does reads the same figures.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from gongkai.records import Form
from tests.render import damage
from tests.render.forms import Box, Row, Table

Bend = Callable[[list[Table], random.Random], list[Table]]
PAD = Box("", role="pad")


def placed(rows: list[Row]) -> list[list[tuple[int, Box]]]:
    """The column in which each box starts, row by row, by the rules of rowspan and colspan."""
    taken: dict[tuple[int, int], bool] = {}
    result = []
    for number, row in enumerate(rows):
        column, places = 0, []
        for box in row:
            while taken.get((number, column)):
                column += 1
            places.append((column, box))
            for down in range(box.down):
                for across in range(box.across):
                    taken[number + down, column + across] = True
            column += box.across
        result.append(places)
    return result


def _each(form: Form, change: Callable[[Table, random.Random], Table]) -> Bend:
    """A bend of the one table that holds a form."""

    def bend(tables: list[Table], rng: random.Random) -> list[Table]:
        return [change(table, rng) if table.forms == (form,) else table for table in tables]

    return bend


def as_they_are(tables: list[Table], _rng: random.Random) -> list[Table]:
    """The form's own tables."""
    return tables


def padded_down(tables: list[Table], _rng: random.Random) -> list[Table]:
    """Every rowspan replaced by empty cells in the rows below."""
    return [table.with_rows(_pad_down(table.rows)) for table in tables]


def _pad_down(rows: list[Row]) -> list[Row]:
    slots: list[dict[int, Box]] = [{} for _ in rows]
    for number, places in enumerate(placed(rows)):
        for column, box in places:
            slots[number][column] = replace(box, down=1)
            for below in range(1, box.down):
                slots[number + below][column] = replace(PAD, across=box.across)
    return [[row[column] for column in sorted(row)] for row in slots]


def padded_across(tables: list[Table], _rng: random.Random) -> list[Table]:
    """Every colspan replaced by empty cells to the right."""
    return [table.with_rows([_pad_across(row) for row in table.rows]) for table in tables]


def _pad_across(row: Row) -> Row:
    padded: Row = []
    for box in row:
        padded.append(replace(box, across=1))
        padded += [replace(PAD, down=box.down)] * (box.across - 1)
    return padded


def no_spans(tables: list[Table], rng: random.Random) -> list[Table]:
    """Neither kind of span: empty cells everywhere."""
    return padded_across(padded_down(tables, rng), rng)


def _without_down(table: Table, _rng: random.Random) -> Table:
    rows = [[replace(box, down=1) if box.role == "label" else box for box in row] for row in table.rows]
    return table.with_rows(rows)


def _span_off(by: Callable[[int], int]) -> Callable[[Table, random.Random], Table]:
    def change(table: Table, _rng: random.Random) -> Table:
        longest = max(box.down for row in table.rows for box in row if box.role == "label")
        rows = [
            [replace(b, down=by(b.down)) if b.role == "label" and b.down == longest else b for b in row]
            for row in table.rows
        ]
        return table.with_rows(rows)

    return change


def _corner(across: int) -> Callable[[Table, random.Random], Table]:
    """The corner spans other columns than the three of the labels below it: the heads stand shifted."""

    def change(table: Table, _rng: random.Random) -> Table:
        first = table.rows[0]
        return table.with_rows([[replace(first[0], across=across), *first[1:]], *table.rows[1:]])

    return change


def _extra_column(
    after: int, head: str, text: Callable[[Row, random.Random], str]
) -> Callable[[Table, random.Random], Table]:
    """One more column after logical column `after` of the requests table; belongs to no code."""

    def change(table: Table, rng: random.Random) -> Table:
        rows: list[Row] = []
        for number, row in enumerate(_pad_down(table.rows)):
            new: Row = []
            column = 0
            for box in row:
                reach = column + box.across
                if number < 3 and column < after < reach:
                    box = replace(box, across=box.across + 1)
                new.append(box)
                if reach == after or (reach > after > column and number >= 3):
                    added = Box(head, role="head") if number == 2 else PAD
                    if number >= 3:
                        added = Box(text(row, rng))
                    new.append(added)
                column = reach
            rows.append(new)
        return table.with_rows(rows)

    return change


def _subtotal(row: Row, _rng: random.Random) -> str:
    texts = [box.text for box in row[-6:-1]]
    return str(sum(map(int, texts))) if all(text.isascii() and text.isdigit() for text in texts) else ""


def _serial(tables: list[Table], _rng: random.Random) -> list[Table]:
    """A column of serial numbers before everything."""
    numbered = []
    for table in tables:
        count = 0
        rows = []
        for row in _pad_down(table.rows):
            labels = any(box.role == "label" and box.text for box in row)
            count += labels
            title = row[0].role == "title"
            text = (
                str(count)
                if labels and not title
                else "序号"
                if row[0].role in ("head", "note") and not count
                else ""
            )
            rows.append([Box(text, role="note"), *row])
        numbered.append(table.with_rows(rows))
    return numbered


def _remarks(tables: list[Table], rng: random.Random) -> list[Table]:
    """A 备注 column after everything, with a word here and there."""
    remarked = []
    for table in tables:
        rows = _pad_down(table.rows)
        first = next(n for n, row in enumerate(rows) if any(box.role == "head" for box in row))
        rows = [
            [
                *row,
                Box(
                    "备注" if number == first else rng.choice(("", "", "", "含下属单位", "见附件")),
                    role="note",
                ),
            ]
            for number, row in enumerate(rows)
        ]
        remarked.append(table.with_rows(rows))
    return remarked


def _more_rows(table: Table, rng: random.Random) -> Table:
    """Rows that belong to no code, with figures of their own."""
    at = next(n for n, row in enumerate(table.rows) if any(box.role == "value" for box in row))
    values = [replace(box, text=str(rng.randint(1, 99))) for box in table.rows[at] if box.role == "value"]
    label = Box("其他主动公开文件", table.width - sum(box.across for box in values), role="label")
    place = at + (2 if "disclosure" in table.forms else 0)
    return table.with_rows([*table.rows[:place], [label, *values], *table.rows[place:]])


def by_article(tables: list[Table], _rng: random.Random) -> list[Table]:
    """Each block of article 20 is a table of its own."""
    result = []
    for table in tables:
        if table.forms != ("disclosure",):
            result.append(table)
            continue
        starts = [number for number, row in enumerate(table.rows) if row[0].role == "title"]
        for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
            result.append(
                replace(table, rows=table.rows[start:end], heading=table.heading if not start else "")
            )
    return result


def _cut_rows(rows: list[Row], at: int) -> tuple[list[Row], list[Row]]:
    """Rows before and after a page break; what spans it is cut, and stands as an empty cell below."""
    above = [list(row) for row in rows[:at]]
    carried: list[tuple[int, Box]] = []
    for number, places in enumerate(placed(rows)[:at]):
        for index, (column, box) in enumerate(places):
            if number + box.down > at:
                above[number][index] = replace(box, down=at - number)
                carried.append(
                    (column, replace(PAD, across=box.across, down=box.down - (at - number), role="label"))
                )
    below = [list(row) for row in rows[at:]]
    starts = [*((column, box) for column, box in placed(rows)[at]), *carried]
    below[0] = [box for _, box in sorted(starts, key=lambda start: start[0])]
    return above, below


def _split(repeat: int) -> Bend:
    """The requests table broken over two; the second repeats the first `repeat` rows."""

    def bend(tables: list[Table], rng: random.Random) -> list[Table]:
        result = []
        for table in tables:
            if table.forms not in (("requests",), ("statistics",)):
                result.append(table)
                continue
            head = min(repeat, 1) if "statistics" in table.forms else repeat
            above, below = _cut_rows(table.rows, rng.randint(8, len(table.rows) - 4))
            result.append(table.with_rows(above))
            result.append(replace(table, heading="", rows=[*table.rows[:head], *below]))
        return result

    return bend


def joined(tables: list[Table], _rng: random.Random) -> list[Table]:
    """One table for everything: headings stand in rows, columns on a common ruler."""
    ruler = 30
    rows: list[Row] = []
    for table in tables:
        rows.append([Box(table.heading, ruler, role="title")])
        width = table.width
        edge = [round(column * ruler / width) for column in range(width + 1)]
        for places in placed(table.rows):
            rows.append(
                [replace(box, across=edge[column + box.across] - edge[column]) for column, box in places]
            )
    forms = tuple(form for table in tables for form in table.forms)
    return [Table(forms, "", rows)]


def headed(tables: list[Table], _rng: random.Random) -> list[Table]:
    """The chapter's heading is the first row of each table, followed by a unit row."""
    result = []
    for table in tables:
        rows = [
            [Box(table.heading, table.width, role="title")],
            [Box("单位：件", table.width, role="title")],
            *table.rows,
        ]
        result.append(replace(table, heading="", rows=rows))
    return result


def ragged(tables: list[Table], rng: random.Random) -> list[Table]:
    """Word's ruler: every row cuts its columns a little elsewhere, by colspans over narrow columns."""
    unit = 4
    result = []
    for table in tables:
        ends = (0, table.width * unit)
        rows = []
        for row in _pad_down(table.rows):
            edges, column = [0], 0
            for box in row:
                column += box.across
                edges.append(
                    column * unit if column * unit in ends else column * unit + rng.choice((-1, 0, 0, 1))
                )
            rows.append([replace(b, across=edges[n + 1] - edges[n]) for n, b in enumerate(row)])
        result.append(table.with_rows(rows))
    return result


_LABEL_COLUMNS: dict[Form, int] = {"disclosure": 1, "requests": 3, "disputes": 0, "statistics": 1}


def gapped(tables: list[Table], _rng: random.Random) -> list[Table]:
    """Pasted from a worksheet: an empty column after the labels and at the end, an empty row below."""
    result = []
    for table in tables:
        labels = _LABEL_COLUMNS[table.forms[0]]
        rows: list[Row] = []
        for row in _pad_down(table.rows):
            new: Row = [PAD] if not labels else []
            column = 0
            for box in row:
                column += box.across
                new.append(box)
                if column == labels:
                    new.append(PAD)
            rows.append([*new, PAD])
        rows.append([PAD] * sum(box.across for box in rows[-1]))
        result.append(table.with_rows(rows))
    return result


def _flat_head(table: Table, _rng: random.Random) -> Table:
    """The row spans of the head are lost: its lower rows start in the first column."""
    rows = [[replace(b, down=1) if b.role in ("head", "note") else b for b in row] for row in table.rows]
    return table.with_rows(rows)


def _articles_left(table: Table, _rng: random.Random) -> Table:
    """The items of article 20 stand in a first column beside their rows."""
    starts = [number for number, row in enumerate(table.rows) if row[0].role == "title"]
    rows: list[Row] = []
    for start, end in zip(starts, [*starts[1:], len(table.rows)], strict=True):
        block = table.rows[start + 1 : end]
        article = replace(table.rows[start][0], across=1, down=len(block), role="label")
        rows += [[article, *block[0]], *block[1:]]
    return table.with_rows(rows)


def _heads_once(table: Table, _rng: random.Random) -> Table:
    """Where two items of article 20 have the same heads, the second has none of its own."""
    rows: list[Row] = []
    last: list[str] = []
    for row in table.rows:
        texts = [box.text for box in row]
        if row[0].role == "head" and texts == last:
            continue
        if row[0].role == "head":
            last = texts
        rows.append(row)
    return table.with_rows(rows)


def _named_row(table: Table, _rng: random.Random) -> Table:
    """The row of figures of the disputes has a label of its own."""
    rows = [[replace(PAD, role="head", down=3), *table.rows[0]], *table.rows[1:-1]]
    return table.with_rows([*rows, [Box("件数", role="label"), *table.rows[-1]]])


def _ungrouped(table: Table, _rng: random.Random) -> Table:
    """三、本年度办理结果 and its groups stand in rows of their own, without figures."""
    rows: list[Row] = table.rows[:3]
    rows = [list(row) for row in rows]
    rows[0][0] = replace(rows[0][0], across=1)
    for row in table.rows[3:]:
        labels = [box for box in row if box.role == "label"]
        for group in labels[:-1]:
            rows.append([replace(group, across=1, down=1), *[PAD] * 7])
        rows.append([replace(labels[-1], across=1), *row[len(labels) :]])
    return table.with_rows(rows)


def side_by_side(tables: list[Table], _rng: random.Random) -> list[Table]:
    """The form of 2014 in two halves beside each other."""
    result = []
    for table in tables:
        if table.forms != ("statistics",):
            result.append(table)
            continue
        head, body = table.rows[0], table.rows[1:]
        half = (len(body) + 1) // 2
        left, right = body[:half], [*body[half:], *[[PAD, PAD, PAD]] * (2 * half - len(body))]
        result.append(
            table.with_rows([[*head, *head], *([*a, *b] for a, b in zip(left, right, strict=True))])
        )
    return result


def _upright(table: Table, _rng: random.Random) -> Table:
    """The disputes stand in fifteen rows: group, outcome, figure."""
    groups, singles, values = table.rows[0], table.rows[1], table.rows[3]
    outcomes = [*singles[:5], *table.rows[2]]
    rows: list[Row] = []
    for number in range(15):
        row: Row = []
        if number == 0:
            row.append(replace(groups[0], across=2, down=5, role="label"))
        if number == 5:
            row.append(replace(groups[1], across=1, down=10, role="label"))
        if number in (5, 10):
            row.append(replace(singles[5 + number // 10], across=1, down=5, role="label"))
        row += [replace(outcomes[number], down=1, role="label"), values[number]]
        rows.append(row)
    return table.with_rows(rows)


def _turned(table: Table, _rng: random.Random) -> Table:
    """The disputes stand in three rows of five."""
    groups, singles, values = table.rows[0], table.rows[1], table.rows[3]
    heads = [replace(box, down=1) for box in singles[:5]]
    names = (
        [replace(groups[0], across=2, role="label")],
        [replace(groups[1], across=1, down=2, role="label"), replace(singles[5], across=1, role="label")],
        [replace(singles[6], across=1, role="label")],
    )
    rows: list[Row] = [[Box("", 2, role="head"), *heads]]
    rows += [[*name, *values[5 * n : 5 * n + 5]] for n, name in enumerate(names)]
    return table.with_rows(rows)


def _apart(tables: list[Table], _rng: random.Random) -> list[Table]:
    """Reconsideration and litigation in a table each."""
    result = []
    for table in tables:
        if table.forms != ("disputes",):
            result.append(table)
            continue
        groups, singles, outcomes, values = table.rows
        result.append(table.with_rows([groups[:1], [replace(b, down=1) for b in singles[:5]], values[:5]]))
        result.append(replace(table, heading="", rows=[groups[1:], singles[5:], outcomes, values[5:]]))
    return result


def _flipped(table: Table, _rng: random.Random) -> Table:
    """The requests with applicants in rows and items in columns."""
    slots: dict[tuple[int, int], Box] = {}
    for number, places in enumerate(placed(table.rows)):
        for column, box in places:
            slots[column, number] = replace(box, across=box.down, down=box.across)
    rows: list[Row] = []
    for column in range(table.width):
        rows.append([slots[key] for key in sorted(slots) if key[0] == column])
    return table.with_rows(rows)


def _renamed(old: str, new: str) -> Bend:
    """A head or label written otherwise."""

    def bend(tables: list[Table], _rng: random.Random) -> list[Table]:
        return [
            table.with_rows(
                [
                    [replace(b, text=b.text.replace(old, new)) if b.role != "value" else b for b in row]
                    for row in table.rows
                ]
            )
            for table in tables
        ]

    return bend


def _halved_heads(table: Table, _rng: random.Random) -> Table:
    """Half of two heads is lost: 本年新 stands twice."""
    lost = {"本年新制作数量": "本年新", "本年新公开数量": "本年新"}
    return table.with_rows([[replace(b, text=lost.get(b.text, b.text)) for b in row] for row in table.rows])


def _nameless_head(table: Table, _rng: random.Random) -> Table:
    """自然人 is missing from the head while seven figures follow."""
    rows = [
        [replace(b, text="") if b.role == "head" and b.text == "自然人" else b for b in row]
        for row in table.rows
    ]
    return table.with_rows(rows)


def _no_group(table: Table, _rng: random.Random) -> Table:
    """申请人情况 and 法人或其他组织 are gone; one head row with the seven names is left."""
    names = [*table.rows[1][:1], *table.rows[2], *table.rows[1][-1:]]
    head = [replace(table.rows[0][0], down=1), *(replace(box, down=1) for box in names)]
    return table.with_rows([head, *table.rows[3:]])


def several_counts(tables: list[Table], rng: random.Random) -> list[Table]:
    """The form of 2014 with columns for the body itself, its branches, and their sum."""
    result = []
    for table in tables:
        if table.forms != ("statistics",):
            result.append(table)
            continue
        rows = [[*table.rows[0][:-1], *(Box(t, role="head") for t in ("合计", "本级", "乡镇（街道）"))]]
        for row in table.rows[1:]:
            whole = row[-1].text
            part = rng.randint(0, int(whole)) if whole.isascii() and whole.isdigit() else None
            others = (
                [Box(str(part)), Box(str(int(whole) - part))] if part is not None else [Box(whole), Box("")]
            )
            rows.append([*row, *others])
        result.append(table.with_rows(rows))
    return result


def unitless(tables: list[Table], _rng: random.Random) -> list[Table]:
    """The form of 2014 without its unit column."""
    return [
        table.with_rows([[row[0], row[-1]] for row in table.rows]) if "statistics" in table.forms else table
        for table in tables
    ]


def backwards(tables: list[Table], _rng: random.Random) -> list[Table]:
    """The chapters' tables in another order on the page."""
    return tables[::-1]


BENDS: dict[str, Bend] = {
    "as they are": as_they_are,
    "by article": by_article,
    "joined": joined,
    "headed": headed,
    "padded down": padded_down,
    "padded across": padded_across,
    "no spans": no_spans,
    "rowspans lost": _each("requests", _without_down),
    "rowspan too long": _each("requests", _span_off(lambda down: down + 1)),
    "rowspan far too long": _each("requests", _span_off(lambda down: down + 3)),
    "rowspan too short": _each("requests", _span_off(lambda down: down - 2)),
    "head one column left": _each("requests", _corner(2)),
    "head one column right": _each("requests", _corner(4)),
    "subtotal column": _each("requests", _extra_column(9, "小计", _subtotal)),
    "remarks column": _remarks,
    "serial column": _serial,
    "more rows": _each("disclosure", _more_rows),
    "split": _split(0),
    "split, head repeated": _split(3),
    "disputes upright": _each("disputes", _upright),
    "disputes in three rows": _each("disputes", _turned),
    "disputes apart": _apart,
    "requests flipped": _each("requests", _flipped),
    "sum renamed": _renamed("总计", "合计"),
    "heads halved": _each("disclosure", _halved_heads),
    "head nameless": _each("requests", _nameless_head),
    "head in one row": _each("requests", _no_group),
    "several counts": several_counts,
    "unitless": unitless,
    "side by side": side_by_side,
    "ragged": ragged,
    "gapped": gapped,
    "articles at the left": _each("disclosure", _articles_left),
    "heads once": _each("disclosure", _heads_once),
    "head rowspans lost": _each("requests", _flat_head),
    "disputes head rowspans lost": _each("disputes", _flat_head),
    "disputes row named": _each("disputes", _named_row),
    "groups in rows": _each("requests", _ungrouped),
    "backwards": backwards,
    "group sums": _each("requests", damage.group_sums),
    "head cell gone": _each("requests", damage.head_cell_gone),
    "head garbled": _each("requests", damage.head_garbled),
    "total first": _each("requests", damage.total_first),
    "blanks merged": _each("requests", damage.blanks_merged),
    "spans elsewhere": _each("disclosure", damage.spans_elsewhere),
    "heads padded": _each("disclosure", damage.heads_padded),
    "articles untitled": _each("disclosure", damage.untitled),
    "lawsuits summed": _each("disputes", damage.lawsuits_summed),
    "disputes crossed": _each("disputes", damage.crossed),
    "disputes span wrong": _each("disputes", damage.group_span_wrong),
    "counts last": damage.counts_last,
    "template first": damage.template_first,
}
