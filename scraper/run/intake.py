"""What came back, taken in: read, told from what stands in its place, and kept with its state at once."""

from collections.abc import Awaitable, Callable, Iterable, Sequence

from msgspec.structs import replace

from gongkai.archive import Address, Asking, Exchange, Ledger, Listing
from gongkai.archive.state import GOOD, SETTLED, VANISHED
from gongkai.records import Outcome
from gongkai.settings import Settings
from scraper.listing import Request, Response
from scraper.lists.page_buttons import goes_on_elsewhere
from scraper.markup.documents import is_document
from scraper.markup.tame import is_tame
from scraper.network.politeness import AuthorityClosedError
from scraper.pages.confirm import Verdict, is_empty, judged
from scraper.run.conditional import confirms, read_as
from scraper.run.due import CAPTURED
from scraper.run.fetch import Fetched, Fetcher
from scraper.run.methods import not_by_get
from scraper.run.script_files import ScriptFiles
from scraper.run.suspicion import is_catch_all
from scraper.run.tally import Tally
from scraper.scripts.script_links import script_files
from scraper.scripts.tables import has_table
from scraper.search.discover import Discovery, Step, Target
from scraper.search.list_pages import MOST_SHOWN
from scraper.search.targets import PAGES
from scraper.vocabulary import year


