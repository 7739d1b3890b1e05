"""Bends of single tables: heads lost or misplaced, cells merged, sums and columns added, forms crossed."""

import random
from dataclasses import replace

from tests.render.forms import Box, Row, Table

PAD = Box("", role="pad")


def _values(row: Row) -> Row:
    return [box for box in row if box.role == "value"]


def group_sums(table: Table, rng: random.Random) -> Table:
    """Each group of answers has a row of its own with a sum that the form does not ask for."""
    rows: list[Row] = [[replace(table.rows[0][0], across=1), *table.rows[0][1:]], *table.rows[1:3]]
    for row in table.rows[3:]:
        *groups, label = (box for box in row if box.role == "label")
        for group in groups:
            sums = [Box(str(rng.randint(0, 60)), role="note") for _ in range(7)]
            summed = "（三）" in group.text or "（四）" in group.text or "（五）" in group.text
            rows.append([replace(group, across=1, down=1), *(sums if summed else [PAD] * 7)])
        rows.append([replace(label, across=1), *_values(row)])
    return table.with_rows(rows)


def head_cell_gone(table: Table, rng: random.Random) -> Table:
    """The cell of one organisation is missing from the head; the names behind it have moved up."""
    heads = list(table.rows[2])
    del heads[rng.randrange(len(heads))]
    return table.with_rows([*table.rows[:2], heads, *table.rows[3:]])


def head_garbled(table: Table, rng: random.Random) -> Table:
    """One organisation's name is unreadable."""
    heads = list(table.rows[2])
    place = rng.randrange(len(heads))
    heads[place] = replace(heads[place], text=rng.choice(("□□", "（如-8）", "某类")))
    return table.with_rows([*table.rows[:2], heads, *table.rows[3:]])


def total_first(table: Table, _rng: random.Random) -> Table:
    """The column of totals stands before the others, in head and rows."""
    top, names, organisations = table.rows[:3]
    rows: list[Row] = [top, [names[-1], *names[:-1]], organisations]
    for row in table.rows[3:]:
        *figures, total = _values(row)
        rows.append([*(box for box in row if box.role != "value"), total, *figures])
    return table.with_rows(rows)


def spans_elsewhere(table: Table, rng: random.Random) -> Table:
    """Rows of figures put the colspan on another column than their head."""
    rows = []
    for row in table.rows:
        spans = [box.across for box in _values(row)]
        rng.shuffle(spans)
        wide = iter(spans)
        rows.append([replace(box, across=next(wide)) if box.role == "value" else box for box in row])
    return table.with_rows(rows)


def heads_padded(table: Table, _rng: random.Random) -> Table:
    """The heads have empty cells in place of a colspan, the rows of figures have not."""
    rows: list[Row] = []
    for row in table.rows:
        padded: Row = []
        for box in row:
            wide = box.role == "head" and box.across > 1
            padded += [replace(box, across=1), *[PAD] * (box.across - 1)] if wide else [box]
        rows.append(padded)
    return table.with_rows(rows)


def blanks_merged(table: Table, _rng: random.Random) -> Table:
    """Empty cells beside each other are one wide cell."""
    rows: list[Row] = []
    for row in table.rows:
        merged: Row = []
        for box in row:
            empty = box.role == "value" and not box.text.replace("&nbsp;", " ").strip()
            if empty and merged and merged[-1].role == "value" and merged[-1].text == "":
                merged[-1] = replace(merged[-1], across=merged[-1].across + box.across)
            else:
                merged.append(replace(box, text="") if empty else box)
        rows.append(merged)
    return table.with_rows(rows)


def lawsuits_summed(table: Table, rng: random.Random) -> Table:
    """A sixteenth column sums up the lawsuits."""
    groups, singles, outcomes, values = table.rows
    return table.with_rows(
        [
            [groups[0], replace(groups[1], across=11)],
            [*singles, Box("诉讼合计", down=2, role="head")],
            outcomes,
            [*values, Box(str(rng.randint(0, 90)), role="note")],
        ]
    )


def crossed(table: Table, _rng: random.Random) -> Table:
    """Outcomes stand in rows, the three kinds of disputes in columns."""
    groups, singles, _, values = table.rows
    rows: list[Row] = [
        [replace(PAD, down=2), replace(groups[0], across=1, down=2), replace(groups[1], across=2)],
        [replace(singles[5], across=1), replace(singles[6], across=1)],
    ]
    for number, outcome in enumerate(singles[:5]):
        rows.append([replace(outcome, down=1, role="label"), *values[number::5]])
    return table.with_rows(rows)


def group_span_wrong(table: Table, rng: random.Random) -> Table:
    """The heads of reviews and lawsuits span other columns than their outcomes."""
    reviews, lawsuits = table.rows[0]
    by = rng.choice((1, 2))
    top = [replace(reviews, across=5 - by), replace(lawsuits, across=10 + by)]
    return table.with_rows([top, *table.rows[1:]])


def untitled(table: Table, _rng: random.Random) -> Table:
    """The rows that name the items of article 20 are gone."""
    return table.with_rows([row for row in table.rows if row[0].role != "title"])


def counts_last(tables: list[Table], rng: random.Random) -> list[Table]:
    """The form of 2014 with a head of two rows: parts first, their sum last."""
    result = []
    for table in tables:
        if table.forms != ("statistics",):
            result.append(table)
            continue
        names = [Box(text, role="head") for text in ("区政府", "区直单位", "合计")]
        first = [*(replace(box, down=2) for box in table.rows[0][:-1]), replace(table.rows[0][-1], across=3)]
        rows: list[Row] = [first, names]
        for row in table.rows[1:]:
            parts = [Box(str(rng.randint(0, 9)) if row[-1].role == "value" else "") for _ in range(2)]
            rows.append([*row[:-1], *parts, row[-1]])
        result.append(table.with_rows(rows))
    return result


def template_first(tables: list[Table], _rng: random.Random) -> list[Table]:
    """The empty official form stands before the one that is filled in."""
    empty = [
        table.with_rows(
            [[replace(b, text="") if b.role == "value" else b for b in row] for row in table.rows]
        )
        for table in tables
    ]
    return [*(replace(table, heading="") for table in empty), *tables]
