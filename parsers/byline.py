"""What portals print around a report's title: 发布时间, 来源, 发布机构, 成文日期 … as label and value."""

import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from gongkai.records import Precision
from parsers.document import Document
from parsers.labels import fold

CHINA = ZoneInfo("Asia/Shanghai")

# Kinds of fact, and the labels (folded, without white space) that name them.
LABELS: dict[str, tuple[str, ...]] = {
    "published": ("发布时间", "发布日期", "发文时间", "发表时间", "发表日期", "公开日期", "公开时间", "上传时间", "录入时间", "日期", "时间"),
    "written": ("成文日期", "成文时间", "发文日期", "生成日期", "生成时间", "生效日期", "制发日期"),
    "publisher": ("发布机构", "发文机构", "发文机关", "发布单位", "公开主体", "公开责任部门", "责任部门", "发布部门", "编制单位", "填报单位", "制作单位", "公开单位", "发布机关"),
    "source": ("信息来源", "文章来源", "稿件来源", "内容来源", "来源", "发布者", "供稿单位", "供稿"),
}  # fmt: skip
_KIND = {label: kind for kind, labels in LABELS.items() for label in labels}
_ANY = sorted(_KIND, key=len, reverse=True)
_SPACED = "|".join(r"\s*".join(label) for label in _ANY)
_PAIR = re.compile(rf"({_SPACED})\s*(?:[(（]盖章[)）])?\s*[】\]]?\s*[:：]\s*")
# A value ends where the next label begins.
_NEXT = re.compile(
    rf"(?:{_SPACED}|作者|浏览次数|浏览量|浏览|阅读次数|阅读量|点击数|点击量|点击|访问量|字体大小|字体|字号|视力保护|打印|分享|编辑|责任编辑|文号|索引号|"
    r"索\s*引\s*号|有效性|主题分类|名\s*称|标\s*题|年\s*度|信息类别|公开方式|【|\[|\|)"
)
_DATE = re.compile(
    r"((?:19|20)\d\d)\s*(?:[-/.．]|年)\s*(\d{1,2})\s*(?:[-/.．]|月)\s*(\d{1,2})\s*日?"
    r"(?:[\sT]{0,3}(\d{1,2})\s*[:：时]\s*(\d{1,2})(?:\s*[:：分]\s*(\d{1,2}))?)?"
)


def read_byline(document: Document) -> dict[str, list[str]]:
    """Facts by kind (published, written, publisher, source), the ones printed first first."""
    found: dict[str, list[str]] = {}
    for kind, value in _pairs(document):
        if value:
            found.setdefault(kind, []).append(value)
    return found


def _pairs(document: Document) -> Iterator[tuple[str, str]]:
    lines = document.lines
    body = document.body
    for number in range(0, min(body.start + 8, len(lines))):
        text = lines[number].text
        if len(text) > 300:
            continue
        for found in _PAIR.finditer(text):
            value = text[found.end() :]
            if not value and number + 1 < len(lines):
                value = lines[number + 1].text
            yield _KIND["".join(found[1].split())], _until_next(value)
    for grid in document.grids:
        if grid.line <= body.start + 8 and len(grid.texts) <= 12:
            for row, origins in zip(grid.texts, grid.origins, strict=True):
                yield from _row_pairs(row, origins)


def _row_pairs(row: list[str], origins: list[int]) -> Iterator[tuple[str, str]]:
    cells = [text for n, text in enumerate(row) if n == 0 or origins[n] != origins[n - 1]]
    for n, text in enumerate(cells):
        if len(text) > 60:
            continue
        label = fold(text).rstrip(":").strip("()")
        if label in _KIND and n + 1 < len(cells):
            yield _KIND[label], _until_next(cells[n + 1])
        elif found := _PAIR.match(text):
            yield _KIND["".join(found[1].split())], _until_next(text[found.end() :])


def _until_next(value: str) -> str:
    value = value.strip()
    end = _NEXT.search(value)
    return (value[: end.start()] if end else value).strip(" \xa0　,，;；:：")


def read_date(text: str) -> tuple[datetime, Precision] | None:
    """The first date of a text, in China's time, and whether the time of day was given; None if there is
    none. Midnight is what portals print for "no time"."""
    found = _DATE.search(text)
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    hour, minute, second = (int(part or 0) for part in found.group(4, 5, 6))
    try:
        if found[4] is None or hour + minute + second == 0:
            return datetime(year, month, day, tzinfo=CHINA), "day"
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA), "minute"
    except ValueError:
        return None
