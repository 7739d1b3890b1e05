"""Who reports, on which year, when published: title, agency, report year, date, division code."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import NamedTuple, cast

from gongkai.records import AgencyKind, Issue, Link, Precision, Section
from parsers.byline import read_byline, read_date
from parsers.document import Document
from parsers.furniture import body_range
from parsers.years import YEAR, as_year, years_in


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


REPORT_TITLE = re.compile(
    r"(?:信息|政务|政府)公开.{0,14}(?:报告|年报|总结)|公开.{0,6}(?:年度报告|年报)|政府信息.{0,6}年度?报告|政府信息(?:年度)?报告"
)
"""Words that a report's title has, white space removed."""

_SITE_PARTS = re.compile(r"\s*(?:[|_｜]|[-—–]{1,2}(?!\d))\s*")
_WRAPPED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*(?:报告|年报))》")
_NOTICE = re.compile(r"关于(?:印发|公布|发布|公开|报送|转发).*(?:通知|公告|函|报告》?)$")
_DECORATION = re.compile(
    r"^(?:【[^】]*】|\[[^\]]*\]|（[^）]{1,6}）|\([^)]{1,6}\)|标题[:：]|名称[:：])+|(?:【[^】]*】)+$"
)
_TITLE_YEAR = re.compile(rf"({YEAR})\s*年?(?:\s*[—–\-至]\s*{YEAR}\s*年?)?(?:度)?")
_SUBJECT = re.compile(
    r"(?:关于)?(?:的)?(?:年度)?(?:政府信息(?!化)|政务信息公开|政务公开|政府门户|信息公开|政府公开|信息与政务公开|政府网站)"
)
_BRACKETED_END = re.compile(r"[（(]([^（()）]{2,40})[）)]$")
_OPENING = re.compile(
    r"(?:由|，|。|^)([一-鿿]{2,30}?(?:局|委员会|政府|办公室|中心|街道办事处|厅|管委会))(?:编制|严格|认真|深入|坚持|高度|现|根据|按照|，)"
)
_SIGNATURE_DATE = re.compile(
    rf"^\s*(?:{YEAR})\s*年\s*[\d一二三四五六七八九十]{{1,3}}\s*月(?:\s*[\d一二三四五六七八九十]{{1,3}}\s*日)?\s*$"
)
_PERIOD = re.compile(rf"({YEAR})\s*年\s*1\s*月\s*1\s*日.{{0,12}}?(?:12\s*月\s*31\s*日)")
_TEXT_YEAR = re.compile(rf"({YEAR})\s*年")
_DIVISION = re.compile(r"^\s*([1-8]\d{5})")


@cache
def _kinds() -> tuple[tuple[AgencyKind, tuple[str, ...]], ...]:
    table = tomllib.loads(files("parsers").joinpath("agencies.toml").read_text(encoding="utf-8"))["kind"]
    return tuple((cast(AgencyKind, kind["name"]), tuple(kind["suffixes"])) for kind in table)


def agency_kind(agency: str) -> AgencyKind | None:
    """What kind of body a name is, by its ending; None where no rule knows it."""
    for kind, suffixes in _kinds():
        if agency.endswith(suffixes):
            return kind
    return None


def read_identity(document: Document, sections: list[Section], link: Link | None = None) -> Identity:
    """Identity of the report on a page. `link` is how a list announced it: a second opinion, never alone
    against the page."""
    byline = read_byline(document)
    title = _title(document, link)
    issues: list[Issue] = []
    agency = _agency(title, document, byline, sections)
    year = _year(title, sections, issues)
    published, precision = _published(document, byline)
    code = _DIVISION.match(document.meta.get("siteidcode", ""))
    return Identity(
        title=title,
        agency=agency,
        agency_kind=(agency_kind(agency) or "other") if agency else None,
        report_year=year,
        published_at=published,
        published_precision=precision,
        division_code=code[1] if code else None,
        issues=issues,
    )


# Title


def _title(document: Document, link: Link | None) -> str | None:
    candidates = [once(squeezed(text)) for text in _title_candidates(document, link)]
    reports = [text for text in candidates if REPORT_TITLE.search(text)]
    for text in reports:
        if not _NOTICE.search(text):
            return text
    for text in reports:
        if wrapped := _WRAPPED.search(text):
            return wrapped[1]
    return next(iter(reports or [text for text in candidates if text]), None)


def _title_candidates(document: Document, link: Link | None) -> Iterator[str]:
    lines = document.lines
    body = body_range(lines)
    for line in lines[: body.stop]:
        if line.heading and not line.hidden and len(line.text) <= 100:
            yield line.text
    for number in range(body.start, min(body.start + 4, body.stop)):
        if len(lines[number].text) <= 80:
            yield lines[number].text
    yield document.meta.get("articletitle", "")
    yield from _SITE_PARTS.split(document.title_tag or "")
    if link is not None:
        yield link.title or ""
        yield link.text


