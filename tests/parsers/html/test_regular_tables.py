# ruff: noqa: E501 - markup is quoted in one piece
"""Tables read off the text: what is read is what the tree builder would have given."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.decode import decode
from parsers.document import Document
from parsers.html import page
from parsers.html.skim import skim
from tests.fixtures import PAGES
from tests.render import draw, random_layout, render, whole

REGULAR = (
    "<table border=1><tbody><tr><td colspan='2'>".replace("'", '"')
    + '<p class="MsoNormal"><span style="font-size:12pt">行政复议</span></p></td><th>总计</th></tr>\n'
    '<tr style="height:20pt"><td>1</td><td> 2&nbsp;</td><td><b>3</b></td></tr></tbody></table>'
)
QUOTED = (
    "<td style=\"mso-spacerun:'yes'\"",
    '<td style="font-family:\'宋体;display:block"',
    '<td style="font-family:&quot;宋体&quot;"',
    "<td title='1' class=\"x'y\"",
    "<td title=it's",
    "<td class='a\"b' title=\"c'd\"",
)
"""What Word and WPS write into the tags of cells, and what looks like it."""
BITS = (
    "< > \" ' = & &nbsp; &lt; </td> <td> <tr> </tr> <table> </table> <p> </p> <span> </span> <b> <br> <!-- --> <div> </div> <tbody> "
    "</tbody> <thead> </thead> <tfoot> <textarea> </textarea> <select> </select> <svg> <caption> <col> <xmp> <iframe> <title> <style> "
    '<script> <template> <h2> <td/> <pre> <sup>1</sup> <input\u2423value=3> <td\u2423rowspan=3> <td\u2423colSpan="2"> \u2423hidden\u2423 '
    'style="display:none" <a\u2423href="x"> </a> \u2423 \r\n \xa0 1 ="'
).split(" ")


def read_by_tree(html: str, monkeypatch: pytest.MonkeyPatch) -> Document:
    with monkeypatch.context() as patched:
        patched.setattr(page, "skim", lambda text: skim(text, lift=False))
        patched.setattr(page, "read_regular_page", lambda *_: None)
        return page.read_page(html)


def lifted(html: str) -> int:
    return len(skim(html).tables)


@pytest.mark.parametrize(
    ("given", "is_regular"),
    [
        ("style=\"mso-spacerun:'yes';font-family:&quot;宋体&quot;\"", True),
        ('style="mso-spacerun:\'"', True),
        ("class='a\"b' title=\"c'd\"", False),
        ("class='a'", False),
        ("title=it's", False),
        ("title=\"a\" 'b'", False),
        ('title="&#34;"', False),
        ('title="a"b"c"', False),
    ],
)
def test_quotes_in_quotes_are_no_quotes(
    given: str, is_regular: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = f"<body><p>前</p>{REGULAR.replace('<td>1', f'<td {given}>1', 1)}<p>it's 后</p>"
    assert lifted(html) == is_regular
    assert page.read_page(html) == read_by_tree(html, monkeypatch)


@pytest.mark.parametrize("quote", ["'", '"'])
def test_a_quote_that_stands_open_swallows_a_table(quote: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table = REGULAR.replace("<td>1", "<td style=\"mso-spacerun:'yes'\">1")
    html = f"<body><p>前</p><div title={quote}x>{table}{table}<p>后</p>"
    assert page.read_page(html) == read_by_tree(html, monkeypatch)


def test_a_regular_table_is_read_off_the_text() -> None:
    rest, (table,), _ = skim(f"<p>前</p>{REGULAR}<p>后</p>")
    assert rest == "<p>前</p><table gongkai-table=0></table><p>后</p>"
    assert table == (["行政复议", "总计", "1", "2", "3"], ((0, 0, 1), (2, 3, 4)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<td>1", '<td style="DISPLAY: none">1'),
        ("<td>1", "<td hidden>1"),
        ("<td>1", '<td class="print">1'),
        ("<td>1", "<td title='1>0'>1"),
        ("<td>1", '<td title="1>0">1'),
        ("<td>1", "<td rowspan=2>1"),
        ("<td>1", '<td colSpan="2">1'),
        ("<td>1", "<td>&#49;"),
        ("<td>1", "<td><s>5</s>1"),
        ("<td>1", "<td><p>1</p><p>2</p>"),
        ("<td>1", "<td><table><tr><td>1</td><td>2</td></tr></table>"),
        ("</td><td> 2", "</td>\xa0<td> 2"),
        ("</td><td> 2", "</td>5<td> 2"),
        ("</td><td> 2", "<td> 2"),
        ("</tr>\n<tr", "\n<tr"),
        ("</tbody>", ""),
        ("<tbody>", "<caption>表</caption><tbody>"),
    ],
)
def test_other_tables_are_left_to_the_tree_or_read_alike(
    old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert old in REGULAR
    html = f"<style>.print {{display:none}}</style><body><p>前</p>{REGULAR.replace(old, new, 1)}<p>后</p>"
    assert page.read_page(html) == read_by_tree(html, monkeypatch)


@pytest.mark.parametrize(
    "html",
    [
        f"<body><textarea>{REGULAR}</textarea>",
        f"<body><!-- {REGULAR}",
        f'<body><div title="{REGULAR}',
        f"<body><select>{REGULAR}</select>",
        f"<body><table><div>{REGULAR}</div><tr><td>{REGULAR}</td></tr></table>",
        f'<body><table gongkai-table="0"></table>{REGULAR}',
        f'<body><table gongkai-table="x"></table>{REGULAR}',
        "<body>" + REGULAR.replace("<table", "<tabler"),
    ],
)
def test_where_no_table_stands_none_is_read(html: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert page.read_page(html) == read_by_tree(html, monkeypatch)


@pytest.mark.parametrize(
    "around",
    [
        '<div style="opacity:0">{}</div>',
        '<div style="overflow:hidden;height:0">{}</div>',
        "<s>{}</s>",
        '<div style="text-decoration:line-through"><p></p>{}</div>',
        '<style>.old {{text-decoration:line-through}}</style><div class="old">{}</div>',
        '<div style="display:none">{}</div>',
    ],
)
@pytest.mark.parametrize("words", ["其他", "予以公开的政府信息公开申请的年度总计数"])
def test_what_is_struck_out_or_fades_in_is_short(
    around: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = f"<body><p>前</p>{around.format(REGULAR.replace('行政复议', words))}<p>后</p>"
    assert lifted(html) == 1
    document = page.read_page(html)
    assert document == read_by_tree(html, monkeypatch)
    assert document.grids[0].hidden == (len(words) < 5 or "display" in around)


def test_saved_pages_are_read_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = 0
    for path in sorted(PAGES.glob("*/page.*")):
        text = decode(path.read_bytes(), None).text
        tables += lifted(text)
        assert page.read_page(text) == read_by_tree(text, monkeypatch), path
    assert tables > 100


@given(seed=st.tuples(*[st.booleans()] * 32))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_damaged_pages_are_read_alike(seed: tuple[bool, ...]) -> None:
    """Tags, quotes and text put in and cut out anywhere in the tables."""
    rng = random.Random(str(seed))
    layout = random_layout(rng)
    text = decode(render(draw(rng, whole(rng.choice(("2019", "2021")))), layout, "utf-8", rng), None).text
    if rng.random() < 0.5:
        text = text.replace("<td", rng.choice(QUOTED), rng.choice((1, 2, 9999)))
    for _ in range(rng.choice((0, 1, 1, 2, 4))):
        place = rng.randrange(max(text.find("<table"), 0), len(text))
        place = rng.choice((place, max(text.find("<", place), 0)))
        bit = rng.choice(BITS).replace("\u2423", " ")
        text = text[:place] + bit + text[place + rng.choice((0, 0, 1, 9)) :]
    with pytest.MonkeyPatch.context() as patched:
        assert page.read_page(text) == read_by_tree(text, patched)


def test_comments_of_word_do_not_keep_a_table_from_being_read_off() -> None:
    html = REGULAR.replace("行政复议", "行政<!--[if !supportEmptyParas]-->复议<!--[endif]-->")
    assert skim(html).tables == skim(REGULAR).tables


@pytest.mark.parametrize(
    "tags", ["</table>", "<table>", "<li><a href=x>甲</a></li>", "<!-- ", "<script", "<td>"]
)
def test_tags_by_the_thousand_are_told_in_one_pass(tags: str) -> None:
    steps = 0

    class Counting(str):
        def __getitem__(self, key: object) -> str:  # type: ignore[override]
            nonlocal steps
            steps += 1
            return super().__getitem__(key)  # type: ignore[index]

    skim(Counting(tags * 20_000))
    assert steps < 10
