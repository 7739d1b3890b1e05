"""The finder of copies finds copies, and nothing else."""

from tests.duplicates import copies

CODE = """
def first(rows, width):
    found = []
    for row in rows:
        texts = [cell.text.strip() for cell in row.cells if cell.kind == "figure"]
        if len(texts) == width and not row.hidden:
            found.append(dict(zip(row.labels, texts, strict=True)))
    return found
"""
OTHER = (
    CODE.replace("first", "second")
    .replace('"figure"', '"label"')
    .replace("    found = []", "    found = []  # rows")
)
DATA = "NAMES = (\n" + "".join(f'    ("{n}", "a", "b", "c"),\n' for n in range(60)) + ")\n"


def test_a_copy_is_told_with_both_places() -> None:
    (copy,) = copies([("a.py", CODE), ("b.py", "import os\n" + OTHER)])
    assert str(copy) == "a.py:2-8 ~ b.py:3-9"


def test_different_code_is_no_copy() -> None:
    assert (
        list(copies([("a.py", CODE), ("b.py", CODE.replace("row", "line").replace("found", "kept"))])) == []
    )


def test_tables_of_data_are_no_copies() -> None:
    assert list(copies([("a.py", DATA), ("b.py", DATA)])) == []
