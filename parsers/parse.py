"""A saved page in, a Report out: decode, lay out, read figures, check them, say whose report it is."""

import hashlib
import re
from collections.abc import Sequence

from gongkai.columns import ColumnarReport, Runs, statuses
from gongkai.decode import Decoded, decode
from gongkai.errors import SourceError
from gongkai.identifiers import canonical_url, portal_division, report_id
from gongkai.records import READ_STATES, Check, Issue, Link, Report
from gongkai.saved import LaterPage, SavedPage
from gongkai.within import page_within
from parsers.checks import assess, assess_whole
from parsers.document import Document
from parsers.evidence import proves_a_report, set_aside
from parsers.figures import Figures
from parsers.flat.flat import read_flat
from parsers.html.page import read_page
from parsers.identity.identity import read_identity
from parsers.outline.outline import read_outline
from parsers.sentences.prose import read_prose
from parsers.signature import what_it_is
from parsers.status import assess_status, page_edition
from parsers.tables.tables import read_tables
from parsers.text.drawn import draw_out
from parsers.text.joined import Joined, join, say_page
from parsers.text.plain import is_html, read_text
from parsers.version import parser_version

SIZE_LIMIT = 20_000_000
"""Bytes; what is larger is no page."""


def parse(
    body: bytes,
    *,
    url: str | None = None,
    content_type: str | None = None,
    portal: str | None = None,
    link: Link | None = None,
    later: Sequence[LaterPage] = (),
    sha256: str | None = None,
) -> Report:
    """Read one saved page. Pure: no network, no clock, no files.

    `url` is where it was fetched from, `content_type` its HTTP header, `portal` the portal's id and `link`
    how a list announced it; `later` are the later pages of an article that is cut into pages, which is read
    as one: figures on them say so in `note`, and the report's `sha256` is of all pages, one after another.
    `sha256` is the digest of `body` in hex, for a caller who has just made it. Raises SourceError for bytes
    in which there is no text; any problem of a readable page is an Issue of the Report. `source` is the URL,
    or "" for the caller to fill in.
    """
    page = SavedPage(
        source=url or "",
        body=body,
        url=url,
        content_type=content_type,
        portal=portal,
        link=link,
        later=tuple(later),
        sha256=sha256,
    )
    return parse_saved(page).report()


def parse_saved(page: SavedPage) -> ColumnarReport:
    """The same as `parse`, of a page with what is known of it; figures come as columns where they can."""
    decoded = _text(page.body, page.content_type, page.url or "the page")
    joined, torn = _joined(decoded, page.url or "", page.later) if page.later else (None, [])
    if joined is not None:
        decoded = decoded._replace(text=joined.text)
    held = page_within(decoded.text) if page.body[:8].lstrip()[:1] == b"{" else None
    if held is not None:
        decoded = decoded._replace(text=held)
    document = _document(decoded.text)
    figures = read_tables(document)
    read_flat(document, figures)

    sections = read_outline(document)
    identity = read_identity(
        document, sections, page.link, has_tables=bool(figures), proven=proves_a_report(figures)
    )
    if identity.is_report:
        read_prose(sections, figures, identity)
    else:
        set_aside(figures)
    if joined is not None:
        figures.loosen()
        figures.cells = say_page(figures.cells, joined)
    checks = _checks(figures)
    strict = statuses(checks, mode="strict")
    status, why = assess_status(document, sections, figures, is_report=identity.is_report)

    address = page.url or document.saved_from
    in_full = sum(len(one.values) for one in figures.whole)
    states: list[str] = [cell.state for cell in figures.cells]
    return ColumnarReport(
        report_id=report_id(address, page.source),
        source=page.source,
        url=canonical_url(address) if address else None,
        portal=page.portal,
        division_code=portal_division(page.portal) or identity.division_code,
        title=identity.title,
        agency=identity.agency,
        agency_kind=identity.agency_kind,
        report_year=identity.report_year,
        published_at=identity.published_at,
        published_precision=identity.published_precision,
        edition=page_edition(figures),
        status=status,
        encoding=decoded.encoding,
        encoding_declared=decoded.declared,
        replacements=decoded.replacements,
        sha256=_digest(page) if page.later or page.sha256 is None else page.sha256,
        parser_version=parser_version(),
        fetched_at=page.fetched_at,
        cells_expected=in_full + len(states) - states.count("prose"),
        cells_read=in_full + sum(map(states.count, READ_STATES)),
        checks_passed=strict.count("pass"),
        checks_failed=strict.count("fail"),
        cells=(*(one.cells for one in figures.whole), tuple(figures.cells)),
        sections=tuple(sections),
        checks=checks,
        issues=(*_decoding_issues(decoded), *torn, *figures.issues, *identity.issues, *why),
    )


def _checks(figures: Figures) -> Runs[Check]:
    """The checks of all that was read."""
    runs = (assess_whole(one.form, one.edition, one.values) for one in figures.whole)
    return (*(run for run in runs if run is not None), (*assess(figures.cells), *figures.checks))


def _digest(page: SavedPage) -> str:
    return hashlib.sha256(b"".join((page.body, *(one.body for one in page.later)))).hexdigest()


def _joined(first: Decoded, url: str, later: Sequence[LaterPage]) -> tuple[Joined | None, list[Issue]]:
    """The article that begins with a page, and an issue for each page that cannot be read."""
    pages, issues = [(first.text, url)], []
    for one in later:
        try:
            pages.append((_text(one.body, one.content_type, one.url).text, one.url))
        except SourceError as error:
            message = f"a later page of the article is missing: {error}"
            issues.append(
                Issue(
                    stage="parse",
                    code="page_missing",
                    severity="warning",
                    message=message,
                    location=one.url,
                )
            )
    return (join(pages) if is_html(first.text) else None), issues


_NO_TEXT = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufffd]")
_TEXT = re.compile("[\u4e00-\u9fff]{2}|<[A-Za-z!]")


def _text(body: bytes, content_type: str | None, name: str) -> Decoded:
    what = what_it_is(body)
    if what == "empty":
        raise SourceError(f"{name} is empty; save the page again")
    if what is not None:
        raise SourceError(f"{name} is {what}, which has no text to read; save the page's HTML instead")
    if len(body) > SIZE_LIMIT:
        raise SourceError(f"{name} has {len(body):,} bytes, more than any page; save the page's HTML alone")
    decoded = decode(body, content_type)
    if b"\0" not in body or not (nulls := decoded.text.count("\0")):
        return decoded
    text = decoded.text.replace("\0", "")
    # Slips of the portal's program, unless what is left is no text either.
    if nulls > len(text) or len(_NO_TEXT.findall(text)) > len(text) // 100 or _TEXT.search(text) is None:
        raise SourceError(f"{name} is a binary file, which has no text to read; save the page's HTML instead")
    return decoded._replace(text=text)


def _document(text: str) -> Document:
    return draw_out(read_page(text)) if is_html(text) else read_text(text)


def _decoding_issues(decoded: Decoded) -> list[Issue]:
    if not decoded.replacements:
        return []
    message = f"{decoded.replacements} characters could not be decoded as {decoded.encoding}"
    return [Issue(stage="decode", code="undecodable", severity="warning", message=message)]
