from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.identity.dates import CHINA, read_date


@pytest.mark.parametrize(
    ("text", "expected", "precision"),
    [
        ("2021-01-31 17:17", datetime(2021, 1, 31, 17, 17, tzinfo=CHINA), "minute"),
        ("2021-01-31T17:17:05", datetime(2021, 1, 31, 17, 17, 5, tzinfo=CHINA), "minute"),
        ("2021-01-31 17:17:05.0", datetime(2021, 1, 31, 17, 17, 5, tzinfo=CHINA), "minute"),
        ("2021-01-3117:17", datetime(2021, 1, 31, 17, 17, tzinfo=CHINA), "minute"),
        ("２０２１－０１－３１　１７：１７", datetime(2021, 1, 31, 17, 17, tzinfo=CHINA), "minute"),
        ("2021年1月31日17时17分", datetime(2021, 1, 31, 17, 17, tzinfo=CHINA), "minute"),
        ("2021/1/31", datetime(2021, 1, 31, tzinfo=CHINA), "day"),
        ("2021 年 1 月 31 日", datetime(2021, 1, 31, tzinfo=CHINA), "day"),
        ("2021.01.31 00:00:00", datetime(2021, 1, 31, tzinfo=CHINA), "day"),
        ("二〇二一年一月三十一日", datetime(2021, 1, 31, tzinfo=CHINA), "day"),
        ("二○二一年十二月二十日", datetime(2021, 12, 20, tzinfo=CHINA), "day"),
        ("二O二一年元月十日", datetime(2021, 1, 10, tzinfo=CHINA), "day"),
        ("二零二一年十月廿八日", datetime(2021, 10, 28, tzinfo=CHINA), "day"),
    ],
)
def test_dates(text: str, expected: datetime, precision: str) -> None:
    assert read_date(text) == (expected, precision)


@pytest.mark.parametrize(
    "text",
    [
        *("", "2021年", "2021-02-30", "昨天", "2021-01-31 25:00", "12021-01-31", "2021-01-312", "20210131"),
        *("二〇二一年二月三十日", "二〇二一年一月"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(date(2000, 1, 1), date(2039, 12, 31)))
def test_every_day_in_characters(day: date) -> None:
    han = "〇一二三四五六七八九"
    year = "".join(han[int(digit)] for digit in str(day.year))
    tens, ones = divmod(day.day, 10)
    number = ("" if tens < 2 else han[tens]) + ("十" if tens else "") + (han[ones] if ones else "")
    month = ("十" if day.month >= 10 else "") + (han[day.month % 10] if day.month % 10 else "")
    found = read_date(f"{year}年{month}月{number}日")
    assert found == (datetime(day.year, day.month, day.day, tzinfo=CHINA), "day")
