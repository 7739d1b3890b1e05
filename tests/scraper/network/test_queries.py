"""Queries go in the encoding of their page."""

from scraper.network.queries import spelled

PAGE = '<a href="list.asp?lb=年报&p=2">年报</a><a href="/年报/">x</a>'


def test_gbk_stays_gbk():
    assert spelled(PAGE, PAGE.encode("gbk")) == PAGE.replace("lb=年报", "lb=%C4%EA%B1%A8")


def test_utf_8_is_left_to_the_url():
    assert spelled(PAGE, PAGE.encode()) == PAGE
