"""The report line by line: what stands between its title and its last line, without furniture and tables."""

import re
from collections.abc import Sequence

from parsers.document import Document, Line
from parsers.flat.lost_tables import BEGIN_HEADS, without_tables
from parsers.identity.byline import tells_facts
from parsers.outline.rows_of_text import rows_of_text
from parsers.text.furniture import is_byline, is_linked, is_metadata
from parsers.text.headings import HEADING_LENGTH, continues, read_heading
from parsers.text.titles import is_report_title

# The dots between a heading and its page in a table of contents.
_LEADERS = re.compile(r"(?:[.．…·]\s*){3,}\d{1,3}$")
_PAGE_OF_CONTENTS = re.compile(r"[\s.．…·]*\d{0,3}$")
_ENTRY_LENGTH = 200
"""Characters that an entry of a table of contents has at most, its leaders counted."""
_OPENING = 30
"""Lines in which a table of contents may begin."""
_NUMERAL = "[一二三四五六七八九十]{1,3}"
# Paragraphs that only spaces part: a sentence ends, and a number of the outline follows.
_LOST_BREAK = re.compile(rf"(?<=[。；！])\s+(?=[（(]{_NUMERAL}[）)]|{_NUMERAL}、)")
_OF_A_NUMBER = frozenset("-—–－第")
"""How the number of a page may begin."""
_PAGE_NUMBER = re.compile(
    r"[-—–－]+\s*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?"
)


def report_lines(document: Document) -> list[str]:
    """Text of the report line by line: after its title, without furniture, tables and hidden copies."""
    start, stop = document.body.start, document.body.stop
    body = document.lines[start:stop]
    hides = True in [line.hidden for line in body] or True in [grid.hidden for grid in document.grids]
    displayed = hides and any(read_heading(line.text) for line in body if not line.hidden)
    rows: dict[int, list[str]] = {}
    for grid in document.grids:
        if start <= grid.line <= stop and not (grid.hidden and displayed) and (told := rows_of_text(grid)):
            rows.setdefault(grid.line, []).extend(told)
    left_out = document.flattened
    if displayed:
        left_out = left_out | {line.number for line in body if line.hidden}
    found: list[str] = []
    opening = True
    for place, line in enumerate(body, start):
        if rows and place in rows:
            found += rows.pop(place)
        if left_out and line.number in left_out:
            continue
        text = line.text
        opening = opening and read_heading(text) is None
        if (line.linked and is_linked(line)) or (opening and _is_furniture(document.plain, place)):
            continue
        if len(text) <= HEADING_LENGTH or _is_in_one_piece(text, document):
            found.append(text)
        else:
            found += _LOST_BREAK.split(text)
    for rest in rows.values():
        found += rest
    # What begins the lines that are no paragraphs tells most of what they are not.
    firsts = {line.lstrip()[:1] for line in found if len(line) <= HEADING_LENGTH}
    if not firsts.isdisjoint(_OF_A_NUMBER):
        found = [line for line in found if line[:1] not in _OF_A_NUMBER or not _PAGE_NUMBER.fullmatch(line)]
    found = _joined(found)
    if "目" in firsts:
        found = _without_contents(found)
    found = [line for line in found if not line[-1:].isdigit() or not _names_page(line)]
    return found if firsts.isdisjoint(BEGIN_HEADS) else without_tables(found)


def _is_in_one_piece(text: str, document: Document) -> bool:
    """Whether a line has no white space, which of HTML is a space, and of other text may be any."""
    return " " not in text if document.tags else len(text.split(maxsplit=1)) == 1


def _is_furniture(lines: Sequence[Line], number: int) -> bool:
    """Whether a line before the first heading is the title or what the portal prints round it."""
    text = lines[number].text
    if is_report_title(text) or is_byline(text) or is_metadata(text) or tells_facts(lines, number):
        return True
    # One half of a title that is cut in two.
    halves = (lines[n].text + lines[n + 1].text for n in (number - 1, number) if 0 <= n < len(lines) - 1)
    return (
        "。" not in text and len(text) <= HEADING_LENGTH and any(is_report_title(whole) for whole in halves)
    )


def _without_contents(lines: list[str]) -> list[str]:
    """Lines without a table of contents: headings, with the numbers of their pages or without, that all come
    again, after the word 目录."""
    start = next((n for n, line in enumerate(lines[:_OPENING]) if "".join(line.split()) == "目录"), None)
    if start is None:
        return lines
    stop = start + 1
    later = [_PAGE_OF_CONTENTS.sub("", line[:_ENTRY_LENGTH]) for line in lines[stop:]]
    while stop < len(lines) and _is_entry(lines[stop], later[stop - start :]):
        stop += 1
    return [*lines[:start], *lines[stop:]]


def _names_page(line: str) -> bool:
    return len(line) <= _ENTRY_LENGTH and _LEADERS.search(line) is not None


def _is_entry(line: str, later: list[str]) -> bool:
    return (
        len(line) <= _ENTRY_LENGTH
        and _PAGE_OF_CONTENTS.sub("", line) in later
        and read_heading(line) is not None
    )


def _joined(lines: list[str]) -> list[str]:
    """Lines, with those that are one heading put together: its number alone, or its words cut in two."""
    found: list[str] = []
    for line in lines:
        is_short = len(line) <= HEADING_LENGTH
        if is_short and found and len(found[-1]) <= HEADING_LENGTH and continues(found[-1], line):
            found[-1] += line
        else:
            found.append(line)
    return found
