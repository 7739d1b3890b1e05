"""What a page's scripts write into it."""

from scraper.pages.links import read_links
from scraper.scripts.insertion import inserted

URL = "http://www.county.example/gk/"


def read(html):
    return [(one.url.removeprefix(URL), one.text, one.title, one.place) for one in read_links(html, URL)]


def test_what_a_script_writes_stands_where_the_script_does():
    script = '<script>document.write(\'<li><a href="{}.html" title="水利局{}">{}年</a></li>\');</script>'
    items = "".join(script.format(year, year, year) for year in (2020, 2021))
    assert read(f"<ul>{items}</ul>") == [
        ("2020.html", "2020年", "水利局2020", "list"),
        ("2021.html", "2021年", "水利局2021", "list"),
    ]


def test_names_are_known_from_script_to_script_until_they_are_set_anew():
    page = (
        "<script>var root='a/'; var n='甲局';</script>"
        "<script>document.write('<a href=\"'+root+'\">'+n+'</a>'); n=other(); root='b/';"
        "document.write('<a href=\"'+root+'\">'+n+'</a>'); n='乙局';"
        "document.write('<a href=\"'+root+'\">'+n+'</a>');</script>"
    )
    assert [(url, text) for url, text, *_ in read(page)] == [("a/", "甲局"), ("b/", "乙局")]


def test_what_is_counted_computed_or_commented_out_is_not_known():
    for script in (
        "for(var i=1;i<9;i++){document.write('<a href=\"p'+i+'\">x</a>')}",
        "var n=3; var m=n%2; document.write('<a href=\"p'+m+'\">x</a>')",
        "var m='1'; // document.write('<a href=\"'+m+'\">x</a>')",
    ):
        assert inserted(f"<script>{script}</script>") == f"<script>{script}</script>"
    assert inserted("<!-- <script>document.write('<a href=\"p\">x</a>')</script> -->").endswith(
        "</script> -->"
    )


def test_scripts_that_write_scripts_and_frames_are_left_to_those_who_know_them():
    page = '<script>document.write(\'<a href="x/">a</a><iframe src="y/"></iframe>\')</script>'
    assert inserted(page) == page
