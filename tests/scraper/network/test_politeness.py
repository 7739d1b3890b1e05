"""One authority is asked by one at a time, with pauses, and left alone when it cannot or will not answer."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from gongkai.archive import Exchange
from gongkai.settings import Settings
from scraper.network.politeness import Authorities, AuthorityClosedError
from scraper.network.retry import policy

NOW = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture
def authority():
    return Authorities(breaker=3).get("portal.test")


def test_two_portals_take_turns_and_wait_for_the_larger_delay(authority):
    authority.crawl_delay = 0.06
    inside = 0
    began = []

    async def ask(delay):
        nonlocal inside
        async with authority.turn(delay):
            inside += 1
            assert inside == 1
            began.append(time.monotonic())
            await asyncio.sleep(0)
            inside -= 1

    async def both():
        await asyncio.gather(*(ask(delay) for delay in (0.0, 0.01, 0.0, 0.01)))

    asyncio.run(both())
    assert min(later - earlier for earlier, later in pairwise(began)) >= 0.06


def test_the_breaker_opens_after_different_pages_failing_in_a_row(authority):
    for page in ("a", "a", "b"):
        authority.count(page, "timeout")
    authority.check()
    authority.count("c", "gone")  # an answer: the count begins anew
    for page in ("a", "b"):
        authority.count(page, "server_error")
    authority.check()
    authority.count("c", "network_error")
    with pytest.raises(AuthorityClosedError, match="3 pages in a row failed"):
        authority.check()


def test_a_closed_authority_is_not_asked_even_by_who_was_waiting(authority):
    async def run():
        async with authority.turn(0):
            waiting = asyncio.create_task(enter())
            await asyncio.sleep(0)
            authority.close("it answers with a challenge", "blocked_challenge")
        with pytest.raises(AuthorityClosedError) as told:
            await waiting
        assert told.value.outcome == "blocked_challenge"

    async def enter():
        async with authority.turn(0):
            pytest.fail("asked")

    asyncio.run(run())


def pauses(authority, headers, **settings):
    """The pauses that the policy asks of the authority for a page that answers 503 each time."""
    rests = []
    authority.rest = rests.append

    async def attempt():
        return Exchange(
            asked="u",
            sent="u",
            final="u",
            outcome="server_error",
            fetched_at=NOW,
            status=503,
            headers=headers,
        )

    asyncio.run(policy(Settings(**settings), authority)(attempt))
    return rests


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("7", 7, 7),
        ("3600", 120, 120),
        (format_datetime(datetime.now(UTC) + timedelta(days=30), usegmt=True), 120, 120),
        ("0", 0, 0),
    ],
    ids=["seconds", "beyond the cap", "a date", "at once"],
)
def test_the_pause_is_what_the_server_asks_for_up_to_the_cap(authority, value, least, most):
    found = pauses(authority, (("retry-after", value),))
    assert len(found) == 4  # the last is due before the next page
    assert all(least <= pause <= most for pause in found)


def test_without_a_word_from_the_server_pauses_double(authority):
    first, second, third = pauses(authority, (), retry_seconds=10.0)
    assert 10 <= first <= 11 < 20 <= second <= 21 < 40 <= third <= 41
