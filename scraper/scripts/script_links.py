"""Which script files of a page are worth reading: where it refers to them, and what they are called.

Only pages that name a known service, or that show nothing without their scripts, are worth it: a column
without reports, a home page whose menu a script writes.
"""

import re

from scraper.addresses import absolute, authority
from scraper.markup.any_case import any_case
from scraper.vocabulary import forbidden

MOST = 4
"""Script files of one page that are read."""

_MARKS = any_case("webBuilderCommon", "EWB-FRONT", "frontaction/", "/html/info/", r"window\.siteInfo")
FILE = re.compile(r"(?i)<script\b[^<>]{0,300}?\bsrc\s*=\s*[\"']?([^\"'\s<>]+)[^<>]{0,300}>\s*</script\s*>")
"""Where a page refers to a script file."""

WRITTEN = re.compile(
    r"(?i)(?:<script\b[^<>]{0,300}?\bsrc\s*=|\.\s*src\s*=|getScript\s*\()\s*\\?[\"']([^\"'\s<>\\]+\.js(?:\?[^\"'\s<>\\]*)?)\\?[\"']"
)
"""Where a script does: written, made as an element, or asked for by a function."""

_MENU = re.compile(r"(?i)menu|nav|head|top|left|daohang|column|lanmu|channel|tree|link|catalog|mulu")
_LIBRARY = re.compile(
    r"(?i)(?:jquery|bootstrap|vue|react|angular|swiper|layui|layer|easyui|datatables|laydate|echarts|polyfill|html5|respond|mustache"
    r"|pagination|modernizr|zepto|lodash|moment|slick|superslide|es5|wx|share|count|stat|hm)[\w.-]*\.js"
)

_VENDOR = re.compile(
    r"(?i)/[\w.-]*(?:vendors?|libs?|runtime|manifest|common~|commons|polyfills?|dll)[\w.~-]*\.js"
)
"""Files that hold what others wrote, if there are better ones."""


def script_files(text: str, url: str, *, empty: bool) -> tuple[str, ...]:
    """The script files of a page that may say what it asks for, those called menus first; `empty` pages need
    no other sign."""
    if "<script" not in text or not (empty or _MARKS.search(text)):
        return ()
    named = (*FILE.findall(text), *WRITTEN.findall(text))
    found = (absolute(url, source) for source in named if not _LIBRARY.search(source))
    here = authority(url)
    own = dict.fromkeys(one for one in found if one and authority(one) == here and not forbidden(one))
    return tuple(sorted(own, key=_worth)[:MOST])


def _worth(url: str) -> int:
    """Which files come first: those called menus, then those of the portal's own."""
    return 0 if _MENU.search(url.rpartition("/")[2]) else 2 if _VENDOR.search(url) else 1
