"""For how long an authority is left alone that posed a challenge, or whose robots.txt was an error of the
server: the night, and no night after it."""

from datetime import datetime, timedelta

from gongkai.records import Outcome
from gongkai.settings import Settings
from scraper.run.window import SHANGHAI, Window

CHALLENGES: frozenset[Outcome] = frozenset({"blocked_challenge", "blocked_waf"})
"""Outcomes for which an authority is left alone: it wants no program."""

UNREADABLE = "robots.txt"
"""Stands for a challenge where it is robots.txt that was an error of the server (RFC 9309, 2.3.1.4)."""

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


def earliest(settings: Settings, now: datetime) -> datetime:
    """Challenges that were met before are no reason any more to leave an authority alone."""
    return now - max(LONGEST, timedelta(hours=settings.challenge_hours))


def reason(challenge: str) -> tuple[str, Outcome]:
    """Why an authority is left alone that posed a challenge, and what that makes of its pages."""
    if challenge == UNREADABLE:
        return "its robots.txt could not be read", "robots"
    return f"it answered with a challenge ({challenge})", "blocked_challenge"


def told(moment: datetime) -> str:
    """Such a moment in words, and what a person can do meanwhile."""
    return f"{words(moment)}; gongkai crawl --failed asks sooner"


def words(moment: datetime) -> str:
    """Such a moment in words, by the clock of the portals."""
    return f"not asked before {moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M} (Asia/Shanghai)"
