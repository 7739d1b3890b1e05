"""Whether a page is an annual report: by its tables, its chapters and its title."""

from collections.abc import Sequence

from gongkai.records import Section
from parsers.document import Document
from parsers.text.titles import (
    is_of_part_of_a_year,
    is_other_paper,
    is_report_title,
    is_specimen,
    read_title,
    tells_of_a_year,
)

_SURELY = 5
"""Chapters of the form that no other paper has together."""
_PROBABLY = 3
_POSSIBLY = 2
_DISCLOSURE = {2, 3}
_ACCOUNT = {1, 5}
"""Guides tell of disclosure too, work reports give an account; a report does both."""

_RUNNING_TEXT = 50
_LIST_LENGTH = 3


def is_report(
    title: str | None,
    document: Document,
    sections: Sequence[Section],
    *,
    has_tables: bool,
    proven: bool = False,
) -> bool:
    """Whether the page holds a report or is the page of one. `has_tables` says that a table with words of a
    form is on it, `proven` that it is the form itself."""
    if title and (is_of_part_of_a_year(title) or is_specimen(title)):
        return False
    if proven:
        return True
    chapters = {section.chapter for section in sections} - {None}
    if len(chapters) >= _SURELY:
        return True
    if title and is_other_paper(title):
        return False
    if title and is_report_title(title) and any(read_title(title)):
        return has_tables or not _is_list(title, document, sections)
    if title and tells_of_a_year(title):
        return len(chapters) >= _POSSIBLY and bool(chapters & _DISCLOSURE)
    return len(chapters) >= _PROBABLY and bool(chapters & _DISCLOSURE) and bool(chapters & _ACCOUNT)


def _is_list(title: str, document: Document, sections: Sequence[Section]) -> bool:
    """Whether a page with a report's title has nothing but links to reports: columns are called so too."""
    if document.images or any(
        len(section.text) > _RUNNING_TEXT and "。" in section.text for section in sections
    ):
        return False
    if document.attachments:
        named = {read_title(name) for name, _ in document.attachments if is_report_title(name)}
        return len(named) >= _LIST_LENGTH
    return document.listed >= (1 if None in read_title(title) else _LIST_LENGTH)
