"""Numbers as sentences print them: 86, 1,234, 1.2万, 3千, 一百二十三, 十二, 两, 零, 1亿2000万.

Everything here reads folded text: half-width digits and commas, no white space.
"""

import re
from decimal import Decimal

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}

ARABIC = (
    r"(?:\d+亿\d{1,4}千?万(?:\d{4})?|\d+[万亿]\d千(?:\d百)?(?!万)|\d+万\d{4}"
    r"|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[十百千]?[万亿]|[百千])?)"
)
"""Pattern of a number in digits, with words of powers of ten in and after it or without."""

HAN_CHARACTERS = "".join((*_DIGITS, *_PLACES, *_MYRIADS))
"""Chinese numerals."""
HAN = f"[{HAN_CHARACTERS}]+"
"""Pattern of a number in Chinese numerals; not everything that it finds is one: ask `read_han`."""

_PART = re.compile(r"(\d+)([十百千]?[万亿]|[百千])?")
_ARABIC = re.compile(r"(?P<digits>[\d,]+(?:\.\d+)?)(?P<power>[十百千]?[万亿]?)")


def read_arabic(text: str) -> Decimal | None:
    """The number that digits mean, 1.2万 = 12000; None where they are no number."""
    if text.isdecimal():  # most are
        return Decimal(text)
    found = _ARABIC.fullmatch(text)
    if found is None:
        return read_compound(text)
    number = Decimal(found["digits"].replace(",", ""))
    for power in found["power"]:
        number *= _PLACES.get(power) or _MYRIADS[power]
    return number


def read_compound(text: str) -> Decimal | None:
    """The number of several parts, each with its power: 1亿2345万, 35万6千; None where a part is greater
    than the power before it allows, or there is but one."""
    parts = _PART.findall(text)
    if len(parts) < 2 or "".join(digits + power for digits, power in parts) != text:
        return None
    total, above = Decimal(0), Decimal(10**16)
    for digits, power in parts:
        factor = Decimal(1)
        for one in power:
            factor *= _PLACES.get(one) or _MYRIADS[one]
        if Decimal(digits) * factor >= above:
            return None
        total, above = total + Decimal(digits) * factor, factor
    return total


def read_han(text: str) -> int | None:
    """The number that Chinese numerals mean, 一百零三 = 103; None where they are no well-formed number.

    Two digits side by side (三四件: three or four) are none; 十 alone is ten, 一百二 is 120.
    """
    if text[0] in "零〇" and text[1:] in _MYRIADS:
        return 0  # 零万元
    total = section = 0
    digit: int | None = None
    above, above_myriad = 10**4, 10**12
    last_place = 1
    gap = False
    for c in text:
        if c in _DIGITS:
            if digit is not None:
                return None
            if _DIGITS[c] == 0 and len(text) > 1:
                if gap or not (section or total):
                    return None
                gap = True
                continue
            digit = _DIGITS[c]
        elif c in _PLACES:
            place = _PLACES[c]
            if place >= above or (digit is None and (place > 10 or section or total)):
                return None
            section += (1 if digit is None else digit) * place
            above = last_place = place
            digit, gap = None, False
        else:
            myriad = _MYRIADS[c]
            section += digit or 0
            if not section or myriad >= above_myriad:
                return None
            total += section * myriad
            section, digit, gap = 0, None, False
            above, above_myriad, last_place = 10**4, myriad, myriad
    if digit is None:
        return None if gap else total + section
    # 一百二 leaves the tens unsaid, 一百零二 does not.
    return total + section + digit * (1 if gap or last_place in (1, 10) else last_place // 10)
