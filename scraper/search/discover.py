"""From a home page to every annual report: pure decisions, no I/O.

The engine asks, `Discovery` decides::

    discovery = Discovery(url=portal.url, start=portal.start, allowed=portal.allows, family=portal.family)
    frontier = deque(discovery.seeds())
    while frontier:
        target = frontier.popleft()
        response = await fetch(target.request)          # or the archived one, see below
        step = discovery.read(target, response) if response.outcome == "ok" else discovery.failed(target)
        frontier.extend(step.lists); frontier.extend(step.reports)

What it has seen in this run is kept in memory only. An interrupted run is taken up by walking again from the
seeds and answering from the archive what was committed in that run: the decisions come out the same. Targets
are never repeated within a run; which of them need no new request tonight is for the engine to say, by what
the archive holds of them (a target announced as a report may have proved to be a list by `Step.kind`:
then it is asked each night).
"""

import re
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from gongkai.records import Issue, Outcome
from scraper import vocabulary
from scraper.cms import choose
from scraper.cms.epoint import USUAL
from scraper.listing import Request, Response
from scraper.markup.crumbs import column_name
from scraper.markup.documents import is_document, mentions_file
from scraper.pages import confirm
from scraper.pages.links import key, label, read_links
from scraper.scripts.calls import calls
from scraper.scripts.parameters import means
from scraper.search.agenda import Agenda
from scraper.search.elsewhere import Elsewhere
from scraper.search.entrance import sent
from scraper.search.list_pages import ListPages
from scraper.search.paging import Paging
from scraper.search.report_pages import ReportPages
from scraper.search.second_look import SecondLook
from scraper.search.targets import Kind, Step, Target
from scraper.search.trail import Role, Trail, folder, into_column
from scraper.search.units import Units

__all__ = ["Discovery", "Kind", "Role", "Step", "Target", "Trail"]

_ARTICLE = re.compile(r"(?i)(?<!list)(?:detail|content|article|getinfo|info/?view|byid)(?!s?list)")

LONGEST_GLANCE = 1_000_000
"""Characters of a page that is read in no time, whatever it holds."""

ANSWERS: frozenset[Outcome | None] = frozenset({"gone", "soft_404", "robots"})
"""Outcomes of a page of a list that are no error by themselves: there may be no such page."""


