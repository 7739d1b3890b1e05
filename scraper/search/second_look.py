"""What a search without a column falls back on: its pages once more with their scripts, then guesses."""

from msgspec.structs import replace

from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.search.agenda import Agenda
from scraper.search.guesses import MOST_GUESSES, OF_SUBJECTS, guesses
from scraper.search.targets import Target
from scraper.search.trail import DEEPEST, Trail

MOST_CLOSER = 12
"""Pages on the way that are looked at more closely where no column is met."""


class SecondLook:
    """The first pages on the way of one search, and the links on them that only sound like a way."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._on_the_way: dict[str, Target | None] = {}
        self._guesses: dict[str, tuple[int, ListedLink, Trail, str]] = {}
        self._guessed = 0
        self.met_column = False

    def remember(self, target: Target, response: Response, page: ListPage, trail: Trail) -> None:
        """Keep in mind a page on the way, and which links of it are worth a guess."""
        if target.chain is not None or len(self._on_the_way) >= MOST_CLOSER:
            return
        self._on_the_way.setdefault(target.request.name, target)
        onto = replace(trail, section=True, depth=trail.depth + 1)
        if onto.depth <= DEEPEST and trail.unit is None:
            for rank, link in guesses(page.links, self._agenda.allowed):
                self._guesses.setdefault(link.url, (rank, link, onto, response.url))

    def page(self) -> Target | None:
        """The next page on the way that is worth a closer look; each once."""
        if self.met_column:
            return None
        name = next((name for name, target in self._on_the_way.items() if target is not None), "")
        target = self._on_the_way.get(name)
        self._on_the_way[name] = None
        return target

    def guess(self, *, has_units: bool) -> Target | None:
        """The next page to look at on a guess; each once. Where a column was met, but no unit (`has_units`),
        departments may still be kept below subjects."""
        for url, (rank, link, trail, list_url) in sorted(self._guesses.items(), key=lambda one: one[1][0]):
            if self._guessed >= MOST_GUESSES:
                return None
            if self.met_column and (has_units or rank != OF_SUBJECTS):
                continue
            del self._guesses[url]
            for target in self._agenda.target(Request(url=url), "list", trail, link, list_url):
                self._guessed += 1
                return target
        return None
