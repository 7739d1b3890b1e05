"""What a page turned out to be: edition of its tables, status, and why figures are missing."""

from collections.abc import Sequence
from functools import cache

from gongkai import codebook
from gongkai.records import UNREAD_STATES, Edition, Form, Issue, PageEdition, Section, State, Status
from parsers.document import Document
from parsers.figures import Figures

_FORMS: tuple[Form, ...] = ("disclosure", "requests", "disputes", "statistics")
_SHORT_TEXT = 200
"""Characters; a page with less text than this beside a file only links that file."""


def page_edition(figures: Figures) -> PageEdition:
    """The form of the tables on the page: one edition, mixed, or none where there is no table."""
    editions = {edition for _, edition in figures.tables}
    if not editions:
        return "none"
    return editions.pop() if len(editions) == 1 else "mixed"


def assess_status(
    document: Document, sections: Sequence[Section], figures: Figures, *, is_report: bool
) -> tuple[Status, list[Issue]]:
    """Status of a page by what was read from it, and an issue for each thing that is missing. `is_report`
    says that the page is that of a report, by title or chapters."""
    if figures.tables:
        return _with_tables(figures)
    # From 2019 on the tables are due: where the text has none and pictures stand in it, they are the tables,
    # whatever sentences repeat of them.
    if any(not document.images or cell.edition == "2014" for cell in figures.cells):
        return "prose", [_issue("table_missing", "no table of the form is on the page, only sentences")]
    return _without_figures(document, sections, is_report=is_report)


def _with_tables(figures: Figures) -> tuple[Status, list[Issue]]:
    wanted = {form for _, edition in figures.tables for form in _forms_of(edition)}
    missing = sorted(wanted - {form for form, _ in figures.tables})
    issues = [_issue("table_missing", f"the {form} table is not on the page") for form in missing]
    states: set[State] = {cell.state for cell in figures.cells}
    if figures.whole:
        states.add("number")
    if states <= {"blank", "absent"}:
        return "empty", [*issues, _issue("empty_form", "the tables of the form hold no figure")]
    complete = not missing and not states & UNREAD_STATES
    return "complete" if complete else "partial", issues


def _without_figures(
    document: Document, sections: Sequence[Section], *, is_report: bool
) -> tuple[Status, list[Issue]]:
    text = sum(len(section.text) for section in sections)
    if not is_report:
        return "not_a_report", [_issue("not_a_report", "no annual report: neither title nor chapters say so")]
    if document.attachments and (text < _SHORT_TEXT or not document.images):
        name, href = document.attachments[0]
        return "attachment", [
            _issue("figures_in_attachment", f"no figures on the page, only a file: {name or href}")
        ]
    if document.images:
        return "image", [
            _issue("figures_in_images", f"no table in text; pictures on the page: {document.images}")
        ]
    return "empty", [
        _issue("table_missing", "the report has neither a table of the form nor figures in sentences")
    ]


@cache
def _forms_of(edition: Edition) -> tuple[Form, ...]:
    return tuple(
        form for form in _FORMS if codebook.items(form, edition) and codebook.measures(form, edition)
    )


def _issue(code: str, message: str) -> Issue:
    return Issue(stage="parse", code=code, severity="warning", message=message)
