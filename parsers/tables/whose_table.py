"""Whose figures a table holds, by its caption: a page may show those of others beside the report's own.

A county prints the table of a department above its own, a department last year's below this year's, an annex
the figures of half a year. Where a caption says so, the table is set aside; where none does, tables that
contradict one another say nothing.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from parsers.document import Document, Grid
from parsers.labels import fold, strip_numbering
from parsers.text.bodies import agency_kind, is_body_name
from parsers.text.furniture import is_linked
from parsers.text.titles import Title, is_report_title, read_title, squeezed
from parsers.text.years import YEAR, as_year

CAPTION = 40
"""Characters of a line over a table that may be its caption."""

_LINES = 2
_ANY_YEAR = re.compile(rf"({YEAR})年")
_PART_OF_A_YEAR = re.compile(
    r"[上下]半年|第?[一二三四1-4]季度|(?<![12]\d)(?<!\d)[1-9]月?(?:份)?[-至~到](?:[1-9]|1[01])月|\d{1,2}月份"
)
_OTHER = re.compile(
    r"[(\[【]?(?:附(?:件|表)?\d{0,2}[:.、]?)?"
    r"(?:上年度?|上一年度?|去年|样[表例]|示例|范[例本]|模板|(?:更正|修改|修订|调整)前)"
    r"(?:的?(?:数据|情况|统计|报表|表))*[:)\]】]*"
)
"""A caption of nothing but words for a table of last year, an example, or one that was wrong."""
_LEAD = re.compile(r"^(?:附(?:件|表)?\d{0,2}[:.、]?|其中[:,]?|表\d{1,2}[:.、]?|[(\[【])+")
_NAME = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,20}?)"
    r"(?=的?(?:\d{4}年|年度|政务公开|(?:依)?申请公开|政府信息|信息公开|收到|新收|受理|办理|处理|申请|行政复议|情况|统计|数据|汇总表|表)"
    r"|[:)\]】(]|$)"
)
_YEAR = re.compile(r"^\d{4}年?度?(?:我)?")
_ALL = re.compile(r"^全([省市县区州旗乡镇])$")
_OWN = "局|委|办|院|中心|单位|部门|机关|级|县|区|市|镇|乡|街道"
_SELF = re.compile(rf"^(?:[本我](?:{_OWN})(?:本级|机关)?|(?:{_OWN})(?:本级|机关))$")
_OFFICE = re.compile(r"(?:人民政府|政府)?(?:办公室|办公厅|办)?$")
_PLACE = re.compile(r"^[\u4e00-\u9fff]{0,6}?[省市县区州旗乡镇]")


class Caption(NamedTuple):
    """What stands over a table: the year and the body that it names, whether it is of part of a year, or of
    last year, an example, or put right since; `is_said` tells that it does so itself, not the title of the
    report that the table stands in."""

    year: int | None = None
    body: str | None = None
    is_part: bool = False
    is_other: bool = False
    is_said: bool = True

    @property
    def told(self) -> str:
        """The same in words."""
        other = "last year, an example or an error" if self.is_other else None
        part = "part of a year" if self.is_part else None
        named = [self.body, str(self.year) if self.year else None, part, other]
        return ", ".join(filter(None, named)) or "no name"


def read_caption(document: Document, grid: Grid, above: int) -> Caption:
    """The caption of a table: the short lines right over it, its own first rows, else the title of the report
    that it stands in; `above` is how many lines stand before the table over it."""
    begin = max(grid.line - _LINES, above, 0)
    over = [line.text for line in document.plain[begin : grid.line] if len(line.text) <= CAPTION]
    own = [row[0] for row in grid.texts[:2] if len(set(row)) == 1 and len(row) > 1 and len(row[0]) <= CAPTION]
    lines = [fold(text) for text in (*over, *own) if not is_report_title(text)]
    titles = (
        read_title(line.text) for line in document.plain[grid.line - 1 :: -1] if is_report_title(line.text)
    )
    title = next(filter(any, titles), Title(None, None)) if grid.line else Title(None, None)
    year, body = _year(lines), next(filter(None, map(_body, reversed(lines))), None)
    is_part = any(_PART_OF_A_YEAR.search(line) for line in lines)
    is_other = any(map(_OTHER.fullmatch, lines))
    is_said = bool(year or body or is_part or is_other)
    return Caption(year or title.year, body or title.agency, is_part, is_other, is_said)


def _year(lines: Sequence[str]) -> int | None:
    """The year that the lowest of some lines names, None where it names several."""
    for line in reversed(lines):
        if years := {found[1] for found in _ANY_YEAR.finditer(line)}:
            return as_year(years.pop()) if len(years) == 1 else None
    return None


def _body(line: str) -> str | None:
    words = _YEAR.sub("", strip_numbering(_LEAD.sub("", strip_numbering(line))))
    found = _NAME.match(words)
    if found is None:
        return None
    name = found["name"]
    return name if _ALL.match(name) or _SELF.match(name) or is_body_name(name) else None


def owner(document: Document) -> Title:
    """The body and the year of the report that the page's title names: the fullest of the titles before the
    last table, for a line of navigation (首页 政府信息公开年报) may read as one, which names no year."""
    last = max((grid.line for grid in document.grids), default=len(document.plain))
    lines = [line.text for line in document.plain[:last] if not (line.linked and is_linked(line))]
    texts = (*lines, document.title_tag or "", document.meta.get("articletitle", ""))
    titles = [read_title(squeezed(text)) for text in texts if is_report_title(text)]
    return max(titles, key=_fullness, default=Title(None, None))


def _fullness(title: Title) -> tuple[bool, bool]:
    return title.year is not None, title.agency is not None


def is_foreign(caption: Caption, own: Title) -> bool:
    """Whether a caption says that its table is another body's, another year's, of part of a year, or no table
    of the report at all."""
    if (
        caption.is_part
        or caption.is_other
        or (caption.year is not None and own.year is not None and caption.year != own.year)
    ):
        return True
    return caption.body is not None and own.agency is not None and not _is_of(caption.body, own.agency)


def is_own(caption: Caption, own: Title) -> bool:
    """Whether a caption itself names the report's own body or year, and nothing else."""
    named = caption.body is not None and own.agency is not None
    is_of_year = caption.year is not None and caption.year == own.year
    return caption.is_said and not is_foreign(caption, own) and (named or is_of_year)


