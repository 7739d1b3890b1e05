"""Text in rows of a table: chapters, and all of a report that was put into one table with its forms."""

import re

from parsers.document import Grid
from parsers.flat.lost_tables import is_cell
from parsers.form_words import form_words
from parsers.labels import key
from parsers.text.headings import HEADING_LENGTH, chapter_of, read_heading

_HEADS_OF_STATISTICS = frozenset(("统计指标", "指标名称"))
_NOTE = re.compile(r"勾稽|单位[:：]|填[报表](?:单位|人|时间)|^[（(].*[）)]$")

_COMPLETE = re.compile("(?:情况|情況|事项|事項|措施|问题|問題|打算|概述)$")


def rows_of_text(grid: Grid) -> list[str]:
    """Headings and paragraphs that stand in rows of one cell. Before the first chapter only paragraphs that
    are surely text; behind it all but the words of the forms."""
    if grid.width <= 1:  # one column is layout; none at all is a table whose rows hold no cell
        return []
    spanned = [n for n, row in enumerate(grid.origins) if row[0] == row[-1]]
    if not spanned:
        return []
    told: dict[int, list[str]] = {}
    last, in_chapter = -1, False
    for number in spanned:
        if grid.origins[number][0] == last:
            continue
        last = grid.origins[number][0]
        told[number] = []
        for line in _lines(grid.texts[number][0]):
            is_chapter = _is_chapter(line)
            in_chapter = in_chapter or is_chapter
            if is_chapter or (len(line) > HEADING_LENGTH and "。" in line) or (in_chapter and _is_text(line)):
                told[number].append(line)
    if not any(told.values()):
        return []
    heads = (n for n, row in enumerate(grid.texts) if n not in told and key(row[0]) in _HEADS_OF_STATISTICS)
    stop = next(heads, len(grid.texts))  # the rows behind are numbered like chapters
    return [line for number, lines in told.items() if number < stop for line in lines]


def _lines(text: str) -> list[str]:
    """Lines of a cell; one where a heading alone is cut over them."""
    if "\n" not in text:
        return [text]
    lines = text.split("\n")
    whole = "".join(lines)
    if "。" not in whole and _is_chapter(whole) and not _COMPLETE.search(lines[0]):
        return lines if any(map(_is_numbered_chapter, lines[1:])) else [whole]
    return lines


def _is_text(line: str) -> bool:
    if read_heading(line) is not None:
        return True
    words = key(line)
    is_word_of_form = words in form_words() or (is_cell(line) and words != "无")
    return bool(words) and not is_word_of_form and not _NOTE.search(line)


def _is_chapter(text: str) -> bool:
    heading = read_heading(text) if len(text) <= HEADING_LENGTH else None
    return heading is not None and heading.level == 1 and chapter_of(heading.heading or "") is not None


def _is_numbered_chapter(text: str) -> bool:
    """Whether a line is a chapter of its own, and not the end of one: 一、工作 / 基本情况."""
    heading = read_heading(text)
    return heading is not None and heading.number is not None and _is_chapter(text)
