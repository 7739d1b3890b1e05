"""Who reports, on which year, when published: title, agency, report year, date, division code."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from gongkai.records import AgencyKind, Issue, Link, Precision, Section
from parsers.agency import agency_kind, read_agency
from parsers.byline import read_byline, read_date
from parsers.document import Document, Line
from parsers.furniture import is_linked
from parsers.titles import is_notice, is_report_title, read_title, squeezed, unwrapped
from parsers.years import YEAR, as_year


class Identity(NamedTuple):
    """What a page says of itself; None where it does not."""

    title: str | None
    agency: str | None
    agency_kind: AgencyKind | None
    report_year: int | None
    published_at: datetime | None
    published_precision: Precision | None
    division_code: str | None
    issues: list[Issue]


# Not the hyphen of a span of years.
_SITE_PARTS = re.compile(r"\s*(?:[|_｜]|[-—–]{1,2}(?!\d))\s*")
_PERIOD = re.compile(rf"({YEAR})\s*年\s*1\s*月\s*1\s*日.{{0,16}}?12\s*月\s*31\s*日")
_TEXT_YEAR = re.compile(rf"({YEAR})\s*年")
_SITE_CODE = re.compile(r"网站标识码\s*[:：]?\s*([1-8]\d{9})(?!\d)")
_DIVISION = re.compile(r"([1-8]\d{5})\d{2,4}$")

# A title whose byline stands in the same line.
_RUN_IN_BYLINE = re.compile(
    r"(.{10,90}?)\s*[\[【(（]?(?:发布时间|发布日期|发文日期|信息来源|来源|日期|时间|浏览次数)\s*[:：]"
)
_TITLE_LENGTH = 90
_OPENING_LENGTH = 600


def read_identity(document: Document, sections: list[Section], link: Link | None = None) -> Identity:
    """Identity of the report on a page. `link` is how a list announced it: heard where the page is silent."""
    byline = read_byline(document)
    titles = [*_titles(document), *map(squeezed, byline.get("title", ()))]
    title = _best(titles)
    if title is None or not is_report_title(title) or read_title(title).year is None:
        titles += _outer_titles(document, link)
        title = _best(titles)
    issues: list[Issue] = []
    is_report = title is not None and is_report_title(title)
    agency = read_agency(title, document, byline, sections)
    year = _year(title if is_report else None, titles, sections, issues)
    published, precision = _published(document, byline)
    if year and published and published.year < year:
        message = f"published on {published:%Y-%m-%d}, before the end of the year {year} reported on"
        issues.append(_issue("year_conflict", message))
    return Identity(
        title=title,
        agency=agency,
        agency_kind=(agency_kind(agency) or "other") if agency else None,
        report_year=year,
        published_at=published,
        published_precision=precision,
        division_code=_division_code(document),
        issues=issues,
    )


# Title


def _titles(document: Document) -> Iterator[str]:
    """Texts that may be the title, the likeliest first."""
    lines = document.lines[: document.body.start + 6]
    near = [line for line in lines if not line.hidden and not is_linked(line)]
    yield from (squeezed(line.text) for line in near if line.heading and len(line.text) <= _TITLE_LENGTH)
    yield from _joined(near)
    yield from (squeezed(found[1]) for line in near if (found := _RUN_IN_BYLINE.match(line.text)))
    yield from (squeezed(line.text) for line in reversed(near) if is_report_title(line.text))
    yield squeezed(document.meta.get("articletitle", ""))
    yield from (squeezed(line.text) for line in document.lines if line.hidden and is_report_title(line.text))


def _outer_titles(document: Document, link: Link | None) -> Iterator[str]:
    """Titles that stand beside the page: they may name site and column too."""
    for part in _SITE_PARTS.split(document.title_tag or ""):
        *before, last = part.split() or [""]
        if before and is_report_title(last):
            named = before[-1] if agency_kind(before[-1]) and "公开" not in before[-1] else ""
            yield squeezed(named + last)
        else:
            yield squeezed(part)
    if link is not None:
        yield from map(squeezed, (link.title or "", link.text))


def _joined(lines: list[Line]) -> Iterator[str]:
    """Titles cut over two or three lines, that none of the lines is alone."""
    for count in (2, 3):
        for number in range(len(lines) - 1):
            pieces = [line.text for line in lines[number : number + count]]
            if len(pieces) < count or sum(map(len, pieces)) > _TITLE_LENGTH or any(map(_names_all, pieces)):
                continue
            joined = squeezed("".join(pieces))
            if _names_all(joined) and (agency_kind(read_title(joined).agency or "") is not None):
                yield joined


def _names_all(title: str) -> bool:
    """Whether a text is a report's title with agency and year."""
    return is_report_title(title) and None not in read_title(title)


