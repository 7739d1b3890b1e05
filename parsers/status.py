"""What a page turned out to be: edition of its tables, status, and why figures are missing."""

from gongkai.records import READ_STATES, Issue, PageEdition, Status
from parsers.document import Document
from parsers.figures import Figures
from parsers.identity import REPORT_TITLE

_FORMS = {"2014": ("statistics",), "2019": ("disclosure", "requests", "disputes"), "2021": ("disclosure", "requests", "disputes")}  # fmt: skip


def page_edition(figures: Figures) -> PageEdition:
    """The form of the tables on the page: one edition, mixed, or none where there is no table."""
    editions = {edition for _, edition in figures.tables}
    if not editions:
        return "none"
    return editions.pop() if len(editions) == 1 else "mixed"


def assess_status(document: Document, figures: Figures, title: str | None) -> tuple[Status, list[Issue]]:
    """Status of the page by contract, and an issue for each thing that should be there and is not."""
    issues: list[Issue] = []
    states = {cell.state for cell in figures.cells}
    if figures.tables:
        found = {form for form, _ in figures.tables}
        editions = {edition for _, edition in figures.tables}
        wanted = {form for edition in editions for form in _FORMS[edition]}
        for form in sorted(wanted - found):
            issues.append(_issue("table_missing", f"the {form} table of the form is not on the page"))
        if not states & {"number", "prose", "inferred", "unassigned", "unreadable", "dash"}:
            issues.append(_issue("empty_form", "the tables are there and hold no figure"))
            return "empty", issues
        complete = wanted <= found and states <= READ_STATES
        return ("complete" if complete else "partial"), issues
    if figures.cells:
        return ("prose" if states <= {"prose"} else "partial"), issues
    if not REPORT_TITLE.search(title or ""):
        issues.append(
            _issue("not_a_report", "the page is no annual report: neither its title nor a table says so")
        )
        return "not_a_report", issues
    if document.images:
        issues.append(
            _issue("figures_in_images", f"no table; {document.images} pictures may hold the figures")
        )
        return "image", issues
    if document.attachments:
        name = document.attachments[0][0] or document.attachments[0][1]
        issues.append(_issue("figures_in_attachment", f"no table; the page links a file: {name}"))
        return "attachment", issues
    issues.append(_issue("no_figures", "the page has neither a table of the form nor figures in sentences"))
    return "empty", issues


def _issue(code: str, message: str) -> Issue:
    return Issue(stage="parse", code=code, severity="warning", message=message)