class Intake:
    """Takes in the answers of one run over one portal."""

    def __init__(
        self,
        ledger: Ledger,
        discovery: Discovery,
        fetcher: Fetcher,
        scripts: ScriptFiles,
        tally: Tally,
        settings: Settings,
    ) -> None:
        self._ledger = ledger
        self._scripts = scripts
        self._discovery = discovery
        self._fetcher = fetcher
        self._tally = tally
        self._settings = settings
        self._leads: dict[str, list[tuple[str, Target]]] = {}

    async def take(
        self,
        target: Target,
        url: str,
        address: Address | None,
        before: Exchange | None,
        fetched: Fetched,
        anew: Callable[[], Awaitable[Fetched]] | None = None,
    ) -> tuple[Step, Outcome]:
        """Keep the answer for `url`; return what it was, where it leads, and what came of the request.

        `address` is what was known of the URL, `before` its last good capture. `anew` asks once more, by the
        redirects that this answer was had without: where it no longer shows what it used to.
        """
        if target.chain is None:
            fetched = not_by_get(target.request, fetched)
        exchange = fetched.exchange
        if exchange.asking is None:
            exchange = replace(exchange, asking=_asking(target.request))
        if exchange.outcome not in GOOD:
            return self._keep_failure(target, url, address, exchange)
        response = read_as(exchange, fetched.text, before)
        step = await self.read_on(target, response, address)
        if step.framed and address is not None and address.role in PAGES and address.capture:
            step = replace(step, kind="report")  # what a frame of it holds has shown that
        if anew is not None and _lost(address, step):
            again, outcome = await self.take(target, url, address, before, await anew())
            return replace(again, lists=(*step.lists, *again.lists)), outcome
        if exchange.moved is not None and _lost(address, step):
            exchange = replace(exchange, moved=replace(exchange.moved, in_vain=True))
        if before is not None and exchange.outcome == "ok":
            exchange = replace(exchange, confirms=confirms(step, before, exchange, fetched.text))
        if address is not None and address.role in CAPTURED and (exchange.confirms or exchange.status == 304):
            # What it was taken for when it was saved, it still is, whatever has been learnt since.
            step = replace(step, kind=address.role)
        if await self._is_soft_404(address, step, fetched):
            note = "status 200, but not the page: the site answers any path like this"
            return self._keep_failure(target, url, address, replace(exchange, outcome="soft_404", note=note))
        self._keep(target, url, address, step, exchange)
        return step, exchange.outcome

    def read(self, target: Target, response: Response) -> Step:
        """What the page is. A page that breaks the search is kept, told, and costs nothing but itself."""
        told = self._discovery.at_a_glance(target, response)
        if told is not None:
            return told
        if not is_tame(response.text):
            message = f"{response.url}: nests or leaves open more than a page does; kept, but not searched"
            self._tally.note(response.url, "search_failed", "error", message)
            return Step(kind="other" if target.role == "list" else target.role)
        if target.role == "list" or (target.trail.annual and self._scripts and is_empty(response)):
            response = replace(response, text=self._scripts.beside(response.text, response.url))
        try:
            return self._discovery.read(target, response)
        except Exception as error:
            message = f"{response.url}: cannot be read ({type(error).__name__}: {error}); its links are lost"
            self._tally.note(response.url, "search_failed", "error", message)
            return Step(kind="other")

    def verdict(self, target: Target, response: Response) -> Verdict:
        """What a page shows that it is, wherever a link to it stands."""
        if is_document(response):
            return "report"
        return judged(response, inside=target.trail.annual) if is_tame(response.text) else "other"

    def follow(self, url: str, step: Step) -> None:
        """Remember which page leads where, for when a further list proves to be a report."""
        for lead in step.leads:
            self._leads.setdefault(lead.request.name, []).append((url, lead))

    async def read_on(self, target: Target, response: Response, address: Address | None) -> Step:
        """What the page is, together with its script files where without them it is a column that shows
        nothing, or a page of the section that leads nowhere; where it used to show something, or they are
        old, they may have changed."""
        if self._scripts and target.role == "list" and not target.trail.annual:
            await self._load(self._scripts.old(response.text, response.url, response.fetched_at), anew=True)
        in_column, text = target.role == "list" and target.trail.annual, response.text
        if in_column and (goes_on_elsewhere(text) or has_table(text)):
            await self._load(script_files(response.text, response.url, empty=True), anew=False)
        step = self.read(target, response)
        followed = any(one.link is None or one.framed for one in step.lists)
        if step.kind != "list" or step.entries or followed or not target.trail.section:
            return step
        if not target.trail.annual and (step.lists or step.reports):
            return step
        files = script_files(response.text, response.url, empty=True)
        if not await self._load(files, anew=bool(address and address.entries)):
            return step
        again = self.read(target, response)
        return replace(
            again, lists=(*step.lists, *again.lists), empty_by_text=step.empty_by_text or again.empty_by_text
        )

    async def look_closer(self, target: Target, response: Response) -> Step | None:
        """What a page on the way leads to beyond its own links, when the search met no column: by its script
        files, by what it asks for when it is opened. None where there is nothing more to look at."""
        files = script_files(response.text, response.url, empty=True)
        await self._load(files, anew=any(self._ledger.saved_pages()))
        step = self.read(target, response)
        if not step.lists and not step.reports:
            return None
        if step.reports:
            url, now = target.request.name, response.fetched_at
            self._ledger.announce(url, _listings(step.reports), now, entries=step.entries)
        return step

    async def _load(self, files: Sequence[str], *, anew: bool) -> bool:
        """Have script files in the archive; say whether there is any."""
        try:
            return bool(files) and await self._scripts.load(files, anew=anew)
        except AuthorityClosedError:
            return False

    def _keep(
        self, target: Target, url: str, address: Address | None, step: Step, exchange: Exchange
    ) -> None:
        if step.kind == "list":
            self._keep_list(target, url, address, step, exchange)
            return
        if target.framed and target.article is not None and step.kind in ("continuation", "attachment"):
            self._keep_framed(target, target.article, url, address, step, exchange)
            return
        fresh = self._ledger.keep(url, step.kind, exchange)
        parts = (*step.reports, *(one for one in step.lists if one.framed))
        if parts:
            # The attachments of a report page, its later pages and its frames are listed by it.
            self._ledger.announce(url, _listings(parts), exchange.fetched_at)
        if step.kind in PAGES:
            for page, lead in self._leads.pop(url, ()):
                if page != url:
                    entries = _counted([lead])
                    self._ledger.announce(page, _listings([lead]), exchange.fetched_at, entries=entries)
            is_report = step.kind == "report" or self._ledger.is_report(url)
            self._tally.count_page(url, address, fresh, self._tally.counts(is_report))
            if step.entries or (address is not None and address.entries):
                self._ledger.count_entries(url, step.entries)
            if target.role == "list" and (address is None or address.role not in PAGES):
                self._tally.count_year(target)  # which nobody could do before it was read
        elif target.article is not None:
            if step.kind == "continuation":
                self._ledger.announce(target.article, _listings([target]), exchange.fetched_at)
            self._tally.count_later_page(target.article, address, fresh)

    def _keep_framed(
        self,
        target: Target,
        article: str,
        url: str,
        address: Address | None,
        step: Step,
        exchange: Exchange,
    ) -> None:
        """Keep what stands in a frame of a page, which is a report by that from now on."""
        proved = not self._ledger.is_report(article)
        listing = _listings([target])[0]
        fresh = self._ledger.keep_framed(url, step.kind, exchange, article, listing)
        if step.reports:
            self._ledger.announce(article, _listings(step.reports), exchange.fetched_at)
        if proved:
            self._tally.summary.lists -= 1
            self._tally.count_page(article, None, fresh=True, counts=self._tally.summary)
        else:
            self._tally.count_later_page(article, address, fresh)

    def _keep_list(
        self, target: Target, url: str, address: Address | None, step: Step, exchange: Exchange
    ) -> None:
        proved = [lead for lead in step.leads if self._proved(lead, url)]
        entries = step.entries + _counted(proved)
        self._tally.summary.lists += 1
        self._tally.summary.entries += entries
        if address is not None and address.entries and not entries and not _showed(target, address, step):
            self._tally.note(
                url,
                "list_empty",
                "error",
                f"{url}: the list had {address.entries} reports and now shows none; look at the page: "
                f"was the portal redesigned? gongkai portals check {self._tally.summary.portal}",
            )
        self._ledger.keep_list(
            url,
            exchange,
            _listings([*step.reports, *proved]),
            [one.request.name for one in step.lists if not one.request.guess],
            entries,
        )

    def _proved(self, lead: Target, url: str) -> bool:
        """Whether what looks like a further list was a report, when it was asked for."""
        known = self._ledger.address(lead.request.name)
        return known is not None and known.role in PAGES and known.url != url

    def _keep_failure(
        self, target: Target, url: str, address: Address | None, exchange: Exchange
    ) -> tuple[Step, Outcome]:
        guessed = target.request.guess and exchange.outcome in VANISHED and not (address and address.capture)
        role = "probe" if guessed else address.role if address else target.role
        self._ledger.keep(url, role, exchange)
        if exchange.outcome in VANISHED and address and address.capture and address.role in PAGES:
            if address.removed_at is None:
                self._tally.counts(self._ledger.is_report(url)).removed += 1
            self._ledger.mark_removed(url, exchange.fetched_at)
        elif exchange.outcome in VANISHED and address and address.capture and target.framed:
            # Around nothing there is nothing: the report is gone with what its page shows in a frame.
            self._tally.summary.removed += address.removed_at is None
            for gone in (url, target.article or url):
                self._ledger.mark_removed(gone, exchange.fetched_at)
        elif not guessed:
            self._tally.summary.failed += 1
        if target.article is not None and exchange.outcome not in VANISHED | SETTLED:
            self._ledger.ask_again(target.article)
        return self._discovery.failed(target, exchange.outcome), exchange.outcome

    async def _is_soft_404(self, address: Address | None, step: Step, fetched: Fetched) -> bool:
        """Whether a page with status 200 stands for one that is not there: a report that is none any more,
        or a page that leads nowhere and is what this site answers for any path."""
        if step.kind in CAPTURED or fetched.exchange.outcome == "not_modified":
            return False
        if address is not None and address.role in CAPTURED and address.capture:
            return True
        if (address is not None and address.entries) or (
            step.kind == "list" and (step.entries or step.lists)
        ):
            return False
        try:
            return await is_catch_all(fetched, self._fetcher, self._ledger, self._settings.page_bytes)
        except AuthorityClosedError:
            return False  # cannot be known now; the page itself was answered


