"""Sites that answer every path with a page: told by asking for one that cannot exist."""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from gongkai.archive import Ledger
from scraper.addresses import authority
from scraper.listing import Request
from scraper.markup.fingerprint import essence
from scraper.run.fetch import Fetched, Fetcher

REMEMBERED = timedelta(days=30)
"""How long the answer for a random path stands."""


async def is_catch_all(fetched: Fetched, fetcher: Fetcher, ledger: Ledger, limit: int) -> bool:
    """Whether a page that is not what was expected is what its authority answers for any path.

    Asks for a random path at most once an authority in thirty days. Raises AuthorityClosedError.
    """
    url = fetched.exchange.final
    name = authority(url)
    now = fetched.exchange.fetched_at
    known = ledger.hosts.catch_all(name)
    if known is None or now - known[0] > REMEMBERED:
        parts = urlsplit(url)
        probe = f"{parts.scheme}://{parts.netloc}/{secrets.token_hex(6)}/{secrets.token_hex(8)}.html"
        answer = await fetcher.fetch(Request(url=probe), limit=limit)
        ledger.keep(probe, "probe", answer.exchange)
        mark = fingerprint(answer) if answer.exchange.outcome == "ok" else ""
        ledger.hosts.set_catch_all(name, mark, now)
        known = now, mark
    return known[1] != "" and known[1] == fingerprint(fetched)


def fingerprint(fetched: Fetched) -> str:
    """A digest of what the page says, its own address apart."""
    text = fetched.text
    for url in {fetched.exchange.asked, fetched.exchange.final}:
        text = text.replace(url, "").replace(urlsplit(url).path or "/", "/")
    return hashlib.sha256(essence(text).encode("utf-8", "replace")).hexdigest()
