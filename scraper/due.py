"""Which known pages are asked for again tonight."""

from datetime import datetime, timedelta

from gongkai.archive import Address
from scraper.options import Options

PAGES = frozenset({"report", "attachment"})
"""Roles of what is a report of its own."""

CAPTURED = PAGES | {"continuation"}
"""Roles of what reports consist of."""


def is_due(
    address: Address | None, year: int | None, options: Options, recheck_days: int, now: datetime
) -> bool:
    """Whether to ask for a page in this run, by what the archive knows of it.

    Lists are; so is what was never fetched, what failed, what a list shows otherwise than before, and what
    was first seen in the last `recheck_days` days. `year` is the report year that the list tells. Later pages
    of a report are met when its first page is asked for, and are due with it. Of what failed last time there
    are two kinds: what was asked for in vain, of which a later page counts as its report, and what could not
    even be asked for.
    """
    if address is not None and address.role in ("list", "continuation") and not options.failed:
        return True
    if is_too_early(year, options):
        return False
    if address is None or address.fetched_at is None or address.failures:
        return True
    if address.entry_changed:
        return True
    if options.failed:
        return False
    if address.role not in PAGES:
        return False
    return options.recheck or address.first_seen > now - timedelta(days=recheck_days)


def is_too_early(year: int | None, options: Options) -> bool:
    """Whether a report is on a year before those that the run is to ask for."""
    return options.since is not None and year is not None and year < options.since
