"""What hangs on the page of a report: its files, its frames, its own later pages, and reports beside it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from scraper import vocabulary
from scraper.listing import ListedLink, Request, Response
from scraper.markup.documents import is_file, mentions_file, names_file
from scraper.pages import confirm
from scraper.pages.links import label, read_links
from scraper.pages.neighbours import MOST as MOST_NEIGHBOURS
from scraper.pages.neighbours import neighbours, speaks_of_neighbours
from scraper.scripts.onward import frames
from scraper.scripts.posting import posted_instead
from scraper.search.agenda import Agenda
from scraper.search.article import First, later_pages, may_go_on
from scraper.search.siblings import siblings
from scraper.search.targets import Step, Target
from scraper.search.trail import Role, Surroundings, way


class ReportPages:
    """The reports of one search, as far as their pages lead on."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._articles: dict[str, First] = {}
        self._near = 0

    def read(self, target: Target, response: Response) -> Step:
        """A report's page, with the files on it and its own later pages."""
        found = [*self._attachments(target, response), *self._neighbours(target, response)]
        later = later_pages(response, response.url)
        if later:
            name = target.request.name
            self._articles[name] = First.of(response)
            found += self._continued(target, name, later, response)
        beside = [*self._beside(target, response)] if _stands_for_list(target) else []
        return Step(kind="report", reports=(*found, *beside), entries=len(beside))

    def leads_on(self, target: Target, response: Response) -> bool:
        """Whether anything on a report's page can lead on: a cheap look at its text."""
        text = response.text
        if _stands_for_list(target) or may_go_on(text, response.url):
            return True
        return mentions_file(text) or speaks_of_neighbours(text)

    def within(self, target: Target, response: Response) -> tuple[Target, ...]:
        """What stands in the frames of a page that was listed as a report."""
        if target.role != "report":
            return ()
        article, found = target.article or target.request.name, list[Target]()
        for number, url in enumerate(frames(response.text, response.url), 2):
            link = ListedLink(url=url, text=str(number))
            trail = replace(target.trail, year=None)
            role: Role = "attachment" if is_file(url) else "list"
            made = self._agenda.target(Request(url=url), role, trail, link, response.url)
            found.extend(replace(one, article=article) for one in made)
        return tuple(found)

    def framed(self, target: Target, response: Response) -> Step | None:
        """A page in a frame, where it holds the report of the page around it; else None."""
        if confirm.judged(response, inside=True) == "report":
            return Step(kind="continuation", reports=self._attachments(target, response))
        return None

    def continuation(self, target: Target, article: str, response: Response) -> Step | None:
        """A later page of a report; None for what is titled like another report, which it is then."""
        first = self._articles[article]
        if not first.goes_on(response):
            return None if first.is_beside(response) else Step(kind="other")
        later = self._continued(target, article, later_pages(response, first.url), response)
        return Step(kind="continuation", reports=(*self._attachments(target, response), *later))

    def _beside(self, target: Target, response: Response) -> Iterator[Target]:
        """The reports beside one that stands where a list was expected; those that no list has shown."""
        for link, onto in siblings(read_links(response.text, response.url), response.url, target.trail):
            if self._agenda.is_of_portal(link.url):
                request = posted_instead(Request(url=link.url), response.url)
                yield from self._agenda.target(request, onto.role, onto.trail, link, response.url)

    def _neighbours(self, target: Target, response: Response) -> Iterator[Target]:
        """The reports before and after this one in its list, which may show the newest few only."""
        trail = replace(target.trail, depth=max(0, target.trail.depth - 1), year=None)
        for link in neighbours(response.text, response.url):
            onto = way(link, trail, Surroundings((link,)))
            if onto is not None and onto.role == "report" and self._near < MOST_NEIGHBOURS:
                made = self._agenda.target(Request(url=link.url), "report", onto.trail, link, response.url)
                self._near += len(made)
                yield from made

    def _continued(
        self, target: Target, article: str, later: Sequence[tuple[int, Request]], response: Response
    ) -> list[Target]:
        """Later pages of a report that are still to be asked for; they count for no year."""
        trail = replace(target.trail, year=None)
        made: list[Target] = []
        for number, request in later:
            link = ListedLink(url=request.url, text=str(number))
            targets = self._agenda.target(request, "continuation", trail, link, response.url)
            made.extend(replace(one, article=article) for one in targets)
        return made

    def _attachments(self, target: Target, response: Response) -> tuple[Target, ...]:
        """The files on a report page: links in its body and files in embedded viewers.

        They count for no year, since the report that they belong to does.
        """
        if not mentions_file(response.text):
            return ()
        made: list[Target] = []
        trail = replace(target.trail, year=None)
        for link in read_links(response.text, response.url):
            if names_file(link) and link.place not in ("navigation", "footer"):
                made.extend(
                    self._agenda.target(Request(url=link.url), "attachment", trail, link, response.url)
                )
        for url in filter(is_file, frames(response.text, response.url)):
            made.extend(self._agenda.target(Request(url=url), "attachment", trail, None, response.url))
        return tuple(made)


def _stands_for_list(target: Target) -> bool:
    """Whether a report was met where a list of reports was expected."""
    titled = target.link is not None and vocabulary.grade(label(target.link)) == "report"
    return target.role == "list" or (target.year is None and not titled)
