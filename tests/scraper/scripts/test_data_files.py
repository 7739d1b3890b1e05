"""Files of data that a column loads."""

import pytest

from scraper.scripts.data_files import MOST, data_files

BASE = "http://www.county.example/gk/nb.html"


def loaded(page: str) -> list[str]:
    return [one.url.removeprefix("http://www.county.example") for one in data_files(page, BASE)]


@pytest.mark.parametrize(
    "script",
    [
        'loadXML("/gk/xml/nb.xml", show);',
        "var list = new DataList('/gk/xml/nb.xml');",
        'var root="/gk/"; readData(root + "xml/nb.xml", 1);',
        'var file="xml/nb.xml"; xmlDoc.open(file);',
        'var f=$("#f").attr("data-f"); loadXML(f)',
    ],
)
def test_a_function_of_the_page_loads_a_file_of_data(script):
    assert loaded(f"<i id='f' data-f='/gk/xml/nb.xml'></i><script>{script}</script>") == ["/gk/xml/nb.xml"]


def test_islands_name_their_files_and_files_are_few():
    assert loaded('<xml id="d" src="nb.xml"></xml><ul data-url="/gk/nb.json?v=1"></ul>') == [
        "/gk/nb.xml",
        "/gk/nb.json?v=1",
    ]
    assert loaded(
        '<table data-url="/r?c=8&amp;offset=0&amp;limit=8"></table><ul data-url="/r?c=8"></ul>'
    ) == ["/r?c=8&offset=0&limit=8"]
    assert len(
        loaded(f"<script>{''.join(f'get({chr(34)}/{n}.json{chr(34)});' for n in range(99))}</script>")
    ) == (MOST)


@pytest.mark.parametrize(
    "page",
    [
        '<script>load("/static/manifest.json"); i18n("/lang/zh.json"); get("/theme.json")</script>',
        '<script>loadXML("http://www.other.example/nb.xml".replace("x","y") + z)</script>',
        '<script>show("nb.xml is missing"); load("/search/nb.xml"); load("/a.html")</script>',
    ],
)
def test_settings_and_other_words_are_no_lists(page):
    assert [one for one in loaded(page) if one.startswith("/")] == []
