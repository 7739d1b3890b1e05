"""A sentence with its figures taken out: what is counted, in which unit, and of which year it speaks.

Patterns for sentences are written over `Marked.text`, in which capital letters stand for what was printed:
N a number (its unit follows), Y a year, D the first and last day of a year, O whatever else has digits and
is no figure: other dates, shares, ranks, document and telephone numbers, round numbers like 一百多. A bar
stands where white space parts two numbers. All else is folded and in lower case.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from parsers.labels import fold
from parsers.text.numerals import ARABIC, HAN, HAN_CHARACTERS, read_arabic, read_han
from parsers.text.years import YEAR, as_year

UNITS = (
    "人次 人份 元 批次 班次 场次 期次 大类 小类 条 件 篇 份 宗 起 则 项 类 个 次 名 人 位 期 场 处 家 "
    "例 部 批 天 户 卷 册 幅 张 块 辆 套 页 种 方 堂 轮 篇次 条次 件次 笔"
).split()
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
# Words that begin like a unit: 个工作日, 一次性, 一条龙, 一件一档, 三项制度 …
_NO_UNIT = (
    r"(?:个(?:工作日|月|小时|方面|层面|环节|百分点|阶段|季度)"
    r"|次性|条龙|条线|件事|起来|类别|部分|方面|位一体|家人|名称|人大)"
)
_END = re.compile(r"(?=[,;:、。)\"]|$)")
_HAN_MONTH = "[一二三四五六七八九十]{1,2}"

# At most places of a sentence nothing of this begins, as its first character shows.
_FIGURES = re.compile(
    rf"""
    (?=[\d《(第{HAN_CHARACTERS}将接大超不至约近逾])
    (?:
      (?P<title>《[^》]*》)
    | (?P<ends>(?<!\d)(?:1(?:月(?:1日)?)?[-~至到]12月(?:31日)?|1月1日|12月31日|12月底|12月末)(?![\d日]))
    | (?P<other>
        \((?:19|20)\d\d\)\d+号 | 第(?:\d+|{HAN})(?:号|条|款|项|次|届|期|批|部分)?
      | \d+(?:\.\d+)?(?:%|‰|个百分点|倍) | 百分之(?:\d+(?:\.\d+)?|{HAN})
      | \d{{3,4}}-\d{{7,8}}(?:-\d+)? | (?<!\d)1[3-9]\d{{9}}(?!\d)
      | (?:19|20)\d\d[-./]\d{{1,2}}(?:[-./]\d{{1,2}})?
      | (?:\d{{1,2}}|{_HAN_MONTH})月份?(?:(?:\d{{1,2}}|{HAN})[日号])?
      | \d{{1,2}}[日号](?!文) | \d{{1,2}}:\d\d
      )
    | (?P<year>{YEAR})年(?:度)?
    | (?P<rough>(?:将近|接近|大约|超过|不少于|不低于|不超过|至少|约|近|逾|超)?)
      (?:(?P<digits>{ARABIC})|(?P<han>{HAN}))
      (?P<more>(?:余|多|来|几)?[万亿]?)
      (?P<unit>(?!{_NO_UNIT})(?:{_UNIT}))?
      (?P<about>(?:以上|左右|上下|以内|以下|有余|多(?!种|渠道|方|样|形式)|余)?)
    )
    """,
    re.VERBOSE,
)
_LETTERS = {"title": "《》", "ends": "D", "other": "O", "year": "Y"}
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]+")
"""Marks of notes, which are no digits of the number before them."""
_DIGIT = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉]")
# Numbers that white space parts are several, as in a row that lost its table (4 3 7), unless it parts groups
# of three before a unit: 1 234件.
_THOUSANDS = re.compile(
    rf"(?<![\d,.，．|])(?<!\d\s)(?!0|０)\d{{1,3}}(?:[ \xa0\u2009\u202f]\d{{3}})+(?=\s*(?:{_UNIT}|元|[万亿]))"
)
_PARTED = re.compile(r"(?<=\d)\s+(?=\d)|(?<=\d[,，.．])\s+(?=\d)|(?<=\d)\s+(?=[,，.．]\d)")
_NOTE = re.compile(r"\([^()]*计[1一](?:条|次)\)|\((?:不?(?:包括|含))[^()]*\)")


class Number(NamedTuple):
    """One N of the text: what it counts, its unit as printed ("" where there is none)."""

    value: Decimal
    unit: str


class Marked(NamedTuple):
    """A sentence as patterns see it, and in their order the numbers and years that its letters stand for.

    `folded` is the sentence with its figures.
    """

    text: str
    folded: str
    numbers: tuple[Number, ...]
    years: tuple[int, ...]


def mark(sentence: str) -> Marked:
    """Take the figures out of a sentence as it is printed."""
    numbers: list[Number] = []
    years: list[int] = []
    if _DIGIT.search(sentence):
        sentence = _THOUSANDS.sub(lambda found: "".join(found[0].split()), _RAISED.sub("", sentence))
        sentence = _PARTED.sub("|", sentence)
    folded = fold(sentence).lower()
    folded = folded.replace("专(兼)职", "专兼职").replace("专/兼职", "专兼职")
    folded = _NOTE.sub("", folded)

    def taken(found: "re.Match[str]") -> str:
        kind = found.lastgroup or ""
        if kind == "about":  # the last part of a number
            return _number(found, numbers)
        if kind == "year":
            years.append(as_year(found["year"]))
        return _LETTERS[kind]

    return Marked(_FIGURES.sub(taken, folded), folded, tuple(numbers), tuple(years))


def _number(found: "re.Match[str]", numbers: list[Number]) -> str:
    rough, digits, han, more, unit, about = found.group("rough", "digits", "han", "more", "unit", "about")
    unit = unit or ""
    if han:
        if not unit and not _stands_alone(found):
            return found[0]
        value: Decimal | int | None = read_han(han)
        if value is None:
            # 三四件 is a guess, 万 and 千 alone are no numbers.
            return "O" + unit if unit and len(han) > 1 else found[0]
    else:
        value = read_arabic(digits)
    if value is None or rough or more or about or (not unit and not _at_end(found)):
        return "O" + unit
    numbers.append(Number(Decimal(value), unit))
    return "N" + unit


def _stands_alone(found: "re.Match[str]") -> bool:
    """Whether numerals without a unit are a count all the same: 均为零."""
    return found.string[found.start() - 1 : found.start()] in ("为", "是", ":") and _at_end(found)


def _at_end(found: "re.Match[str]") -> bool:
    return _END.match(found.string, found.end()) is not None
