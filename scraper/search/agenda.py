"""What one search asks for: nothing twice, nothing at other hosts, and no more than a portal can need."""

from collections.abc import Callable

from msgspec.structs import replace

from scraper import vocabulary
from scraper.listing import ListedLink, Request
from scraper.pages.links import key
from scraper.search.home import Home
from scraper.search.targets import Target
from scraper.search.trail import Role, Trail, Way

MOST_WAYS = 800
"""Pages on the way to columns (sections, units) after which the search does not widen any more."""

MOST_FRUITLESS = 600
"""Lists in a row without a single report after which the search does not widen any more."""


class Agenda:
    """What was asked for in one search. `allowed` says whether a URL's authority is on the allow-list; `home`
    is the place of the portal where it is one folder of its host, once that is known."""

    def __init__(self, allowed: Callable[[str], bool]) -> None:
        self.allowed = allowed
        self.home: Home | None = None
        self._asked: dict[str, str | None] = {}
        self._ways = 0
        self._fruitless = 0

    def note(self, name: str) -> None:
        """This URL is asked for, or was met as the end of another: no target is made for it any more."""
        self._asked.setdefault(key(name), None)

    def has(self, name: str) -> bool:
        """Whether a URL was asked for."""
        return key(name) in self._asked

    def is_new(self, url: str, page: str) -> bool:
        """Whether a URL is one of this portal that no page but this one has led to yet."""
        first = self._asked.get(key(url), page) == page
        return first and self.allowed(url) and self.is_of_portal(url) and key(url) != key(page)

    def is_of_portal(self, url: str) -> bool:
        """Whether a URL is this portal's, and not another's on a host that they share."""
        return self.home is None or self.home.has(url)

    def count_list(self, *, fruitful: bool) -> None:
        """A list was read; `fruitful`: it showed a report, or goes on from one that did."""
        self._fruitless = 0 if fruitful else self._fruitless + 1

    def target(
        self, request: Request, role: Role, trail: Trail, link: ListedLink | None, list_url: str
    ) -> tuple[Target, ...]:
        """The target for a request, or none: asked already, not allowed, or the search has widened enough."""
        url = request.url
        if self.has(request.name) or not self.allowed(url) or vocabulary.forbidden(url):
            return ()
        if role == "list":
            self._ways += not trail.annual
            if self._ways > MOST_WAYS or self._fruitless > MOST_FRUITLESS:
                return ()
        return (self._noted(request, role, trail, link, list_url),)

    def unlinked(self, lead: Target, list_url: str) -> tuple[Target, ...]:
        """The target for what a page shows without a link to it."""
        targets = self.target(lead.request, "list", lead.trail, None, list_url)
        return tuple(replace(one, year=lead.year) for one in targets)

    def missed(self, onto: Way, link: ListedLink, list_url: str) -> tuple[Target, ...]:
        """A listed report on another host: it is not asked for, and kept in mind as what it is."""
        if self.has(link.url):
            return ()
        return (self._noted(Request(url=link.url), onto.role, onto.trail, link, list_url),)

    def _noted(
        self, request: Request, role: Role, trail: Trail, link: ListedLink | None, list_url: str
    ) -> Target:
        self._asked.setdefault(key(request.name), list_url)
        return Target(request=request, role=role, trail=trail, link=link, list_url=list_url, year=trail.year)
