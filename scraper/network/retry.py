"""What is worth another try, how often, and how long to wait before it."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import AsyncRetrying, RetryCallState, retry_if_result, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from gongkai.archive import Exchange
from gongkai.records import Outcome
from gongkai.settings import Settings
from scraper.network.politeness import Authority

PASSING: frozenset[Outcome] = frozenset({"network_error", "timeout", "truncated"})
"""Outcomes that may be gone a moment later, whatever the status."""

PASSING_STATUSES = frozenset({408, 425, 429, *range(500, 600)})
"""Statuses that may be gone a moment later, unless the answer turned out to be a block or a challenge."""


def worth_another_try(exchange: Exchange) -> bool:
    """429, 5xx and network errors are; a refused address, a block and a missing page are not."""
    if exchange.outcome in ("server_error", "maintenance"):
        return exchange.status in PASSING_STATUSES
    return exchange.outcome in PASSING


def policy(settings: Settings, authority: Authority) -> AsyncRetrying:
    """The retry policy for one page: at most `attempts`, each after a pause of the whole authority.

    The pause is Retry-After where the server gives one (up to the cap), else it doubles from
    `retry_seconds`, with jitter. It is the authority that rests: nothing else is asked of it meanwhile.
    """
    backoff = wait_exponential_jitter(
        multiplier=settings.retry_seconds, max=60, jitter=min(1.0, settings.retry_seconds)
    )

    def wait(state: RetryCallState) -> float:
        asked = wished(state)
        return backoff(state) if asked is None else asked

    def wished(state: RetryCallState) -> float | None:
        exchange: Exchange | None = state.outcome.result() if state.outcome else None
        asked = retry_after(exchange.header("retry-after") if exchange else None, datetime.now(UTC))
        return None if asked is None else min(asked, settings.retry_after_cap)

    def give_up(state: RetryCallState) -> Exchange | None:
        asked = wished(state)
        if asked is not None:
            authority.rest(asked)  # what the server wishes holds for its next page too
        return state.outcome.result() if state.outcome else None

    async def rest(seconds: float) -> None:
        authority.rest(seconds)

    return AsyncRetrying(
        stop=stop_after_attempt(max(1, settings.attempts)),
        retry=retry_if_result(worth_another_try),
        wait=wait,
        sleep=rest,
        retry_error_callback=give_up,
    )


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header, in seconds or as an HTTP date; None when there is none."""
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
