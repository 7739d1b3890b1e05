"""Rows of numbers: which number a link has by its place, and which one is shown."""

import pytest

from scraper.markup.number_rows import Row
from scraper.pages.links import read_links


def rows(html: str) -> list[Row | None]:
    return [link.row for link in read_links(html, "http://a.example/nb/")]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>1 <a href='b'>2</a> <a href='c'>3</a></p>", [Row(2, 1), Row(3, 1)]),
        ("<p>共9条 <b>1</b>|<a href='b'>[2]</a></p>", [Row(2, 1)]),
        ("<ul><li><span>1</span></li><li><a href='b'>2</a></li></ul>", [Row(2, 1)]),
        ("<p><a href='a'>1</a><a href='b'>2</a></p>", [None, Row(2, None)]),
        ("<p><i>4</i><a href='b'>5</a><a href='c'>…</a></p>", [Row(5, 4), Row(6, 4)]),
        ("<table><tr><td>1<td><a href='b'>2</a><td>3</table>", [Row(2, None)]),
        ("<p><b>1</b><a href='b'>3</a></p>", [None]),
        ("<p>2021年1<a href='b'>2</a></p>", [None]),
        ("<ul><li>水利局</li></ul><p><a href='b'>2</a></p>", [None]),
        ("<p><b>1</b> 教育局 <a href='b'>2</a></p>", [None]),
    ],
)
def test_a_link_has_the_number_of_its_place(html, found):
    assert rows(html) == found
