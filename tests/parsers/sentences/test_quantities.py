"""Sentences with their figures taken out."""

import pytest

from parsers.sentences.quantities import mark


@pytest.mark.parametrize(
    ("sentence", "text"),
    [
        ("2016年，共公开信息 86 条", "Y,共公开信息N条"),
        ("二〇一六年十二月三十一日", "YO"),
        ("自2016年1月1日起至12月31日止", "自YD起至D止"),
        ("2016年1-12月", "YD"),
        ("3月份公开１２条", "O公开N条"),
        ("国办发〔2016〕19号", "国办发O"),
        ("《政府信息公开条例》第二十条第（一）项", "《》O第(一)项"),
        ("增长12.5%，提高3个百分点", "增长O,提高O"),
        ("电话0398-2210000，手机13800000000", "电话O,手机O"),
        ("12345热线", "O热线"),
        ("一百多条，约30条，50余件，100条以上", "O条,O条,O件,O条"),
        ("三四件", "O件"),
        ("一是公开，一次性告知，一条龙服务，5个工作日", "一是公开,一次性告知,一条龙服务,O个工作日"),
        ("均为零，收到零件", "均为N,收到N件"),
        ("收到12¹件，面积5m²", "收到N件,面积Om"),
        ("申请数量 4 3 7", "申请数量O|O|N"),
        ("申请数量 4 300 304", "申请数量O|O|N"),
        ("收到申请 1 234 件，２　３４５件", "收到申请N件,O|N件"),
        ("主动公开数（不同渠道和方式公开相同信息计1条）5条", "主动公开数N条"),
    ],
)
def test_what_stands_for_what(sentence: str, text: str) -> None:
    assert mark(sentence).text == text


def test_numbers_and_years_in_their_order() -> None:
    marked = mark("2015年1,234条，2016年两件，经费0.04万元，培训４.２万人次，一百二十三次")
    assert [(float(n.value), n.unit) for n in marked.numbers] == [
        (1234, "条"),
        (2, "件"),
        (400, "元"),
        (42_000, "人次"),
        (123, "次"),
    ]
    assert marked.years == (2015, 2016)


def test_both_ways_to_write_full_and_part_time_together() -> None:
    assert mark("专（兼）职人员3名").text == mark("专/兼职人员3名").text == "专兼职人员N名"
