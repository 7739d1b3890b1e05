"""robots.txt as portals serve it."""

from datetime import UTC, datetime

import pytest

from gongkai.archive import Exchange
from scraper.network.robots import is_unreachable, read_rules

PAGE = "http://portal.test/zfxxgk/"


def answer(body=b"", status=200, content_type="text/plain", outcome="ok"):
    return Exchange(
        asked="u",
        sent="u",
        final="u",
        outcome=outcome,
        fetched_at=datetime(2024, 3, 1, tzinfo=UTC),
        status=status,
        headers=(("content-type", content_type),),
        body=body,
    )


@pytest.mark.parametrize(
    "body",
    [
        b"User-agent: *\nDisallow: /zfxxgk/\n",
        b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /zfxxgk/\r\n",
        b"User-agent: *\rDisallow: /zfxxgk/\r",
        b"User-agent: Gongkai\nDisallow: /zfxxgk/\n\nUser-agent: *\nAllow: /\n",
    ],
    ids=["plain", "BOM and CRLF", "CR", "our own group"],
)
def test_what_it_forbids_is_forbidden(body):
    assert not read_rules(answer(body)).allows(PAGE)
    assert not read_rules(answer(body, content_type="text/html")).allows(PAGE)


def test_our_own_group_stands_before_the_one_for_all():
    rules = read_rules(answer(b"User-agent: *\nDisallow: /\n\nUser-agent: gongkai\nDisallow: /login/\n"))
    assert rules.allows(PAGE)
    assert not rules.allows("http://portal.test/login/a.html")


@pytest.mark.parametrize(
    "none",
    [
        answer(b"", 404),
        answer(b"User-agent: *\nDisallow: /", 403),
        answer(b"User-agent: *\nDisallow: /", 429),
        answer(b"<!DOCTYPE html><p>User-agent: *\nDisallow: /</p>", 200, "text/html"),
        answer(b"<html>\nUser-agent: *\nDisallow: /", 200),
        answer(b"\n"),
    ],
    ids=["404", "403", "429", "a page", "a page as text", "nothing"],
)
def test_no_rules(none):
    assert read_rules(none).allows(PAGE)
    assert not is_unreachable(none)


def test_crawl_delay_of_the_group_that_holds():
    assert read_rules(answer(b"User-agent: *\nCrawl-delay: 2.5\n")).delay == 2.5
    assert read_rules(answer(b"User-agent: other\nCrawl-delay: 9\n")).delay == 0


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (500, "server_error"),
        (503, "maintenance"),
        (None, "timeout"),
        (None, "truncated"),
        (None, "network_error"),
    ],
)
def test_a_site_that_cannot_say_is_left_alone(status, outcome):
    assert is_unreachable(answer(status=status, outcome=outcome))