def _is_of(body: str, agency: str) -> bool:
    """Whether two names are of one body: in full, short for the other, or words that mean it."""
    agency = fold(agency)
    if _SELF.match(body):
        return True
    place = _OFFICE.sub("", agency)
    if found := _ALL.match(body):
        return place.endswith(found[1])
    short = _OFFICE.sub("", body)
    if agency_kind(body) in ("government", "township") and short:
        return place.endswith(short) or short.endswith(place)
    return agency.endswith((body, _PLACE.sub("", body) or body)) or body.endswith(agency)


def foreign_tables(captions: dict[int, Caption], own: Title, rows: Sequence[tuple[int, str]]) -> set[int]:
    """The tables of one form that are not the report's own, of (table, item) pairs: those which say that they
    are another's, or of an earlier year than others, where a table that does not has their rows too; and
    where some say that they are the report's own, those that do not."""
    items: dict[int, set[str]] = {}
    for table, item in rows:
        items.setdefault(table, set()).add(item)
    newest = max((captions[table].year or 0 for table in items), default=0)
    foreign = {
        table
        for table in items
        if is_foreign(captions[table], own)
        or (own.year is None and (captions[table].year or newest) < newest)
    }
    certain = {table for table in items if is_own(captions[table], own)} - foreign
    left: set[int] = set()
    for table in set(items) - certain:
        better = certain or set(items) - foreign if table in foreign else certain
        if any(items[table] & items[other] for other in better):
            left.add(table)
    return left
