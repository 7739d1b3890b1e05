"""A list being paged, and the guards around it: nothing new is the end, and no list is without one."""

from collections.abc import Iterable

from msgspec.structs import replace

from scraper.listing import ListPage, Request
from scraper.lists.page_urls import turn
from scraper.lists.pager import MOST_PAGES
from scraper.pages.links import key

BARREN_PAGES = 3
"""Pages in a row without anything wanted after which a list is left."""

BARREN_PAGES_OF_COLUMN = 5
"""The same for a list in an annual-report column."""


class Chain:
    """One list being paged: what it has shown, what it still announces, when it is over.

    A page whose wanted links were all shown before ends it (a last page shown again and again, a page 2
    equal to page 1); where a service goes on from a page that shows the beginning of the list itself, only
    one that repeats an answer of that service does. So do `BARREN_PAGES` pages in a row without a wanted
    link (more where the list is known to be the right one) and `MOST_PAGES` in all. A page that failed is
    stepped over once or twice: its neighbours are not lost with it.
    """

    def __init__(self, *, patient: bool) -> None:
        self._barren_pages = BARREN_PAGES_OF_COLUMN if patient else BARREN_PAGES
        self._seen: set[str] = set()
        self._answers: list[set[str]] = []
        self._asked: set[str] = set()
        self._waiting: list[Request] = []
        self._spare: list[Request] = []
        self._repeats = False
        self._barren = 0
        self._failed = 0
        self._here = ""
        self._sent: Request | None = None
        self.pages = 0
        self.left = False  # by a guard, with pages announced or not
        self.over = False  # its last page showed nothing that was not shown before

    def read(self, url: str, wanted: Iterable[str], page: ListPage, *, waits: bool = False) -> Request | None:
        """Take in one page and the URLs on it that are worth having; the next request, None at the end.
        `waits`: what it shows is still to come from a service."""
        self.pages += 1
        self._failed = 0
        self._here = url
        self._asked.add(key(url))
        shown = {key(one) for one in wanted}
        stale = bool(shown) and shown <= self._seen
        self.over = over = stale and not (page.overlaps and shown not in self._answers)
        self._repeats = self._repeats or stale
        self._barren = 0 if shown or waits else self._barren + 1
        self._seen |= shown
        if page.overlaps:
            self._answers.append(shown)
        if over or self._barren >= self._barren_pages or self.pages >= MOST_PAGES:
            self.left = not over
            self._waiting.clear()
            self._spare.clear()
            return None
        waiting = {key(request.name): request for request in (*self._waiting, *page.following)}
        self._waiting = [request for name, request in waiting.items() if name not in self._asked]
        self._spare = [*page.spare] or self._spare
        if self._repeats and not self._waiting and page.spare:
            self._take_spare()
        return self._next()

    def skip(self, *, erred: bool = False) -> Request | None:
        """A page of the list failed: the one after it, None when the list is given up. Where it was an error
        (`erred`) and nothing else is announced, that is guessed by the number of the page that failed."""
        self._failed += 1
        if self._failed > 2:
            self._waiting.clear()
        if not self._waiting:
            self._take_spare()
        if not self._waiting and erred and self._failed == 1:
            self._waiting = self._guessed()
        return self._next()

    def _guessed(self) -> list[Request]:
        """The page after the one that failed, where the numbers in the URLs of both lead there."""
        failed = self._sent
        turned = turn(self._here, failed.url) if failed is not None and failed.body is None else None
        if failed is None or turned is None or turned.here != (turned.there or 1) + 1:
            return []
        url = f"{turned.before}{turned.here + 1}{turned.after}"
        return [replace(failed, url=url, guess=True)] if key(url) not in self._asked else []

    def _take_spare(self) -> None:
        self._waiting = [request for request in self._spare if key(request.name) not in self._asked]
        self._spare = []

    def _next(self) -> Request | None:
        if not self._waiting:
            return None
        request = self._sent = self._waiting.pop(0)
        self._asked.add(key(request.name))
        return request
