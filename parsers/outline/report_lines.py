"""The report line by line: what stands between its title and its last line, without furniture and tables."""

import re
from collections.abc import Sequence

from parsers.document import Document, Line
from parsers.flat.lost_tables import without_tables
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
    body = [document.lines[n] for n in document.body]
    hides = True in {line.hidden for line in body} | {grid.hidden for grid in document.grids}
    displayed = hides and any(read_heading(line.text) for line in body if not line.hidden)
    rows: dict[int, list[str]] = {}
    for grid in document.grids:
        if document.body.start <= grid.line <= document.body.stop and not (grid.hidden and displayed):
            rows.setdefault(grid.line, []).extend(rows_of_text(grid))
    found: list[str] = []
    opening = True
    for place, line in enumerate(body, document.body.start):
        if place in rows:
            found.extend(rows.pop(place))
        if (line.hidden and displayed) or line.number in document.flattened:
            continue
        opening = opening and read_heading(line.text) is None
        if not is_linked(line) and not (opening and _is_furniture(document.plain, place)):
            found.extend(_paragraphs(line.text))
    for rest in rows.values():
        found.extend(rest)
    found = _joined(
        [line for line in found if line[:1] not in _OF_A_NUMBER or not _PAGE_NUMBER.fullmatch(line)]
    )
    return without_tables(_without_contents(found))


def _paragraphs(text: str) -> Sequence[str]:
    """The paragraphs of a line, mostly one."""
    if len(text) <= HEADING_LENGTH or len(text.split(maxsplit=1)) == 1:
        return (text,)
    return _LOST_BREAK.split(text)


def _is_furniture(lines: Sequence[Line], number: int) -> bool:
    """Whether a line before the first heading is the title or what the portal prints round it."""
    text = lines[number].text
    if is_byline(text) or is_metadata(text) or is_report_title(text) or tells_facts(lines, number):
        return True
    # One half of a title that is cut in two.
    halves = (lines[n].text + lines[n + 1].text for n in (number - 1, number) if 0 <= n < len(lines) - 1)
    return (
        "。" not in text and len(text) <= HEADING_LENGTH and any(is_report_title(whole) for whole in halves)
    )


def _without_contents(lines: list[str]) -> list[str]:
    """Lines without a table of contents: headings with the numbers of their pages, or headings that all come
    again, after the word 目录."""
    opening = lines[:_OPENING] if "录" in "".join(lines[:_OPENING]) else []
    start = next((n for n, line in enumerate(opening) if "".join(line.split()) == "目录"), None)
    stop = 0 if start is None else start + 1
    if start is not None:
        later = [_PAGE_OF_CONTENTS.sub("", line[:_ENTRY_LENGTH]) for line in lines[stop:]]
        while stop < len(lines) and _is_entry(lines[stop], later[stop - start :]):
            stop += 1
    kept = lines if start is None else [*lines[:start], *lines[stop:]]
    return [line for line in kept if not line[-1:].isdigit() or not _names_page(line)]


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
        if found and len(found[-1]) <= HEADING_LENGTH and continues(found[-1], line):
            found[-1] += line
        else:
            found.append(line)
    return found
