"""Cells of tables that lost their tags, among the lines of a text."""

import re

from parsers.form_words import form_words
from parsers.labels import key
from parsers.text.headings import HEADING_LENGTH, read_heading

# Heads of the form's columns; where one is a line of its own, a table was flattened into the text.
_TABLE_HEADS = frozenset(
    ("自然人", "信息内容", "统计指标", "指标名称", "结果维持", "|信息内容", "申请人情况")
)
BEGIN_HEADS = frozenset(head[0] for head in _TABLE_HEADS)
"""How a line begins that is such a head; where none does, no table is to be looked for."""
_ARTICLE = re.compile(r"(?:第二十条)?第[（(][一二三四五六七八九]{1,2}[）)]项")
_COLUMNS = re.compile(r"[|\t]|\s{2,}")
_FIGURE = re.compile(r"[+-]?[\d,.，]+(?:元|万元|亿元)?")
_TRAILING_FIGURES = re.compile(
    r"(?:[\s|:]+(?:[+-]?[\d,.，０-９]+(?:元|万元|件|条|项|个)?|[-—－–/\\无]))+[\s|]*$"
)


def without_tables(lines: list[str]) -> list[str]:
    """Lines without the cells of tables that were flattened into them; all of them where none was."""
    if _TABLE_HEADS.isdisjoint("".join(line.split()) for line in lines):
        return lines
    cells = [is_cell(line) for line in lines]
    for n in range(len(lines)):
        for count in (2, 3):  # a label that was cut
            pieces = lines[n : n + count]
            if len(pieces) == count and key("".join(pieces)) in form_words():
                cells[n : n + count] = [True] * count
    kept: list[str] = []
    for n, line in enumerate(lines):
        if cells[n]:
            continue
        # Another piece of a label, between two cells of the same table.
        between = any(cells[max(0, n - 2) : n]) and any(cells[n + 1 : n + 3])
        if between and len(line) <= HEADING_LENGTH and read_heading(line) is None and line[-1] not in "。；;":
            continue
        kept.append(line)
    return kept


def is_cell(line: str) -> bool:
    """Whether a line is labels and figures of the form alone."""
    if len(line) > 4 * HEADING_LENGTH:
        return False
    if _ARTICLE.fullmatch("".join(line.split())):
        return True
    bare = _TRAILING_FIGURES.sub("", " " + line).strip(" |\t")
    parts = [part for part in _COLUMNS.split(bare) if part.strip()]
    words = form_words()
    return not key(bare) or all(_is_figure(part) or key(part) in words for part in parts)


def _is_figure(text: str) -> bool:
    return not key(text) or _FIGURE.fullmatch(text.strip()) is not None
