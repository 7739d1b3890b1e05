"""One cell's text, as pages print it, and what it holds."""

import pytest

from parsers.tables.cells import OTHER_MONEY, read_cell


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        (" 12 ", 12),
        ("０１２", 12),
        ("1,234", 1234),
        ("1，234，567", 1_234_567),
        ("0件", 0),
        ("12 件", 12),
        ("3。", 3),
        ("1.2万件", 12_000),
        ("3万", 30_000),
        ("共22件", 22),
        ("（5）", 5),
        ("10（件）", 10),
        ("22（其中修订16件）", 22),
        ("22 （其中修订 16 件）", 22),
        ("22件，其中修订16件", 22),
        ("22【修订16件】", 22),
        ("5①", 5),
        ("0 ①", 0),
        ("12*", 12),
        ("12件※", 12),
        ("12¹", 12),
        ("12 ¹²", 12),
        ("1 234", 1234),
        ("12 345 678", 12_345_678),
        ("1\u2009234", 1234),
        ("1 234件", 1234),
        ("1 234（其中5件）", 1234),
        ("1\n2", 12),
        ("123\n4", 1234),
        ("1,\n234", 1234),
        ("98注", 98),
        ("12⒈", 12),
        ("12₁", 12),
        ("98 注1", 98),
        ("3千件", 3000),
        ("25\n件", 25),
        ("零", 0),
        ("9999999999", 9_999_999_999),
    ],
)
def test_counts(text: str, value: float) -> None:
    assert read_cell(text)[:2] == (value, "number")


@pytest.mark.parametrize(
    "text",
    [
        "12 34",
        "1 23 456",
        "0 234",
        "1234 567",
        "1 234 5",
        "5 1 234",
        "¹",
        "1,23",
        "12.5",
        "-3",
        "约30",
        "5%",
        "见附件",
        "22 33（其中5件）",
        "①22",
        "3件\n5件",
        "0\n3",
        "②",
        "1\n0\n29",
        "2万元",
        "一",
        "10000000001",
        "上年5",
    ],
)
def test_what_is_no_count_is_not_read(text: str) -> None:
    assert read_cell(text) == (None, "unreadable", None)


@pytest.mark.parametrize("text", ["", " ", "\xa0", "　", "\u200b", "\n"])
def test_blanks(text: str) -> None:
    assert read_cell(text).state == "blank"


@pytest.mark.parametrize(
    "text", ["/", "-", "—", "－", "——", "--", "\\", "无", "无。", "／", "—\n—", "*", "…"]
)
def test_dashes(text: str) -> None:
    assert read_cell(text).state == "dash"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("+1036", 1036),
        ("＋3", 3),
        ("-5", -5),
        ("－5", -5),
        ("−5", -5),
        ("增1423", 1423),
        ("新增3", 3),
        ("增加 3 项", 3),
        ("减3", -3),
        ("减少3件", -3),
        ("下降2", -2),
        ("↓2", -2),
        ("3（减少）", -3),
        ("2（-）", -2),
        ("增\n加\n1\n1\n8\n3", 1183),
        ("2（↓）", -2),
        ("2（核减）", -2),
        ("2（比上年减少）", -2),
        ("2（比上年减少2项）", -2),
        ("-2（减少）", -2),
        ("2（含减免项目）", 2),
        ("5（减少2项，增加7项）", 5),
        ("较上年增加5", 5),
        ("比去年同期减少1,200", -1200),
        ("未增未减", 0),
        ("持平", 0),
        ("0", 0),
        ("7", 7),
    ],
)
def test_changes(text: str, value: float) -> None:
    assert read_cell(text, "change")[:2] == (value, "number")


@pytest.mark.parametrize(
    "text", ["（3）", "增5减3", "同比增长5%", "+5/-3", "+2（-）", "2（取消）", "5（减少3）"]
)
def test_changes_that_may_be_either_are_not_read(text: str) -> None:
    assert read_cell(text, "change").state == "unreadable"


@pytest.mark.parametrize(
    ("text", "unit", "yuan", "note"),
    [
        ("8236541.4元", None, 8_236_541.4, "unit 元"),
        ("35.6万元", None, 356_000, "unit 万元"),
        ("35.6", "万元", 356_000, "unit 万元"),
        ("251000元", "万元", 251_000, "unit 元"),
        ("1.5亿元", None, 150_000_000, "unit 亿元"),
        ("12.123456", "万元", 121_234.56, "unit 万元"),
        ("160.\n5", "万元", 1_605_000, "digits of two lines joined; unit 万元"),
        ("¥251,000.00", None, 251_000, "unit assumed"),
        ("人民币35万元", None, 350_000, "unit 万元"),
        ("400", None, 400, "unit assumed"),
        ("0件", None, 0, "unit 件"),
        ("35.6", "百万元", 35_600_000, "unit 百万元"),
        ("0.35千万元", None, 3_500_000, "unit 千万元"),
        ("1亿2345万元", None, 123_450_000, "unit 元"),
        ("35万6千元", "万元", 356_000, "unit 元"),
        ("人民币3500元整", "万元", 3500, "unit 元"),
    ],
)
def test_money_is_told_in_yuan(text: str, unit: str | None, yuan: float, note: str) -> None:
    assert read_cell(text, "money", unit) == (yuan, "number", note)


@pytest.mark.parametrize("text", ["35件", "100000000000001元", "-3", "见决算", "3万5", "1万12345元", "5美元"])
def test_what_is_no_money_is_not_read(text: str) -> None:
    assert read_cell(text, "money").state == "unreadable"


def test_remarks_and_units_are_kept_in_the_note() -> None:
    assert read_cell("22（其中修订16件）").note == "其中修订16件"
    assert read_cell("22件，其中修订16件").note == "unit 件; 其中修订16件"
    assert read_cell("1\n2").note == "digits of two lines joined"
    assert read_cell("3\n12").value == 312
    assert read_cell("减3\n72", "change").value == -372
    assert read_cell("持平", "change").note == "printed 持平"


def test_counts_by_thousands_and_money_of_other_kinds_in_the_head() -> None:
    assert read_cell("1.2", unit="万件") == (12_000, "number", "unit 万件")
    assert read_cell("3件", unit="万件").value == 3
    assert read_cell("35", "money", OTHER_MONEY).state == "unreadable"
