"""Markup cut apart."""

import time

import pytest

from scraper.markup.markup import inside, scripts, without


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a<script>b<!-- c</SCRIPT >d", "a.d"),
        ("a<!-- <script> -->b<style x='y'>c</style>d", "a.b.d"),
        ("a<script>b", "a<script>b"),
        ("a<!-- b", "a<!-- b"),
        ("a<scripted>b</scripted>c", "a<scripted>b</scripted>c"),
        ("İ<script>İ</script>b", "İ.b"),
    ],
)
def test_comments_and_elements_go_and_what_is_not_closed_stays(text, left):
    assert without(text, ("script", "style"), ".") == left


def test_other_elements_stay():
    assert without("<script>a</script><!--b-->", ()) == "<script>a</script>"


def test_scripts_that_are_not_commented_out():
    text = '<script type="x">a<b</script><!--<script>c</script>--><SCRIPT src="d"></SCRIPT><script>e'
    assert list(scripts(text)) == ["a<b", ""]


def test_what_stands_between_two_marks():
    assert list(inside("x[a]y[b]z]w[c", "[", "]")) == ["a", "b"]


@pytest.mark.parametrize("piece", ["<script>", "<!--", "<script>a</style>", "</script>"])
def test_time_grows_with_the_page_and_not_with_its_square(piece):
    def seconds(times: int) -> float:
        text = piece * times
        start = time.process_time()
        without(text, ("script", "style"))
        return time.process_time() - start

    seconds(1_000)
    assert seconds(40_000) < 1.0
