"""What is wrong with a parsed page, judged by the truth that a person wrote into its meta.toml."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from gongkai.records import Report
from tests.fixtures import Fixture, read, true_cells

IDENTITY = (
    "title",
    "agency",
    "agency_kind",
    "report_year",
    "published_at",
    "edition",
    "status",
    "division_code",
)


def untrue(fixture: Fixture) -> Iterator[str]:
    """One line for each thing read that is not so."""
    report, truth = read(fixture), fixture.meta["truth"]
    for what, found, true in [
        *_identity(report, truth),
        *_cells(report, fixture.meta),
        *_story(report, truth),
    ]:
        if found != true:
            yield f"{fixture.name}: {what} is {found!r}, truly {true!r}"


def _identity(report: Report, truth: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    for name in IDENTITY:
        found = getattr(report, name)
        if name == "published_at" and found is not None:
            found = found.replace(tzinfo=None)
        yield name, found, truth.get(name)


def _cells(report: Report, meta: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    found: dict[str, tuple[str, Decimal | None]] = {
        f"{cell.form}/{cell.item}/{cell.measure}": (
            cell.state,
            None if cell.value is None else Decimal(str(cell.value)),
        )
        for cell in report.cells
    }
    true = true_cells(meta)
    for path in {**true, **found}:
        yield path, found.get(path), true.get(path)


def _story(report: Report, truth: dict[str, Any]) -> Iterator[tuple[str, object, object]]:
    """Outline where it is written down, failed checks, codes of issues."""
    if "outline" in truth:
        outline = [f"{section.number} {section.heading}" for section in report.sections if section.level == 1]
        yield "outline", outline, truth["outline"]
    failed = {
        f"{check.check_id} {check.scope}" for check in report.checks if _failed(check.mode, check.status)
    }
    yield "failed checks", sorted(failed), sorted(truth.get("failed", []))
    yield "issues", sorted({issue.code for issue in report.issues}), sorted(truth.get("issues", []))


def _failed(mode: str, status: str) -> bool:
    return mode == "strict" and status == "fail"
