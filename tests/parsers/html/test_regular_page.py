"""Pages read as they stand: what is read is what a tree of them would have given."""

import random

import pytest

from parsers.document import Document
from parsers.html import page
from parsers.html.regular_page import read_regular_page
from parsers.html.skim import skim
from tests.fixtures import PAGES

HEAD = (
    '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>某县水利局\n2023年 年报</title>'
    "<meta name='PubDate' content='2024-01-20'>"
    '<meta name="ArticleTitle" content="&quot;年报&quot;" /></head>\n'
)
TABLE = '<table border="1"><tr><td colspan="2">总计</td></tr><tr><td>1</td><td>2</td></tr></table>'
BODY = (
    '<body><div class="a"><h1>某县水利局2023年年报</h1>'
    "<p class='b'>一、<i style=\"mso-spacerun:'yes'\">总体</i>情况<br/>\n公开&nbsp;了 <b>5</b>件。</p>"
    + TABLE
    + '<ul><li><a href="/a.pdf">附件</a></li></ul><hr></div>\n</body>'
)
REGULAR = HEAD + BODY + "\n</html>"

INLINE = "a b big em font i small span strong sub sup u label s nobr o:p".split()
BLOCK = "div p ul ol li dl dt dd h1 h2 form center section pre table button".split()
ATTRIBUTES = (
    "",
    "",
    "",
    ' class="x"',
    " class='x'",
    " style=\"mso-spacerun:'yes'\"",
    ' href="/a.pdf"',
    " href=b.doc",
    ' title="年&quot;报"',
    ' style="display:none"',
    ' class="unseen"',
    ' data-x="<"',
    ' x="a>b"',
    ' CLASS="x"',
    "\n id='y'",
    "/",
    " hidden",
    ' href="?a=1&b=2"',
    ' class="x" class="y"',
    ' src="a.png" width="30"',
)
TEXTS = (
    "甲",
    "二、主动公开政府信息情况",
    "5",
    " ",
    "\n",
    "&nbsp;",
    "&amp;",
    "&lt;b&gt;",
    "\xa0",
    "\r\n",
    "\r",
    "&copy;",
    "&",
    "a>b",
    "<",
    "</p>",
    "<!-- x -->",
    TABLE,
    "<br>",
    "<hr>",
    "<img src='x.jpg'>",
    "<input value=3>",
    "<td>",
    "\x0b",
)


def read_by_tree(html: str) -> Document:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(page, "read_regular_page", lambda *_: None)
        return page.read_page(html)


def is_regular(html: str) -> bool:
    markup, tables, own = skim(html)
    return read_regular_page(markup, len(tables), own.selectors) is not None


def drawn(rng: random.Random, oddness: float, depth: int = 0) -> str:
    """Markup of a few elements in one another, of which some are odd."""

    def one(among: tuple[str, ...] | list[str], usual: int) -> str:
        return rng.choice(among if rng.random() < oddness else among[:usual])

    made = ""
    for _ in range(rng.randint(0, 4)):
        if depth > 5 or rng.random() < 0.4:
            made += one(TEXTS, 9)
            continue
        name = one(INLINE, 12) if rng.random() < 0.5 else one(BLOCK, 4)
        inner = drawn(rng, oddness, depth + 1)
        if name in ("ul", "ol") and rng.random() > oddness:
            inner = f"<li>{inner}</li>" * rng.randint(0, 2)
        made += f"<{name}{one(ATTRIBUTES, 9)}>{inner}"
        made += "" if rng.random() < oddness / 4 else f"</{name}>"
    return made


