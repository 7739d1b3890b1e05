"""One page asked for as it should be: allowed, within robots, in turn, retried, redirects followed."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from msgspec.structs import replace

from gongkai.archive import Exchange, Ledger, Moved
from gongkai.archive.state import GOOD, VANISHED
from gongkai.decode import text_of
from gongkai.errors import FetchError
from gongkai.records import Outcome
from gongkai.settings import Settings
from scraper.addresses import authority, canonical, is_loopback
from scraper.listing import Request
from scraper.network.cookies import offered, sent_back
from scraper.network.politeness import Authorities, Authority
from scraper.network.retry import policy, worth_another_try
from scraper.network.robots import LIMIT, Rules, is_unreachable, read_rules
from scraper.network.transport import Answer, Transport
from scraper.pages.classify import Verdict, classify
from scraper.pages.jumps import JUMPED, jump
from scraper.run.challenged import UNREADABLE, asked_from, reason, told
from scraper.run.due import FOLLOWED_AGAIN, rests
from scraper.run.registry import Portal
from scraper.vocabulary import leads_to_login

REDIRECTS = frozenset({301, 302, 303, 307, 308})
SAME_METHOD = frozenset({307, 308})
UNKNOWN_METHOD = frozenset({405, 501})
"""Statuses that say that it is the method, and not the request, that is not known there."""

REFUSED = UNKNOWN_METHOD | {400, 403, 404, 406, 411, 415, 422, 500}
"""Statuses with which a service that is only posted to answers a GET."""

_TEXT = ("text/", "html", "xml", "json", "javascript")
_FILES = ((b"%PDF"), b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"Rar!")


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class RobotsBook:
    """The robots rules of every authority, asked for once a run whichever portal comes first."""

    def __init__(self) -> None:
        self._rules: dict[str, Rules] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    def known(self, name: str) -> Rules | None:
        """The rules of an authority, None when they have not been asked for."""
        return self._rules.get(name)

    def asking(self, name: str) -> asyncio.Lock:
        """Held while the rules of an authority are being asked for."""
        return self._asking.setdefault(name, asyncio.Lock())

    def learn(self, name: str, rules: Rules) -> None:
        """Remember the rules of an authority."""
        self._rules[name] = rules


class Fetcher:
    """Fetches for one portal. What it shares with others: the transport, the authorities, the robots."""

    def __init__(
        self,
        portal: Portal,
        settings: Settings,
        transport: Transport,
        authorities: Authorities,
        robots: RobotsBook,
        ledger: Ledger,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._portal = portal
        self._allowed = portal.allowed
        self._settings = settings
        self._transport = transport
        self._authorities = authorities
        self._robots = robots
        self._ledger = ledger
        self._now = now
        self.requests = 0  # sent, retries and redirects included
        self.bytes = 0  # received, after content decoding

    async def fetch(self, request: Request, *, limit: int) -> "Fetched":
        """Send `request`, whose answer may have `limit` bytes, and say what came of it.

        Never raises for what a portal does; raises AuthorityClosedError when the authority is left alone.
        """
        fetched = await self._follow(replace(request, url=canonical(request.url)), limit, robots=True)
        where = self._authorities.get(authority(request.url))
        where.count(request.name, fetched.exchange.outcome)
        return fetched

    async def _follow(self, request: Request, limit: int, *, robots: bool) -> "Fetched":
        hops: list[tuple[int, str]] = []
        cookies: dict[str, dict[str, str]] = {}
        taken = False
        here = request
        while True:
            refusal = await self._refusal(here, robots=robots)
            fetched = refusal or await self._ask(here, limit)
            exchange = fetched.exchange
            status, location = exchange.status or JUMPED, None
            if status in REDIRECTS:
                location = exchange.header("location")
            elif request.entry and exchange.outcome in ("ok", "shell"):
                status, location = JUMPED, jump(fetched.text, exchange.sent)
            if location is None:
                break
            hops.append((status, here.name))
            cookies.setdefault(authority(here.url), {}).update(offered(exchange.headers))
            try:
                url = canonical(urljoin(exchange.sent, location.strip()))
            except ValueError as error:
                fetched = self._failed(here, "off_host", f"redirected to no web page: {error}")
                break
            if leads_to_login(url) and not leads_to_login(request.url):
                # The answer says all there is to know: nothing is asked of the login itself.
                exchange = replace(exchange, outcome="login", note=f"login: redirected to {url}")
                fetched = Fetched(exchange, fetched.text)
                break
            # Like a browser: only these two redirects mean that what was posted is posted there.
            here = replace(here, url=url, body=here.body if status in SAME_METHOD else None)
            if not taken and self._take(cookies.get(authority(url), {}), url, here.name, hops):
                taken = True  # once a page: a server that goes on like this never shows it
                continue
            if here.name in {seen for _, seen in hops} or len(hops) > self._settings.redirects:
                fetched = self._failed(here, "network_error", f"redirected in circles or too often ({url})")
                break
        fetched = fetched.followed(request.name, tuple(hops))
        end = fetched.exchange
        if hops and end.outcome in GOOD and request.body is None:
            fetched.exchange = replace(end, moved=Moved(url=end.final, followed=end.fetched_at))
        return fetched

    def _take(self, cookies: dict[str, str], url: str, name: str, hops: list[tuple[int, str]]) -> bool:
        """Take the cookies of redirects that came round to where they began: with these the page may be had,
        as if they had never been. Says whether there were any that are not sent already."""
        again = next((place for place, (_, seen) in enumerate(hops) if seen == name), None)
        where = self._authorities.get(authority(url))
        if again is None or not cookies.items() - where.cookies.items():
            return False
        where.cookies |= cookies
        del hops[again:]
        return True

    async def _refusal(self, request: Request, *, robots: bool) -> "Fetched | None":
        """Why a request may not be sent, as a result; None when it may."""
        url = request.url
        if not self._allowed.allows(url):
            name = authority(url)
            return self._failed(
                request, "off_host", f"{name} is not in the portal's hosts; add it there if it belongs"
            )
        if not self._settings.contact.strip() and not is_loopback(url):
            return self._failed(
                request, "off_host", f"{authority(url)} is not asked without a contact in the settings"
            )
        if robots and not (await self._rules(url)).allows(url):
            return self._failed(request, "robots", "robots.txt asks not to fetch it")
        return None

    async def _rules(self, url: str) -> Rules:
        name = authority(url)
        rules = self._robots.known(name)
        if rules is None:
            async with self._robots.asking(name):
                rules = self._robots.known(name) or await self._ask_rules(url, name)
        return rules

    async def _ask_rules(self, url: str, name: str) -> Rules:
        where = self._authorities.get(name)
        where.check()
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/robots.txt"
        rules = self._saved_rules(address)
        if rules is None:
            exchange = await self._robots_file(address)
            self._ledger.keep(address, "robots", exchange)
            if is_unreachable(exchange):
                why, outcome = reason(UNREADABLE)
                why = f"{why} ({exchange.note or exchange.status})"
                if exchange.status is None:  # it may be the network of this machine
                    where.close(why, outcome)
                else:
                    self._leave_alone(where, UNREADABLE, why, outcome)
                where.check()
            rules = read_rules(exchange)
        where.crawl_delay = max(where.crawl_delay, rules.delay)
        where.rest(rules.delay)  # the first page too comes so long after its robots.txt
        self._robots.learn(name, rules)
        return rules

    async def _robots_file(self, address: str) -> Exchange:
        """The answer for a robots.txt; behind redirects it is asked for where they ended, the last time."""
        known = self._ledger.address(address)
        moved = known.moved if known else None
        if known and moved and rests(moved.followed, FOLLOWED_AGAIN, known, self._now()):
            exchange = (await self._follow(Request(url=moved.url), LIMIT * 20, robots=False)).exchange
            if exchange.outcome in GOOD | VANISHED and not exchange.hops:
                return replace(exchange, asked=address, moved=moved)
        exchange = (await self._follow(Request(url=address), LIMIT * 20, robots=False)).exchange
        if exchange.hops and exchange.outcome in VANISHED:
            exchange = replace(exchange, moved=Moved(url=exchange.final, followed=exchange.fetched_at))
        return exchange

    def _saved_rules(self, address: str) -> Rules | None:
        """The rules that a run which was cut off has had already; None when they have to be asked for."""
        known = self._ledger.address(address)
        if known is None or not self._ledger.done(known):
            return None
        saved = self._ledger.last_good(known) if known.outcome == "ok" else None
        return read_rules(saved) if saved else Rules(None)

    async def _ask(self, request: Request, limit: int) -> "Fetched":
        """One request, tried as often as the policy allows."""
        where = self._authorities.get(authority(request.url))
        latest = await self._exchange(request, limit, where)
        # What may be posted instead is not asked for again in the way that was refused.
        if refuses_get(request, latest.exchange) or not worth_another_try(latest.exchange):
            return latest
        first: Fetched | None = latest

        async def attempt() -> Exchange:
            nonlocal first, latest
            latest, first = first or await self._exchange(request, limit, where), None
            return latest.exchange

        await policy(self._settings, where)(attempt)
        return latest

    async def _exchange(self, request: Request, limit: int, where: Authority) -> "Fetched":
        """One request in its turn, and what the answer is."""
        async with where.turn(self._portal.delay):
            self.requests += 1
            try:
                answer = await self._transport.exchange(
                    request.url,
                    {**request.headers, **sent_back(where.cookies), **_conditions(request)},
                    limit=limit,
                    body=request.body,
                )
            except FetchError as error:
                return self._failed(request, error.outcome, str(error))
        self.bytes += len(answer.body)
        return self._judge(request, answer, where)

    def _judge(self, request: Request, answer: Answer, where: Authority) -> "Fetched":
        text = text_of(answer.body) if _is_text(answer) else None
        moved = answer.status in REDIRECTS and answer.header("location") is not None
        outcome, signature, stops = (
            Verdict("ok")
            if moved
            else classify(answer.status, answer.headers, answer.sent, text, len(answer.body))
        )
        note = None
        if outcome == "not_modified" and not _conditions(request):
            outcome, note = "server_error", "status 304, although nothing was sent to compare with"
        elif outcome not in GOOD:
            note = f"{outcome.replace('_', ' ')}: status {answer.status}"
            note += f", looks like {signature}" if signature else ""
        if stops:
            rest = self._leave_alone(
                where, str(signature), f"it answers with a challenge ({signature})", outcome
            )
            note = f"{note}; the authority is {rest}"
        exchange = Exchange(
            asked=request.name,
            sent=answer.sent,
            final=answer.sent if request.body is None else request.name,
            outcome=outcome,
            fetched_at=self._now(),
            status=answer.status,
            headers=answer.headers,
            body=answer.body if outcome != "not_modified" else None,
            note=note,
        )
        return Fetched(exchange, text or "")

    def _leave_alone(self, where: Authority, challenge: str, why: str, outcome: Outcome) -> str:
        """Close an authority for the night, in later runs too; return until when, in words."""
        rest = told(asked_from(self._settings, self._now()))
        where.close(f"{why} and is {rest}", outcome)
        where.challenge = challenge
        self._ledger.hosts.set_challenge(where.name, challenge, self._now())
        return rest

    def _failed(self, request: Request, outcome: Outcome, note: str) -> "Fetched":
        exchange = Exchange(
            asked=request.name,
            sent=request.url,
            final=request.name,
            outcome=outcome,
            fetched_at=self._now(),
            note=note,
        )
        return Fetched(exchange, "")


def refuses_get(request: Request, exchange: Exchange) -> bool:
    """Whether an answer to a GET lets the same be posted: by its status, which says less where the page's own
    script does not post. What stands before a whole site (a challenge, a login) says nothing of a method."""
    if request.instead is None or exchange.outcome in ("blocked_challenge", "login"):
        return False
    return exchange.status in (REFUSED if request.said else UNKNOWN_METHOD)


def _conditions(request: Request) -> dict[str, str]:
    """The conditional headers of a request: only where what is known comes from the very same URL."""
    known = request.known
    return known.headers if known is not None and known.url == request.url else {}


class Fetched:
    """An exchange together with its text, which the archive has no need of."""

    __slots__ = ("exchange", "text")

    def __init__(self, exchange: Exchange, text: str) -> None:
        self.exchange = exchange
        self.text = text

    def followed(self, asked: str, hops: tuple[tuple[int, str], ...]) -> "Fetched":
        """The same at the end of redirects."""
        if not hops:
            return self
        return Fetched(replace(self.exchange, asked=asked, hops=hops), self.text)


def _is_text(answer: Answer) -> bool:
    if answer.body.startswith(_FILES):
        return False
    content_type = (answer.header("content-type") or "").lower()
    return not content_type or any(word in content_type for word in _TEXT) or answer.body.lstrip()[:1] == b"<"
