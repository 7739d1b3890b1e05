"""For how long an authority is left alone that posed a challenge: the night, and no night after it."""

from datetime import datetime, timedelta

from gongkai.records import Outcome
from gongkai.settings import Settings
from scraper.window import SHANGHAI, Window

CHALLENGES: frozenset[Outcome] = frozenset({"blocked_challenge", "blocked_waf"})
"""Outcomes for which an authority is left alone: it wants no program."""

LONGEST = timedelta(days=1)
"""The longest that a window keeps an authority alone."""


def asked_from(settings: Settings, when: datetime) -> datetime:
    """From when on an authority is asked again that posed a challenge at `when`.

    That is `challenge_hours` later, but not in the window in which it was met, and in the next one where
    that moment lies outside of all. With `challenge_hours` at 0 it is at once.
    """
    rest = timedelta(hours=settings.challenge_hours)
    if rest <= timedelta(0):
        return when
    window = Window(settings.window)
    return window.opens(max(when + rest, window.closes(when)))


def told(moment: datetime) -> str:
    """Such a moment in words, and what a person can do meanwhile."""
    return (
        f"not asked before {moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M} (Asia/Shanghai); "
        "gongkai crawl --failed asks sooner"
    )
