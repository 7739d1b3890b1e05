"""The text of one cell -> its value and state. Pure; what is printed is never improved."""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from gongkai.records import State
from parsers.labels import fold

Kind = Literal["count", "change", "money"]

COUNT_LIMIT = 10**10
MONEY_LIMIT = 10**14

FACTORS = {
    "元": Decimal(1),
    "千元": Decimal(1000),
    "万元": Decimal(10_000),
    "万": Decimal(10_000),
    "亿元": Decimal(10**8),
    "亿": Decimal(10**8),
    "人民币元": Decimal(1),
}
COUNTED = frozenset("件 条 项 个 次 人 人次 篇 宗 起 份 类 部 期 场 名 处 家".split())
_DASHES = re.compile(r"[-/\\|_~·.*]+|无[。.]?|一{2,}|N/?A")
_NUMBER = re.compile(
    r"(?:共计?|合计|计|人民币|¥)?"
    r"(?P<sign>[+\-↑↓]|新增加?|增加?|减少?|下降|上升|增长)?:?了?"
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"(?P<unit>[^\d()+\-.,，。;；]{0,4}?)(?P<end>[。;；,.、]?)"
)
_COMPARED = re.compile(r"^(?:(?:较|比|与)(?:上年度?|上一年度?|去年)(?:同期)?(?:相比)?|同比),?")
_ENCLOSED = re.compile(r"\(([^()]*)\)")
_OF_WHICH = re.compile(r"[,;，；]?(?=其中)")
_BRACKET = re.compile(r"[(（\[［【〔]")
_SPACED = re.compile(r"(?<![\d,.，])(?!0)\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?![ \xa0\u2009\u202f]?\d)")
"""A figure with spaces as thousands marks: groups of three, and no nought before them."""
_ONLY_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹\s]+")
_RAISED = str.maketrans({mark: f"({n})" for n, mark in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")})
_MARK = re.compile(r"(?<=[\d件项条个次人元])[ \t\u3000\xa0]*[*＊※①-⑳]+$")
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
_FALLING = frozenset(("-", "↓", "减", "减少", "下降"))
_SIGN_BEHIND = {"增": "增", "增加": "增", "减": "减", "减少": "减", "下降": "减"}


class Reading(NamedTuple):
    """What a cell holds: value in the codebook's unit (money in yuan), state, and what is worth noting."""

    value: float | None
    state: State
    note: str | None = None


BLANK = Reading(None, "blank")
DASH = Reading(None, "dash")
UNREADABLE = Reading(None, "unreadable")


def read_cell(text: str, kind: Kind = "count", unit: str | None = None) -> Reading:
    """Read one cell. `unit` is the money unit of its head or form (元, 万元, 亿元), None where none is."""
    stripped = text.strip()
    if stripped.isascii() and stripped.isdigit() and len(stripped) <= 10 and kind != "money":
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
        if remark in _SIGN_BEHIND and body.isdigit():
            body, remark = _SIGN_BEHIND[remark] + body, None
    elif enclosed := _ENCLOSED.fullmatch(body):
        body = enclosed[1]  # of a change, (3) is a loss to an accountant and 3 to anyone else
    match = _NUMBER.fullmatch(body)
    if match is None:
        return UNREADABLE
    reading = _read_number(match, kind, unit, remark)
    lines = [line for line in stripped.split("\n") if any(c.isdigit() for c in line)]
    if len(lines) > 1 and not _BRACKET.search(stripped):
        return reading._replace(note=_note("digits of two lines joined", reading.note))
    return reading


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
    counted = printed.lstrip("万亿")
    if counted and counted not in COUNTED:
        return UNREADABLE
    for multiple in printed.removesuffix(counted):
        number *= FACTORS[multiple]
    if number != number.to_integral_value() or number > COUNT_LIMIT:
        return UNREADABLE
    if sign in _FALLING:
        number = -number
    return Reading(float(number), "number", _note(f"unit {printed}" if printed else None, remark))


def _read_money(number: Decimal, printed: str, unit: str | None, remark: str | None) -> Reading:
    if printed and printed not in FACTORS:
        return UNREADABLE
    used = printed or unit
    value = number * FACTORS[used or "元"]
    if value > MONEY_LIMIT:
        return UNREADABLE
    told = f"unit {used}" if used else "unit assumed"
    return Reading(float(value), "number", _note(told, remark))


def _note(*parts: str | None) -> str | None:
    return "; ".join(part for part in parts if part) or None
