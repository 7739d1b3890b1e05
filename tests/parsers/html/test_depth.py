import pytest

from parsers.html.depth import LIMIT, depth_bound, flattened


@pytest.mark.parametrize("depth", [1, 7, 900])
def test_the_bound_is_not_below_the_depth(depth: int) -> None:
    assert depth_bound("<div>" * depth + "x" + "</div>" * depth) >= depth


def test_a_long_flat_page_is_shallow_and_unchanged() -> None:
    page = "<p>公开<span>信息</span></p><table><tr><td>0</td></tr></table>" * 5000
    assert depth_bound(page) < LIMIT
    assert flattened(page) is page


def test_elements_that_need_no_end_do_not_nest() -> None:
    page = "一行<br>" * 5000 + "<li>条" * 5000
    assert flattened(page) is page


def test_deep_formatting_is_taken_out_and_its_text_stays() -> None:
    page = "<div><span>" * 5000 + "深处" + "</span></div>" * 5000
    flat = flattened(page)
    assert depth_bound(flat.replace("<br>", "")) < LIMIT
    assert "深处" in flat
