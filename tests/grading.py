"""A parsed report against the truth: how many figures came out right, wrong, invented or missed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.records import VALUE_STATES, Cell, Report
from tests.render.truth import Figure, Path, Truth


@dataclass
class Grade:
    """Counts over any number of reports.

    Right: the figure, or the blank or dash, as printed. Wrong: another figure. Invented: a figure where
    none is printed. Missed: no figure where one is printed, or a blank and a dash not told apart.
    """

    right: int = 0
    wrong: int = 0
    invented: int = 0
    missed: int = 0
    identities: int = 0
    identities_right: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """Figures that there were to read."""
        return self.right + self.wrong + self.missed

    def __add__(self, other: "Grade") -> "Grade":
        return Grade(
            self.right + other.right,
            self.wrong + other.wrong,
            self.invented + other.invented,
            self.missed + other.missed,
            self.identities + other.identities,
            self.identities_right + other.identities_right,
            self.faults + other.faults,
        )


def grade(report: Report, truth: Truth, title: str | None = None) -> Grade:
    """One report's grade. `title` is what its page prints (None: the page has no title to find)."""
    result = grade_cells(report.cells, truth.figures)
    identity = truth.identity
    facts: list[tuple[str, object, object]] = [
        ("agency", report.agency, identity.agency),
        ("agency_kind", report.agency_kind, identity.kind),
        ("report_year", report.report_year, identity.year),
        ("published_at", report.published_at, identity.published),
        ("published_precision", report.published_precision, identity.precision),
    ]
    if any(figure.value is not None for figure in truth.figures.values()):
        facts.append(("status", report.status, "complete" if truth.editions else "prose"))
    if "requests" in truth.editions:
        chapters = {section.chapter for section in report.sections} - {None}
        facts.append(("chapters", chapters, {1, 2, 3, 4, 5, 6}))
    if title is not None:
        facts.append(("title", report.title, "".join(title.split())))
    result.identities += len(facts)
    for name, read, true in facts:
        result.identities_right += read == true
        if read != true:
            result.faults.append(f"{name}: {read!r}, truly {true!r}")
    return result


def grade_cells(cells: Iterable[Cell], truth: dict[Path, Figure]) -> Grade:
    """The grade of cells alone."""
    result = Grade()
    read = {(cell.form, cell.item, cell.measure): cell for cell in cells}
    for path, figure in truth.items():
        cell = read.get(path)
        verdict = _verdict(cell, figure)
        setattr(result, verdict, getattr(result, verdict) + 1)
        if verdict != "right":
            said = "no cell" if cell is None else f"{cell.state} {cell.value} (raw {cell.raw!r}, {cell.note})"
            result.faults.append(f"{verdict} {'/'.join(path)}: {said}, truly {figure.state} {figure.value}")
    for path, cell in read.items():
        if path not in truth and cell.value is not None:
            result.invented += 1
            result.faults.append(f"invented {'/'.join(path)}: {cell.state} {cell.value} (raw {cell.raw!r})")
    return result


def _verdict(cell: Cell | None, figure: Figure) -> str:
    value = cell.value if cell is not None and cell.state in VALUE_STATES else None
    if figure.value is None:
        if value is not None:
            return "invented"
        return "right" if cell is not None and cell.state == figure.state else "missed"
    if value is None:
        return "missed"
    return "right" if Decimal(str(value)) == figure.value else "wrong"
