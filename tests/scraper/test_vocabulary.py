"""What words tell."""

import pytest

from scraper.vocabulary import grade


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("关于印发某县水利局2022年政府信息公开工作年度报告的通知", "report"),
        ("关于公布2022年政府信息公开工作年度报告的通知", "report"),
        ("某县水利局2022年政府信息公开工作年度报告的通知", "report"),
        ("关于编制2022年政府信息公开工作年度报告的通知", "veto"),
        ("关于做好2022年政府信息公开工作年度报告编制发布工作的通知", "veto"),
        ("某县机构编制委员会办公室2022年政府信息公开工作年度报告", "report"),
        ("一图读懂某县2022年政府信息公开年报", "veto"),
        ("政府工作报告", "veto"),
        ("某县召开会议", "none"),
    ],
)
def test_a_title_is_a_report_s_or_speaks_of_one_or_is_something_else(text, told):
    assert grade(text) == told
