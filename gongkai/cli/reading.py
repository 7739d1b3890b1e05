"""A saved page parsed: where the parser's Report meets what only the saved page knows."""

import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gongkai.columns import ColumnarReport
from gongkai.errors import SourceError
from gongkai.identifiers import canonical_url, portal_division, report_id
from gongkai.records import Issue, Report
from gongkai.saved import SavedPage

REPORT_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class PageReader:
    """Calls the parser on one page. `divisions` gives the division code of a portal by its id."""

    divisions: dict[str, str]

    def __call__(self, page: SavedPage) -> Report:
        """The whole Report of `page`: provenance filled in, `removed` told. Raises SourceError."""
        return self.columnar(page).report()

    def columnar(self, page: SavedPage) -> ColumnarReport:
        """The same with the figures as columns."""
        from parsers import parse_saved

        if page.attachment:
            return self._attachment(page)
        try:
            report = parse_saved(page)
        except SourceError as error:
            raise SourceError(str(error).replace("the page", page.source, 1)) from error
        division = self.divisions.get(page.portal or "")
        if division is not None and division != report.division_code:
            report = msgspec.structs.replace(report, division_code=division)
        if page.removed:
            message = "the portal no longer serves this page; the saved capture was read"
            issue = Issue(stage="fetch", code="removed", severity="warning", message=message)
            report = msgspec.structs.replace(report, issues=(*report.issues, issue))
        return report

    def _attachment(self, page: SavedPage) -> ColumnarReport:
        """The row of a listed file: what the list said of it, and no figures."""
        from parsers import read_listed_file

        report = read_listed_file(page.body, page.link, page.sha256)
        return msgspec.structs.replace(
            ColumnarReport.of(report),
            source=page.source,
            report_id=report_id(page.url, page.source),
            url=canonical_url(page.url) if page.url else None,
            portal=page.portal,
            division_code=self.divisions.get(page.portal or "") or portal_division(page.portal),
            fetched_at=page.fetched_at,
        )


def read_report(source: str, data: Path, capture: str = "") -> Report:
    """The report in one saved file, at one URL of the archive, or with one id in the dataset.

    `capture` names an earlier capture of a URL. Raises UsageError or SourceError.
    """
    from gongkai.lookup import find_page

    if REPORT_ID.fullmatch(source) and not Path(source).exists():
        from output.reading import find_dataset
        from output.report import stored_report

        found = stored_report(find_dataset(data / "dataset"), source)
        if not capture:
            return found
        source = found.url or found.source
    page = find_page(source, data, capture)
    return PageReader(_division(page.portal, data))(page)


def _division(portal: str | None, data: Path) -> dict[str, str]:
    """The division code of the portal that a page came from, by its id."""
    from gongkai.archive import Archive

    if portal is None:
        return {}
    with Archive.open(data / "archive" / f"{portal}.sqlite") as archive:
        code = archive.fact("code")
    return {portal: code} if code else {}
