"""The nouns of the search: what to ask for, and what a response was."""

from typing import Literal

from gongkai.records import Issue, Record
from scraper.listing import ListedLink, Request
from scraper.search.trail import Role, Trail

PAGES = frozenset({"report", "attachment"})
"""Roles of what is a report of its own."""

Kind = Literal["list", "report", "attachment", "continuation", "other"]


class Target(Record, frozen=True, kw_only=True):
    """One thing worth asking for. `role` is what it is expected to be; the page itself decides in `read`.

    `link` is how it was announced (None for seeds and pages of a list), `list_url` where; `chain` names the
    list that it is a page of, `article` the report's page of which it is a continuation, or in a frame of
    which it stands. `year` is the report year that the link tells, if it tells one.
    """

    request: Request
    role: Role
    trail: Trail = Trail()
    link: ListedLink | None = None
    list_url: str | None = None
    chain: str | None = None
    article: str | None = None
    year: int | None = None

    @property
    def framed(self) -> bool:
        """Whether it stands in a frame of what may be a report's page: all that there is of the report."""
        return self.article is not None and self.role != "continuation"


class Step(Record, frozen=True, kw_only=True):
    """What a response was, and what to ask for next.

    `kind` is what the page proved to be: only `report` and `attachment` are kept as reports, a `continuation`
    as a later page of one. `entries` counts the report links that a list shows, seen before or not: a known
    list that suddenly has none is broken, unless `empty_by_text` (the page says that it holds nothing); of a
    report's page, the other reports that it alone leads to. `leads` are its links to what look like further
    lists, asked for already or not: some prove to be reports, and are entries then. `framed` says
    that nothing stands on the page but frames: it is the report if a frame holds one.
    """

    kind: Kind
    reports: tuple[Target, ...] = ()
    lists: tuple[Target, ...] = ()
    leads: tuple[Target, ...] = ()
    entries: int = 0
    empty_by_text: bool = False
    framed: bool = False
    family: str | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def leads_on(self) -> bool:
        """Whether it leads to anything that was not met before, further pages of its own list apart."""
        return bool(self.reports) or any(one.chain is None for one in self.lists)
