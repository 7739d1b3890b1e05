"""A report that a list links as a file: what the list says of it, and no figures."""

import hashlib
import re

from msgspec.structs import replace

from gongkai.records import Issue, Link, Report
from parsers.document import Document
from parsers.identity.identity import Identity, read_identity
from parsers.identity.report_year import year_of_link
from parsers.text.bodies import agency_kind
from parsers.text.years import YEAR
from parsers.version import parser_version

_YEAR = re.compile(rf"{YEAR}\s*年?度?")


def read_listed_file(body: bytes, link: Link | None, sha256: str | None = None) -> Report:
    """The Report of an archived file (pdf, doc, …) that is kept and not parsed; `link` announced it, `sha256`
    is its digest in hex where the caller has it.

    Identity comes from the list entry and the heading above it alone: a summary page has units as texts and
    years as headings. `source` and `report_id` are for the caller to fill in.
    """
    identity = _identity(link)
    agency = identity.agency
    if agency is None and link is not None:
        bare = _YEAR.sub("", link.text)
        agency = _identity(replace(link, text=bare, title=None)).agency if bare != link.text else None
    message = "the report is a file; it is archived and not parsed"
    return Report(
        report_id="",
        source="",
        url=None,
        portal=None,
        division_code=None,
        title=identity.title,
        agency=agency,
        agency_kind=(agency_kind(agency) or "other") if agency else None,
        report_year=identity.report_year or year_of_link(link),
        published_at=None,
        published_precision=None,
        edition="none",
        status="attachment",
        encoding="binary",
        encoding_declared=None,
        replacements=0,
        sha256=sha256 or hashlib.sha256(body).hexdigest(),
        parser_version=parser_version(),
        issues=(Issue(stage="parse", code="attachment", severity="info", message=message),),
    )


def _identity(link: Link | None) -> Identity:
    return read_identity(Document(lines=[], grids=[], tags=False), [], link)
