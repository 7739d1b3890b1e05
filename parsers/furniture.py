"""Where the report stands among the lines of a page, and which lines are the portal's own.

Navigation comes before the title, related links, share buttons and the footer after the text.
"""

import re
from collections.abc import Sequence

from parsers.document import Line

_REPORT = re.compile(
    r"(?:政府)?信息公开.{0,12}(?:报告|年报)|政务公开.{0,12}(?:年度报告|年报)|年度报告|公开年报"
)
_BYLINE = re.compile(
    r"^.{0,40}?(?:发布时间|发布日期|发文日期|成文日期|生成日期|公开日期|信息来源|浏览次数|浏览量|点击数|阅读次数|字体|字号|来源)\s*[:：]"
)
_START = re.compile(r"^\s*(?:第?[一1][、.．，,部]|[（(]一[)）])")
_END = re.compile(
    r"^[\s【\[（(|<>·\-*]*(?:相关信息|相关链接|相关文章|相关阅读|相关文档|相关新闻|相关稿件|上一篇|下一篇|上一条|下一条|分享到|分享至|"
    r"打印本页|打印|【打印|关闭窗口|关闭本页|返回顶部|扫一扫|责任编辑|主办单位|主办[:：]|承办单位|版权所有|网站标识码|网站地图|关于我们|联系我们|"
    r"友情链接|ICP备|Copyright|©|您访问的链接即将离开|我要纠错|网站支持IPV6|技术支持|政府网站)",
    re.IGNORECASE,
)  # fmt: skip


def is_byline(text: str) -> bool:
    """Whether a line is the one under the title: date, source, view counter, font size."""
    return _BYLINE.match(text) is not None


def body_range(lines: Sequence[Line]) -> range:
    """Numbers of the lines from the report's title to its last line; the whole page if there is no sign."""
    start = _start(lines)
    stop = len(lines)
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if len(line.text) <= 60 and _END.match(line.text):
            stop = number
            break
    return range(start, stop)


def _start(lines: Sequence[Line]) -> int:
    first_chapter = next(
        (n for n, line in enumerate(lines) if _START.match(line.text) and not line.linked), 0
    )
    bylines = [
        n for n, line in enumerate(lines) if is_byline(line.text) and n <= (first_chapter or len(lines))
    ]
    titles = [
        n
        for n, line in enumerate(lines[: (first_chapter or len(lines)) + 1])
        if len(line.text) <= 80 and _REPORT.search(line.text) and line.linked * 2 <= len(line.text)
    ]
    if titles:
        return titles[-1] if not bylines else max((n for n in titles if n <= bylines[-1]), default=titles[-1])
    if bylines:
        return bylines[-1]
    return first_chapter


_METADATA = re.compile(
    r"^[\s【\[]*(?:索\s*引\s*号|组配分类|主题分类|体裁分类|公开方式|公开时限|公开范围|公开程序|发布机构|发文机构|责任部门|文\s*号|"
    r"有\s*效\s*性|生成日期|统一登记号|信息分类|公开责任部门|当前位置|您当前|您现在的位置|首页\s*[>»])"
)


def is_metadata(text: str) -> bool:
    """Whether a line belongs to the portal's block of 索引号, 发布机构 … or to its bread crumbs."""
    return len(text) <= 80 and _METADATA.match(text) is not None
