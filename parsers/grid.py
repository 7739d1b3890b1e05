"""A table's cells -> a rectangle of slots, by HTML's own rules for rowspan and colspan.

The rules are those of the HTML standard, "forming a table": a cell takes the first free slot of its row,
colspan is at most 1000, rowspan 0 reaches to the end of its row group, and no rowspan reaches beyond it.
"""

COLSPAN_CAP = 1000
SLOT_CAP = 200_000
"""More slots than this in one table is no form but an attack or an accident: wider spans are cut to one."""


Cell = str | tuple[str, int, int]
"""A td or th: its text alone, or with the colspan and rowspan it asks for (rowspan 0 is allowed)."""

Rows = list[list[Cell]]


def expand(groups: list[Rows]) -> tuple[list[list[str]], list[list[int]]]:
    """Row groups (thead, tbody, tfoot in source order) of rows of cells -> (texts, origins) of equal shape.

    Rows without cells stay as rows; slots that no cell covers hold "" and origin -1. Where two cells claim
    a slot (a rowspan over a colspan), the later cell has it, as browsers paint it.
    """
    simple = _simple(groups)
    if simple is not None:
        return simple
    texts: list[list[str]] = []
    origins: list[list[int]] = []
    number = 0
    slots = 0
    for rows in groups:
        end = len(texts) + len(rows)
        reaching: list[tuple[int, int, int, str]] = []  # (column, rows left, origin, text), oldest first
        for row in rows:
            text_row: list[str] = []
            origin_row: list[int] = []
            taken = {column: (origin, spanning) for column, _, origin, spanning in reaching}
            column = 0
            fresh: list[tuple[int, int, int, str]] = []
            for cell in row:
                while column in taken:
                    origin, spanning = taken[column]
                    text_row.append(spanning)
                    origin_row.append(origin)
                    column += 1
                if isinstance(cell, str):
                    text_row.append(cell)
                    origin_row.append(number)
                    column += 1
                    slots += 1
                else:
                    text, colspan, rowspan = cell
                    rows_left = end - len(texts)
                    down = rows_left if rowspan == 0 else min(rowspan, rows_left)
                    across = min(max(colspan, 1), COLSPAN_CAP)
                    if slots + across * down > SLOT_CAP:
                        across, down = 1, 1
                    slots += across * down
                    text_row += [text] * across
                    origin_row += [number] * across
                    if down > 1:
                        fresh += [(covered, down, number, text) for covered in range(column, column + across)]
                    column += across
                number += 1
            for column in sorted(taken):
                if column >= len(text_row):
                    missing = column - len(text_row)
                    origin, spanning = taken[column]
                    text_row += [*[""] * missing, spanning]
                    origin_row += [*[-1] * missing, origin]
            if reaching or fresh:
                reaching = [
                    (column, rows_left - 1, origin, spanning)
                    for column, rows_left, origin, spanning in reaching + fresh
                    if rows_left > 1
                ]
            texts.append(text_row)
            origins.append(origin_row)
    width = max(map(len, texts), default=0)
    for text_row, origin_row in zip(texts, origins, strict=True):
        if missing := width - len(text_row):
            text_row += [""] * missing
            origin_row += [-1] * missing
    return texts, origins


def _simple(groups: list[Rows]) -> tuple[list[list[str]], list[list[int]]] | None:
    """The same for a table without spans whose rows are equally long; None for any other."""
    rows = [row for group in groups for row in group]
    width = len(rows[0]) if rows else 0
    texts: list[list[str]] = []
    for row in rows:
        if len(row) != width:
            return None
        line: list[str] = []
        for cell in row:
            if not isinstance(cell, str):
                if cell[1] != 1 or cell[2] != 1:
                    return None
                cell = cell[0]
            line.append(cell)
        texts.append(line)
    origins = [list(range(start, start + width)) for start in range(0, len(rows) * width, width or 1)]
    return texts, origins if width else [[] for _ in rows]
