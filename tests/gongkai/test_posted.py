"""Requests that post, as URLs."""

import pytest

from gongkai.posted import fields, folded, unfolded


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("a=1&b=%E5%B9%B4", "a=1&b=%E5%B9%B4"),
        ('{"a":1,"b":{"c":"x","d":[true,null]}}', "a=1&c=x&d=true&d.2_=null"),
        ('{"a":1,"b":{"a":2}}', "a=1&a.2_=2"),
        ("plain", "__wb_post_data=cGxhaW4%3D"),
        ('{"broken', "__wb_post_data=eyJicm9rZW4%3D"),
    ],
)
def test_what_is_posted_goes_into_the_query_as_in_indexes_of_web_archives(body, name):
    assert folded("http://h/api", body) == f"http://h/api?__wb_method=POST&{name}"


def test_nothing_posted_still_tells_the_method():
    assert folded("http://h/api?x=1", "") == "http://h/api?x=1&__wb_method=POST"
    assert fields(" ") == []


def test_a_name_tells_its_method_and_what_was_asked():
    assert unfolded("http://h/api?x=1&__wb_method=POST&a=1") == ("POST", "http://h/api?x=1")
    assert unfolded("http://h/api?__wb_method=POST") == ("POST", "http://h/api")
    for url in ("http://h/api?x=1", "http://h/__wb_method=POST"):
        assert unfolded(url) == ("GET", url)
