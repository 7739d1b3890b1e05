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
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from gongkai.records import Issue, Outcome
from scraper import confirm, vocabulary
from scraper.addresses import canonical
from scraper.article import First, later_pages
from scraper.calls import calls
from scraper.chain import Chain
from scraper.cms import PLAIN, choose
from scraper.cms.epoint import USUAL
from scraper.crumbs import column_name
from scraper.data_files import data_files
from scraper.documents import is_document, is_file, mentions_file, names_file
from scraper.elsewhere import Elsewhere, is_listed_report
from scraper.entrance import entrances, sent
from scraper.guesses import MOST_GUESSES, guesses
from scraper.home import Home
from scraper.links import key, label, read_links
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.markup import is_piece
from scraper.neighbours import MOST as MOST_NEIGHBOURS
from scraper.neighbours import neighbours
from scraper.obstacles import paged_by_form
from scraper.onward import frames, onward
from scraper.page_calls import further
from scraper.pager import other_pagers
from scraper.parameters import changed, means, paged, parameters
from scraper.posting import posted_instead
from scraper.routes import Routes
from scraper.shortfall import Accounts, goes_on
from scraper.siblings import siblings
from scraper.targets import Kind, Step, Target
from scraper.templates import Template, templates
from scraper.trail import DEEPEST, Role, Surroundings, Trail, Way, folder, into_column, way
from scraper.units import Units

__all__ = ["Discovery", "Kind", "Role", "Step", "Target", "Trail"]

MOST_WAYS = 800
"""Pages on the way to columns (sections, units) after which the search does not widen any more."""

_ARTICLE = re.compile(r"(?i)(?<!list)(?:detail|content|article|getinfo|info/?view|byid)(?!s?list)")

MOST_CLOSER = 12
"""Pages on the way that are looked at more closely where no column is met."""

MOST_ENTRANCES = 8
"""Ways into the site that are tried from splash pages."""

ANSWERS: frozenset[Outcome | None] = frozenset({"gone", "soft_404", "robots"})
"""Outcomes of a page of a list that are no error by themselves: there may be no such page."""

FEWEST_UNITS = 2
"""Units on a page by which it is a list of them, which may go on."""

MOST_SHOWN = 6
"""Reports that a home page or a box on the way shows without being a list of them."""

