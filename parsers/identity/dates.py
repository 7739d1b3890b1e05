"""Dates as portals and offices print them, in China's time."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from gongkai.records import Precision

CHINA = ZoneInfo("Asia/Shanghai")

_WIDE = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")
_IS_WIDE = re.compile("[０-９－／．]")
_HAN_DIGITS = "〇○OoＯ零一二三四五六七八九"
HAN_DATE = (
    rf"(二[〇○OoＯ零][{_HAN_DIGITS}]{{2}})\s*年\s*([一二三四五六七八九十元]{{1,2}})\s*月"
    r"\s*([一二三四五六七八九十廿卅]{1,3})\s*日"
)
"""Pattern of a date in characters."""
_HAN_DATE = re.compile(HAN_DATE)
_VALUE = {digit: str(max(0, place - 5)) for place, digit in enumerate(_HAN_DIGITS)} | {"元": "1"}

DATE = (
    r"((?:1(?<!\d1)9|2(?<!\d2)0)\d\d)\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d\d(?=\d{1,2}:\d)|\d{1,2}(?!\d))\s*日?"
    r"(?:[\sT]{0,3}(\d{1,2})\s*[:时]\s*(\d{1,2})(?!\d)(?:\s*[:分]\s*(\d{1,2}))?)?"
)
"""Pattern of a date in digits, with or without the time of day, for text that is `narrow`. It begins with a
character, so that all others of a text are passed over at once."""
_DATE = re.compile(DATE)


def narrow(text: str) -> str:
    """A text with the digits and marks of its dates in half width, each in its place."""
    if "：" in text:  # which many have; the rest, few
        text = text.replace("：", ":")
    return text.translate(_WIDE) if _IS_WIDE.search(text) else text


def read_date(text: str) -> tuple[datetime, Precision] | None:
    """The first date of a text, in China's time, and whether the time of day was given; None if there is
    none. Midnight is what portals print for "no time"."""
    found = _DATE.search(narrow(text))
    if found is None:
        return _read_han(text)
    year, month, day, hour, minute, second = map(int, found.groups("0"))
    try:
        if found[4] is None or hour + minute + second == 0:
            return datetime(year, month, day, tzinfo=CHINA), "day"
        return datetime(year, month, day, hour, minute, second, tzinfo=CHINA), "minute"
    except ValueError:
        return None


def _read_han(text: str) -> tuple[datetime, Precision] | None:
    """二〇二一年一月二十八日, as signatures have it."""
    found = _HAN_DATE.search(text)
    if found is None:
        return None
    year = int("".join(_VALUE[digit] for digit in found[1]))
    try:
        return datetime(year, _count(found[2]), _count(found[3]), tzinfo=CHINA), "day"
    except ValueError:
        return None


def _count(numeral: str) -> int:
    """What a numeral up to 39 means: 七, 十, 十二, 二十, 二十八, 廿八."""
    tens, ten, ones = numeral.replace("廿", "二十").replace("卅", "三十").rpartition("十")
    return int(_VALUE[tens or "一"]) * 10 * bool(ten) + int(_VALUE[ones or "零"])
