"""Lists that do not say how their pages are counted: what is guessed at, and what is learnt from it."""

import pytest

from tests.county import County, kept, night, serve_county
from tests.scraper.paper import links, page, titled

SECTION = {
    "/": page(links(("/gk/", "政府信息公开"))),
    "/gk/": page(links(("/gk/nb/", "政府信息公开年报"))),
}


def publish(county: County, years: range, begin: int) -> None:
    """A list of two reports a page, whose second page is _1 or _2 (`begin`), whose script tells not."""
    entries = [(f"/gk/nb/t{year}.html", f"某县水利局{year}年政府信息公开工作年度报告") for year in years]
    pages = [entries[at : at + 2] for at in range(0, len(entries), 2)]
    script = f"<script>createPageHTML('page_div',{len(pages)}, 1,'index','shtml');</script>"
    county.pages |= titled(*entries)
    for number, shown in enumerate(pages):
        path = f"/gk/nb/index_{number + begin - 1}.shtml" if number else "/gk/nb/"
        county.pages[path] = page(links(*shown) + script)


@pytest.fixture
def county():
    with serve_county(SECTION) as running:
        yield running


@pytest.mark.parametrize("begin", [1, 2])
def test_a_page_that_is_not_there_is_no_failure_and_not_asked_for_again(county, tmp_path, begin):
    publish(county, range(2019, 2023), begin)
    first = night(county, tmp_path)
    assert (first.total("failed"), first.total("new"), first.exit_code) == (0, 4, 0)
    assert [issue for _, issue in first.portals[0].issues] == []
    assert ("/gk/nb/index_2.shtml" in county.asked, "/gk/nb/index_1.shtml" in county.asked) == (
        True,
        begin == 1,
    )
    second = night(county, tmp_path)
    assert sorted(county.asked) == ["/", "/gk/", "/gk/nb/", f"/gk/nb/index_{begin}.shtml"]
    assert (second.total("failed"), second.exit_code) == (0, 0)


@pytest.mark.parametrize("begin", [1, 2])
def test_a_list_that_grows_is_read_to_its_end_the_same_night(county, tmp_path, begin):
    publish(county, range(2019, 2023), begin)
    night(county, tmp_path)
    publish(county, range(2019, 2025), begin)
    assert night(county, tmp_path).total("new") == 2
    assert len(kept(tmp_path)) == 6


def test_a_list_that_is_counted_anew_is_followed_after_a_month(county, tmp_path):
    publish(county, range(2019, 2023), 1)
    night(county, tmp_path)
    county.pages["/gk/nb/index_2.shtml"] = county.pages.pop("/gk/nb/index_1.shtml")
    assert "/gk/nb/index_2.shtml" not in (night(county, tmp_path) and county.asked)
    night(county, tmp_path, days=31)
    assert "/gk/nb/index_2.shtml" in county.asked
    assert night(county, tmp_path, days=32).exit_code == 0
