"""The numbered outline of a report, 一、（一）1.（1）, to the full text of every section."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from msgspec.structs import replace

from gongkai import codebook
from gongkai.records import Section
from parsers.byline import is_bare_date
from parsers.document import Document, Grid
from parsers.furniture import is_byline, is_linked, is_metadata
from parsers.labels import fold, key
from parsers.titles import is_report_title

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_IDEOGRAPH_CIRCLED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_NUMERALS = "一二三四五六七八九十"

# One line a style: level it stands at in the official form, its pattern, how its number is written.
_STYLES: tuple[tuple[int, re.Pattern[str], str], ...] = (
    (1, re.compile(rf"第\s*({_NUMERAL})\s*(?:部分|章|、)\s*[、：:，,.．]?\s*"), "{}"),
    (1, re.compile(rf"({_NUMERAL})\s*(?:[、．.，,:：]+|(?=\s))\s*"), "{}"),
    (2, re.compile(rf"[（(〔【\[]\s*({_NUMERAL})\s*[）)〕】\]]\s*[、．.，,:：]*\s*"), "（{}）"),
    (2, re.compile(rf"([{_IDEOGRAPH_CIRCLED}])\s*[、．.]?\s*"), "（{}）"),
    (4, re.compile(r"[（(〔]\s*([0-9０-９]{1,2})\s*[）)〕]\s*[、．.]*\s*"), "（{}）"),
    (4, re.compile(rf"([{_CIRCLED}])\s*[、．.]?\s*"), "（{}）"),
    (4, re.compile(r"([0-9０-９]{1,2})\s*[）)]\s*[、．.]*\s*"), "（{}）"),
    (3, re.compile(r"([0-9０-９]{1,2})\s*[、．.，]\s*(?![0-9０-９])"), "{}."),
)
_STARTS = re.compile(rf"[\s第（(〔【\[0-9０-９一二三四五六七八九十{_CIRCLED}{_IDEOGRAPH_CIRCLED}]")
_PLAIN_NUMBER = {c: str(n) for n, c in enumerate(_CIRCLED, 1)} | dict(
    zip(_IDEOGRAPH_CIRCLED, _NUMERALS, strict=True)
)
_FULL_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

# Official templates carry their typesetting in brackets: 一、总体情况（宋体加粗小四号字）.
_TYPESETTING = re.compile(r"[（(][^（()）]*(?:宋体|仿宋|黑体|楷体|字号|加粗|号字|行距|磅)[^（()）]*[）)]")
_HEADING_END = re.compile(r"[。：:]")

_BETWEEN_CHARACTERS = re.compile(r"(?<=[\u3007-\u9fff、，])\s+(?=[\u3007-\u9fff、，])")
# Paragraphs that only spaces part: a sentence ends, and a number of the outline follows.
_LOST_BREAK = re.compile(rf"(?<=[。；！])\s+(?=[（(]{_NUMERAL}[）)]|{_NUMERAL}、)")
_PAGE_NUMBER = re.compile(
    r"[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
)
_LABEL_LENGTH = 80

HEADING_LENGTH = 40
"""A numbered line longer than this without a full stop near its beginning is a paragraph."""


class _Heading(NamedTuple):
    level: int
    number: str | None
    heading: str | None
    text: str  # what follows the heading in its line


class _Chapter(NamedTuple):
    number: int
    words: tuple[str, ...]
    without: tuple[str, ...]


@cache
def _chapters() -> tuple[tuple[_Chapter, ...], dict[str, int]]:
    """Chapters in the order they are tried, and whole headings -> chapter."""
    table = tomllib.loads(files("parsers").joinpath("chapters.toml").read_text(encoding="utf-8"))["chapter"]
    chapters = tuple(_Chapter(c["number"], tuple(c["words"]), tuple(c.get("without", ()))) for c in table)
    return chapters, {heading: c["number"] for c in table for heading in c["headings"]}


@cache
def _form_labels() -> tuple[frozenset[str], frozenset[str]]:
    """Words of rows of the requests form, which are numbered like headings; and of any form."""
    rows: set[str] = set()
    words: set[str] = {"信息内容", "申请人情况", "统计指标", "指标名称", "单位", "统计数", "备注", "序号"}
    for entry in codebook.entries():
        labels = {*map(key, entry.labels.values()), *map(key, entry.parent)}
        words |= labels
        if entry.form == "requests":
            rows |= labels
    return frozenset(rows - {""}), frozenset(words - {""})


def chapter_of(heading: str) -> int | None:
    """Which of the form's six chapters a heading names, by its words; None if none."""
    words = fold(heading)
    for chapter in _chapters()[0]:
        if any(word in words for word in chapter.words) and not any(w in words for w in chapter.without):
            return chapter.number
    return None


