"""The text of one cell -> its value and state. Pure; what is printed is never improved."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from gongkai.records import State
from parsers.labels import fold
from parsers.text.numerals import read_compound

Kind = Literal["count", "change", "money"]

COUNT_LIMIT = 10**10
MONEY_LIMIT = 10**14

_POWERS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_MULTIPLES = {
    tens + myriad: Decimal(_POWERS.get(tens, 1) * _POWERS.get(myriad, 1))
    for tens in ("", "十", "百", "千")
    for myriad in ("", "万", "亿")
}
FACTORS = {
    **{multiple + "元": factor for multiple, factor in _MULTIPLES.items()},
    **{multiple: factor for multiple, factor in _MULTIPLES.items() if multiple[-1:] in ("万", "亿")},
    "人民币元": Decimal(1),
}
"""Units of money, with and without 元, in yuan."""
OTHER_MONEY = "外币"
"""Stands for a unit that is not yuan or not known: what is counted in it is not read."""
FOREIGN = re.compile(r"[十百千万亿]*(?:美|欧|港|日|澳|英|外)(?:元|币|金|镑|圆)|USD|EUR|HKD|JPY")
COUNTED = frozenset("件 条 项 个 次 人 人次 篇 宗 起 份 类 部 期 场 名 处 家".split())
_DASHES = re.compile(r"[-/\\|_~·.*]+|无[。.]?|一{2,}|N/?A")
_NUMBER = re.compile(
    r"(?:共计?|合计|计|人民币|¥)?"
    r"(?P<sign>[+\-↑↓]|新增加?|增加?|减少?|下降|上升|增长)?:?了?"
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"(?P<unit>[^\d()+\-.,，。;；]{0,4}?)(?P<end>[。;；,.、]?)"
)
_WHOLE_YUAN = re.compile(r"(?<=元)[整正]$")
_COMPOUND = re.compile(
    r"(?P<before>(?:共计?|合计|计|人民币|¥)?)(?P<parts>(?:\d+[十百千]?[万亿千百]){1,3}(?:\d+)?)(?P<after>元)?"
)
_COMPARED = re.compile(r"^(?:(?:较|比|与)(?:上年度?|上一年度?|去年)(?:同期)?(?:相比)?|同比),?")
_ENCLOSED = re.compile(r"\(([^()]*)\)")
_OF_WHICH = re.compile(r"[,;，；]?(?=其中)")
_BRACKET = re.compile(r"[(（\[［【〔]")
_SPACED = re.compile(r"(?<![\d,.，])(?!0)\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?![ \xa0\u2009\u202f]?\d)")
"""A figure with spaces as thousands marks: groups of three, and no nought before them."""
_ONLY_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉①-⑳⒈-⒛\s]+")
_RAISED = str.maketrans(
    {mark: f"({n})" for marks in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉") for n, mark in enumerate(marks)}
)
_MARK = re.compile(
    r"(?<=[\d件项条个次人元])[ \t\u3000\xa0]*(?:[*＊※﹡†①-⑳⒈-⒛]+|[(（\[【]?注[\d一二三四五]?[)）\]】]?)$"
)
"""Signs of a footnote behind a figure."""
_NOUGHT = frozenset("零〇")
_UNCHANGED = frozenset(
    (
        "未增未减",
        "无增减",
        "持平",
        "不变",
        "无变化",
        "未变",
        "没有变化",
        "不增不减",
        "与上年持平",
        "未发生变化",
    )
)
_LEADING_SIGN = re.compile(r"[+\-↑↓]|新增加?|增加?|减少?|下降|上升|增长")
_FALLING = frozenset(("-", "↓", "减", "减少", "下降"))
_RISES = re.compile(r"增|升|[+↑]")
_FALLS = re.compile(r"减(?!免)|降|少|负|下滑|↓|^-")
_MAY_FALL = re.compile(
    r"取消|撤销|废止|划出|划转|移出|调出|退出|注销|核销|下放|上收|划归|合并|停征|停止|失效|终止"
)


class Reading(NamedTuple):
    """What a cell holds: value in the codebook's unit (money in yuan), state, and what is worth noting."""

    value: float | None
    state: State
    note: str | None = None


BLANK = Reading(None, "blank")
DASH = Reading(None, "dash")
UNREADABLE = Reading(None, "unreadable")


def read_cell(text: str, kind: Kind = "count", unit: str | None = None) -> Reading:
    """Read one cell. `unit` is that of its head or form: of money (元, 万元, 亿元), or of counts by thousands
    (万件); None where there is none."""
    stripped = text.strip()
    if stripped.isascii() and stripped.isdigit() and len(stripped) <= 10:  # most are
        if kind == "money":
            return _read_money(Decimal(stripped), "", unit, None)
        if unit is None:
            return Reading(float(stripped), "number")
    if not stripped:
        return BLANK
    if _ONLY_RAISED.fullmatch(stripped):
        return UNREADABLE  # the mark of a note, on no figure
    stripped = stripped.translate(_RAISED)
    if (spaced := _SPACED.search(stripped)) and spaced.start() == len(stripped) - len(
        stripped.lstrip("+-¥￥")
    ):
        joined = "".join(spaced[0].split())
        reading = read_cell(stripped[: spaced.start()] + joined + stripped[spaced.end() :], kind, unit)
        return reading._replace(note=_note("spaces for thousands", reading.note))
    if mark := _MARK.search(stripped):
        reading = read_cell(stripped[: mark.start()], kind, unit)
        return reading._replace(note=_note(reading.note, f"mark {mark[0].strip()}"))
    if _has_two_numbers(stripped):
        return UNREADABLE
    folded = fold(stripped)
    if not folded:
        return BLANK
    if _DASHES.fullmatch(folded):
        return DASH
    body, remark = _split_remark(folded)
    if body in _NOUGHT or (kind == "change" and body in _UNCHANGED):
        return Reading(0.0, "number", _note(f"printed {body}", remark))
    if kind == "change":
        body = _COMPARED.sub("", body)
        signed = _with_sign_behind(body, remark) if remark else body
        if signed is None:
            return UNREADABLE
        if signed != body:
            body, remark = signed, remark if any(c.isdigit() for c in remark or "") else None
    elif enclosed := _ENCLOSED.fullmatch(body):
        body = enclosed[1]  # of a change, (3) is a loss to an accountant and 3 to anyone else
    match = _NUMBER.fullmatch(_in_one_unit(_WHOLE_YUAN.sub("", body)))
    if match is None:
        return UNREADABLE
    reading = _read_number(match, kind, unit, remark)
    lines = [line for line in stripped.split("\n") if any(c.isdigit() for c in line)]
    if len(lines) > 1 and not _BRACKET.search(stripped):
        if not _is_cut_number(lines) and not _is_upright(stripped):
            return UNREADABLE
        return reading._replace(note=_note("digits of two lines joined", reading.note))
    return reading


