"""A page of a list, or on the way to one: which of its links are followed, and what else it leads to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from scraper import vocabulary
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.lists.fillings import fillings
from scraper.lists.page_calls import further
from scraper.lists.pager import other_pagers
from scraper.lists.table_requests import beside, has_unknown_table, table_requests
from scraper.markup.documents import is_file
from scraper.markup.markup import own
from scraper.pages import confirm
from scraper.pages.links import key, label
from scraper.scripts.calls import calls
from scraper.scripts.onward import frames, onward
from scraper.scripts.posting import posted_instead
from scraper.scripts.tables import has_table
from scraper.search.agenda import Agenda
from scraper.search.doors import Doors
from scraper.search.elsewhere import Elsewhere, is_listed_report
from scraper.search.home import Home
from scraper.search.obstacles import paged_by_form
from scraper.search.paging import Paging
from scraper.search.report_pages import ReportPages
from scraper.search.routes import Routes
from scraper.search.second_look import SecondLook
from scraper.search.shortfall import asks_for_list, goes_on
from scraper.search.subcolumns import Furniture, beside_known, by_themselves
from scraper.search.targets import Step, Target
from scraper.search.trail import Surroundings, Trail, Way, way
from scraper.search.units import Units

FEWEST_UNITS = 2
"""Units on a page by which it is a list of them, which may go on."""

MOST_SHOWN = 6
"""Reports that a home page or a box on the way shows without being a list of them."""


@dataclass
class Found:
    """What one page leads to, as it is gathered: targets, and leads (`Step.leads`); the links `wanted` of it,
    how many `entries` are reports, and whether they are `listed` by title or date; what services `away` on
    hosts that are not in the portal's list are asked for."""

    targets: list[Target] = field(default_factory=list)
    leads: list[Target] = field(default_factory=list)
    wanted: list[str] = field(default_factory=list)
    away: list[Request] = field(default_factory=list)
    entries: int = 0
    listed: bool = False

    @property
    def units(self) -> int:
        """How many of its links to further lists name a unit."""
        return sum(one.link is not None and vocabulary.is_unit(label(one.link)) for one in self.leads)


