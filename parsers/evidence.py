"""Whether the tables of a page are the form's: other papers share some of its words, in tables of their own.

Papers on law enforcement count 行政许可, 行政处罚 and 行政强制 too, and papers on lawsuits the outcomes of
行政复议: few of the form's cells make no form, on a page that nothing else tells to be a report.
"""

from gongkai.records import READ_STATES, Issue
from parsers.figures import Figures

_PROVING = frozenset(("requests", "statistics"))
"""Forms that no other paper has."""

_FEWEST_MEASURES = 4
"""Columns of the table of Article 20 that no single other table has together."""

_KINDS_OF_DISPUTES = 3
"""Reviews and both kinds of lawsuits, which only the form tells apart."""


def proves_a_report(figures: Figures) -> bool:
    """Whether the tables read alone show that the page holds a report."""
    forms = {form for form, _ in figures.tables}
    if len(forms) > 1 or forms & _PROVING:
        return True
    read = [cell for cell in figures.of_forms(forms) if cell.state in READ_STATES]
    if forms == {"disclosure"}:
        return len({cell.measure for cell in read}) >= _FEWEST_MEASURES
    return len({cell.item for cell in read}) >= _KINDS_OF_DISPUTES


def set_aside(figures: Figures) -> None:
    """Take back what was read from the tables of a page that turned out to be no report, and say so."""
    if not figures:
        return
    message = "a table that shares words with the form, on a page that is no annual report: not read"
    figures.whole.clear()
    figures.cells.clear()
    figures.tables.clear()
    figures.checks.clear()
    figures.issues[:] = [Issue(stage="parse", code="form_unknown", severity="warning", message=message)]