def test_a_regular_page_is_read_without_a_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_regular(REGULAR)
    expected = read_by_tree(REGULAR)
    monkeypatch.setattr(page, "LexborHTMLParser", lambda _: pytest.fail("built a tree"))
    assert page.read_page(REGULAR) == expected
    assert expected.title_tag == "某县水利局 2023年 年报"
    assert expected.meta == {"pubdate": "2024-01-20", "articletitle": '"年报"'}
    assert [line.text for line in expected.lines] == [
        "某县水利局2023年年报",
        "一、总体情况",
        "公开 了 5件。",
        "附件",
    ]
    assert expected.attachments == [("附件", "/a.pdf")]
    assert len(expected.grids) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</p>", ""),
        ("</div>", ""),
        ("</p>", "<div>二</div></p>"),
        ("</li>", "<li>三</li></li>"),
        ("</li>", "</li><p><li>三</li></p>"),
        ("附件</a>", "附件<a>二</a></a>"),
        ("</h1>", "<h2>二</h2></h1>"),
        ("<b>5</b>", "<b>5</i></b>"),
        ("<b>5</b>", "<b><i>5</b></i>"),
        ("<b>5</b>", "<s>5</s>"),
        ("<b>5</b>", "<b>5\r</b>"),
        ("<b>5</b>", "<b>5 > 4</b>"),
        ("<b>5</b>", "<b>5 < 6</b>"),
        ("<b>5</b>", "<!-- 5"),
        ("<b>5</b>", "&ensp;"),
        ("<b>5</b>", "<b>5"),
        ("<b>5</b>", "<svg><p>5</p></svg>"),
        ("<b>5</b>", "<select><option>5</select>"),
        ("<b>5</b>", "<textarea><p>5</p></textarea>"),
        ("<b>5</b>", "<ucap><p>5</p></ucap>"),
        ("<b>5</b>", "<tr>5</tr>"),
        ("<hr>", "<p>甲<hr>乙</p>"),
        ("<hr>", "<form>甲<form>乙</form>丙</form>"),
        ("<hr>", "<dl><div><dt>甲</dt></div></dl>"),
        ("<hr>", "<table>甲</table>"),
        ("<hr>", f"<p>{TABLE}</p>"),
        ('class="a"', 'style="display:none"'),
        ('class="a"', 'class="unseen"'),
        ('class="a"', "class=a"),
        ('class="a"', 'CLASS="a"'),
        ('class="a"', 'title="<"'),
        ('class="a"', 'title="\xa0"'),
        ('<div class="a"', '<div:x class="a"'),
        ('class="a"', 'class="a'),
        ('class="a"', "title='a\"b'"),
        ('"/a.pdf"', "/a.pdf"),
        ("</head>", "甲</head>"),
        ("</head>", "</head>甲"),
        ("</head>", "<base href='/x/'></head>"),
        ("<title>", "<title>甲&amp;乙"),
        ("</body>", "</body>甲"),
        ("</body>", "</body></body>"),
        ("</body>", "</body></p></body>"),
        ("</body>", "</body><body class='unseen'>"),
        ("<body>", ""),
        ("<body>", "<body-x>"),
        ("</html>", ""),
        ("</html>", "</html><p>甲</p>"),
        ("<html", "<p>甲</p><html"),
    ],
)
def test_other_pages_are_left_to_the_tree(old: str, new: str) -> None:
    assert old in REGULAR
    html = REGULAR.replace("<title>", "<style>.unseen {display:none}</style><title>").replace(old, new, 1)
    assert not is_regular(html)
    assert page.read_page(html) == read_by_tree(html)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<b>5</b>", "<sup>5</sup>"),
        ("<b>5</b>", "\xa0&lt;5&gt;"),
        (" />", ' content="甲" />'),
        ("<title>", "<title>甲</title><title>"),
        ("<!DOCTYPE html>", ""),
        ("</html>", "</html>\n"),
        ("\n", "\r\n"),
        ('class="a"', 'title="年&quot;报"'),
    ],
)
def test_pages_may_be_regular_in_other_ways(old: str, new: str) -> None:
    assert old in REGULAR
    html = REGULAR.replace(old, new, 1)
    assert is_regular(html)
    assert page.read_page(html) == read_by_tree(html)


@pytest.mark.parametrize("seed", range(12))
def test_random_pages_are_read_alike(seed: int) -> None:
    rng = random.Random(seed)
    regular = 0
    for _ in range(60):
        head = HEAD.replace("<title>", "<style>.unseen {display:none}</style><title>", rng.randint(0, 1))
        html = f"{head}<body>{drawn(rng, rng.choice((0, 0.02, 0.1)))}</body></html>"
        regular += is_regular(html)
        assert page.read_page(html) == read_by_tree(html), html
    assert regular > 5


def test_saved_pages_are_read_alike() -> None:
    texts = [path.read_text("utf-8", "replace") for path in sorted(PAGES.glob("*/page.html"))]
    for text in texts:
        assert page.read_page(text) == read_by_tree(text)
    assert sum(map(is_regular, texts)) > len(texts) // 3
