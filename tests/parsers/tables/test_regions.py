"""Which rows of a table belong to which form."""

from parsers.tables.regions import regions
from tests.parsers.paper import HEAD_OF_DISPUTES, grid, read, requests, told

ALL = "\n".join(
    [
        "二、主动公开政府信息情况<10",
        "信息内容<4|本年处理决定数量<6",
        "行政许可<4|5<6",
        "三、收到和处理政府信息公开申请情况<10",
        requests("2019", {"other": "1|0|0|0|0|0|1"}),
        "四、政府信息公开行政复议、行政诉讼情况<10",
        HEAD_OF_DISPUTES.strip(),
        "0|0|0|0|0|0|0|0|0|0|0|0|0|0|7",
    ]
)


def test_forms_in_one_table() -> None:
    assert [region.form for region in regions(grid(ALL))] == ["disclosure", "requests", "disputes"]
    report = read(ALL)
    assert told(report, "disclosure", "licensing") == ["absent", "absent", 5] or report.edition == "mixed"
    assert told(report, "requests", "other") == [1, 0, 0, 0, 0, 0, 1]
    assert told(report, "disputes", "litigation_after_review") == [0, 0, 0, 0, 7]


def test_a_word_in_common_does_not_part_a_table() -> None:
    lines = requests("2019", {}, labels={"denied_third_party": "1.涉及个人隐私"})
    assert [region.form for region in regions(grid(lines))] == ["requests"]


def test_a_table_of_no_form() -> None:
    assert regions(grid("姓名|职务\n张三|主任")) == []
    assert read("序号|姓名|合计|其他\n1|张三|5|7\n2|李四|6|8").cells == ()


def test_a_long_table_of_labels_is_read_in_linear_time() -> None:
    """Rows that look like the form's by the thousand are no form, and cost no more than their number."""
    rows = "\n".join(f"（二）被依法纠错数{n}|1\n结果维持|1\n行政复议|1" for n in range(2000))
    assert read(rows).cells == ()