def money_unit_of(text: str) -> str | None:
    """The unit of money that a cell or a line is: one of FACTORS, OTHER_MONEY; None where it is none."""
    folded = fold(text).strip("()")
    return folded if folded in FACTORS else OTHER_MONEY if FOREIGN.fullmatch(folded) else None


def _is_cut_number(lines: Sequence[str]) -> bool:
    """Whether digits of several lines are one number that a narrow cell, or an editor, has cut in two. More
    lines may be as many numbers; and no number begins with a nought."""
    return len(lines) == 2 and not re.search(r"(?<![\d.])0\d*$", fold(lines[0]))


def _is_upright(text: str) -> bool:
    """Whether a cell is written from top to bottom, a character on each line: words first, then digits."""
    lines = [line.strip() for line in text.split("\n")]
    return all(len(line) == 1 for line in lines) and not lines[0].isdigit()


def _with_sign_behind(body: str, remark: str) -> str | None:
    """A change with the sign that stands in brackets behind it, 2（比上年减少）; as it is where there is none
    in them, None where it may be either."""
    rises, falls = _RISES.search(remark), _FALLS.search(remark)
    told = re.findall(r"\d+", remark)
    if rises and falls and told:
        return body  # its parts
    sign = _LEADING_SIGN.match(body)
    if sign:
        is_falling = sign[0] in _FALLING
        return body if not (falls if not is_falling else rises) else None
    if told and told != re.findall(r"\d+", body):
        return None if falls and not remark.startswith("其中") else body
    if (rises and falls) or _MAY_FALL.search(remark):
        return None
    return "减" + body if falls else body


def _in_one_unit(body: str) -> str:
    """35万6千元 as 356000元; anything else as it is."""
    found = _COMPOUND.fullmatch(body)
    if found is None or (found["parts"][-1].isdigit() and not found["after"]):
        return body  # 3万5 may be 35,000
    total = read_compound(found["parts"])
    return body if total is None else f"{found['before']}{total}{found['after'] or '元'}"


def _has_two_numbers(text: str) -> bool:
    """Whether two numbers stand apart in a cell before any remark: spaces part them, line breaks do not."""
    parts = re.split(r"[ \t\u3000\xa0]+", _BRACKET.split(text, maxsplit=1)[0])
    return sum(any(c.isdigit() for c in part) for part in parts) > 1


def _split_remark(folded: str) -> tuple[str, str | None]:
    """The figure with its unit, and what is said of it in brackets or after 其中."""
    body, _, rest = folded.partition("(")
    if not any(c.isdigit() for c in body):
        return folded, None
    remark = rest.removesuffix(")")
    unit = remark if remark in FACTORS or remark in COUNTED else ""
    if unit:
        return body + unit, None
    parts = _OF_WHICH.split(body, maxsplit=1)
    return parts[0], "; ".join(filter(None, (*parts[1:], remark))) or None


def _read_number(match: "re.Match[str]", kind: Kind, unit: str | None, remark: str | None) -> Reading:
    number = Decimal(match["digits"].replace(",", "").replace("，", "") + (match["decimals"] or ""))
    sign, printed = match["sign"], match["unit"]
    if sign and kind != "change" and sign != "+":
        return UNREADABLE
    if kind == "money":
        return _read_money(number, printed, unit, remark)
    if not printed and unit and unit[-1] in COUNTED:
        printed = unit
    counted = printed.lstrip("十百千万亿")
    if counted and counted not in COUNTED:
        return UNREADABLE
    for power in printed.removesuffix(counted):
        number *= _POWERS[power]
    if number != number.to_integral_value() or number > COUNT_LIMIT:
        return UNREADABLE
    if sign in _FALLING:
        number = -number
    return Reading(float(number), "number", _note(f"unit {printed}" if printed else None, remark))


def _read_money(number: Decimal, printed: str, unit: str | None, remark: str | None) -> Reading:
    if not number and printed in COUNTED:
        return Reading(0.0, "number", _note(f"unit {printed}", remark))  # nothing is nothing
    used = printed or unit
    if used and used not in FACTORS:
        return UNREADABLE
    value = number * FACTORS[used or "元"]
    if value > MONEY_LIMIT:
        return UNREADABLE
    told = f"unit {used}" if used else "unit assumed"
    return Reading(float(value), "number", _note(told, remark))


def _note(*parts: str | None) -> str | None:
    return "; ".join(part for part in parts if part) or None
