"""The lists of one search, page by page: what comes next of each, and what each has shown of what it has."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from msgspec.structs import replace

from gongkai.records import Issue
from scraper.cms import PLAIN, choose
from scraper.listing import ListPage, Request, Response
from scraper.lists.chain import Chain
from scraper.lists.page_calls import further
from scraper.lists.pager import turned_to
from scraper.markup.markup import is_piece, is_whole
from scraper.pages.links import key
from scraper.scripts.parameters import changed, paged, parameters
from scraper.scripts.posting import may_be_posted, posted_instead
from scraper.scripts.script_calls import ASK
from scraper.scripts.script_names import page_scripts
from scraper.scripts.table_links import table_links
from scraper.scripts.templates import Template, templates
from scraper.search.agenda import Agenda
from scraper.search.shortfall import Accounts
from scraper.search.targets import Target
from scraper.search.trail import Trail
from scraper.vocabulary import forbidden

LONGEST_SCRIPT = 100_000
"""Characters of a page's own scripts that are kept in mind for what its services give."""

MOST_STRANGE = 10
"""Pages of one list that are tried though their addresses are nothing like its own."""


class Paging:
    """All lists of one search; each has the name of its first page."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda
        self._chains: dict[str, Chain] = {}
        self._accounts = Accounts()
        self._lists: dict[str, str] = {}
        self._made: dict[str, tuple[Template, ...]] = {}
        self._scripts: dict[str, str] = {}

    def prepared(self, target: Target, response: Response) -> Response:
        """The response with what is known of the page that asks for it: its URL, and how it makes addresses
        from data; and with what was posted for it."""
        if target.list_url in self._made:
            response = replace(response, made=self._made[target.list_url])
        if target.request.count is not None:
            response = replace(response, count=target.request.count)
        if not is_whole(response.text):
            response = replace(response, shown_in=target.request.headers.get("Referer"))
        return response if target.request.body is None else replace(response, posted=target.request)

    def make(self, response: Response) -> None:
        """Keep in mind how a page makes addresses from the data of its services, and how it asks them."""
        text, url = response.text, response.url
        self._made[url] = (*table_links(text, url), *templates(text, url))
        script = page_scripts(response.text)
        if ASK.search(script) and len(script) <= LONGEST_SCRIPT:
            self._scripts[response.url] = script

    def read(
        self,
        target: Target,
        trail: Trail,
        response: Response,
        page: ListPage,
        wanted: Sequence[str],
        told: int,
        *,
        waits: bool,
    ) -> tuple[ListPage, Request | None]:
        """Take in one page of a list: return it, with what a service has behind it, and the request for the
        next one, None at the end. `wanted` are its links worth having; `told` those to reports and units:
        where most are, it is a list of them; `waits`: a service is asked for what it shows."""
        name = _name(target, response)
        chain = self._chains.setdefault(name, Chain(patient=trail.annual))
        page = self._turned(name, response, page, wanted)
        self._lists[key(response.url)] = name
        shown_by = target.list_url if target.link is None and target.chain is None else None
        account = self._accounts.of(name, response.url, self._lists.get(key(shown_by)) if shown_by else None)
        shown = account.read(response, page, wanted)
        leads_to = (
            turned_to(page.links, response.url, account.stated_pages) if is_whole(response.text) else {}
        )
        begins = trail.annual and target.chain is None
        if begins and not page.following and not page.spare:
            page = replace(page, following=self._followed(leads_to))
        if any(_is_service(one, response) for one in page.following):
            page = replace(page, following=_asked(page.following, response, shown))
        request = chain.read(response.url, wanted, page, waits=waits)
        account.told_of += told
        lost = page.rows or (target.request.table and not wanted and _is_no_list(response, page))
        if lost and trail.annual and shown_by is not None:
            self.unread(shown_by, target.request)
        account.wanted = account.wanted or trail.annual or (trail.depth > 0 and 2 * told > shown > 0)
        account.open = request is not None and self._agenda.allowed(request.url)
        account.left = chain.left
        if not chain.over:
            account.leads_to |= leads_to
        return page, request

    def next(
        self, target: Target, trail: Trail, response: Response, request: Request | None
    ) -> tuple[Target, ...]:
        """The target for the next page of a list."""
        return self._next(target, trail, _name(target, response), request)

    def told(self, target: Target, response: Response) -> None:
        """Why a list does not go on is told."""
        self._accounts.of(_name(target, response), response.url, None).told = True

    def failed(self, target: Target, chain: str, *, erred: bool) -> tuple[Target, ...]:
        """A page of a list could not be had: the one after it. Where that is no error (`erred`) but an
        answer, the list lacks that page."""
        request = self._chains[chain].skip(erred=erred)
        self._accounts.failed(chain, open=request is not None, told=erred)
        return self._next(target, target.trail, chain, request)

    def shows(self, list_url: str) -> bool:
        """Whether a page shows reports or units by itself."""
        page = key(list_url)
        return self._accounts.told_of(self._lists.get(page, page)) > 0

    def unread(self, list_url: str, request: Request, *, away: bool = False) -> None:
        """What the script of a page asks for as a list is not there to be had, cannot be read, or lies on a
        host that is not to be asked (`away`)."""
        page = key(list_url)
        self._accounts.unread(self._lists.get(page, page), request, away=away)

    def unknown(self, list_url: str) -> None:
        """A table of a page is filled from a service, and nobody can say from which."""
        page = key(list_url)
        self._accounts.unknown(self._lists.get(page, page))

    def shortfalls(self) -> Iterator[Issue]:
        """The lists that say that they have more than was seen."""
        return self._accounts.issues(self._agenda.has)

    def _followed(self, leads_to: Iterable[str]) -> tuple[Request, ...]:
        """The next pages of a column's list whose pager leads to addresses that are nothing like the
        list's own: they are known for pages by what they show. Only its first page is believed so, since
        relative links may lead on without end."""
        ways = (url for url in leads_to if not self._agenda.has(url) and not forbidden(url))
        return tuple(Request(url=url) for url in islice(filter(self._agenda.allowed, ways), MOST_STRANGE))

    def _turned(self, name: str, response: Response, page: ListPage, wanted: Sequence[str]) -> ListPage:
        """A piece of a page that a service gave for a list, with the request for the next one: as long as it
        is not shorter than the first, and the list does not say that it was the last."""
        if page.following or not wanted or not is_piece(response.text) or choose(response).name not in PLAIN:
            return page
        if response.count is not None:
            last = response.count.is_last(len(wanted), *self._accounts.stated(name))
            return page if last else replace(page, following=(Request.at(response.count.after()),))
        place = paged(parameters(response.request))
        if place is None:
            return replace(page, following=self._clicked(response, len(wanted)))
        if self._accounts.ends(name, place.number, len(wanted)):
            return page
        following = changed(response.request, {place.name: str(place.number + 1)})
        return replace(page, following=(following,), overlaps=place.number < 2)

    def _clicked(self, response: Response, shown: int) -> tuple[Request, ...]:
        """The second page of a list of which a service gave the first with its pager: by what the page around
        it asks for when that is clicked on."""
        script = self._scripts.get(response.base)
        if script is None or response.shown_in is None:
            return ()
        asked = further(f"{response.text}<script>{script}</script>", response.shown_in, shown)
        path = urlsplit(response.url).path
        return tuple(one for one in asked if urlsplit(one.url).path == path)[:1]

    def _next(self, target: Target, trail: Trail, chain: str, request: Request | None) -> tuple[Target, ...]:
        if request is None or not self._agenda.allowed(request.url):
            return ()
        self._agenda.note(request.name)
        if not request.headers and target.request.headers:
            request = replace(request, headers=target.request.headers)
        if target.list_url in self._made:
            self._made[target.request.name] = self._made[target.list_url]
        return (Target(request=request, role="list", trail=trail, list_url=target.request.name, chain=chain),)


def _name(target: Target, response: Response) -> str:
    """The name of the list that a page is of."""
    return target.chain or key(response.url)


def _is_no_list(response: Response, page: ListPage) -> bool:
    """Whether the answer to a table is none: a page for people, or data without any list."""
    return page.total is None and (is_whole(response.text) or "[" not in response.text)


def _is_service(request: Request, response: Response) -> bool:
    """Whether what a pager leads to is an answer for a script: a known service, asked for like a page."""
    plain = request.body is None and request.instead is None and request.count is None
    return plain and may_be_posted(request.url, response.base)


def _asked(following: Sequence[Request], response: Response, shown: int) -> tuple[Request, ...]:
    """The requests for what pagers lead to, as the page's own script makes them, else as links."""
    named = {urlsplit(one.url).path: one for one in further(response.text, response.url, shown)}
    first = named.get(urlsplit(following[0].url).path)
    return (first,) if first is not None else tuple(posted_instead(one, response.base) for one in following)
