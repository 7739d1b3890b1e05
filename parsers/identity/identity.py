"""Who reports, on which year, when published: title, agency, report year, date, division code."""

import re
from datetime import datetime
from typing import NamedTuple

from gongkai.records import AgencyKind, Issue, Link, Precision, Section
from parsers.document import Document
from parsers.identity.agency import read_agency, site_agency
from parsers.identity.byline import read_byline
from parsers.identity.dates import read_date
from parsers.identity.headline import choose_title, find_titles
from parsers.identity.report_year import read_year
from parsers.identity.signed import signatures
from parsers.recognition import is_report
from parsers.text.bodies import agency_kind
from parsers.text.script import as_printed, simplified_copy
from parsers.text.titles import leading_name, read_title, unwrapped


class Identity(NamedTuple):
    """What a page says of itself; None where it does not."""

    title: str | None
    agency: str | None
    agency_kind: AgencyKind | None
    report_year: int | None
    published_at: datetime | None
    published_precision: Precision | None
    division_code: str | None
    is_report: bool
    issues: list[Issue]


_SITE_CODE = re.compile(r"网站标识码\s*[:：]?\s*([1-8]\d{9})(?!\d)")
_DIVISION = re.compile(r"([1-8]\d{5})(?:\d{2,4})?$")
_DATE_TAGS = ("pubdate", "publishdate")


def read_identity(
    document: Document,
    sections: list[Section],
    link: Link | None = None,
    *,
    has_tables: bool = False,
    proven: bool = False,
) -> Identity:
    """Identity of the report on a page. `link` is how a list announced it: heard where the page is silent;
    `has_tables` says that a table with words of a form is on the page, `proven` that it is surely one."""
    page = document
    if document.plain is not document.lines and document.plain:
        document = simplified_copy(document)
    byline = read_byline(document)
    titles = find_titles(document, byline, link)
    title = choose_title(document, titles, byline, link)
    report = is_report(title, document, sections, has_tables=has_tables, proven=proven)
    published, precision = _published(document, byline)
    body = _named_body(title, titles) if report and title else None
    agency = read_agency(body, document, byline, sections, link)
    year: int | None = None
    issues: list[Issue] = []
    if report:
        year, issues = read_year(title, titles, sections, published, link)
    if report and agency is None and (agency := site_agency(document, sections)) is not None:
        message = "nothing on the page names the body that reports; the body that runs the site was taken"
        issues.append(Issue(stage="parse", code="agency_of_site", severity="warning", message=message))
    kind = (agency_kind(agency) or "other") if agency else None
    if page is not document:
        title, agency = (as_printed(words, page) if words else None for words in (title, agency))
    return Identity(
        title=title,
        agency=agency,
        agency_kind=kind,
        report_year=year,
        published_at=published,
        published_precision=precision,
        division_code=_division_code(document),
        is_report=report,
        issues=issues,
    )


def _named_body(title: str, titles: list[str]) -> str | None:
    """The body that a title names, or the notice that the title stands in."""
    notices = (leading_name(text) for text in titles if text != title and unwrapped(text) == title)
    return read_title(title).agency or leading_name(title) or next(filter(None, notices), None)


def _published(document: Document, byline: dict[str, list[str]]) -> tuple[datetime | None, Precision | None]:
    """Printed 发布时间, else the PubDate tag, else 成文日期, which the signature gives too."""
    tags = [document.meta.get(name, "") for name in _DATE_TAGS]
    for text in (*byline.get("published", ()), *tags, *byline.get("written", ())):
        if found := read_date(text):
            return found
    signed = (read_date(date) for _, date in signatures(document))
    return next(filter(None, signed), (None, None))


def _division_code(document: Document) -> str | None:
    """First six digits of the site's code: of the SiteIDCode tag, else as printed in the footer."""
    if found := _DIVISION.match(document.meta.get("siteidcode", "")):
        return found[1]
    for line in document.lines[-20:]:
        if "码" in line.text and (printed := _SITE_CODE.search(line.text)):
            return printed[1][:6]
    return None
