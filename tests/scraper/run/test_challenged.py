"""When an authority that posed a challenge is asked again."""

from datetime import datetime

import pytest

from gongkai.settings import Settings
from scraper.run.challenged import asked_from, told


def at(moment):
    return datetime.fromisoformat(f"2024-03-{moment}+08:00")


@pytest.mark.parametrize(
    ("window", "hours", "met", "asked"),
    [
        ("", 12, "01T22:00", "02T10:00"),
        ("", 36, "01T22:00", "03T10:00"),
        ("", 0, "01T22:00", "01T22:00"),
        ("22:00-06:00", 12, "01T22:10", "02T22:00"),
        ("22:00-06:00", 12, "02T05:50", "02T22:00"),
        ("22:00-06:00", 1, "01T22:10", "02T22:00"),
        ("22:00-06:00", 36, "01T22:10", "03T22:00"),
        ("22:00-06:00", 0, "01T22:10", "01T22:10"),
        ("14:00-10:00", 12, "01T14:10", "02T14:00"),
    ],
)
def test_it_is_left_alone_for_the_night_it_was_met_in(window, hours, met, asked):
    assert asked_from(Settings(window=window, challenge_hours=hours), at(met)) == at(asked)


def test_the_moment_is_told_by_the_clock_of_the_portals():
    moment = datetime.fromisoformat("2024-03-01T14:00+00:00")
    assert "before 2024-03-01 22:00 (Asia/Shanghai)" in told(moment)
