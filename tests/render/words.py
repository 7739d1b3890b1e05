"""How labels are printed: numbering, brackets, script, words missing a character, explanations."""

import random
import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from gongkai import codebook

Wording = Callable[[str, random.Random], str]
"""A label of the form -> as one office prints it."""

# Single characters as machine conversion gives them, wrong choices (製 for 制) included.
_SCRIPT = dict(
    zip(
        "开请数结转办处决国机构业务会组织总计维纠审诉讼复议经规对项额采购费许强罚现属稳权内类过执询关没补确访举报无当认获区这个单发废应责众听诉制从员训",
        "開請數結轉辦處決國機構業務會組織總計維糾審訴訟復議經規對項額採購費許強罰現屬穩權內類過執詢關沒補確訪舉報無當認獲區這個單發廢應責眾聽訴製從員訓",
        strict=True,
    )
)
_TABLE = str.maketrans(_SCRIPT)
_BRACKETS = str.maketrans("（）“”，：", '()"",:')
_NUMBER = re.compile(r"^(\d)\.")
_CHAPTER = re.compile(r"^([一二三四五六七八九])、")
_KEPT = re.compile(r"^(?:其他|总计|合计|.{0,3})$")


def official(label: str, _rng: random.Random) -> str:
    """Word for word."""
    return label


def half_width(label: str, _rng: random.Random) -> str:
    """ASCII brackets, quotes and commas; 1、 for 1."""
    return _NUMBER.sub(r"\1、", label.translate(_BRACKETS))


def full_stop(label: str, _rng: random.Random) -> str:
    """1．and 一．"""
    return _CHAPTER.sub(r"\1．", _NUMBER.sub(r"\1．", label))


def spaced_number(label: str, rng: random.Random) -> str:
    """A space after the number; 第二十条 parted from 第（一）项; corner quotes."""
    label = _NUMBER.sub(r"\1. ", label).replace("“", "「").replace("”", "」")
    return label.replace("第二十条", rng.choice(("第二十条 ", "第二十条　")))


def spaced(label: str, rng: random.Random) -> str:
    """Spaces between the characters of short labels, as PDF printers leave them."""
    return rng.choice((" ", "　")).join(label) if len(label) <= 6 else label


def unnumbered(label: str, _rng: random.Random) -> str:
    """Numbers left off items; no quotes."""
    return _NUMBER.sub("", label).replace("“", "").replace("”", "")


def traditional(label: str, _rng: random.Random) -> str:
    """Converted to traditional characters by machine."""
    return label.replace("文件", "檔案").translate(_TABLE)


_OTHER_WORDS = (
    ("属于国家秘密", "涉及国家秘密"),
    ("其他法律行政法规禁止公开", "其他法律、行政法规禁止公开"),
    ("法人或其他组织", "法人或者其他组织"),
    ("本年新收政府信息公开申请数量", "本年新收政府信息公开申请数"),
    ("上年结转政府信息公开申请数量", "上年度结转政府信息公开申请数量"),
    ("结转下年度继续办理", "结转下年继续办理"),
    ("本年度办理结果", "本年办理结果"),
    ("行政机关不再处理其政府信息公开申请", "行政机关不再处理的申请"),
    ("其他结果", "其它结果"),
    ("其他处理", "其它处理"),
    ("政务微博", "政府微博"),
    ("网络申请数", "网上申请数"),
    ("不同意公开答复数", "不予公开答复数"),
    ("申请信息不存在数", "信息不存在数"),
)


def reworded(label: str, _rng: random.Random) -> str:
    """In words that offices put for the form's."""
    for old, new in _OTHER_WORDS:
        label = label.replace(old, new)
    return label


def chopped(label: str, rng: random.Random) -> str:
    """Now and then a long label has lost a character, where what is left is still like no other label."""
    if (
        len(label.partition("（单位")[0]) < 8
        or rng.random() < 0.6
        or "第二十条" in label
        or _has_a_twin(label)
    ):
        return label
    words = label.partition("（单位")[0]  # a unit without a character may be another unit
    place = rng.randrange(4, len(words) - 1)
    return (
        label[:place] + label[place + 1 :]
        if label[place] not in "（）“”，、.一二三四五六七八九不未"
        else label
    )


@cache
def _has_a_twin(label: str) -> bool:
    """Whether another label of the form differs in few characters."""
    return any(
        other != label and _different(other, label) <= 3
        for entry in codebook.entries()
        for other in entry.labels.values()
    )


def _different(one: str, other: str) -> int:
    """Characters that one label has and the other lacks, taking them as heaps."""
    return max((Counter(one) - Counter(other)).total(), (Counter(other) - Counter(one)).total())


def explained(label: str, rng: random.Random) -> str:
    """An explanation or an example follows the label."""
    if rng.random() < 0.7 or _KEPT.match(label):
        return label
    return label + rng.choice(("（按件次统计）", "（如-8）", "（不含转办件）", "（填写说明：没有的填0）"))


WORDINGS: dict[str, Wording] = {
    wording.__name__: wording
    for wording in (
        official,
        half_width,
        full_stop,
        spaced_number,
        spaced,
        unnumbered,
        traditional,
        chopped,
        reworded,
        explained,
    )
}