def read_outline(document: Document) -> list[Section]:
    """Sections in page order with their own text; text before the first heading is position 0, level 0."""
    lines = _report_lines(document)
    headings = [_heading(line) for line in lines]
    shift = _shift(headings)
    sections: list[Section] = []
    level, number, heading, chapter = 0, None, None, None
    texts: list[str] = []

    def close() -> None:
        text = "\n".join(filter(None, texts))
        if level or text:
            position = sections[-1].position + 1 if sections else min(level, 1)
            sections.append(
                Section(
                    position=position,
                    level=level,
                    number=number,
                    chapter=chapter,
                    heading=heading,
                    text=text,
                )
            )

    for line, found in zip(lines, headings, strict=True):
        if found is None:
            texts.append(line)
            continue
        close()
        level = max(1, found.level - shift)
        number, heading, texts = found.number, found.heading, [found.text]
        if level == 1:
            chapter = chapter_of(heading or "")
    close()
    return _once(sections)


def _once(sections: list[Section]) -> list[Section]:
    """Sections without a second copy of the whole report (for printing, for phones) that is displayed too."""
    first = next((n for n, section in enumerate(sections) if section.level), None)
    if first is None:
        return sections
    told = [(section.number, section.heading, section.text) for section in sections]
    for copy in range(first + 1, len(sections)):
        if (
            told[copy] == told[first]
            and set(told[copy + 1 : -1]) <= set(told[:copy])
            and len(told) - copy > 1
        ):
            *rest, last = sections[:copy]
            preface = sections[0].text if first else ""
            return [*rest, replace(last, text=last.text.removesuffix(preface).rstrip())]
    return sections


def _shift(headings: list[_Heading | None]) -> int:
    """How far the page's numbering stands below the form's: 1 where its chapters are numbered （一）."""
    levels = [h.level for h in headings if h is not None and h.heading and chapter_of(h.heading)]
    return min(levels, default=1) - 1


def _heading(line: str) -> _Heading | None:
    """The line as a heading, or None where it is text (or a row of a table that lost its tags)."""
    if _STARTS.match(line):
        for level, pattern, form in _STYLES:
            if found := pattern.match(line):
                number = form.format(_PLAIN_NUMBER.get(found[1], found[1].translate(_FULL_DIGITS)))
                rest = _TYPESETTING.sub("", line[found.end() :]).strip()
                if not rest or (len(rest) <= _LABEL_LENGTH and key(rest) in _form_labels()[0]):
                    return None
                return _Heading(level, number, *(_run_in(rest) or _split(rest)))
    elif len(line) <= HEADING_LENGTH and key(_TYPESETTING.sub("", line)) in _chapters()[1]:
        return _Heading(1, None, _TYPESETTING.sub("", line).strip(), "")
    return None


def _run_in(rest: str) -> tuple[str, str] | None:
    """(heading, text) where one of the form's own headings runs into its text without a mark."""
    is_long = len(rest) > HEADING_LENGTH or "，" in rest or "。" in rest
    found = _whole_headings().match(rest) if is_long else None
    return (rest[: found.end()].strip(), rest[found.end() :].lstrip(" 。：:")) if found else None


@cache
def _whole_headings() -> re.Pattern[str]:
    """The form's own headings, with any punctuation, not followed by more of a heading's words."""
    headings = sorted(_chapters()[1], key=len, reverse=True)
    return re.compile(
        "(?:"
        + "|".join(r"[\s、，,和及]*".join(heading) for heading in headings)
        + r")(?=\s|[。：:]|[\d２2本我全自根按])"
    )


def _split(rest: str) -> tuple[str | None, str]:
    """(heading, text) of what follows a number: a run-in heading ends at its first full stop or colon."""
    end = _HEADING_END.search(rest)
    if end is None:
        heading = _closed_up(rest).rstrip("；;，,、")
        return (heading, "") if len(heading) <= HEADING_LENGTH else (None, rest)
    if end.start() > HEADING_LENGTH:
        return None, rest
    return _closed_up(rest[: end.start()]), rest[end.end() :].strip()


def _closed_up(heading: str) -> str:
    """A heading without the spaces that spread its characters (总 体 情 况)."""
    return _BETWEEN_CHARACTERS.sub("", heading.strip())


