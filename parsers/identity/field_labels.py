"""Labels of the facts that portals print around a report: 发布时间, 来源, 发布机构, 成文日期 …"""

import re
import tomllib
from importlib.resources import files

from parsers.labels import variants_of
from parsers.text.word_tree import any_of

_TABLE = tomllib.loads(files("parsers").joinpath("bylines.toml").read_text(encoding="utf-8"))
_ENDINGS = "|".join(_TABLE.pop("endings"))

KIND: dict[str, str] = {label: kind for kind, labels in _TABLE.items() for label in labels}
"""Label, folded -> kind of fact: published, written, publisher, source, author, title."""

_GENERAL = ("日期", "时间")  # of a publication only where no other word makes another date of them
# Where nothing parts the facts of a byline, the label stands right behind the value before it.
_OTHER_DATES = (
    "更新 修改 截止 截至 打印 访问 办公 服务 活动 会议 受理 实施 施行 失效 废止 有效 签发 登记 审核 统计"
).split()


def _general(first: str, second: str) -> str:
    """Pattern of one of the general labels, by its two characters."""
    behind_value = "".join(f"(?<!{word}{first})" for word in _OTHER_DATES)
    behind_value += rf"(?={second}\s*[:：]\s*(?:19|20)\d\d)"
    return rf"{first}(?:(?<![一-鿿]{first})|{behind_value})\s*{second}"


_LABEL = "|".join(
    (
        any_of([label for label in KIND if label not in _GENERAL], r"\s*"),
        *(_general(*label) for label in _GENERAL),
    )
)


_DATE = r"(?:19|20)\d\d\s*[-/.年]"

PAIR = re.compile(rf"({_LABEL})\s*(?:[(（]盖章[)）])?\s*[】\]]?\s*(?:[:：]\s*|(?=\s*{_DATE}))")
"""A known label and its mark; before a date the mark may be missing."""

LABEL_BEFORE_DATE = re.compile(rf"[{''.join(sorted({label[-1] for label in KIND}))})）】\]]\s*{_DATE}")
"""The end of such a label before a date, to be looked for first: labels are many."""

_OTHERS = (
    "更新时间 更新日期 修改时间 修改日期 审核时间 审核日期 浏览 阅读次数 阅读量 阅读 点击 访问量 访问次数 "
    "字体 字号 视力保护 打印 分享 编辑 责任编辑 文号 有效性 主题分类 信息类别 公开方式"
).split()
_SPACED_OTHERS = ("索引号", "名称", "标题", "年度")
_MARKS = "【[|｜"

_NEXT = re.compile("|".join((_LABEL, any_of(_SPACED_OTHERS, r"\s*"), any_of((*_OTHERS, *_MARKS)))))
_NEXT_OF_ANY = re.compile(r"[\s；;]([一-鿿]{2,8})\s*[:：]")


def end_of_value(text: str) -> int:
    """Where a value ends that begins a text: at the next label, a known one or any word before a colon."""
    known = _NEXT.search(text)
    end = len(text) if known is None else known.start()
    if ":" in text or "：" in text:
        word = _NEXT_OF_ANY.search(text)
        return end if word is None else min(end, word.start(1))
    return end


BEGINS_WITH_LABEL = re.compile(rf"[【\[(（\s]*[一-鿿\s]{{0,6}}(?:{_ENDINGS})\s*[】\]]?\s*[:：]")
"""A line that begins with a label, of any fact."""

_LAST = variants_of(label[-1] for label in KIND)


def may_be_label(line: str) -> bool:
    """Whether a line ends like a known label: with its last character, in either script, or with a mark."""
    return line[-1] in _LAST or not line[-1].isalnum()


_ALONE = re.compile(rf"[一-鿿]{{0,6}}(?:{_ENDINGS}):")


def is_label(words: str) -> bool:
    """Whether a folded line is a label alone, whose value then stands in the next line."""
    return words.rstrip(":") in KIND or (words.endswith(":") and _ALONE.fullmatch(words) is not None)