def _best(titles: list[str]) -> str | None:
    """The fullest of the titles, the likeliest of equally full ones; without any, the page's own heading."""
    reports = [unwrapped(title) for title in titles if is_report_title(title)]
    if not reports:
        return next(filter(None, titles), None)
    return max(reports, key=_fullness)


def _fullness(title: str) -> tuple[bool, bool, bool]:
    agency, year = read_title(title)
    return year is not None, not is_notice(title), agency is not None


# Year


def _year(title: str | None, titles: list[str], sections: list[Section], issues: list[Issue]) -> int | None:
    in_title = read_title(title).year if title else None
    in_titles = {read_title(t).year for t in titles if is_report_title(t)} - {None}
    if len(in_titles) > 1:
        message = f"titles of the page name the years {', '.join(map(str, sorted(filter(None, in_titles))))}"
        issues.append(_issue("year_conflict", message))
    chaptered = any(section.chapter for section in sections)
    in_text = _text_year(sections) if title or chaptered else None
    if in_title and in_text and in_title != in_text and not _mentions(sections, in_title):
        message = f"the title says {in_title}, the text {in_text}; the title's year was taken"
        issues.append(_issue("year_conflict", message))
    if in_title is None and in_text is None and (title or chaptered):
        issues.append(_issue("year_missing", "neither title nor text say which year is reported on"))
    return in_title or in_text


def _opening(sections: list[Section]) -> str:
    return "\n".join(section.text for section in sections[:3])[:_OPENING_LENGTH]


def _text_year(sections: list[Section]) -> int | None:
    """The year a text reports on: of the period it states, else the one its opening names most."""
    for section in sections:
        if "31" in section.text and (period := _PERIOD.search(section.text)):
            return as_year(period[1])
    named = Counter(as_year(found[1]) for found in _TEXT_YEAR.finditer(_opening(sections)))
    if not named:
        return None
    (year, count), *rest = named.most_common(2)
    return year if not rest or count > rest[0][1] else None


def _mentions(sections: list[Section], year: int) -> bool:
    opening = _opening(sections)
    if any(_PERIOD.search(section.text) for section in sections):
        return False
    return any(as_year(found[1]) == year for found in _TEXT_YEAR.finditer(opening))


# Date and place


def _published(document: Document, byline: dict[str, list[str]]) -> tuple[datetime | None, Precision | None]:
    """Printed 发布时间, else the PubDate tag, else 成文日期."""
    tags = (document.meta.get("pubdate", ""), document.meta.get("publishdate", ""))
    for text in (*byline.get("published", ()), *tags, *byline.get("written", ())):
        if found := read_date(text):
            return found
    return None, None


def _division_code(document: Document) -> str | None:
    """First six digits of the site's code: of the SiteIDCode tag, else as printed in the footer."""
    if found := _DIVISION.match(document.meta.get("siteidcode", "")):
        return found[1]
    for line in document.lines[-20:]:
        if printed := _SITE_CODE.search(line.text):
            return printed[1][:6]
    return None


def _issue(code: str, message: str) -> Issue:
    return Issue(stage="parse", code=code, severity="warning", message=message)
