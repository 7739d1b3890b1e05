"""Every mixture of label and bytes that portals serve."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.decode import decode, text_of

# 镕, 堃, 㛃 and 龢 are outside GB2312; 㛃 needs four bytes in GB18030.
TEXT = (
    "<html><head><meta charset={label}><title>清溪县镕堃镇2023年政府信息公开工作年度报告</title></head><body>"
    "<p>本年新收政府信息公开申请数量12件，经办人㛃龢。</p><p>主动公开行政规范性文件3件。</p></body></html>"
)


def page(label: str) -> str:
    return TEXT.format(label=label)


@pytest.mark.parametrize("label", ["utf-8", "gb2312", "GBK", "gb18030", "big5", "nonsense"])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_bytes_decide_whatever_the_label_says(label: str, encoding: str) -> None:
    body = page(label).encode(encoding)
    decoded = decode(body, f"text/html; charset={label}")
    assert decoded.text == text_of(body)
    assert (decoded.text, decoded.encoding, decoded.replacements) == (page(label), encoding, 0)
    assert decoded.declared == label.lower()


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_wide_encodings_with_and_without_mark(bom: bytes, encoding: str) -> None:
    decoded = decode(bom + page("gb2312").encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.replacements) == (page("gb2312"), encoding, 0)
    assert decoded.declared == "gb2312"


def test_header_wins_over_meta_as_what_was_declared() -> None:
    body = page("gb2312").encode()
    assert decode(body, "text/html; charset=UTF-8").declared == "utf-8"
    assert decode(body, "text/html").declared == "gb2312"
    assert decode("无标签".encode()).declared is None


@pytest.mark.parametrize(
    "meta",
    [
        b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312" />',
        b'<meta httpequiv="ContentType" content="text/html;charset=gb2312">',
        b"<META CHARSET='GB2312'",
        b'<?xml version="1.0" encoding="gb2312"?>',
        b'<meta content="text/html; charset=charset=gb2312">',
        b"<meta charset = ' gb2312'>",
    ],
)
def test_lenient_labels(meta: bytes) -> None:
    assert decode(meta + "政府信息公开".encode("gb18030")).declared == "gb2312"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_truncated_tail_loses_one_character_at_most(encoding: str, cut: int) -> None:
    text = page("utf-8") + "结转下年度继续办理㛃"
    decoded = decode(text.encode(encoding)[:-cut])
    assert decoded.encoding == encoding
    assert decoded.replacements == 0
    assert text.startswith(decoded.text)
    assert len(text) - len(decoded.text) <= 2


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("stray", [b"\xff", b"\x80", b"\xc5"])
def test_a_stray_byte_costs_a_few_characters_and_is_counted(encoding: str, stray: bytes) -> None:
    before, after = page("utf-8").split("<p>主动", 1)
    body = before.encode(encoding) + stray + ("<p>主动" + after).encode(encoding)
    decoded = decode(body)
    assert decoded.encoding == encoding
    assert decoded.replacements >= 1
    assert "本年新收政府信息公开申请数量12件" in decoded.text
    assert "公开行政规范性文件3件" in decoded.text


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_a_stray_byte_anywhere_in_gb18030_costs_three_characters_at_most(data: st.DataObject) -> None:
    text = "<h1>清溪县水利局政府信息公开工作年度报告</h1><p>新收政府信息公开申请，一共十二件，都已答复。</p>"
    body = text.encode("gb18030")
    place = data.draw(st.integers(0, len(body)))
    stray = bytes([data.draw(st.integers(0x81, 0xFF))])
    decoded = decode(body[:place] + stray + body[place:])
    assert decoded.encoding == "gb18030"
    lost = sum(character not in text for character in decoded.text) - decoded.replacements
    assert lost <= 3
    assert abs(len(decoded.text) - len(text)) <= 2


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_broken_bytes_anywhere_in_gb18030_cost_three_characters_each_at_most(data: st.DataObject) -> None:
    text = (
        "<h1>清溪县镕堃镇政府信息公开工作年度报告</h1><p>新收政府信息公开申请，一共12件，都已经按期答复。</p>"
        * 2
    )
    body = bytearray(text.encode("gb18030"))
    places = data.draw(st.lists(st.integers(0, len(body) - 1), min_size=1, max_size=4, unique=True))
    for place in places:
        body[place] = 0xFF
    decoded = decode(bytes(body))
    assert decoded.encoding == "gb18030"
    assert 1 <= decoded.replacements <= 3 * len(places)
    lost = sum(character not in text for character in decoded.text) - decoded.replacements
    assert lost <= 2 * len(places)
    assert abs(len(decoded.text) - len(text)) <= 2 * len(places)


def test_a_stray_byte_in_a_run_without_end_is_mended_near_its_place() -> None:
    text = "政府信息公开" * 50_000
    body = text.encode("gb18030")
    decoded = decode(body[:300_000] + b"\xff" + body[300_000:])
    assert (decoded.encoding, decoded.replacements) == ("gb18030", 1)
    assert decoded.text.replace("\ufffd", "") == text


def test_a_stray_byte_before_all_chinese() -> None:
    body = b"<html>\xe9<title>" + page("gb2312").encode()
    decoded = decode(body)
    assert (decoded.encoding, decoded.replacements) == ("utf-8", 1)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=20, max_size=80))
def test_chinese_text_comes_back_from_utf8_and_gb18030(words: str) -> None:
    text = f"<p>{words}</p>"
    for encoding in ("utf-8", "gb18030"):
        assert decode(text.encode(encoding))[:2] == (text, encoding)


def test_replacement_characters_printed_on_the_page_are_counted() -> None:
    assert decode("政府\ufffd信息".encode()).replacements == 1


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_never_raises(body: bytes) -> None:
    decoded = decode(body)
    assert decoded.replacements == decoded.text.count("\ufffd")


def test_other_scripts_in_utf8_stay_utf8() -> None:
    assert decode("© 2020 “report” – №1".encode()).encoding == "utf-8"


@pytest.mark.parametrize("label", ["big5", "gb2312", "utf-8", None])
def test_a_converted_page_in_big5(label: str | None) -> None:
    meta = f"<meta charset={label}>" if label else ""
    text = f"<html><head>{meta}<title>青溪縣政府信息公開年度報告</title></head><p>申請總計12件</p></html>"
    decoded = decode(text.encode("big5"))
    assert (decoded.text, decoded.encoding, decoded.replacements) == (text, "big5", 0)


def test_gbk_without_a_word_of_the_form_stays_gbk() -> None:
    assert decode("今日多云转晴，气温十二度".encode("gbk")).encoding == "gb18030"
