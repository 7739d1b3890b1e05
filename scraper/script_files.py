"""The script files of pages that known services fill: what they say of the service, read beside the page.

Only pages that name such a service, or that show nothing without their scripts, are worth it. A file is asked
for once and kept; what it says stands where the page refers to it, as a browser would have it.
"""

import re
from collections.abc import Sequence

from gongkai.archive import Ledger
from gongkai.archive.state import VANISHED
from gongkai.decode import decode
from scraper.addresses import absolute, authority
from scraper.fetch import Fetcher
from scraper.listing import Request
from scraper.vocabulary import forbidden

MOST = 4
"""Script files of one page that are read."""

LONGEST = 150_000
"""Bytes of one: longer files are libraries, or whole programs that hold more than a call."""

_MARKS = re.compile(r"(?i)webBuilderCommon|EWB-FRONT|frontaction/|/html/info/|window\.siteInfo")
_FILE = re.compile(r"(?i)<script\b[^<>]{0,300}?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)[^<>]{0,300}>\s*</script\s*>")
_SCRIPT_PATH = re.compile(r"(?i)\.js(?:$|\?)")
_LIBRARY = re.compile(
    r"(?i)(?:jquery|bootstrap|vue|react|angular|swiper|layui|layer|laydate|echarts|polyfill|html5|respond|mustache"
    r"|pagination|modernizr|zepto|lodash|moment|slick|superslide|es5|wx|share|count|stat|hm)[\w.-]*\.js"
)


def script_files(text: str, url: str, *, empty: bool) -> tuple[str, ...]:
    """The script files of a page that may say what it asks for; `empty` pages need no other sign."""
    if "<script" not in text or not (empty or _MARKS.search(text)):
        return ()
    found = (absolute(url, source) for source in _FILE.findall(text) if not _LIBRARY.search(source))
    here = authority(url)
    return tuple(
        dict.fromkeys(one for one in found if one and authority(one) == here and not forbidden(one))
    )[:MOST]


class ScriptFiles:
    """The script files of one portal: those that are kept, and those still to be asked for."""

    def __init__(self, ledger: Ledger, fetcher: Fetcher) -> None:
        self._ledger = ledger
        self._fetcher = fetcher
        self._codes: dict[str, str] | None = None

    def __bool__(self) -> bool:
        """Whether any is kept."""
        return bool(self._kept())

    async def load(self, urls: Sequence[str], *, anew: bool = False) -> bool:
        """Have these files in the archive, each asked for once, or once more where it may be out of date
        (`anew`); say whether there is any."""
        for url in urls:
            known = self._ledger.address(url)
            fresh = known is None or (known.failures > 0 and known.outcome not in VANISHED) or anew
            if fresh and (known is None or not self._ledger.done(known)):
                fetched = await self._fetcher.fetch(Request(url=url), limit=LONGEST)
                self._ledger.keep(url, "other", fetched.exchange)
                self._codes = None
        return any(self._kept().get(url) for url in urls)

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
