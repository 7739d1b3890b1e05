"""Programs that show another list for each fragment of their address: `list.html#12`, `#/list?id=12`.

To the server all of them are one page. What it shows for a fragment is what its script then asks a service
for, and that is how its lists are told apart.
"""

from collections.abc import Iterator

from scraper.listing import ListedLink, Request, Response
from scraper.pages.links import key
from scraper.scripts.calls import calls
from scraper.search.trail import Way

MOST = 300
"""Fragments of one program."""

_SIGNS = ("location.hash", "$route", ".hash")


class Routes:
    """The programs of one portal that were met, and the fragments of theirs to which links lead."""

    def __init__(self) -> None:
        self._programs: dict[str, Response] = {}
        self._waiting: dict[str, list[tuple[ListedLink, Way]]] = {}
        self._seen: set[tuple[str, str]] = set()

    def link(self, link: ListedLink, onto: Way) -> Iterator[tuple[Request, Way]]:
        """What a link with a fragment leads to, where its program was met already; else it is remembered."""
        name = key(link.url)
        if not link.fragment or (name, link.fragment) in self._seen:
            return
        self._seen.add((name, link.fragment))
        program = self._programs.get(name)
        if program is not None:
            yield from _asked(program, link, onto)
        elif len(waiting := self._waiting.setdefault(name, [])) < MOST:
            waiting.append((link, onto))

    def met(self, response: Response) -> Iterator[tuple[Request, Way]]:
        """What the fragments that were met before lead to, now that a page proves to be a program."""
        name = key(response.url)
        if name in self._programs or not any(sign in response.text for sign in _SIGNS):
            return
        self._programs[name] = response
        for link, onto in self._waiting.pop(name, ()):
            yield from _asked(response, link, onto)


def _asked(program: Response, link: ListedLink, onto: Way) -> Iterator[tuple[Request, Way]]:
    for call in calls(program.text, program.url, fragment=link.fragment):
        yield call, onto
