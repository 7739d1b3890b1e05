"""Pages that a service fills: what their scripts say of it, and the text that it gives in their place."""

from msgspec.structs import replace

from gongkai.archive import Address, Asking, Ledger
from gongkai.archive.state import GOOD, VANISHED
from gongkai.settings import Settings
from gongkai.within import page_within
from scraper.conditional import read_as
from scraper.confirm import is_empty
from scraper.discover import Discovery, Target
from scraper.fetch import Fetched, Fetcher
from scraper.listing import Request, Response
from scraper.script_files import LONGEST, script_files, with_scripts

SHELLS = GOOD | {"shell"}
"""Outcomes with which a page comes that its script has still to fill."""


class Filling:
    """Completes the answers of one run over one portal."""

    def __init__(self, ledger: Ledger, discovery: Discovery, fetcher: Fetcher, settings: Settings) -> None:
        self._ledger = ledger
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

    async def complete(self, target: Target, fetched: Fetched) -> Fetched:
        """The answer with its text, where the page is a shell and says which service has it. A page that is
        a list has its script files kept, so that it can be read together with them."""
        exchange = fetched.exchange
        if exchange.outcome not in SHELLS or target.role == "attachment" or not fetched.text:
            return fetched
        response = read_as(exchange, fetched.text)
        empty = target.role == "report" and is_empty(response)
        if target.role == "report" and not empty:
            return fetched
        for url in script_files(fetched.text, exchange.final, empty=empty):
            await self._keep_script(url)
        call = self._discovery.filling(target, self._with_scripts(response)) if empty else None
        if call is None:
            return fetched
        answer = await self._fetcher.fetch(call, limit=self._settings.page_bytes)
        hops = (*exchange.hops, (200, exchange.final))
        return self._filled(exchange.asked, hops, call, answer) or fetched

    def _with_scripts(self, response: Response) -> Response:
        return replace(response, text=with_scripts(response.text, response.url, self._ledger))

    async def _keep_script(self, url: str) -> None:
        """Have a script file in the archive: it is asked for once."""
        if self._ledger.address(url) is None:
            fetched = await self._fetcher.fetch(Request(url=url), limit=LONGEST)
            self._ledger.keep(url, "other", fetched.exchange)

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
