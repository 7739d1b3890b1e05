"""gkmlpt: categories in the shell's tree, entries as JSON."""

import json

from tests.scraper.families import read

TREE = [
    {"id": 721, "name": "政府信息公开指南", "children": []},
    {
        "id": 800,
        "name": "法定主动公开内容",
        "children": [{"id": 9103, "name": "政府信息公开年报", "children": None}],
    },
]


def answer(total: int, *titles: str) -> str:
    articles = [
        {
            "title": title,
            "url": f"http://www.county.example/{title}.html",
            "display_publish_time": "2021-01-31",
        }
        for title in titles
    ]
    return json.dumps({"classify": {"post_count": total}, "articles": articles})


def test_the_shell_leads_to_its_annual_reports():
    config = f"window._CONFIG = {{ SID: '662021', TREE: {json.dumps(TREE, ensure_ascii=False)} }};"
    found = read("/gkmlpt/index", f"<script>{config}</script>")
    assert (found.family, found.texts) == ("gkmlpt", ["政府信息公开年报"])
    assert found.page.links[0].url.endswith("/gkmlpt/api/all/9103?page=1&sid=662021")


def test_the_lists_of_a_department_may_be_in_its_folder_or_at_the_root():
    config = f"window._CONFIG = {{ SID: '662021', TREE: {json.dumps(TREE, ensure_ascii=False)} }};"
    found = read("/szfj/gkmlpt/index", f"<script>{config}</script>")
    paths = [link.url.partition("://")[2].partition("/")[2] for link in found.page.links]
    assert paths == [f"{folder}gkmlpt/api/all/9103?page=1&sid=662021" for folder in ("szfj/", "")]


def test_entries_and_the_next_page():
    found = read("/gkmlpt/api/all/9103?page=1&sid=66", answer(3, "a", "b"))
    assert found.texts == ["a", "b"]
    assert found.page.links[0].date == "2021-01-31"
    assert found.following == ["/gkmlpt/api/all/9103?page=2&sid=66"]
    assert read("/gkmlpt/api/all/9103?page=2&sid=66", answer(3, "c")).following == []


def test_the_first_page_tells_how_long_pages_are():
    assert len(read("/gkmlpt/api/all/9103?page=1&sid=66", answer(145, *map(str, range(100)))).following) == 1
    assert len(read("/gkmlpt/api/all/9103?page=1&sid=66", answer(41, *map(str, range(20)))).following) == 2
    assert read("/gkmlpt/api/all/9103?page=1&sid=66", answer(20, *map(str, range(20)))).following == []


def test_broken_answers_and_trees_are_empty():
    assert read("/gkmlpt/api/all/9103?page=1", "busy").page.links == ()
    assert read("/gkmlpt/index", "<script>window._CONFIG = {SID: '1', TREE: [{</script>").page.links == ()