class Discovery:
    """The search through one portal. `allowed` says whether a URL's authority is on the allow-list."""

    def __init__(
        self,
        *,
        url: str,
        allowed: Callable[[str], bool],
        start: Sequence[str] = (),
        family: str | None = None,
    ) -> None:
        self._url = url
        self._start = tuple(start)
        self._family = family
        self._pages: dict[str, int] = {}
        self._agenda = Agenda(allowed)
        self._paging = Paging(self._agenda)
        self._reports = ReportPages(self._agenda)
        self._second_look = SecondLook(self._agenda)
        parts = self._agenda, self._paging, self._reports, self._second_look
        self._lists = ListPages(url, *parts, given=bool(start))

    @property
    def units(self) -> Units:
        """The units that the search has met."""
        return self._lists.units

    @property
    def elsewhere(self) -> Elsewhere:
        """What lies on other hosts."""
        return self._lists.elsewhere

    def seeds(self) -> tuple[Target, ...]:
        """Where the search begins: the start pages (taken as annual-report columns), else the home page."""
        seeds = []
        for url in self._start or (self._url,):
            self._agenda.note(url)
            trail = Trail(
                annual=bool(self._start),
                section=bool(self._start),
                folder=folder(url) if self._start else None,
            )
            seeds.append(Target(request=Request(url=url), role="list", trail=trail))
        return tuple(seeds)

    def at_a_glance(self, target: Target, response: Response) -> Step | None:
        """What `read` says of the page of a listed report that leads nowhere; None for any other page. Most
        pages are told so, by a few words in their text and nothing else."""
        expected = target.role == "report" and target.article is None and target.chain is None
        if not expected or target.trail.depth == 0 or len(response.text) > LONGEST_GLANCE:
            return None
        if is_document(response) or not confirm.shows_form_plainly(response):
            return None
        if self._reports.leads_on(target, response):
            return None
        self._agenda.note(response.url)
        self._second_look.met_column |= target.trail.annual
        return Step(kind="report")

    def read(self, target: Target, response: Response) -> Step:
        """What a good response was and where it leads."""
        self._agenda.note(response.url)
        if target.role == "attachment" or is_document(response):
            return Step(kind="attachment")
        if target.article is not None:
            return self._part(target, target.article, response)
        if target.chain is None and target.trail.depth > 0 and confirm.shows_form(response):
            return self._report(target, response)
        if self._is_where_it_came_from(target, response):
            return Step(kind="list")
        response = self._paging.prepared(target, response)
        page = choose(response, self._family if target.role == "list" else None).read(response)
        trail = _where(target, response)
        listed = label(target.link) if target.link else ""
        verdict: confirm.Verdict | None = None
        if target.chain is None and target.trail.depth > 0:
            verdict = confirm.confirm(
                response, listed, page.links, inside=target.trail.annual, fresh=self._fresh(response)
            )
            if verdict == "report" and not (target.role == "list" and _waits_for_service(response)):
                return self._report(target, response)
            if verdict == "other" and target.role == "report" and not trail.annual:
                return Step(kind="other")
        step = self._lists.read(target, response, page, trail)
        if verdict is None or step.reports or step.lists or not confirm.is_article(response, page.links):
            return step
        aside = target.role == "report" or confirm.tells_year(response)
        return replace(step, kind="other") if aside else step

    def _fresh(self, response: Response) -> Callable[[str], bool]:
        """Whether nothing but this page has led to an address of the portal, however often it is read."""
        return lambda url: self._agenda.is_new(url, response.url)

    def _part(self, target: Target, article: str, response: Response) -> Step:
        """What belongs to a report's page, its later page or what a frame of it shows; or what it would be by
        itself, where it proves to be no part of it."""
        if not target.framed:
            step = self._reports.continuation(target, article, response)
            return step or self.read(replace(target, article=None), response)
        step = self._reports.framed(target, response)
        if step is None:
            return self.read(replace(target, article=None, link=None), response)
        self._second_look.met_column = True
        return step

    def _report(self, target: Target, response: Response) -> Step:
        """A report. One that is shown on the way says nothing of where the column is."""
        self._second_look.met_column |= target.trail.annual
        return self._reports.read(target, response)

    def _is_where_it_came_from(self, target: Target, response: Response) -> bool:
        """Whether a list page is, to the letter, the page that links to it: a path that leads in circles."""
        mark = hash(response.text)
        self._pages[key(response.url)] = self._pages[key(target.request.name)] = mark
        before = self._pages.get(key(target.list_url)) if target.list_url else None
        return target.chain is None and key(target.list_url or "") != key(response.url) and before == mark

    def worth_a_closer_look(self) -> Target | None:
        """The next page on the way that is: where the search has met neither column nor report; each once."""
        return self._second_look.page()

    @property
    def has_met_column(self) -> bool:
        """Whether the search has come to a column, or to a list of reports."""
        return self._second_look.met_column

    def guess(self) -> Target | None:
        """The next page to look at on a guess, where the search has met no column, or no unit; each once."""
        return self._second_look.guess(has_units=len(self.units) > 0)

    def revisit(self, request: Request) -> Target:
        """A list that had reports once and was not met in this run: nothing links to it any more, perhaps."""
        self._agenda.note(request.name)
        return Target(request=request, role="list", trail=into_column(Trail(depth=1), request.url))

    def shortfalls(self) -> tuple[Issue, ...]:
        """The lists that say that they have more pages or entries than this search came to, at its end."""
        return tuple(self._paging.shortfalls())

    def filling(self, target: Target, response: Response) -> Request | None:
        """What the script of an empty page asks for to fill it: a call that names this very page."""
        for call in calls(response.text, response.url, USUAL):
            if not _ARTICLE.search(urlsplit(call.url).path):
                continue
            if self._agenda.allowed(call.url) and means(call, target.request.url):
                return call
        return None

    def sends_on(self, target: Target, text: str, url: str) -> bool:
        """Whether a page without anything to see is a splash page, whose script or parts go to the site."""
        if self._start or target.trail.depth:
            return False
        goals = (*sent(text, url), *(link.url for link in read_links(text, url)))
        return any(self._agenda.allowed(one) and not vocabulary.forbidden(one) for one in goals)

    def failed(self, target: Target, outcome: Outcome | None = None) -> Step:
        """A target could not be fetched: the rest of the list it is a page of is not lost with it. Where what
        came of it (`outcome`) is an answer and no error, the list lacks that page."""
        erred = outcome not in ANSWERS
        if target.chain is not None:
            return Step(kind="list", lists=self._paging.failed(target, target.chain, erred=erred))
        if target.trail.annual and target.link is None and target.list_url and not erred:
            self._paging.unread(target.list_url, target.request)
        return Step(kind="other")


def _where(target: Target, response: Response) -> Trail:
    """The trail of a page, corrected by what the page says of itself (crumbs, ColumnName)."""
    trail = target.trail
    if trail.annual or trail.depth == 0:
        return trail
    crumb = column_name(response)
    if crumb and vocabulary.names_column(crumb):
        return into_column(trail, response.url)
    return trail


def _waits_for_service(response: Response) -> bool:
    """Whether a page that is titled like a report shows nothing of it before a service has answered."""
    empty = confirm.is_empty(response) and not mentions_file(response.text)
    return empty and bool(calls(response.text, response.url))
