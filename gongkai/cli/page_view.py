"""How a report is laid out on a terminal: identity, the forms as tables, failed checks, issues."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gongkai import codebook
from gongkai.cli.figure import FoundFigure
from gongkai.records import READ_STATES, Cell, Edition, Form, Report, State

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

TITLES: dict[Form, str] = {
    "disclosure": "主动公开 disclosure",
    "requests": "依申请公开 requests",
    "disputes": "复议诉讼 disputes",
    "statistics": "统计表 statistics",
}

# One sign a state, so that a table shows at a glance what was printed and what was not.
SIGNS: dict[State, str] = {
    "number": "{}",
    "prose": "{}¶",
    "inferred": "{}*",
    "blank": "·",
    "dash": "–",
    "absent": "×",
    "unassigned": "?",
    "unreadable": "!",
}
LEGEND = (
    "· blank   – dash   × absent   ? unassigned   ! unreadable   * inferred from the sums   ¶ from a sentence"
)


def print_report(console: "Console", report: Report, again: str) -> None:
    """Print one report: identity first, then each form, then what failed and what was left.

    `again` is the command that has shown it.
    """
    _print_identity(console, report)
    for form in ("disclosure", "requests", "disputes"):
        _print_form(console, report, form)
    _print_statistics(console, report)
    if report.cells:
        console.print(LEGEND, style="dim")
    _print_checks(console, report)
    _print_issues(console, report)
    if report.cells:
        cell = next((c for c in report.cells if c.value is not None), report.cells[0])
        figure = f"{cell.form}/{cell.item}/{cell.measure}"
        console.print(f"\nNext: {again} --figure {figure}", soft_wrap=True, markup=False)


def _print_identity(console: "Console", report: Report) -> None:
    published = report.published_at
    when = None
    if published is not None:
        when = (
            f"{published:%Y-%m-%d %H:%M}"
            if report.published_precision == "minute"
            else f"{published:%Y-%m-%d}"
        )
    console.print(report.title or "(no title)", style="bold", markup=False)
    agency = f"{report.agency or '-'} ({report.agency_kind or 'kind unknown'})"
    console.print(f"agency     {agency}   division {report.division_code or '-'}", markup=False)
    console.print(f"year       {report.report_year or '-'}   published {when or '-'}")
    console.print(f"form       {report.edition} edition   status {report.status}")
    console.print(f"source     {report.source}   {report.encoding}", markup=False)
    states = Counter(cell.state for cell in report.cells)
    told = ", ".join(f"{count} {state}" for state, count in states.most_common())
    # A sentence can give a figure that is in no table of the page: it is one more, not one of those.
    sentences = states["prose"]
    more = f", {sentences} from sentences" if sentences else ""
    console.print(
        f"figures    {report.cells_read - sentences} read of {report.cells_expected} in the tables{more}"
        + (f": {told}" if told else "")
    )
    console.print(f"checks     {report.checks_passed} passed, {report.checks_failed} failed (strict)")


def _print_form(console: "Console", report: Report, form: Form) -> None:
    cells = {(cell.item, cell.measure): cell for cell in report.cells if cell.form == form}
    if not cells:
        return
    edition: Edition = next(iter(cells.values())).edition
    console.print(f"\n{TITLES[form]} ({edition})", style="italic")
    # The articles of the disclosure form have columns of their own: one table would be mostly empty.
    blocks: dict[tuple[str, ...], list[codebook.Entry]] = {}
    for item in codebook.items(form, edition):
        measures = tuple(m.code for m in codebook.measures(form, edition) if (item.code, m.code) in cells)
        if measures:
            blocks.setdefault(measures, []).append(item)
    labels = {measure.code: measure.labels[edition] for measure in codebook.measures(form, edition)}
    for measures, items in blocks.items():
        rows = [
            (_short(item.labels[edition]), *(_sign(cells[item.code, measure]) for measure in measures))
            for item in items
        ]
        console.print(_table(["", *(labels[measure] for measure in measures)], rows, console.width))


LABEL = 20
"""Columns of the terminal that the label of a row keeps, however narrow it is."""


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> "Table":
    """Labels and figures in `room` columns: where it is narrow, heads and then labels run over lines."""
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table

    columns = list(zip(*rows, strict=True))
    figures = [max(map(cell_len, column)) for column in columns]
    widths = [max(cell_len(head), width) for head, width in zip(heads, figures, strict=True)]
    # A figure that is broken over two lines would be read as two.
    least = [min(LABEL, widths[0]), *(min(max(width, 4), widths[n]) for n, width in enumerate(figures) if n)]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    spaces = 2 * len(widths)
    while sum(widths) + spaces > room and widths != least:
        widest = max(range(len(widths)), key=lambda n: widths[n] - least[n])
        widths[widest] -= 1
    for number, (head, width) in enumerate(zip(heads, widths, strict=True)):
        table.add_column(
            head, width=width, min_width=width, overflow="fold", justify="right" if number else "left"
        )
    for row in rows:
        table.add_row(*row)
    return table


def _print_statistics(console: "Console", report: Report) -> None:
    cells = [cell for cell in report.cells if cell.form == "statistics"]
    if not cells:
        return
    labels = {e.code: next(iter(e.labels.values())) for e in codebook.entries() if e.form == "statistics"}
    console.print(f"\n{TITLES['statistics']} ({cells[0].edition})")
    for cell in cells:
        unit = "yuan" if cell.unit == "CNY" else cell.unit
        console.print(f"  {_sign(cell):>12} {unit:<4} {labels[cell.item]}", markup=False)


def _sign(cell: Cell) -> str:
    return SIGNS[cell.state].format("" if cell.value is None else f"{cell.value:,.15g}")


def _short(label: str, width: int = 24) -> str:
    """Labels run to forty characters; a terminal row needs only as many as tell them apart."""
    return label if len(label) <= width else label[: width - 1] + "…"


def _print_checks(console: "Console", report: Report) -> None:
    failed = [check for check in report.checks if check.status == "fail"]
    strict = {(check.check_id, check.scope) for check in failed if check.mode == "strict"}
    if failed:
        console.print("\nFailed checks", style="bold")
    for check in failed:
        if check.mode == "strict" or (check.check_id, check.scope) not in strict:
            sides = f"{check.lhs:,.15g} against {check.rhs:,.15g}"
            mode = "" if check.mode == "strict" else ", blanks as zero"
            console.print(
                f"  {check.check_id} {check.scope}: {sides} ({check.authority}{mode})", markup=False
            )


def _print_issues(console: "Console", report: Report) -> None:
    if report.issues:
        console.print("\nIssues", style="bold")
    for issue in report.issues:
        place = f" [{issue.location}]" if issue.location else ""
        console.print(f"  {issue.severity:<7} {issue.code}: {issue.message}{place}", markup=False)


def print_figure(console: "Console", found: FoundFigure) -> None:
    """Print one figure: value and state, where it stands, its raw text, the rule, the checks on it."""
    cell = found.cell
    console.print(f"{cell.form}/{cell.item}/{cell.measure}", style="bold", markup=False)
    shown = "none" if cell.value is None else f"{cell.value:,.15g} {cell.unit}"
    read = "read" if cell.state in READ_STATES else "not read"
    console.print(f"value    {shown}   state {cell.state} ({read})   form {cell.edition}")
    console.print(f"printed  {cell.raw!r}" if cell.raw is not None else "printed  nothing", markup=False)
    console.print(f"place    {_place(cell)}")
    console.print(f"rule     {cell.note or 'matched by its row and column labels'}", markup=False)
    for check in found.checks:
        console.print(f"check    {check.check_id} {check.scope}: {check.status} ({check.mode})", markup=False)


def _place(cell: Cell) -> str:
    if cell.grid is not None and cell.grid_row is not None:
        return f"table {cell.grid}, row {cell.grid_row}, column {cell.grid_column} (counted from 0)"
    if cell.grid is not None:
        return f"section {cell.grid}, character {cell.grid_column}"
    if cell.grid_row is not None:
        return f"line {cell.grid_row}, character {cell.grid_column}"
    return "nowhere on the page"