class ListPages:
    """The pages of lists of one search from the home page at `url`; `given`: its columns were named."""

    def __init__(
        self,
        url: str,
        agenda: Agenda,
        paging: Paging,
        reports: ReportPages,
        second_look: SecondLook,
        *,
        given: bool,
    ) -> None:
        self._url = url
        self._given = given
        self._agenda = agenda
        self._paging = paging
        self._reports = reports
        self._second_look = second_look
        self._doors = Doors(agenda)
        self._routes = Routes()
        self._furniture = Furniture()
        self._widened: set[str] = set()
        self.units = Units()
        self.elsewhere = Elsewhere(url)

    def read(self, target: Target, response: Response, page: ListPage, trail: Trail) -> Step:
        """What the page leads to."""
        first = target.chain is None
        if trail.depth == 0 and not self._given and self._agenda.home is None and page.links:
            self._agenda.home = Home(self._url, response.url, page.links)
        self._second_look.met_column |= trail.annual
        self._second_look.remember(target, response, page, trail)
        if not trail.annual:
            self._furniture.meet(page.links)
        found = Found()
        routed = self._follow_links(found, target, response, page, trail)
        sent = self._enter(found, response, page, trail)
        for route, onto in routed:
            route = replace(route, guess=False)
            found.targets += self._agenda.target(route, "list", onto.trail, None, response.url)
        within = () if found.entries or trail.depth == 0 else self._reports.within(target, response)
        found.targets += within
        shown = _shown_as(target, response)
        self._look_inside(found, response, trail, shown, sent)
        self._second_look.met_column |= found.entries > MOST_SHOWN
        units = found.units
        empty = trail.annual and not found.entries and not units
        waits = empty and self._fill(found, response, trail, shown, over=True)
        told = found.entries + units
        page, request = self._paging.read(target, trail, response, page, found.wanted, told, waits=waits)
        if not empty and not found.listed and first and (trail.annual or not found.targets):
            self._fill(found, response, trail, shown, over=request is None)
        elif request is None and first and found.entries and goes_on(response.text, found.entries):
            self._go_on(found, response, trail)
        if trail.annual and first and has_table(response.text):
            self._fill_tables(found, response, trail, shown)
        for call in filter(asks_for_list, found.away if trail.annual and not page.empty_by_text else ()):
            self._paging.unread(response.url, call, away=True)
            self.elsewhere.pass_by_service(call.url, shown)
        if trail.annual or trail.unit or not first or found.entries or units >= FEWEST_UNITS:
            found.targets += self._paging.next(target, trail, response, request)
            for other in (*page.others, *other_pagers(page.links, response.url)):
                found.targets += self._agenda.target(other, "list", trail, None, response.url)
        beside = target.request.table and self._paging.shows(target.list_url or "")
        if trail.annual and first and request is None and not page.empty_by_text and not beside:
            self._widen(found, target, response, page, trail)
        self._agenda.count_list(fruitful=bool(found.entries) or not first)
        obstacle = paged_by_form(response.text, response.url) if found.listed and request is None else None
        if obstacle is not None:
            self._paging.told(target, response)
        return Step(
            kind="list",
            issues=(obstacle,) if obstacle else (),
            reports=tuple(one for one in found.targets if one.role != "list"),
            lists=tuple(one for one in found.targets if one.role == "list"),
            leads=tuple(found.leads),
            entries=found.entries,
            empty_by_text=page.empty_by_text,
            framed=bool(within),
        )

    def _follow_links(
        self, found: Found, target: Target, response: Response, page: ListPage, trail: Trail
    ) -> list[tuple[Request, Way]]:
        """Follow the links of a page that are worth it; return what those into programs lead to."""
        routed = [*self._routes.met(response)]
        for link, onto in self._ways_on(page, response, trail, target.link):
            self.units.meet(link, onto)
            if onto.role == "list":
                lead = Target(request=Request(url=link.url), role="list", trail=onto.trail, link=link)
                found.leads.append(lead)
            else:
                found.entries += 1
                found.listed = found.listed or link.date is not None or _is_title(link)
            routed += self._routes.link(link, onto)
            if key(link.url) == key(response.url):
                continue
            if self._agenda.allowed(link.url):
                entry = posted_instead(Request(url=link.url), response.url)
                targets = self._agenda.target(entry, onto.role, onto.trail, link, response.url)
                found.targets += targets
            else:
                targets = ()
                found.targets += self._agenda.missed(onto, link, response.url)
            if targets or onto.role != "list":  # a list met before is furniture, on every page of this one
                found.wanted.append(link.url)
        return routed

    def _ways_on(
        self, page: ListPage, response: Response, trail: Trail, listed: ListedLink | None
    ) -> list[tuple[ListedLink, Way]]:
        """The links of a page that are worth following; none of a year's page that leads only to other years,
        as a calendar does without end. One that is `listed` as a unit's or as a report is no such page."""
        around = Surroundings(page.links)
        worth = [
            (link, onto)
            for link in page.links
            if (onto := way(link, trail, around)) is not None
            and (link.fragment or key(link.url) != key(response.url))
        ]
        if trail.annual:
            known = {link.url for link, onto in worth if onto.role == "list" or not _is_title(link)}
            worth += beside_known(page.links, response.url, trail, known, self._furniture.has)
        for link, onto in worth:
            if not self._agenda.allowed(link.url):
                self.elsewhere.pass_by(link, onto)
        found = [
            (link, onto)
            for link, onto in worth
            if (self._agenda.allowed(link.url) or is_listed_report(link, onto, trail))
            and (onto.role == "attachment" or self._agenda.is_of_portal(link.url))
        ]
        of_body = listed is not None and (_is_title(listed) or vocabulary.is_unit(label(listed)))
        if trail.year and not of_body and all(vocabulary.is_year(label(link)) for link, _ in found):
            return []
        return found

    def _enter(self, found: Found, response: Response, page: ListPage, trail: Trail) -> str | None:
        """Go in where this is a splash page; return where any other page sends its visitor by itself."""
        if trail.depth == 0 and all(one.trail.depth == 0 for one in found.leads) and not found.entries:
            self._agenda.home = None  # a splash page is none
        begins = not found.targets and not trail.depth and not self._given
        inside = self._doors.ways_in(page, response) if begins else ()
        found.targets += (self._doors.enter(url, trail, response.url) for url in inside)
        return None if inside else onward(response.text, response.url)

    def _look_inside(
        self, found: Found, response: Response, trail: Trail, shown: ListedLink, sent: str | None
    ) -> None:
        """Follow what stands in the frames of a page, and where it is `sent` on."""
        for url in (*frames(response.text, response.url), *([sent] if sent else ())):
            if is_file(url):
                link = replace(shown, url=url)
                request = Request(url=url)
                found.targets += self._agenda.target(request, "attachment", trail, link, response.url)
            elif not self._agenda.allowed(url):
                self.elsewhere.pass_by_frame(url, trail)
            else:
                found.leads.append(_lead(Request(url=url), trail, shown))
                found.targets += self._agenda.unlinked(found.leads[-1], response.url)

    def _fill(self, found: Found, response: Response, trail: Trail, shown: ListedLink, *, over: bool) -> bool:
        """Ask for what fills a page that shows no list; `over`: none of it goes on by itself either. Return
        whether anything is asked for."""
        self._paging.make(response)
        before = len(found.targets)
        for call in _asked_for(response, trail) if over else ():
            if not self._agenda.allowed(call.url):
                found.away.append(call)
                continue
            found.leads.append(_lead(call, trail, shown))
            found.targets += self._agenda.unlinked(found.leads[-1], response.url)
        return len(found.targets) > before

    def _fill_tables(self, found: Found, response: Response, trail: Trail, shown: ListedLink) -> None:
        """Ask for what fills the tables of a column, whatever else it shows; or tell that nobody knows. But
        a script file may well speak of tables on other pages."""
        self._paging.make(response)
        for call in table_requests(response.text, response.url):
            if not self._agenda.allowed(call.url):
                found.away += [] if call in found.away else [call]
                continue
            lead = _lead(call, trail, shown)
            found.targets += self._agenda.unlinked(lead, response.url)
        told = own(response.text) if found.entries or found.units else response.text
        if has_unknown_table(told, response.url):
            self._paging.unknown(response.url)

    def _widen(self, found: Found, target: Target, response: Response, page: ListPage, trail: Trail) -> None:
        """Look at whatever a column that leads nowhere links to by itself; one step, for it is a guess."""
        if found.targets or found.leads or found.entries or target.request.name in self._widened:
            return
        for link, onto in by_themselves(page.links, response.url, trail, self._furniture.has):
            found.targets += self._agenda.target(
                Request(url=link.url), onto.role, onto.trail, link, response.url
            )
        self._widened.update(one.request.name for one in found.targets)

    def _go_on(self, found: Found, response: Response, trail: Trail) -> None:
        """Ask services for the rest of a list whose beginning stands on its page."""
        self._paging.make(response)
        for call in further(response.text, response.url, found.entries):
            call = replace(call, guess=False)
            if not self._agenda.allowed(call.url):
                found.away.append(call)
            found.targets += self._agenda.target(call, "list", trail, None, response.url)


def _asked_for(response: Response, trail: Trail) -> Iterator[Request]:
    """What a page asks services for when it is opened. Only in a column it need not be there."""
    if trail.annual:
        return fillings(response)
    tables = table_requests(response.text, response.url)
    others = beside(tables, calls(response.text, response.url))
    return (replace(call, guess=False) for call in (*tables, *others))


def _is_title(link: ListedLink) -> bool:
    """Whether a link has the title of a report."""
    return vocabulary.grade(label(link)) == "report"


def _shown_as(target: Target, response: Response) -> ListedLink:
    """How a page announces what it shows without a link, in a frame or from a service: by its name."""
    called: Sequence[str] = confirm.names(response)
    titles = (one for one in called if vocabulary.grade(one) == "report" and vocabulary.year(one))
    listed = label(target.link) if target.link else next(iter(called), "")
    return ListedLink(url=response.url, text=next(titles, listed))


def _lead(request: Request, trail: Trail, shown: ListedLink) -> Target:
    """What a page shows without a link to it; it may prove to be a report."""
    link = replace(shown, url=request.url)
    year = trail.year or vocabulary.year(shown.text)
    return Target(request=request, role="list", trail=trail, link=link, year=year)
