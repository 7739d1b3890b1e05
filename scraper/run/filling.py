"""Pages that a service fills: what their scripts say of it, and the text that it gives in their place."""

import re

from msgspec.structs import replace

from gongkai.archive import Address, Asking
from gongkai.archive.state import GOOD, VANISHED
from gongkai.settings import Settings
from gongkai.within import page_within
from scraper.cms import PLAIN, choose
from scraper.cms.epoint import USUAL
from scraper.listing import Request, Response
from scraper.pages.confirm import is_empty, speaks_of_form
from scraper.pages.links import read_links
from scraper.run.conditional import read_as
from scraper.run.fetch import Fetched, Fetcher
from scraper.run.methods import Methods
from scraper.run.script_files import ScriptFiles
from scraper.scripts.calls import calls
from scraper.scripts.data_files import data_files
from scraper.scripts.script_links import script_files
from scraper.scripts.tables import tables
from scraper.search.discover import Discovery, Target
from scraper.search.targets import PAGES

_ANCHOR = re.compile(r"<a\s", re.IGNORECASE)

SHELLS = GOOD | {"shell"}
"""Outcomes with which a page comes that its script has still to fill."""


class Filling:
    """Completes the answers of one run over one portal."""

    def __init__(
        self,
        scripts: ScriptFiles,
        discovery: Discovery,
        fetcher: Fetcher,
        methods: Methods,
        settings: Settings,
    ) -> None:
        self._methods = methods
        self._scripts = scripts
        self._discovery = discovery
        self._fetcher = fetcher
        self._settings = settings

    def known(self, target: Target, address: Address | None) -> Request | None:
        """The call that filled a known page the last time: its shell need not be asked for again."""
        asking = address.asking if address and target.role != "list" else None
        if asking is None or address is None or not address.capture or asking.url == target.request.url:
            return None
        return Request(url=asking.url, headers=asking.headers, body=asking.body)

    async def again(self, target: Target, call: Request) -> Fetched | None:
        """A known page filled anew by its call; None where the service has no page for it any more."""
        answer = await self._fetcher.fetch(call, limit=self._settings.page_bytes)
        if answer.exchange.outcome in VANISHED:
            return None
        return self._filled(target.request.name, (), call, answer)

    async def complete(
        self, target: Target, fetched: Fetched, address: Address | None = None, *, listed: bool = True
    ) -> Fetched:
        """The answer with its text, where the page is a shell and says which service has it.

        A shell that says where its list comes from is no failure, though nothing can be seen of it; but in
        the place of a page that had a text it is one: only what is no longer `listed` either may be gone.
        """
        exchange = fetched.exchange
        if exchange.outcome not in SHELLS or target.role == "attachment" or not fetched.text:
            return fetched
        if exchange.outcome == "ok" and target.role == "report" and speaks_of_form(fetched.text):
            return fetched
        shell = exchange.outcome == "shell"
        if target.role == "list":
            await self._scripts.load(script_files(fetched.text, exchange.final, empty=shell))
        if not shell and target.role == "list":
            return fetched
        response = read_as(exchange, fetched.text)
        if not shell and not is_empty(response):
            return fetched
        if target.role == "report":
            await self._scripts.load(script_files(fetched.text, exchange.final, empty=True))
        response = replace(response, text=self._scripts.beside(response.text, response.url))
        call = self._discovery.filling(target, response) if target.role == "report" else None
        if call is not None:
            hops = (*exchange.hops, (200, exchange.final))
            filled = await self._fill(exchange.asked, hops, self._methods.known(call))
            if filled is not None:
                return filled
        if address is not None and address.role in PAGES and address.capture is not None:
            if self.known(target, address) is None:
                return fetched
            if listed:
                note = "its service has no text for it, although a list shows it"
                return Fetched(replace(exchange, outcome="server_error", note=note), fetched.text)
        if shell and (
            leads_on(response, target) or self._discovery.sends_on(target, fetched.text, response.url)
        ):
            return Fetched(replace(exchange, outcome="ok", note=None), fetched.text)
        return fetched

    async def _fill(self, asked: str, hops: tuple[tuple[int, str], ...], call: Request) -> Fetched | None:
        """What a call fills a page with, by whichever method its service takes."""
        answer = await self._fetcher.fetch(call, limit=self._settings.page_bytes)
        other = self._methods.refused(call, answer)
        filled = None if other is not None else self._filled(asked, hops, call, answer)
        if filled is None and call.instead is not None and (other is not None or call.said):
            call = call.instead
            answer = await self._fetcher.fetch(call, limit=self._settings.page_bytes)
            filled = self._filled(asked, hops, call, answer)
        if filled is not None and filled.exchange.outcome in GOOD:
            self._methods.learn(call)
        return filled

    def _filled(
        self, asked: str, hops: tuple[tuple[int, str], ...], call: Request, answer: Fetched
    ) -> Fetched | None:
        """What the service gave, or why it gave nothing, as the answer for the page; None where what it gave
        holds no page."""
        if answer.exchange.outcome not in GOOD:
            return answer.followed(asked, hops or ((200, asked),))
        page = page_within(answer.text)
        if page is None:
            return None
        asking = Asking(url=call.url, headers=call.headers, body=call.body)
        hops = hops or ((200, asked),)
        return Fetched(replace(answer.exchange, asked=asked, hops=hops, asking=asking), page)


def leads_on(response: Response, target: Target) -> bool:
    """Whether a page without anything to see tells where its list comes from: by the marks of a CMS family,
    by a call of its script, by a table of a library, or by links that its script writes; a column, by any
    data."""
    text, url = response.text, response.url
    if (
        choose(response).name not in PLAIN
        or calls(text, url, USUAL)
        or any(one.is_served for one in tables(text))
    ):
        return True
    annual = target.trail.annual
    linked = (annual or _ANCHOR.search(text) is not None) and bool(read_links(text, url))
    return linked or (annual and bool(data_files(text, url)))
