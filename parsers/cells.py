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
_DASHES = re.compile(r"[-/\\|_~·.*]+|无[。.]?|[一]{2,}|N/?A")
_NUMBER = re.compile(
    r"(?P<sign>[+\-]|新增加?|增加?|减少?|下降|上升|增长)?:?了?"
    r"(?P<digits>\d{1,3}(?:[,，]\d{3})+|\d+)(?P<decimals>\.\d+)?"
    r"(?P<unit>[^\d()+\-.,，。;；]{0,4}?)(?P<end>[。;；,.]?)"
)
_REMARK = re.compile(r"\((?P<remark>.*)\)?$", re.DOTALL)
_UNCHANGED = frozenset(
    ("未增未减", "无增减", "持平", "不变", "无变化", "未变", "没有变化", "不增不减", "与上年持平", "零")
)
_FALLING = frozenset(("-", "减", "减少", "下降"))


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
    joined = _join(stripped)
    if joined is None:
        return UNREADABLE
    folded = fold(joined)
    if not folded:
        return BLANK
    if _DASHES.fullmatch(folded):
        return DASH
    body, remark = _split_remark(folded)
    if kind == "change" and body in _UNCHANGED:
        return Reading(0.0, "number", _note(f"printed {body}", remark))
    match = _NUMBER.fullmatch(body)
    if match is None:
        return UNREADABLE
    return _read_number(match, kind, unit, remark)


def _join(text: str) -> str | None:
    """One line of a cell's text; None where two numbers stand apart in it."""
    parts = re.split(r"[ \t\u3000\xa0]+", text)
    numbers = [part for part in parts if part and any(c.isdigit() for c in part)]
    if len(numbers) > 1 and not any("(" in fold(part) for part in parts):
        return None
    return text


def _split_remark(folded: str) -> tuple[str, str | None]:
    if "(" not in folded:
        return folded, None
    body, _, rest = folded.partition("(")
    remark = rest[:-1] if rest.endswith(")") else rest
    if not body or not any(c.isdigit() for c in body):
        return folded.replace("(", "").replace(")", ""), None
    unit = remark if remark in FACTORS or remark in COUNTED else ""
    return body + unit, None if unit else remark or None


def _read_number(match: "re.Match[str]", kind: Kind, unit: str | None, remark: str | None) -> Reading:
    number = Decimal(match["digits"].replace(",", "").replace("，", "") + (match["decimals"] or ""))
    sign, printed = match["sign"], match["unit"]
    if sign and kind != "change" and sign != "+":
        return UNREADABLE
    if kind == "money":
        return _read_money(number, printed, unit, remark)
    if printed in ("万", "亿"):
        number *= FACTORS[printed]
    elif printed and printed.lstrip("万亿") not in COUNTED:
        return UNREADABLE
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
