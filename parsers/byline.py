"""What portals print around a report's title: 发布时间, 来源, 发布机构, 成文日期 … as label and value."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from gongkai.records import Precision
from parsers.document import Document, Line
from parsers.labels import fold

CHINA = ZoneInfo("Asia/Shanghai")

_BYLINE_LENGTH = 300
_BLOCK_ROWS = 12

# Kinds of fact, and the labels (folded, without white space) that name them.
LABELS: dict[str, tuple[str, ...]] = {
    "published": (
        *(
            "发布时间",
            "发布日期",
            "发文时间",
            "发表时间",
            "发表日期",
            "公开日期",
            "公开时间",
            "上传时间",
            "录入时间",
        ),
        *("日期", "时间"),
    ),
    "title": ("标题", "名称", "信息名称", "公文名称", "文件名称"),
    "written": ("成文日期", "成文时间", "发文日期", "生成日期", "生成时间", "生效日期", "制发日期"),
    "publisher": (
        *(
            "发布机构",
            "发布机关",
            "发布单位",
            "发布部门",
            "发文机构",
            "发文机关",
            "公开主体",
            "公开单位",
            "公开责任部门",
        ),
        *("责任部门", "编制单位", "填报单位", "制作单位"),
    ),
    "source": ("信息来源", "文章来源", "稿件来源", "内容来源", "来源", "发布者", "供稿单位", "供稿"),
}
_KIND = {label: kind for kind, labels in LABELS.items() for label in labels}
_GENERAL = ("日期", "时间")  # labels of a publication date only where no other word stands before them
_SPACED = "|".join(
    r"\s*".join(label) for label in sorted(_KIND.keys() - set(_GENERAL), key=len, reverse=True)
)
_LABEL = rf"{_SPACED}|(?<![一-鿿])(?:日\s*期|时\s*间)"
_PAIR = re.compile(rf"({_LABEL})\s*(?:[(（]盖章[)）])?\s*[】\]]?\s*[:：]\s*")
# A value ends where the next label begins.
_NEXT = re.compile(
    rf"(?:{_LABEL}|作者|浏览次数|浏览量|浏览|阅读次数|阅读量|点击数|点击量|点击|访问量|字体大小|字体|字号|视力保护|打印|分享|编辑|责任编辑|文号|索引号|"
    r"索\s*引\s*号|有效性|主题分类|名\s*称|标\s*题|年\s*度|信息类别|公开方式|【|\[|\|)"
)
_DATE = re.compile(
    r"((?:19|20)\d\d)\s*(?:[-/.．]|年)\s*(\d{1,2})\s*(?:[-/.．]|月)\s*(\d{1,2})\s*日?"
    r"(?:[\sT]{0,3}(\d{1,2})\s*[:：时]\s*(\d{1,2})(?:\s*[:：分]\s*(\d{1,2}))?)?"
)


# A byline without labels begins with the date; a date in words or brackets is the day of writing.
_BARE_DATE = re.compile(
    rf"\s*([（(]|(?=\d{{4}}\s*年\s*\d+\s*月\s*\d+\s*日\s*$))?\s*[\[【]?\s*(?:{_DATE.pattern})\s*(?:[\]】）)]\s*)?(?:$|来源|信息来源|作者|浏览|点击|阅读|访问|【|字)"
)


def is_bare_date(text: str) -> bool:
    """Whether a line is a byline that begins with its date, or a date alone."""
    return _BARE_DATE.match(text) is not None


def read_byline(document: Document) -> dict[str, list[str]]:
    """Facts by kind (published, written, publisher, source), the ones printed first first."""
    found: dict[str, list[str]] = {}
    for kind, value in _pairs(document):
        if value:
            found.setdefault(kind, []).append(value)
    return found


def _pairs(document: Document) -> Iterator[tuple[str, str]]:
    """Label and value pairs, those next to the title before those of the blocks above it."""
    near = range(max(0, document.body.start - 2), min(document.body.start + 8, len(document.lines)))
    for number in (*near, *range(near.start)):
        yield from _line_pairs(document.lines, number)
    for number in near:
        if bare := _BARE_DATE.match(document.lines[number].text):
            yield ("written" if bare[1] is not None else "published"), document.lines[number].text
    for grid in document.grids:
        if grid.line <= near.stop and len(grid.texts) <= _BLOCK_ROWS:
            for row, origins in zip(grid.texts, grid.origins, strict=True):
                yield from _row_pairs(row, origins)


def _line_pairs(lines: Sequence[Line], number: int) -> Iterator[tuple[str, str]]:
    text = lines[number].text
    if len(text) > _BYLINE_LENGTH or not (":" in text or "：" in text):
        return
    for found in _PAIR.finditer(text):
        value = text[found.end() :]
        if not value and number + 1 < len(lines):
            value = lines[number + 1].text
        yield _KIND["".join(found[1].split())], _until_next(value)


def _row_pairs(row: list[str], origins: list[int]) -> Iterator[tuple[str, str]]:
    cells = [text for n, text in enumerate(row) if n == 0 or origins[n] != origins[n - 1]]
    for n, text in enumerate(cells):
        if len(text) > 60:
            continue
        label = fold(text).rstrip(":").strip("()")
        if label in _KIND and n + 1 < len(cells):
            kind = _KIND[label]
            yield kind, cells[n + 1] if kind == "title" else _until_next(cells[n + 1])
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