def _report_lines(document: Document) -> list[str]:
    """Text of the report line by line: after its title, without furniture, tables and hidden copies."""
    lines = document.lines
    body = [lines[n] for n in document.body]
    displayed = any(_heading(line.text) for line in body if not line.hidden)
    rows: dict[int, list[str]] = {}
    for grid in document.grids:
        if document.body.start <= grid.line <= document.body.stop and not (grid.hidden and displayed):
            rows.setdefault(grid.line, []).extend(_rows_of_text(grid))
    found: list[str] = []
    opening = True
    for place, line in enumerate(body, document.body.start):
        found.extend(rows.pop(place, ()))
        if line.hidden and displayed:
            continue
        opening = opening and _heading(line.text) is None
        if not is_linked(line) and not (opening and _is_furniture(line.text)):
            found.extend(_LOST_BREAK.split(line.text) if len(line.text) > HEADING_LENGTH else (line.text,))
    for rest in rows.values():
        found.extend(rest)
    found = _joined([line for line in found if not _PAGE_NUMBER.fullmatch(line)])
    return _without_table(found) if any("".join(line.split()) in _TABLE_HEADS for line in found) else found


def _is_furniture(text: str) -> bool:
    """Whether a line before the first heading is the title or what the portal prints round it."""
    return is_byline(text) or is_metadata(text) or is_bare_date(text) or is_report_title(text)


def _rows_of_text(grid: Grid) -> list[str]:
    """Headings and paragraphs that stand in rows of a table: one cell across, a chapter's words or prose."""
    found: list[str] = []
    if grid.width <= 1:
        return found
    last = -1
    for texts, origins in zip(grid.texts, grid.origins, strict=True):
        if last != origins[0] == origins[-1]:
            last = origins[0]
            for text in texts[0].split("\n"):
                heading = _heading(text)
                is_chapter = heading is not None and heading.level == 1 and chapter_of(heading.heading or "")
                if is_chapter or (len(text) > HEADING_LENGTH and "。" in text):
                    found.append(text)
    return found


def _joined(lines: list[str]) -> list[str]:
    """Lines, with those that are one heading put together: its number alone, or its words cut in two."""
    found: list[str] = []
    for line in lines:
        if found and len(found[-1]) <= HEADING_LENGTH and _belong_together(found[-1], line):
            found[-1] += line
        else:
            found.append(line)
    return found


def _belong_together(line: str, following: str) -> bool:
    if not _STARTS.match(line):
        return False
    number = next((found for _, pattern, _ in _STYLES if (found := pattern.match(line))), None)
    if number is None or len(following) > HEADING_LENGTH:
        return False
    whole = _chapters()[1]
    return number.end() == len(line) or (key(line) not in whole and key(line + following) in whole)


# Heads of the form's columns; where one is a line of its own, a table was flattened into the text.
_TABLE_HEADS = frozenset(
    ("自然人", "信息内容", "统计指标", "指标名称", "结果维持", "|信息内容", "申请人情况")
)
_COLUMNS = re.compile(r"[|\t]|\s{2,}")
_FIGURE = re.compile(r"[+-]?[\d,.，]+(?:元|万元|亿元)?")
_TRAILING_FIGURES = re.compile(
    r"(?:[\s|:]+(?:[+-]?[\d,.，０-９]+(?:元|万元|件|条|项|个)?|[-—－–/\\无]))+[\s|]*$"
)


def _without_table(lines: list[str]) -> list[str]:
    """Text without the cells of tables that were flattened into it."""
    cells = [_is_cell(line) for line in lines]
    kept: list[str] = []
    for n, line in enumerate(lines):
        if cells[n]:
            continue
        # A piece of a label that was cut, between two cells of the same table.
        between = any(cells[max(0, n - 2) : n]) and any(cells[n + 1 : n + 3])
        if between and len(line) <= HEADING_LENGTH and _heading(line) is None and line[-1] not in "。；;":
            continue
        kept.append(line)
    return kept


def _is_cell(line: str) -> bool:
    """Whether a line is labels and figures of the form alone."""
    if len(line) > 4 * HEADING_LENGTH:
        return False
    bare = _TRAILING_FIGURES.sub("", " " + line).strip(" |\t")
    parts = [part for part in _COLUMNS.split(bare) if part.strip()]
    words = _form_labels()[1]
    return not key(bare) or all(_is_figure(part) or key(part) in words for part in parts)


def _is_figure(text: str) -> bool:
    return not key(text) or _FIGURE.fullmatch(text.strip()) is not None
