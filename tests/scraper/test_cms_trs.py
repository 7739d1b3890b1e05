"""TRS: the number of pages stands in a script, in several forms."""

import pytest

from tests.scraper.families import read

LINK = '<ul><li><a href="./202101/t20210131_1.html">甲</a></li></ul>'


@pytest.mark.parametrize(
    ("path", "script", "following", "spare"),
    [
        ("/nb/", 'createPageHTML(3, 0, "index", "html");', ["/nb/index_1.html", "/nb/index_2.html"], 0),
        ("/nb/index_1.html", 'createPageHTML(3, 1, "index", "html");', ["/nb/index_2.html"], 0),
        (
            "/nb/index.shtml",
            "createPageHTML(3, 1, 'index', 'shtml');",
            ["/nb/index_2.shtml", "/nb/index_3.shtml"],
            1,
        ),
        ("/nb/fg.shtml", "createPageHTML('page_div',2, 1,'fg','shtml',89)", ["/nb/fg_2.shtml"], 1),
        ("/nb/", 'createPageHTML(1,0, "index","shtml","3")', [], 0),
        ("/nb/", 'createPage(2,0,"index","htm");', ["/nb/index_1.htm"], 0),
        (
            "/nb/index.html",
            "var currentPage = 0; var countPage = 2; document.write(1)",
            ["/nb/index_1.html"],
            0,
        ),
        (
            "/nb/",
            '//createPageHTML(9, 0, "old", "html");\ncreatePageHTML(2, 0, "index", "html")',
            ["/nb/index_1.html"],
            0,
        ),
        (
            "/nb/",
            'function createPageHTML(a, b, "x", "y"){} createPageHTML(2,0,"index","html")',
            ["/nb/index_1.html"],
            0,
        ),
        (
            "/nb/",
            'var count=3;var now=0;var file="index";var end="html";</script><script>'
            "createPageHTML(count,now,file,end);",
            ["/nb/index_1.html", "/nb/index_2.html"],
            0,
        ),
        (
            "/nb/",
            "var m_nRecordCount = 30;var m_nPageSize=10;var m_nCurrPage=0;var m_nPageCount=3;"
            'var m_strPageName="index";var m_strPageExt="html";',
            ["/nb/index_1.html", "/nb/index_2.html"],
            0,
        ),
        (
            "/nb/index_1.html",
            'var pages = 3, now = 1;\ncreatePageHTML(pages, now, "index", "html"); pages = 9;',
            ["/nb/index_2.html"],
            0,
        ),
    ],
)
def test_pages_are_made_from_the_script(path, script, following, spare):
    found = read(path, f"{LINK}<script>{script}</script>")
    assert (found.family, found.texts) == ("trs", ["甲"])
    assert found.following == following
    assert len(found.page.spare) == spare


def test_links_of_a_pager_are_kept_for_a_site_that_has_no_such_files():
    script = '<script>createPageHTML(2, 0, "index", "html")</script>'
    found = read("/nb/index.html", f'{LINK}{script}<p><a href="index-p2.html">下一页</a></p>')
    assert [request.url.rpartition("/")[2] for request in found.page.spare] == ["index-p2.html"]


def test_a_pager_that_names_a_folder_is_of_another_make():
    script = '<script>createPage(2, 0, "pages/", "html")</script>'
    assert read("/c15/index.html", f"{LINK}{script}共2页").following == ["/c15/pages/2.html"]


def test_a_total_out_of_reason_is_cut():
    assert len(read("/nb/", '<script>createPageHTML(99999, 0, "index", "html")</script>').following) == 300


def test_a_mere_mention_of_the_script_is_no_pager():
    assert read("/nb/", '<script src="createPage.js"></script>' + LINK).family == "generic"


def test_variables_that_are_set_nowhere_are_no_pager():
    script = '<script>createPageHTML(count, now, "index", "html")</script>'
    assert read("/nb/", script + LINK).family == "generic"


def test_a_part_of_the_pagers_variables_is_no_pager():
    script = '<script>var m_nPageCount=3;var m_strPageName="index";var m_strPageExt="html";</script>'
    assert read("/nb/", script + LINK).family == "generic"
