import pytest

from parsers.agency import agency_kind, read_agency
from parsers.page import read_page


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("青溪县人民政府", "government"),
        ("青溪县人民政府办公室", "government"),
        ("青溪县政府办", "government"),
        ("青溪县", "government"),
        ("株山区水利局", "department"),
        ("青溪县卫生健康委员会", "department"),
        ("青溪县人民政府国有资产监督管理委员会", "department"),
        ("青溪县委机构编制委员会办公室", "department"),
        ("青溪县政府采购中心", "department"),
        ("青溪县扶贫办", "department"),
        ("青溪县自然资源局（林业局）", "department"),
        ("青溪经济开发区管委会", "department"),
        ("白石镇财政所", "department"),
        ("白石镇", "township"),
        ("白石镇人民政府", "township"),
        ("河口乡人民政府", "township"),
        ("城东街道办事处", "township"),
        ("城东街道", "township"),
        ("白石镇中心小学", "other"),
        ("青溪县人民医院", "other"),
        ("青溪县供电公司", "other"),
        ("青溪县产业集聚区", "other"),
        ("青溪县之窗", None),
    ],
)
def test_kind_by_ending(agency: str, kind: str | None) -> None:
    assert agency_kind(agency) == kind


TITLE = "{}2020年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("named", "page", "byline", "agency"),
    [
        ("青溪县水利局", "<p>x</p>", {"publisher": ["青溪县人民政府办公室"]}, "青溪县水利局"),
        ("县水利局", "<p>x</p>", {"publisher": ["青溪县水利局"]}, "青溪县水利局"),
        ("县水利局", "<p>x</p>", {"publisher": ["青溪县财政局"]}, "县水利局"),
        ("青溪县", "<p>主办单位：青溪县人民政府办公室</p>", {}, "青溪县人民政府"),
        ("青溪县", "<p>x</p>", {}, "青溪县"),
        ("城东街道", "<p>城东街道办事处</p>", {}, "城东街道办事处"),
        ("", "<p>x</p>", {"source": ["本站"], "publisher": ["青溪县水利局"]}, "青溪县水利局"),
        ("", "<p>x</p>", {"publisher": ["青溪县人民政府办公室"], "source": ["青溪县水利局"]}, "青溪县水利局"),
        ("", "<p>x</p>", {"source": ["中国青溪网"]}, None),
    ],
)
def test_the_name_in_full_where_the_page_has_it(
    named: str, page: str, byline: dict[str, list[str]], agency: str | None
) -> None:
    assert read_agency(TITLE.format(named), read_page(page), byline, []) == agency
