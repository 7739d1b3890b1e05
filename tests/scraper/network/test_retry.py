"""What is worth another try, and how long to wait before it."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from gongkai.archive import Exchange
from scraper.network.retry import retry_after, worth_another_try

NOW = datetime(2024, 3, 1, 12, tzinfo=UTC)


def answer(outcome, status=None):
    return Exchange(asked="u", sent="u", final="u", outcome=outcome, fetched_at=NOW, status=status)


@pytest.mark.parametrize("status", [408, 429, 500, 501, 502, 503, 504, 507, 520, 599])
def test_passing_statuses_are_tried_again(status):
    assert worth_another_try(answer("server_error", status))


@pytest.mark.parametrize("outcome", ["timeout", "truncated", "network_error"])
def test_network_errors_are_tried_again(outcome):
    assert worth_another_try(answer(outcome))


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("gone", 404), ("blocked_challenge", 521), ("blocked_waf", 503), ("login", 200), ("server_error", 400)]
    + [(outcome, None) for outcome in ("refused_address", "off_host", "too_large", "robots", "server_error")],
)
def test_answers_and_refusals_are_not(outcome, status):
    assert not worth_another_try(answer(outcome, status))


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7),
        (" 120 ", 120),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0),
        ("Friday, 01-Mar-24 12:00:30 GMT", 30),
        ("-5", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_in_both_forms(value, seconds):
    assert retry_after(value, NOW) == seconds
