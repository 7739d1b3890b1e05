import pytest

from parsers.text.bodies import agency_kind, is_body_name


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
        ("青溪县高铁新区开发区管理委员会", "department"),
        ("青溪县城东街道党政综合办公室", "township"),
        ("青溪县府办", "government"),
        ("青溪县妇幼保健院", "other"),
        ("城东街道新桥社区居民委员会", "other"),
        ("青溪县人民政府（盖章）", "government"),
        ("青溪县之窗", None),
        ("青溪县人民政府门户网站", None),
    ],
)
def test_kind_by_ending(agency: str, kind: str | None) -> None:
    assert agency_kind(agency) == kind


@pytest.mark.parametrize(
    "text", ["青溪县水利局", "本溪县水利局", "全州县人民政府", "青溪县卫生健康局（中医药局）"]
)
def test_names_of_bodies(text: str) -> None:
    assert is_body_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "办公室",
        "党政办",
        "县政府办",
        "政务公开办",
        "信息中心",
        "本站",
        "我局",
        "各部门",
        "全县",
        "青溪县水利局，办公室",
        "网站",
    ],
)
def test_what_is_no_name_of_a_body(text: str) -> None:
    assert not is_body_name(text)
