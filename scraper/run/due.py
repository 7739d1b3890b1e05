"""Which known pages are asked for again tonight."""

from datetime import datetime, timedelta

from gongkai.archive import Address
from gongkai.archive.state import GUESS, JUMP, SETTLED, VANISHED
from scraper.network.politeness import FAILURES
from scraper.run.options import Options
from scraper.search.targets import PAGES

CAPTURED = PAGES | {"continuation"}
"""Roles of what reports consist of."""

_EVERY_NIGHT = frozenset({"list", "continuation", GUESS})
"""Roles of what is asked for whenever something leads to it; nothing leads to a guess, by itself."""

GIVEN_UP = 3  # nights after which a page that is gone is asked for less often
SEEN_AGAIN = timedelta(days=30)

LOOKED_AT_AGAIN = timedelta(days=7)
"""After so long a guess that led to nothing is made again, and an article of another kind is looked at again,
since the report may have taken its place; one that is not young any more after SEEN_AGAIN."""

FOLLOWED_AGAIN = timedelta(days=7)
"""After so long redirects are followed again that led to what is known."""

SPREAD = 7
"""Days over which what rests equally long comes due, lest one night has all of it."""

ANSWERED = (VANISHED | SETTLED) - {"blocked_challenge", "blocked_waf"}
"""Outcomes that are an answer, which tomorrow will be the same."""


def is_due(
    address: Address | None, year: int | None, options: Options, recheck_days: int, now: datetime
) -> bool:
    """Whether to ask for a page in this run, by what the archive knows of it.

    Lists are; so is what was never fetched, what failed, what a list shows otherwise than before, and what
    was first seen in the last `recheck_days` days. `year` is the report year that the list tells. Later pages
    of a report are met when its first page is asked for, and are due with it. Of what failed last time there
    are two kinds: what was asked for in vain, of which a later page counts as its report, and what could not
    even be asked for. What has been gone for some nights, leads where nothing is asked, or proved to be an
    article of another kind is asked for once in a while.
    """
    if address is not None and not (options.failed or options.recheck) and _is_given_up(address, now):
        return address.entry_changed or _is_young(address, recheck_days, now)
    if address is not None and address.role in _EVERY_NIGHT and not options.failed:
        return True
    if is_too_early(year, options):
        return False
    if options.failed and address is not None and address.removed_at is not None:
        return False  # gone is an answer
    if address is None or address.fetched_at is None or address.failures:
        return True
    if address.entry_changed:
        return True
    if options.failed:
        return False
    if address.role == JUMP:
        return True  # it is looked at again together with the page that it leads to
    if address.role == "other":
        rest = LOOKED_AT_AGAIN if _is_young(address, recheck_days, now) else SEEN_AGAIN
        return options.recheck or not rests(address.fetched_at, rest, address, now)
    if address.role not in PAGES:
        return False
    if address.entries:
        return True  # it stands where a list was expected, and leads to others
    return options.recheck or _is_young(address, recheck_days, now)


def rests(since: datetime, rest: timedelta, address: Address, now: datetime) -> bool:
    """Whether an address is left alone for so long a `rest` since then, and for some days more that differ
    from one to the other. A clock that was set back says nothing about how long ago it is."""
    return timedelta(0) <= now - since < rest + timedelta(days=address.id % SPREAD)


def _is_young(address: Address, recheck_days: int, now: datetime) -> bool:
    return address.first_seen > now - timedelta(days=recheck_days)


def _is_given_up(address: Address, now: datetime) -> bool:
    """Whether there is nothing at an address, as far as some nights can tell, and was not a while ago. A list
    that was there once is asked for as long as anything leads to it: all beneath it hangs on that."""
    if address.failures < GIVEN_UP or address.outcome not in ANSWERED:
        return False
    if address.role == "list" and address.capture is not None:
        return False
    return address.fetched_at is not None and timedelta(0) <= now - address.fetched_at < SEEN_AGAIN


def is_set_aside(address: Address | None, options: Options, now: datetime) -> bool:
    """Whether a page that only sounds like a way led to nothing a while ago."""
    if address is None or address.role != GUESS or address.fetched_at is None or options.recheck:
        return False
    return address.outcome not in FAILURES and rests(address.fetched_at, LOOKED_AT_AGAIN, address, now)


def is_wrong_guess(address: Address, now: datetime) -> bool:
    """Whether a page of a list that was guessed at was found not to be there, a while ago at most."""
    if address.capture is not None or address.outcome not in VANISHED or address.fetched_at is None:
        return False
    return timedelta(0) <= now - address.fetched_at < SEEN_AGAIN


def is_too_early(year: int | None, options: Options) -> bool:
    """Whether a report is on a year before those that the run is to ask for."""
    return options.since is not None and year is not None and year < options.since
