import pytest

from parsers.html.page import read_page
from parsers.identity.signed import signatures

START = "<h1>青溪县水利局2020年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>好。</p>"


@pytest.mark.parametrize(
    "lines",
    [
        "<p>青溪县水利局</p><p>2021年1月20日</p>",
        "<p>青 溪 县 水 利 局</p><p>2021 年 1 月 20 日</p>",
        "<p>青溪县水利局（盖章）</p><p>二〇二一年一月二十日</p>",
        "<p>青溪县水利局</p><p>2021.1.20</p>",
        "<p>青溪县水利局<br>2021-01-20</p>",
        "<p>青溪县水利局　2021年1月20日</p>",
        "<p>青溪县水利局（2021年1月20日）</p>",
        "<p>2021年1月20日</p><p>青溪县水利局</p>",
    ],
)
def test_who_signs(lines: str) -> None:
    assert "青溪县水利局" in [name for name, _ in signatures(read_page(START + lines))]


def test_a_sentence_with_a_date_is_no_signature() -> None:
    text = "<p>截至2020年12月31日</p><p>青溪县水利局于2021年1月20日</p><p>会议召开，2021年1月20日</p>"
    assert [name for name, _ in signatures(read_page(START + text)) if name == "青溪县水利局"] == []