def _showed(target: Target, address: Address, step: Step) -> bool:
    """Whether a page on the way that leads on only showed a few reports for a while, among its news."""
    on_the_way = not target.trail.annual and target.chain is None and bool(step.leads)
    return on_the_way and (address.entries or 0) <= MOST_SHOWN


def _lost(address: Address | None, step: Step) -> bool:
    """Whether an answer shows nothing of what was known of its address: no report, or no list of any."""
    if address is None or address.capture is None:
        return False
    return step.kind not in PAGES if address.role in PAGES else bool(address.entries) and not step.entries


def _heading(target: Target) -> str | None:
    """What stands above an entry; where neither that nor the entry tells the year that its list is of, that
    year."""
    link = target.link
    if link is None:
        return None
    told = any(year(words) for words in (link.text, link.title or "", link.heading or ""))
    return link.heading if told or target.year is None else f"{target.year}年"


def _asking(request: Request) -> Asking | None:
    """How an address was asked for, where that was no bare GET."""
    if not request.headers and request.body is None:
        return None
    return Asking(url=request.url, headers=request.headers, body=request.body)


def _counted(leads: Iterable[Target]) -> int:
    """How many reports count as a list's own: not those that every page's menu leads to."""
    return sum(lead.link is not None and lead.link.place in ("list", "body") for lead in leads)


def _listings(targets: Iterable[Target]) -> list[Listing]:
    return [
        Listing(
            url=target.request.name,
            role=target.role,
            text=target.link.text if target.link else "",
            title=target.link.title if target.link else None,
            date=target.link.date if target.link else None,
            heading=_heading(target),
        )
        for target in targets
    ]
