"""What words tell."""

import pytest

from scraper.vocabulary import forbidden, grade, names_group, names_older, speaks_of_bodies


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


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("机构分类", True),
        ("区级部门（单位）", True),
        ("乡镇（街道）和部门", True),
        ("机构职能", False),
        ("部门动态", False),
        ("部门预算公开", False),
        ("单位招聘", False),
        ("关于调整乡镇和街道有关机构设置情况的说明", False),
        ("公开大厅", False),
    ],
)
def test_short_texts_that_speak_of_bodies_lead_to_them(text, leads):
    assert speaks_of_bodies(text) is leads


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("历史信息", True),
        ("往年>>", True),
        ("[2018年以前]", True),
        ("历史沿革", False),
        ("2018年", False),
        ("老年人", False),
    ],
)
def test_older_years_are_told_by_a_whole_text(text, leads):
    assert names_older(text) is leads


@pytest.mark.parametrize(
    ("path", "is_forbidden"),
    [
        ("/was5/web/search?channelid=234567", False),
        ("/was5/web/search?page=2&channelid=234567&searchword=&perpage=15", False),
        ("/was/web/search?channelid=234567", False),
        ("/was5/web/search?channelid=234567&searchword=a", True),
        ("/was5/web/search?page=2", True),
        ("/was5/web/search", True),
        ("/web/search?channelid=234567", True),
    ],
)
def test_a_channel_is_a_list_and_a_search_for_a_word_is_none(path, is_forbidden):
    assert forbidden(f"http://a.example{path}") == is_forbidden


@pytest.mark.parametrize(
    ("text", "is_group"),
    [
        ("县政府", True),
        ("人民政府", True),
        ("区人民政府", True),
        ("乡镇（街道）", True),
        ("部门街镇", True),
        ("县直单位", True),
        ("各镇、街道办事处", True),
        ("城关镇", False),
        ("某县人民政府", False),
        ("县政府办公室", False),
        ("县直机关工委", False),
        ("区教育局", False),
        ("高新区", False),
    ],
)
def test_groups_of_units_are_told_from_units(text, is_group):
    assert names_group(text) == is_group
