"""The script files of pages that known services fill: what they say of the service, read beside the page.

Which files those are `scraper.scripts.script_links` tells. A file is asked for once and kept; what it says
stands where the page refers to it, as a browser would have it. Menus change: a file that a page on the way to
columns refers to is asked for again when it is a week old.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from gongkai.archive import Address, Ledger
from gongkai.decode import text_of
from scraper.addresses import absolute
from scraper.listing import Request
from scraper.markup.markup import OF_FILE
from scraper.run.due import ANSWERED
from scraper.run.fetch import Fetcher
from scraper.scripts.bundle import distilled
from scraper.scripts.script_links import FILE, WRITTEN, script_files

MOST_OF_PORTAL = 40
"""Script files of one portal that are asked for."""

OLD = timedelta(days=7)

LONGEST = 4_000_000
"""Bytes of one. Of a program that holds more than a few calls only these are read, by
`scraper.scripts.bundle`."""

_SCRIPT_PATH = re.compile(r"(?i)\.js(?:$|\?)")


class ScriptFiles:
    """The script files of one portal: those that are kept, and those still to be asked for."""

    def __init__(self, ledger: Ledger, fetcher: Fetcher) -> None:
        self._ledger = ledger
        self._fetcher = fetcher
        self._codes: dict[str, str] | None = None
        self._named: set[str] = set()
        self._asked = 0

    def __bool__(self) -> bool:
        """Whether any is kept."""
        return bool(self._kept())

    async def load(self, urls: Sequence[str], *, anew: bool = False) -> bool:
        """Have these files in the archive, each asked for once, or once more where it may be out of date
        (`anew`); say whether there is any."""
        if not self._named.issuperset(urls):
            self._named.update(urls)
            self._codes = None
        for url in urls:
            known = self._ledger.address(url)
            fresh = known is None or (known.failures > 0 and known.outcome not in ANSWERED) or anew
            if self._asked < MOST_OF_PORTAL and fresh and (known is None or not self._ledger.done(known)):
                self._asked += 1
                fetched = await self._fetcher.fetch(Request(url=url), limit=LONGEST)
                self._ledger.keep(url, "other", fetched.exchange)
                kept = self._ledger.address(url)
                if self._codes is not None and kept is not None:
                    self._codes |= self._code(kept)
        return any(self._kept().get(url) for url in urls)

    def old(self, text: str, url: str, now: datetime) -> tuple[str, ...]:
        """The kept files that a page refers to and that were not asked for in a week."""
        kept = self._kept() if "<script" in text else {}
        known = (self._ledger.address(one) for one in script_files(text, url, empty=True) if kept.get(one))
        return tuple(one.url for one in known if one and one.fetched_at and now - one.fetched_at > OLD)

    def beside(self, text: str, url: str) -> str:
        """The page with the files that are kept, each in the place where the page refers to it."""
        kept = self._kept()
        if not kept or "<script" not in text:
            return text

        def put(match: re.Match[str]) -> str:
            code = kept.get(absolute(url, match[1]) or "")
            return _element(code) if code else match[0]

        whole = FILE.sub(put, text)
        written = (absolute(url, source) or "" for source in WRITTEN.findall(whole))
        return whole + "".join(_element(kept[one]) for one in dict.fromkeys(written) if kept.get(one))

    def _kept(self) -> dict[str, str]:
        """What each file that is kept says, by URL."""
        if self._codes is None:
            self._codes = {}
            for address in self._ledger.addresses("other"):
                if _SCRIPT_PATH.search(address.url) or address.url in self._named:
                    self._codes |= self._code(address)
        return self._codes

    def _code(self, address: Address) -> dict[str, str]:
        """What one file says, by its URL; nothing where it is not kept."""
        saved = self._ledger.last_good(address)
        if saved is None or not saved.body or len(saved.body) > LONGEST:
            return {}
        code = text_of(saved.body)
        return {address.url: "" if code.lstrip()[:1] == "<" else distilled(code)}


def _element(code: str) -> str:
    return f"<script{OF_FILE}>{code.replace('</script', '')}</script>"
