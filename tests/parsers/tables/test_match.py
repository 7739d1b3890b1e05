"""Printed labels and the codes that they may stand for."""

import pytest

from parsers.tables.match import matcher

REQUESTS, APPLICANTS = matcher("requests", "item"), matcher("requests", "measure")
STATISTICS = matcher("statistics", "item")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.属于国家秘密", "denied_state_secret"),
        ("涉及国家秘密", "denied_state_secret"),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "partly_granted"),
        ("三、本年度办理结果（一）予以公开", "granted"),
        ("2.其他法律行政法规禁止公", "denied_prohibited_by_law"),
        ("3.补正后申请内容仍明确", "unavailable_unclear"),
        ("一、本年新收政府信息公开申请数量（件）如-8", "received"),
        ("二、上年結轉政府訊息公開申請數量", "carried_in"),
        ("本(běn)年(nián)新收政府信息公开申请数量", "received"),
    ],
)
def test_labels_as_printed(text: str, code: str) -> None:
    assert REQUESTS(text) == (code,)


@pytest.mark.parametrize("text", ["", "公开", "（三）不予公开", "会议纪要", "2024"])
def test_what_is_no_label(text: str) -> None:
    assert REQUESTS(text) == ()


def test_a_negation_is_no_slip_in_a_short_label() -> None:
    assert STATISTICS("2.同意公开答复数") == ("answered_granted",)
    assert STATISTICS("4.不同意公开答复") == ("answered_denied",)


def test_what_could_be_two_labels_is_none() -> None:
    assert STATISTICS("政务微公开政府信息数") == ()


def test_exact_words_are_told_from_near_ones() -> None:
    assert REQUESTS.match("1.属于国家秘密").exact
    assert not REQUESTS.match("2.其他法律行政法规禁止公").exact


def test_labels_of_rows_and_columns_are_apart() -> None:
    assert APPLICANTS("其他") == ("other_organization",)
    assert REQUESTS("3.其他") == ("other_remaining",)
