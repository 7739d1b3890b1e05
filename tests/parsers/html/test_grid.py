"""Span expansion against a slow, literal reading of the HTML standard's "forming a table"."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.html.grid import COLSPAN_CAP, SLOT_CAP, Cell, Rows, fill, in_order


def cell(text: str, colspan: int = 1, rowspan: int = 1) -> Cell:
    return text, colspan, rowspan


def parts(cell: Cell) -> tuple[str, int, int]:
    return (cell, 1, 1) if isinstance(cell, str) else cell


def expand(groups: list[Rows]) -> tuple[list[list[str]], list[tuple[int, ...]]]:
    """Texts and origins of each slot."""
    texts, origins = in_order(groups)
    return fill(texts, origins), list(origins)


Slots = dict[tuple[int, int], tuple[int, str]]

printed = st.sampled_from(["", "0", "12", "总计"])
cells = printed | st.tuples(printed, st.integers(0, 4), st.integers(0, 4))
tables = st.lists(st.lists(st.lists(cells, max_size=5), max_size=5), max_size=3)


def literal(groups: list[Rows]) -> tuple[list[list[str]], list[tuple[int, ...]]]:
    """The standard's algorithm on a dictionary of slots, one row group after the other."""
    slots: Slots = {}
    height = number = 0
    for rows in groups:
        first, end = height, height + len(rows)
        growing: list[tuple[int, int, int, str]] = []
        for row in rows:
            for column, width, origin, spanning in growing:
                for x in range(column, column + width):
                    slots[height, x] = (origin, spanning)
            x = 0
            for text, colspan, rowspan in map(parts, row):
                while (height, x) in slots:
                    x += 1
                across = colspan or 1
                grows = rowspan == 0
                down = 1 if grows else rowspan
                for covered in range(x, x + across):
                    for y in range(height, min(height + down, end)):
                        slots[y, covered] = (number, text)
                if grows:
                    growing.append((x, across, number, text))
                number += 1
                x += across
            height += 1
        assert height == end >= first
    width = max((x for _, x in slots), default=-1) + 1
    texts = [[slots.get((y, x), (-1, ""))[1] for x in range(width)] for y in range(height)]
    origins = [tuple(slots.get((y, x), (-1, ""))[0] for x in range(width)) for y in range(height)]
    return texts, origins


def overlaps(groups: list[Rows]) -> bool:
    """Whether two cells claim one slot, where the standard leaves open which one shows."""
    _, origins = literal(groups)
    covered = sum(origin >= 0 for row in origins for origin in row)
    claimed = 0
    height = 0
    for rows in groups:
        end = height + len(rows)
        for row in rows:
            for _, colspan, rowspan in map(parts, row):
                down = end - height if rowspan == 0 else min(rowspan, end - height)
                claimed += down * (colspan or 1)
            height += 1
    return claimed != covered


@settings(max_examples=300, deadline=None, derandomize=True)
@given(tables)
def test_expands_as_the_standard_says(groups: list[Rows]) -> None:
    texts, origins = expand(groups)
    if overlaps(groups):
        expected = literal(groups)[1]
        assert [[o >= 0 for o in row] for row in origins] == [[o >= 0 for o in row] for row in expected]
    else:
        assert (texts, origins) == literal(groups)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(tables)
def test_every_slot_shows_the_text_of_its_cell(groups: list[Rows]) -> None:
    texts, origins = expand(groups)
    texts_of_cells = [text for rows in groups for row in rows for text, _, _ in map(parts, row)]
    for text_row, origin_row in zip(texts, origins, strict=True):
        assert len(text_row) == len(origin_row)
        for text, origin in zip(text_row, origin_row, strict=True):
            assert text == ("" if origin < 0 else texts_of_cells[origin])


def test_row_head_over_three_rows() -> None:
    texts, origins = expand([[[cell("头", 1, 3), cell("a")], [cell("b")], [cell("c")]]])
    assert texts == [["头", "a"], ["头", "b"], ["头", "c"]]
    assert origins == [(0, 1), (0, 2), (0, 3)]


def test_rowspan_zero_reaches_to_the_end_of_its_group_only() -> None:
    texts, _ = expand([[[cell("x", 1, 0)], [cell("y")]], [[cell("z")]]])
    assert texts == [["x", ""], ["x", "y"], ["z", ""]]


def test_rowspan_beyond_its_group_is_cut() -> None:
    texts, origins = expand([[[cell("x", 1, 9), cell("y")]], [[cell("z")]]])
    assert texts == [["x", "y"], ["z", ""]]
    assert origins[1] == (2, -1)


def test_a_later_cell_shows_where_two_claim_a_slot() -> None:
    texts, _ = expand([[[cell("a"), cell("b", 1, 2)], [cell("c", 2, 1)]]])
    assert texts == [["a", "b"], ["c", "c"]]


def test_colspan_is_capped() -> None:
    texts, _ = expand([[[cell("x", 99_999)]]])
    assert len(texts[0]) == COLSPAN_CAP


def test_a_bomb_of_spans_stays_small() -> None:
    rows = [[cell("x", 1000, 60_000) for _ in range(50)] for _ in range(500)]
    texts, _ = expand([rows])
    assert sum(map(len, texts)) < 20 * SLOT_CAP


def test_a_table_without_cells() -> None:
    assert expand([]) == ([], [])
    assert expand([[[], []]]) == ([[], []], [(), ()])
