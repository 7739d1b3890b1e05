"""The splash pages of one search, and which of the ways in were tried."""

from scraper.addresses import canonical
from scraper.listing import ListPage, Request, Response
from scraper.pages.links import key
from scraper.search.agenda import Agenda
from scraper.search.entrance import entrances
from scraper.search.targets import Target
from scraper.search.trail import Trail

MOST = 8
"""Ways into the site that are tried from splash pages."""


class Doors:
    """The ways into one portal that were tried."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._entered: set[str] = set()

    def ways_in(self, page: ListPage, response: Response) -> tuple[str, ...]:
        """The ways in from a splash page that were not tried before; links that do not look like one when the
        page is looked at for the second time."""
        here = canonical(response.url)
        again = here in self._entered
        found = entrances(response, page.links, self._agenda.allowed, any_link=again)
        self._entered.add(here)
        fresh = (url for url in found if not self._agenda.has(url) or key(url) == key(here))
        new = tuple(url for url in fresh if url not in self._entered)
        return new[: MOST - len(self._entered)]

    def enter(self, url: str, trail: Trail, list_url: str) -> Target:
        """The page behind a splash page: where the search begins. It may be the index.php of the folder that
        shows the splash, which is the same page elsewhere."""
        self._entered.add(url)
        self._agenda.note(url)
        return Target(request=Request(url=url), role="list", trail=trail, list_url=list_url)