MOST_FRUITLESS = 600
"""Lists in a row without a single report after which the search does not widen any more."""


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
        self._allowed = allowed
        self._family = family
        self._asked: set[str] = set()
        self._chains: dict[str, Chain] = {}
        self._pages: dict[str, int] = {}
        self._made: dict[str, tuple[Template, ...]] = {}
        self._routes = Routes()
        self._articles: dict[str, First] = {}
        self._accounts = Accounts()
        self._home: Home | None = None
        self.units = Units()
        self.elsewhere = Elsewhere(url)
        self._entered: set[str] = set()
        self._on_the_way: dict[str, Target | None] = {}
        self._met_column = False
        self._guesses: dict[str, tuple[int, ListedLink, Trail, str]] = {}
        self._guessed = 0
        self._near = 0
        self._ways = 0
        self._fruitless = 0

    def seeds(self) -> tuple[Target, ...]:
        """Where the search begins: the start pages (taken as annual-report columns), else the home page."""
        seeds = []
        for url in self._start or (self._url,):
            self._asked.add(key(url))
            trail = Trail(
                annual=bool(self._start),
                section=bool(self._start),
                folder=folder(url) if self._start else None,
            )
            seeds.append(Target(request=Request(url=url), role="list", trail=trail))
        return tuple(seeds)

    def read(self, target: Target, response: Response) -> Step:
        """What a good response was and where it leads."""
        self._asked.add(key(response.url))
        if target.role == "attachment" or is_document(response):
            return Step(kind="attachment")
        if target.framed:
            return self._framed(target, response)
        if target.article is not None:
            return self._continuation(target, target.article, response)
        if target.chain is None and target.trail.depth > 0 and confirm.shows_form(response):
            return self._report(target, response)
        if self._is_where_it_came_from(target, response):
            return Step(kind="list")
        if target.list_url in self._made:
            response = replace(response, made=self._made[target.list_url])
        if target.request.body is not None:
            response = replace(response, posted=target.request)
        page = choose(response, self._family if target.role == "list" else None).read(response)
        trail = self._where(target, response)
        listed = label(target.link) if target.link else ""
        if target.chain is None and target.trail.depth > 0:
            verdict = confirm.confirm(response, listed, page.links, inside=target.trail.annual)
            if verdict == "report" and not (target.role == "list" and _waits_for_service(response)):
                return self._report(target, response)
            if verdict == "other" and target.role == "report" and not trail.annual:
                return Step(kind="other")
        return self._list(target, response, page, trail)

    def _is_where_it_came_from(self, target: Target, response: Response) -> bool:
        """Whether a list page is, to the letter, the page that links to it: a path that leads in circles."""
        mark = hash(response.text)
        self._pages[key(response.url)] = self._pages[key(target.request.name)] = mark
        before = self._pages.get(key(target.list_url)) if target.list_url else None
        return target.chain is None and key(target.list_url or "") != key(response.url) and before == mark

    def worth_a_closer_look(self) -> Target | None:
        """The next page on the way that is: where the search has met neither column nor report; each once."""
        if self._met_column:
            return None
        name = next((name for name, target in self._on_the_way.items() if target is not None), "")
        target = self._on_the_way.get(name)
        self._on_the_way[name] = None
        return target

    def guess(self) -> Target | None:
        """The next page to look at on a guess, where the search has met no column; each once."""
        ranked = sorted(self._guesses.items(), key=lambda one: one[1][0])
        self._guesses = dict(ranked)
        while self._guesses and not self._met_column and self._guessed < MOST_GUESSES:
            url = next(iter(self._guesses))
            _, link, trail, list_url = self._guesses.pop(url)
            for target in self._target(Request(url=url), "list", trail, link, list_url):
                self._guessed += 1
                return target
        return None

    def revisit(self, request: Request) -> Target:
        """A list that had reports once and was not met in this run: nothing links to it any more, perhaps."""
        self._asked.add(key(request.name))
        return Target(request=request, role="list", trail=into_column(Trail(depth=1), request.url))

    def shortfalls(self) -> tuple[Issue, ...]:
        """The lists that say that they have more pages or entries than this search came to, at its end."""
        return tuple(self._accounts.issues())

    def filling(self, target: Target, response: Response) -> Request | None:
        """What the script of an empty page asks for to fill it: a call that names this very page."""
        for call in calls(response.text, response.url, USUAL):
            if not _ARTICLE.search(urlsplit(call.url).path):
                continue
            if self._allowed(call.url) and means(call, target.request.url):
                return call
        return None

    def sends_on(self, target: Target, text: str, url: str) -> bool:
        """Whether a page without anything to see is a splash page, whose script or parts go to the site."""
        if self._start or target.trail.depth:
            return False
        goals = (*sent(text, url), *(link.url for link in read_links(text, url)))
        return any(self._allowed(one) and not vocabulary.forbidden(one) for one in goals)

    def failed(self, target: Target, outcome: Outcome | None = None) -> Step:
        """A target could not be fetched: the rest of the list it is a page of is not lost with it. Where what
        came of it (`outcome`) is an answer and no error, the list lacks that page."""
        erred = outcome not in ANSWERS
        if target.chain is None:
            if target.trail.annual and target.link is None and target.list_url and not erred:
                self._accounts.unread(key(target.list_url), target.request)
            return Step(kind="other")
        request = self._chains[target.chain].skip(erred=erred)
        self._accounts.failed(target.chain, open=request is not None, told=erred)
        return Step(kind="list", lists=self._page(target, target.trail, target.chain, request))

    def _list(self, target: Target, response: Response, page: ListPage, trail: Trail) -> Step:
        if trail.depth == 0 and not self._start and self._home is None and page.links:
            self._home = Home(self._url, response.url, page.links)
        self._met_column = self._met_column or trail.annual
        if target.chain is None and len(self._on_the_way) < MOST_CLOSER:
            self._on_the_way.setdefault(target.request.name, target)
            self._guess_from(page, response, trail)
        found: list[Target] = []
        wanted: list[str] = []
        leads: list[Target] = []
        entries = 0
        listed = False
        routed = [*self._routes.met(response)]
        for link, onto in self._ways_on(page, response, trail):
            self.units.meet(link, onto)
            if onto.role == "list":
                leads.append(Target(request=Request(url=link.url), role="list", trail=onto.trail, link=link))
            else:
                entries += 1
                listed = listed or link.date is not None or vocabulary.grade(label(link)) == "report"
            routed += self._routes.link(link, onto)
            if key(link.url) == key(response.url):
                continue
            entry = posted_instead(Request(url=link.url), response.url)
            mine = self._allowed(link.url)
            targets = self._target(entry, onto.role, onto.trail, link, response.url) if mine else ()
            found.extend(targets or (() if mine else self._missed(onto, link, response.url)))
            if targets or onto.role != "list":  # a list met before is furniture, on every page of this one
                wanted.append(link.url)
        if trail.depth == 0 and all(one.trail.depth == 0 for one in leads) and not entries:
            self._home = None  # a splash page is none
        inside = () if found or trail.depth or self._start else self._entrances(page, response)
        found.extend(self._enter(url, trail, response.url) for url in inside)
        onwards = None if inside else onward(response.text, response.url)
        for route, onto in routed:
            route = replace(route, guess=False)
            found.extend(self._target(route, "list", onto.trail, None, response.url))
        shown = self._shown_as(target, response)
        within = () if entries or trail.depth == 0 else self._within(target, response)
        found.extend(within)
        for url in (*frames(response.text, response.url), *([onwards] if onwards else ())):
            if is_file(url):
                link = replace(shown, url=url)
                found.extend(self._target(Request(url=url), "attachment", trail, link, response.url))
            elif not self._allowed(url):
                self.elsewhere.pass_by_frame(url, trail)
            else:
                leads.append(_lead(Request(url=url), trail, shown))
                found.extend(self._unlinked(leads[-1], response.url))
        self._met_column = self._met_column or entries > MOST_SHOWN
        name = target.chain or key(response.url)
        chain = self._chains.setdefault(name, Chain(patient=trail.annual))
        page = self._turned(name, response, page, wanted)
        request = chain.read(response.url, wanted, page)
        units = sum(one.link is not None and vocabulary.is_unit(label(one.link)) for one in leads)
        self._account(name, target, trail, response, page, wanted, request, entries + units)
        if not listed and target.chain is None and (trail.annual or not found):
            self._made[response.url] = templates(response.text, response.url)
            asked_for = calls(response.text, response.url) if request is None else ()
            loaded = data_files(response.text, response.url) if request is None and trail.annual else ()
            for call in (*asked_for, *loaded):
                if not trail.annual:
                    call = replace(call, guess=False)
                leads.append(_lead(call, trail, shown))
                found.extend(self._unlinked(leads[-1], response.url))
        elif request is None and target.chain is None and entries and goes_on(response.text, entries):
            self._made[response.url] = templates(response.text, response.url)
            for call in further(response.text, response.url, entries):
                call = replace(call, guess=False)
                found.extend(self._target(call, "list", trail, None, response.url))
        if trail.annual or trail.unit or target.chain is not None or entries or units >= FEWEST_UNITS:
            found.extend(self._page(target, trail, name, request))
            for other in (*page.others, *other_pagers(page.links, response.url)):
                found.extend(self._target(other, "list", trail, None, response.url))
        self._fruitless = 0 if entries or target.chain is not None else self._fruitless + 1
        obstacle = paged_by_form(response.text, response.url) if listed and request is None else None
        self._accounts.of(name, response.url, None).told |= obstacle is not None
        return Step(
            kind="list",
            issues=(obstacle,) if obstacle else (),
            reports=tuple(one for one in found if one.role != "list"),
            lists=tuple(one for one in found if one.role == "list"),
            leads=tuple(leads),
            entries=entries,
            empty_by_text=page.empty_by_text,
            framed=bool(within),
        )

    def _within(self, target: Target, response: Response) -> tuple[Target, ...]:
        """What stands in the frames of a page that was listed as a report."""
        if target.role != "report":
            return ()
        article, found = target.article or target.request.name, list[Target]()
        for number, url in enumerate(frames(response.text, response.url), 2):
            link = ListedLink(url=url, text=str(number))
            trail = replace(target.trail, year=None)
            role: Role = "attachment" if is_file(url) else "list"
            made = self._target(Request(url=url), role, trail, link, response.url)
            found.extend(replace(one, article=article) for one in made)
        return tuple(found)

    def _framed(self, target: Target, response: Response) -> Step:
        """A page in a frame: the report of the page around it, or what it would be by itself."""
        links = read_links(response.text, response.url)
        if confirm.shows_form(response) or confirm.confirm(response, "", links, inside=True) == "report":
            self._met_column = True
            return Step(kind="continuation", reports=self._attachments(target, response))
        return self.read(replace(target, article=None, link=None), response)

    def _turned(self, name: str, response: Response, page: ListPage, wanted: Sequence[str]) -> ListPage:
        """A piece of a page that a service gave for a list, with the request for the next one: as long as it
        is not shorter than the first, and the list does not say that it was the last."""
        place = paged(parameters(response.request))
        if page.following or place is None or not wanted or not is_piece(response.text):
            return page
        if choose(response).name not in PLAIN or self._accounts.ends(name, place.number, len(wanted)):
            return page
        following = changed(response.request, {place.name: str(place.number + 1)})
        return replace(page, following=(following,), overlaps=place.number < 2)

    def _guess_from(self, page: ListPage, response: Response, trail: Trail) -> None:
        """Keep in mind which links of a page on the way are worth a guess."""
        onto = replace(trail, section=True, depth=trail.depth + 1)
        if onto.depth <= DEEPEST and trail.unit is None:
            for rank, link in guesses(page.links, self._allowed):
                self._guesses.setdefault(link.url, (rank, link, onto, response.url))

    def _account(
        self,
        name: str,
        target: Target,
        trail: Trail,
        response: Response,
        page: ListPage,
        wanted: Sequence[str],
        request: Request | None,
        told: int,
    ) -> None:
        """Keep account of a list: what this page of it shows and says, and whether it goes on. `told` are its
        links to reports and units: where most are, it is a list of them."""
        shown_by = target.list_url if target.link is None and target.chain is None else None
        account = self._accounts.of(name, response.url, key(shown_by) if shown_by else None)
        shown = account.read(response, page, wanted)
        account.told_of += told
        account.wanted = account.wanted or trail.annual or (trail.depth > 0 and 2 * told > shown > 0)
        account.open = request is not None
        account.left = self._chains[name].left

    def _ways_on(self, page: ListPage, response: Response, trail: Trail) -> list[tuple[ListedLink, Way]]:
        """The links of a page that are worth following; none of a year's page that leads only to other years,
        as a calendar does without end."""
        around = Surroundings(page.links)
        worth = [
            (link, onto)
            for link in page.links
            if (onto := way(link, trail, around)) is not None
            and (link.fragment or key(link.url) != key(response.url))
        ]
        for link, onto in worth:
            if not self._allowed(link.url):
                self.elsewhere.pass_by(link, onto)
        found = [
            (link, onto)
            for link, onto in worth
            if (self._allowed(link.url) or is_listed_report(link, onto, trail))
            and (self._home is None or onto.role == "attachment" or self._home.has(link.url))
        ]
        if trail.year is not None and all(vocabulary.is_year(label(link)) for link, _ in found):
            return []
        return found

    def _entrances(self, page: ListPage, response: Response) -> tuple[str, ...]:
        """The ways in from a splash page that were not tried before; links that do not look like one when the
        page is looked at for the second time."""
        here = canonical(response.url)
        found = entrances(response, page.links, self._allowed, any_link=here in self._entered)
        self._entered.add(here)
        fresh = (url for url in found if key(url) not in self._asked or key(url) == key(here))
        new = tuple(url for url in fresh if url not in self._entered)
        return new[: MOST_ENTRANCES - len(self._entered)]

    def _enter(self, url: str, trail: Trail, list_url: str) -> Target:
        """The page behind a splash page: where the search begins. It may be the index.php of the folder that
        shows the splash, which is the same page elsewhere."""
        self._entered.add(url)
        self._asked.add(key(url))
        return Target(request=Request(url=url), role="list", trail=trail, list_url=list_url)

    def _unlinked(self, lead: Target, list_url: str) -> tuple[Target, ...]:
        """The target for what a page shows without a link to it."""
        targets = self._target(lead.request, "list", lead.trail, None, list_url)
        return tuple(replace(one, year=lead.year) for one in targets)

    def _shown_as(self, target: Target, response: Response) -> ListedLink:
        """How a page announces what it shows without a link, in a frame or from a service: by its name."""
        called = confirm.names(response)
        titles = (one for one in called if vocabulary.grade(one) == "report" and vocabulary.year(one))
        listed = label(target.link) if target.link else next(iter(called), "")
        return ListedLink(url=response.url, text=next(titles, listed))

    def _where(self, target: Target, response: Response) -> Trail:
        """The trail of a page, corrected by what the page says of itself (crumbs, ColumnName)."""
        trail = target.trail
        if trail.annual or trail.depth == 0:
            return trail
        crumb = column_name(response)
        if crumb and vocabulary.names_column(crumb):
            return into_column(trail, response.url)
        return trail

    def _report(self, target: Target, response: Response) -> Step:
        """A report's page, with the files on it and its own later pages. One that is shown on the way says
        nothing of where the column is."""
        self._met_column = self._met_column or target.trail.annual
        found = [*self._attachments(target, response), *self._neighbours(target, response)]
        later = later_pages(response, response.url)
        if later:
            name = target.request.name
            self._articles[name] = First.of(response)
            found += self._continued(target, name, later, response)
        titled = target.link is not None and vocabulary.grade(label(target.link)) == "report"
        column = target.role == "list" or (target.year is None and not titled)
        beside = [*self._beside(target, response)] if column else []
        return Step(kind="report", reports=(*found, *beside), entries=len(beside))

    def _beside(self, target: Target, response: Response) -> Iterator[Target]:
        """The reports beside one that stands where a list was expected; those that no list has shown."""
        for link, onto in siblings(read_links(response.text, response.url), response.url, target.trail):
            if self._home is None or self._home.has(link.url):
                request = posted_instead(Request(url=link.url), response.url)
                yield from self._target(request, onto.role, onto.trail, link, response.url)

    def _neighbours(self, target: Target, response: Response) -> Iterator[Target]:
        """The reports before and after this one in its list, which may show the newest few only."""
        trail = replace(target.trail, depth=max(0, target.trail.depth - 1), year=None)
        for link in neighbours(response.text, response.url):
            onto = way(link, trail, Surroundings((link,)))
            if onto is not None and onto.role == "report" and self._near < MOST_NEIGHBOURS:
                made = self._target(Request(url=link.url), "report", onto.trail, link, response.url)
                self._near += len(made)
                yield from made

    def _continuation(self, target: Target, article: str, response: Response) -> Step:
        """A later page of a report; what is titled like another report is that one."""
        first = self._articles[article]
        if not first.goes_on(response):
            if first.is_beside(response):
                return self.read(replace(target, article=None), response)
            return Step(kind="other")
        later = self._continued(target, article, later_pages(response, first.url), response)
        return Step(kind="continuation", reports=(*self._attachments(target, response), *later))

    def _continued(
        self, target: Target, article: str, later: Sequence[tuple[int, Request]], response: Response
    ) -> list[Target]:
        """Later pages of a report that are still to be asked for; they count for no year."""
        trail = replace(target.trail, year=None)
        made: list[Target] = []
        for number, request in later:
            link = ListedLink(url=request.url, text=str(number))
            targets = self._target(request, "continuation", trail, link, response.url)
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
                made.extend(self._target(Request(url=link.url), "attachment", trail, link, response.url))
        for url in filter(is_file, frames(response.text, response.url)):
            made.extend(self._target(Request(url=url), "attachment", trail, None, response.url))
        return tuple(made)

    def _target(
        self,
        request: Request,
        role: Role,
        trail: Trail,
        link: ListedLink | None,
        list_url: str,
    ) -> tuple[Target, ...]:
        """The target for a request, or none: asked already, not allowed, or the search has widened enough."""
        name, url = key(request.name), request.url
        if name in self._asked or not self._allowed(url) or vocabulary.forbidden(url):
            return ()
        if role == "list":
            self._ways += not trail.annual
            if self._ways > MOST_WAYS or self._fruitless > MOST_FRUITLESS:
                return ()
        self._asked.add(name)
        return (
            Target(request=request, role=role, trail=trail, link=link, list_url=list_url, year=trail.year),
        )

    def _missed(self, onto: Way, link: ListedLink, list_url: str) -> tuple[Target, ...]:
        """A listed report on another host: it is not asked for, and kept in mind as what it is."""
        if key(link.url) in self._asked:
            return ()
        self._asked.add(key(link.url))
        trail = onto.trail
        request = Request(url=link.url)
        return (
            Target(
                request=request, role=onto.role, trail=trail, link=link, list_url=list_url, year=trail.year
            ),
        )

    def _page(self, target: Target, trail: Trail, chain: str, request: Request | None) -> tuple[Target, ...]:
        if request is None or not self._allowed(request.url):
            return ()
        self._asked.add(key(request.name))
        if not request.headers and target.request.headers:
            request = replace(request, headers=target.request.headers)
        if target.list_url in self._made:
            self._made[target.request.name] = self._made[target.list_url]
        return (Target(request=request, role="list", trail=trail, list_url=target.request.name, chain=chain),)


def _lead(request: Request, trail: Trail, shown: ListedLink) -> Target:
    """What a page shows without a link to it; it may prove to be a report."""
    link = replace(shown, url=request.url)
    year = trail.year or vocabulary.year(shown.text)
    return Target(request=request, role="list", trail=trail, link=link, year=year)


def _waits_for_service(response: Response) -> bool:
    """Whether a page that is titled like a report shows nothing of it before a service has answered."""
    empty = confirm.is_empty(response) and not mentions_file(response.text)
    return empty and bool(calls(response.text, response.url))