def squeezed(text: str) -> str:
    """A title with its white space removed."""
    return "".join(text.split())


def once(title: str) -> str:
    """A title that is printed twice in a row, once."""
    half = len(title) // 2
    return title[:half] if half >= 8 and title[:half] == title[half:] else title


# Agency


def _agency(
    title: str | None, document: Document, byline: dict[str, list[str]], sections: list[Section]
) -> str | None:
    named = agency_in_title(title) if title else None
    others = [name for name in _other_names(document, byline, sections) if agency_kind(name)]
    if named and agency_kind(named) is not None:
        longer = [name for name in others if len(name) > len(named) and name.endswith(named.lstrip("本我"))]
        place_named = agency_kind(named) == "government" and not named.endswith(("政府", "办公室", "办公厅"))
        if place_named:
            longer += [n for n in others if n.startswith(named) and n.endswith(("人民政府", "政府办公室"))]
        return longer[0] if longer else named
    if named and len(named) >= 3:
        return named
    return others[0] if others else None


def agency_in_title(title: str) -> str | None:
    """The agency as a report's title names it; None where the title names none."""
    text = _DECORATION.sub("", squeezed(title))
    year = _TITLE_YEAR.search(text)
    subject = _SUBJECT.search(text)
    ends = [found.start() for found in (year, subject) if found is not None]
    name = text[: min(ends)] if ends else ""
    if not name and year is not None and year.start() == 0:
        rest = text[year.end() :]
        subject = _SUBJECT.search(rest)
        name = rest[: subject.start()] if subject else ""
        if name.endswith("人民"):
            name += "政府"
    elif name.endswith("人民") and text[len(name) :].startswith("政府信息"):
        name += "政府"
    name = re.sub(r"(?:关于(?:印发|公布|发布)?|的|《|年度|[-—－:：、])+$", "", name)
    name = re.sub(r"^(?:关于(?:印发|公布|发布)?|《)+", "", name)
    if not name and (found := _BRACKETED_END.search(text)) and agency_kind(found[1]):
        name = found[1]
    return name or None


def _other_names(document: Document, byline: dict[str, list[str]], sections: list[Section]) -> Iterator[str]:
    for kind in ("publisher", "source"):
        yield from map(squeezed, byline.get(kind, ()))
    yield from _signatures(document)
    for name in ("contentsource", "publisher", "author"):
        yield squeezed(document.meta.get(name, ""))
    if sections:
        for found in _OPENING.finditer(sections[0].text[:300]):
            yield found[1]


def _signatures(document: Document) -> Iterator[str]:
    """Lines before a closing date: who signs."""
    lines = document.lines
    body = body_range(lines)
    for number in reversed(body):
        if _SIGNATURE_DATE.match(lines[number].text):
            before = squeezed(lines[number - 1].text) if number else ""
            if 4 <= len(before) <= 30:
                yield before.strip("（）()")


# Year


def _year(title: str | None, sections: list[Section], issues: list[Issue]) -> int | None:
    in_title = _title_year(title or "")
    in_text = _text_year(sections)
    if in_title and in_text and in_title != in_text:
        message = f"the title says {in_title}, the text {in_text}; the title's year was taken"
        issues.append(Issue(stage="parse", code="year_conflict", severity="warning", message=message))
    year = in_title or in_text
    if year is None:
        message = "neither title nor text say which year is reported on"
        issues.append(Issue(stage="parse", code="year_missing", severity="warning", message=message))
    return year


def _title_year(title: str) -> int | None:
    years = years_in(title)
    return years[0] if years else None


def _text_year(sections: list[Section]) -> int | None:
    """The year a text reports on: of the period it states, else the one it names first and most."""
    text = "\n".join(section.text for section in sections)
    if period := _PERIOD.search(text):
        return as_year(period[1])
    opening = "\n".join(section.text for section in sections[:3])[:600]
    named = Counter(as_year(found[1]) for found in _TEXT_YEAR.finditer(opening))
    if not named:
        return None
    (year, count), *rest = named.most_common()
    return year if not rest or count > rest[0][1] else None


# Date


def _published(document: Document, byline: dict[str, list[str]]) -> tuple[datetime | None, Precision | None]:
    printed = byline.get("published", [])
    written = byline.get("written", [])
    for text in (*printed, document.meta.get("pubdate", ""), *written):
        if found := read_date(text):
            return found
    return None, None
