"""A report that a list links as a file: what the list says of it, and no figures."""

import hashlib

from gongkai.records import Issue, Link, Report
from parsers.document import Document
from parsers.identity import read_identity
from parsers.version import parser_version


def read_listed_file(body: bytes, link: Link | None) -> Report:
    """The Report of an archived file (pdf, doc, …) that is kept and not parsed; `link` announced it.

    Identity comes from the list entry alone. `source` and `report_id` are for the caller to fill in.
    """
    identity = read_identity(Document(lines=[], grids=[], tags=False), [], link)
    message = "the report is a file; it is archived and not parsed"
    return Report(
        report_id="",
        source="",
        url=None,
        portal=None,
        division_code=None,
        title=identity.title,
        agency=identity.agency,
        agency_kind=identity.agency_kind,
        report_year=identity.report_year,
        published_at=None,
        published_precision=None,
        edition="none",
        status="attachment",
        encoding="binary",
        encoding_declared=None,
        replacements=0,
        sha256=hashlib.sha256(body).hexdigest(),
        parser_version=parser_version(),
        issues=(Issue(stage="parse", code="attachment", severity="info", message=message),),
    )
