"""The script files of pages that known services fill: what they say of the service, read beside the page.

Only pages that name such a service, or that are empty without their scripts, are worth it. A file is asked
for once and kept; what it says stands where the page refers to it, as a browser would have it.
"""

import re

from gongkai.archive import Ledger
from gongkai.decode import decode
from scraper.addresses import absolute, authority
from scraper.vocabulary import forbidden

MOST = 4
"""Script files of one page that are read."""

LONGEST = 400_000
"""Bytes of one: longer files are libraries, or whole programs that hold more than a call."""

_MARKS = re.compile(r"(?i)webBuilderCommon|EWB-FRONT|frontaction/|/html/info/|window\.siteInfo")
_FILE = re.compile(r"(?i)<script\b[^<>]{0,300}?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)[^<>]{0,300}>\s*</script\s*>")
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


def with_scripts(text: str, url: str, ledger: Ledger) -> str:
    """The page with the script files that are kept, each in the place where the page refers to it."""
    if "<script" not in text:
        return text

    def put(match: re.Match[str]) -> str:
        address = absolute(url, match[1])
        known = ledger.address(address) if address else None
        saved = ledger.last_good(known) if known and known.role == "other" else None
        if saved is None or not saved.body or len(saved.body) > LONGEST:
            return match[0]
        code = decode(saved.body, saved.header("content-type")).text
        return f"<script>{code.replace('</script', '')}</script>"

    return _FILE.sub(put, text)
