"""Where the report stands among the lines of a page, and which lines are the portal's own.

Navigation comes before the title, related links, share buttons and the footer after the text.
"""

import re
from collections.abc import Sequence

from parsers.document import Line
from parsers.text.titles import is_report_title, read_title

_BYLINE = re.compile(
    r"^.{0,40}?(?:发布时间|发布日期|发文日期|成文日期|生成日期|公开日期|信息来源|浏览次数|浏览量|点击数|点击量|阅读次数|访问量|字体|字号|来源)\s*[:：]"
)
_DATE_FIRST = re.compile(r"[\s【\[]*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}[^，。]{0,120}")
_METADATA = re.compile(
    r"^[\s【\[]*(?:索\s*引\s*号|组配分类|主题分类|体裁分类|公开方式|公开时限|公开范围|公开程序|发布机构|发文机构|责任部门|文\s*号|"
    r"有\s*效\s*性|生成日期|统一登记号|信息分类|公开责任部门|当前位置|您当前|您现在的位置|您的位置|首页\s*[>»])"
)
_FIRST_CHAPTER = re.compile(
    r"^\s*(?:第?[一1１]\s*(?:[、.．，,](?![0-9０-９])|部分|章)|[（(]\s*一\s*[)）]|概述$|总体情况$)"
)

# Lines that end a report: whole lines, and lines that begin so.
_ENDS = (
    "相关信息|相关链接|相关文章|相关阅读|相关文档|相关新闻|相关稿件|相关内容|相关解读|关联稿件|关联信息|延伸阅读|推荐阅读|热点推荐|分享|分享到|"
    "打印|打印本页|打印此页|关闭|关闭窗口|关闭本页|返回顶部|回到顶部|网站地图|关于我们|联系我们|友情链接|网站声明|扫一扫|我要纠错|网站纠错|"
    "(?i:TOP)|无障碍"
)
_BEGINNINGS = (
    "上一篇|下一篇|上一条|下一条|分享到[:：]|分享至|扫一扫|扫描二维码|责任编辑[:：]|编辑[:：]|审核[:：]|主办单位|主办[:：]|承办单位|版权所有|"
    r"网站标识码|技术支持|(?i:Copyright)|©|您访问的链接|【打印|【关闭|\[打印|打印本页|打印此页|关闭窗口|附件下载|网站支持(?i:IPv6)|.{0,12}(?i:ICP)备|.{0,12}公网安备"
)
_END = re.compile(rf"^[\s【\[(（|<>·*-]*(?:(?:{_ENDS})[\s】\])）|<>:：·*-]*$|(?:{_BEGINNINGS}))")

_LONG = 50
"""Characters that make a line of running text; navigation and bylines are shorter, or links."""


def is_byline(text: str) -> bool:
    """Whether a line is the one under the title: date, source, view counter, font size."""
    return len(text) <= 300 and (_BYLINE.match(text) or _DATE_FIRST.fullmatch(text)) is not None


def is_metadata(text: str) -> bool:
    """Whether a line belongs to the portal's block of 索引号, 发布机构 … or to its bread crumbs."""
    return len(text) <= 120 and _METADATA.match(text) is not None


def is_linked(line: Line) -> bool:
    """Whether a line is mostly links, as navigation is; running text may hold some."""
    return line.linked * 2 > len(line.text)


def body_range(lines: Sequence[Line]) -> range:
    """Numbers of the lines from the report's title to its last line; the whole page if there is no sign."""
    chapter, running = _first(lines)
    text_from = running if chapter is None else chapter
    title = _start(lines, len(lines) - 1 if text_from is None else text_from)
    if title is None and (late := _late_title(lines)) is not None:
        title = late
        rest = next((n for n in range(late, len(lines)) if _FIRST_CHAPTER.match(lines[n].text)), late)
        chapter, running, text_from = None, None, rest
    if text_from is None:  # a page of pictures, files or tables alone
        text_from = title or 0
    start = min(text_from, text_from if running is None else running) if title is None else title
    stop = next((n for n in range(text_from + 1, len(lines)) if _is_end(lines[n])), len(lines))
    return range(start, stop)


def is_anchored(lines: Sequence[Line], body: range) -> bool:
    """Whether a body begins with the report's title or byline, so that what stands before is not its own."""
    if not body:
        return False
    text = lines[body.start].text
    return is_byline(text) or is_report_title(text) or is_report_title(text + _next_text(lines, body.start))


def _is_end(line: Line) -> bool:
    return not line.hidden and len(line.text) <= 2 * _LONG and _END.match(line.text) is not None


def _first(lines: Sequence[Line]) -> tuple[int | None, int | None]:
    """The first chapter and the first running text, which are surely the report's own."""
    running = None
    for number, line in enumerate(lines):
        if is_linked(line) or line.hidden:
            continue
        if _FIRST_CHAPTER.match(line.text):
            return number, running
        if running is None and len(line.text) > _LONG and "。" in line.text:
            running = number
    return None, running


def _start(lines: Sequence[Line], text_from: int) -> int | None:
    """The title before the text, of several the last one above the byline; else the byline."""
    titles: list[int] = []
    bylines: list[int] = []
    for number, line in enumerate(lines[: text_from + 1]):
        if line.hidden or is_linked(line):
            continue
        if is_byline(line.text):
            bylines.append(number)
        elif is_report_title(line.text) or is_report_title(line.text + _next_text(lines, number)):
            titles.append(number)
    if titles:
        # A column is called 政府信息公开年报 too; a report's title says of which year it is.
        titles = [n for n in titles if read_title(lines[n].text).year] or titles
        last = bylines[-1] if bylines else titles[-1]
        return max((n for n in titles if n <= last), default=titles[-1])
    return bylines[-1] if bylines else None


def _late_title(lines: Sequence[Line]) -> int | None:
    """A report's title printed as a heading, where something like a chapter stood in the navigation."""
    for number, line in enumerate(lines):
        if line.heading and not line.hidden and not is_linked(line) and is_report_title(line.text):
            return number
    return None


def _next_text(lines: Sequence[Line], number: int) -> str:
    """The next line, if this one and it may be the two halves of a title."""
    if len(lines[number].text) > _LONG or number + 1 >= len(lines):
        return ""
    following = lines[number + 1].text
    return "" if is_report_title(following) else following
