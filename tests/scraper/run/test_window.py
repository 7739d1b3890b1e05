"""The hours of the night, by the clock in Shanghai."""

from datetime import UTC, datetime

import pytest

from gongkai.errors import UsageError
from scraper.run.window import Window


@pytest.mark.parametrize(
    ("text", "utc", "is_open"),
    [
        ("", "12:00", True),
        ("22:00-06:00", "13:59", False),
        ("22:00-06:00", "14:00", True),
        ("22:00-06:00", "21:59", True),
        ("22:00-06:00", "22:00", False),
        ("01:30-05:00", "17:29", False),
        ("01:30-05:00", "17:30", True),
        ("00:00-24:00", "03:00", True),
    ],
)
def test_hours(text, utc, is_open):
    assert Window(text).is_open(datetime.fromisoformat(f"2024-03-01T{utc}+00:00").astimezone(UTC)) == is_open


@pytest.mark.parametrize(
    ("text", "utc", "opens", "closes"),
    [
        ("", "01T12:00", "01T12:00", "01T12:00"),
        ("00:00-24:00", "01T12:00", "01T12:00", "01T12:00"),
        ("22:00-06:00", "01T12:00", "01T14:00", "01T12:00"),
        ("22:00-06:00", "01T15:10", "01T15:10", "01T22:00"),
        ("22:00-06:00", "01T22:00", "02T14:00", "01T22:00"),
        ("01:30-05:00", "01T18:00", "01T18:00", "01T21:00"),
    ],
)
def test_when_it_opens_and_closes_next(text, utc, opens, closes):
    def at(moment):
        return datetime.fromisoformat(f"2024-03-{moment}+00:00")

    assert Window(text).opens(at(utc)) == at(opens)
    assert Window(text).closes(at(utc)) == at(closes)


@pytest.mark.parametrize("text", ["22-6", "25:00-06:61", "at night"])
def test_what_is_no_window_says_what_one_is(text):
    with pytest.raises(UsageError, match="22:00-06:00"):
        Window(text)
