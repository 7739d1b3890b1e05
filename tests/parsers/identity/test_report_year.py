from datetime import datetime

import pytest

from gongkai.records import Section
from parsers.identity.dates import CHINA
from parsers.identity.report_year import read_year

PUBLISHED = datetime(2021, 1, 28, tzinfo=CHINA)


def text(words: str) -> list[Section]:
    return [Section(position=0, level=0, number=None, chapter=None, heading=None, text=words)]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("青溪县水利局政府信息公开工作年度报告（2020年度）（2021年1月公布）", 2020),
        ("青溪县水利局2020年政府信息公开工作年度报告（2021年1月20日）", 2020),
        ("青溪县水利局2021年公布2020年政府信息公开年报", 2020),
        ("2021年青溪县水利局2020年度政府信息公开年报", 2020),
        ("青溪县水利局政府信息公开年度报告2020", 2020),
        ("青溪县水利局二0二0年政府信息公开年度报告", 2020),
        ("青溪县水利局2020年1月1日至12月31日政府信息公开年度报告", 2020),
    ],
)
def test_the_year_of_a_title_is_the_one_reported_on(title: str, year: int) -> None:
    assert read_year(title, [title], text("2020年，我局认真工作。"), PUBLISHED) == (year, [])


@pytest.mark.parametrize(
    "period",
    [
        "自2020年1月1日起至2020年12月31日止",
        "2020年1月1日至12月31日",
        "２０２０年１月１日至１２月３１日",
        "2020.1.1-2020.12.31",
        "2020年01月01日—2020年12月31日",
    ],
)
def test_the_period_a_text_states_counts_before_the_years_it_names(period: str) -> None:
    words = f"统计期限{period}。2021年，我局将加强公开。2021年再接再厉。"
    assert read_year("政府信息公开年报", [], text(words), PUBLISHED)[0] == 2020


def test_the_year_of_publication_in_a_title_yields_to_the_stated_period() -> None:
    title = "青溪县水利局2021年政府信息公开工作年度报告"
    words = "统计期限自2020年1月1日起至2020年12月31日止。"
    year, issues = read_year(title, [title], text(words), PUBLISHED)
    assert (year, [issue.code for issue in issues]) == (2020, ["year_conflict"])
    later = datetime(2022, 1, 28, tzinfo=CHINA)
    year, issues = read_year(title, [title], text(words), later)
    assert (year, [issue.code for issue in issues]) == (2021, ["year_conflict"])


def test_two_titles_of_different_years_are_an_issue() -> None:
    titles = ["青溪县水利局2020年政府信息公开年报", "青溪县水利局2019年政府信息公开年报"]
    year, issues = read_year(titles[0], titles, [], PUBLISHED)
    assert (year, [issue.code for issue in issues]) == (2020, ["year_conflict"])
