import pytest

from parsers.agency import read_agency
from parsers.page import read_page


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
    assert read_agency(named or None, read_page(page), byline, []) == agency
