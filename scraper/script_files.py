"""The script files of pages that known services fill: what they say of the service, read beside the page.

Only pages that name such a service, or that show nothing without their scripts, are worth it: a column
without reports, a home page whose menu a script writes. A file is asked for once and kept; what it says
stands where the page refers to it, as a browser would have it. Menus change: a file that a page on the way to
columns refers to is asked for again when it is a week old.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from gongkai.archive import Ledger
from gongkai.archive.state import VANISHED
from gongkai.decode import decode
from scraper.addresses import absolute, authority
from scraper.fetch import Fetcher
from scraper.listing import Request
from scraper.vocabulary import forbidden

MOST = 4
"""Script files of one page that are read."""

MOST_OF_PORTAL = 40
"""Script files of one portal that are asked for."""

OLD = timedelta(days=7)

LONGEST = 150_000
"""Bytes of one: longer files are libraries, or whole programs that hold more than a call."""

_MARKS = re.compile(r"(?i)webBuilderCommon|EWB-FRONT|frontaction/|/html/info/|window\.siteInfo")
_FILE = re.compile(r"(?i)<script\b[^<>]{0,300}?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)[^<>]{0,300}>\s*</script\s*>")
_MENU = re.compile(r"(?i)menu|nav|head|top|left|daohang|column|lanmu|channel|tree|link|catalog|mulu")
_SCRIPT_PATH = re.compile(r"(?i)\.js(?:$|\?)")
_LIBRARY = re.compile(
    r"(?i)(?:jquery|bootstrap|vue|react|angular|swiper|layui|layer|laydate|echarts|polyfill|html5|respond|mustache"
    r"|pagination|modernizr|zepto|lodash|moment|slick|superslide|es5|wx|share|count|stat|hm)[\w.-]*\.js"
)


def script_files(text: str, url: str, *, empty: bool) -> tuple[str, ...]:
    """The script files of a page that may say what it asks for, those called menus first; `empty` pages need
    no other sign."""
    if "<script" not in text or not (empty or _MARKS.search(text)):
        return ()
    found = (absolute(url, source) for source in _FILE.findall(text) if not _LIBRARY.search(source))
    here = authority(url)
    own = dict.fromkeys(one for one in found if one and authority(one) == here and not forbidden(one))
    return tuple(sorted(own, key=lambda one: _MENU.search(one.rpartition("/")[2]) is None))[:MOST]


class ScriptFiles:
    """The script files of one portal: those that are kept, and those still to be asked for."""

    def __init__(self, ledger: Ledger, fetcher: Fetcher) -> None:
        self._ledger = ledger
        self._fetcher = fetcher
        self._codes: dict[str, str] | None = None
        self._asked = 0

    def __bool__(self) -> bool:
        """Whether any is kept."""
        return bool(self._kept())

    async def load(self, urls: Sequence[str], *, anew: bool = False) -> bool:
        """Have these files in the archive, each asked for once, or once more where it may be out of date
        (`anew`); say whether there is any."""
        for url in urls:
            known = self._ledger.address(url)
            fresh = known is None or (known.failures > 0 and known.outcome not in VANISHED) or anew
            if self._asked < MOST_OF_PORTAL and fresh and (known is None or not self._ledger.done(known)):
                self._asked += 1
                fetched = await self._fetcher.fetch(Request(url=url), limit=LONGEST)
                self._ledger.keep(url, "other", fetched.exchange)
                self._codes = None
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
            return f"<script>{code.replace('</script', '')}</script>" if code else match[0]

        return _FILE.sub(put, text)

    def _kept(self) -> dict[str, str]:
        """What each file that is kept says, by URL."""
        if self._codes is None:
            self._codes = {}
            for address in self._ledger.addresses("other"):
                if not _SCRIPT_PATH.search(address.url):
                    continue
                saved = self._ledger.last_good(address)
                if saved is not None and saved.body and len(saved.body) <= LONGEST:
                    code = decode(saved.body, saved.header("content-type")).text
                    self._codes[address.url] = "" if code.lstrip()[:1] == "<" else code
        return self._codes
