"""Labels of the facts that portals print around a report: 发布时间, 来源, 发布机构, 成文日期 …"""

import re
import tomllib
from importlib.resources import files

_TABLE = tomllib.loads(files("parsers").joinpath("bylines.toml").read_text(encoding="utf-8"))
_ENDINGS = "|".join(_TABLE.pop("endings"))

KIND: dict[str, str] = {label: kind for kind, labels in _TABLE.items() for label in labels}
"""Label, folded -> kind of fact: published, written, publisher, source, author, title."""

_GENERAL = ("日期", "时间")  # of a publication only where no other word makes another date of them
_SPACED = "|".join(r"\s*".join(label) for label in sorted(KIND.keys() - set(_GENERAL), key=len, reverse=True))
# Where nothing parts the facts of a byline, the label stands right behind the value before it.
_OTHER_DATES = (
    "更新 修改 截止 截至 打印 访问 办公 服务 活动 会议 受理 实施 施行 失效 废止 有效 签发 登记 审核 统计"
).split()
_BEHIND_VALUE = "".join(f"(?<!{word})" for word in _OTHER_DATES) + r"(?=[日时][期间]\s*[:：]\s*(?:19|20)\d\d)"
_LABEL = rf"(?:{_SPACED}|(?:(?<![一-鿿])|{_BEHIND_VALUE})(?:日\s*期|时\s*间))"


def _first(*words: str) -> str:
    """A look ahead to how any of some words begins: asked first, for at most places none does."""
    return f"(?=[{re.escape(''.join(sorted({word[0] for word in words})))}])"


_DATE = r"(?:19|20)\d\d\s*[-/.年]"

PAIR = re.compile(rf"{_first(*KIND)}({_LABEL})\s*(?:[(（]盖章[)）])?\s*[】\]]?\s*(?:[:：]\s*|(?=\s*{_DATE}))")
"""A known label and its mark; before a date the mark may be missing."""

LABEL_BEFORE_DATE = re.compile(rf"[{''.join(sorted({label[-1] for label in KIND}))})）】\]]\s*{_DATE}")
"""The end of such a label before a date, to be looked for first: labels are many."""

_OTHERS = (
    "更新时间 更新日期 修改时间 修改日期 审核时间 审核日期 浏览 阅读次数 阅读量 阅读 点击 访问量 访问次数 "
    r"字体 字号 视力保护 打印 分享 编辑 责任编辑 文号 索\s*引\s*号 有效性 主题分类 名\s*称 标\s*题 年\s*度 "
    "信息类别 公开方式"
).split()
_MARKS = "【[|｜"

NEXT = re.compile(
    rf"{_first(*KIND, *_OTHERS, *_MARKS)}(?:{_LABEL}|{'|'.join(_OTHERS)}|[{re.escape(_MARKS)}])"
    r"|(?<=[\s；;])[一-鿿]{2,8}\s*[:：]"
)
"""Where a value ends: the next label, a known one or any word before a colon."""

BEGINS_WITH_LABEL = re.compile(rf"[【\[(（\s]*[一-鿿\s]{{0,6}}(?:{_ENDINGS})\s*[】\]]?\s*[:：]")
"""A line that begins with a label, of any fact."""

_ALONE = re.compile(rf"[一-鿿]{{0,6}}(?:{_ENDINGS}):")


def is_label(words: str) -> bool:
    """Whether a folded line is a label alone, whose value then stands in the next line."""
    return words.rstrip(":") in KIND or _ALONE.fullmatch(words) is not None
