"""Lists whose script counts by itself how far it is: `no++`, `offset += 8`, the entries on the page.

No script is run: the calls of the page are read with the number as it will be at the next click, and once
more with the one after it; what then differs is how the service counts.
"""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from msgspec.structs import replace

from scraper.listing import Request
from scraper.scripts.calls import calls
from scraper.scripts.counts import counted
from scraper.scripts.posting import only_reads
from scraper.scripts.script_calls import ASK
from scraper.scripts.script_names import page_scripts

_STEPS = re.compile(
    r"(?<![\w$])(?P<name>[A-Za-z_$][\w$]{0,40})\s{0,9}(?:\+\+|\+=\s{0,9}(?P<by>\d{1,3}|[\w$.]{1,60})"
    r"|=\s{0,9}(?:[\w$]{1,40}\.){0,3}(?P=name)\s{0,9}\+\s{0,9}(?P<more>\d{1,3}))(?![\w(])"
    r"|\+\+\s{0,9}(?:[\w$]{1,40}\.){0,3}(?P<counted>[A-Za-z_$][\w$]{0,40})"
)
_MOST = 12  # names that one page counts up
_MOST_PLACES = 200
_SHOWN = re.compile(
    r"(?:\$|jQuery)\s{0,9}\([^()\n]{1,60}\)(?:\s{0,9}\.\s{0,9}\w{1,20}\([^()\n]{0,40}\))?\s{0,9}\.\s{0,9}"
    r"(?:length\b|size\s{0,9}\(\s{0,9}\))|\bquerySelectorAll\s{0,9}\([^()\n]{1,60}\)\s{0,9}\.\s{0,9}length\b"
)
_APART = re.compile(r"\bfunction\b|=>|\}")


def counted_up(html: str, url: str, shown: int) -> Iterator[Request]:
    """The requests for the second page of a list, `shown` entries of which stand on its page, by the numbers
    that its script counts up."""
    script = page_scripts(html)
    if not script or not ASK.search(script):
        return
    steps: dict[str, re.Match[str]] = {}
    for match in islice(_STEPS.finditer(script), _MOST_PLACES):
        steps.setdefault(match["name"] or match["counted"], match)
    for name, match in islice(steps.items(), _MOST):
        begin = re.compile(rf"((?<![\w$]){re.escape(name)}\s{{0,9}}[:=]\s{{0,9}}[\"']?)(\d{{1,4}})(?![\w.])")
        first = begin.search(html)
        by = match["by"] or match["more"] or "1"
        step = int(by) if by.isdecimal() else shown
        if first is None or step < 1:
            continue
        ahead = match["more"] is None and _is_before_asking(script, match.end(), name)  # else it is read so
        number = int(first[2]) + step * ahead
        versions = [_with(html, begin, one) for one in (number, number + step)]
        yield from _counting(versions, url, shown)
    if _SHOWN.search(script):
        yield from _counting([_SHOWN.sub(str(one), html) for one in (shown, 2 * shown)], url, shown)


def _with(html: str, begin: re.Pattern[str], number: int) -> str:
    """The page with another number where its script begins."""
    return begin.sub(lambda match: f"{match[1]}{number}", html, count=1)


def _is_before_asking(script: str, at: int, name: str) -> bool:
    """Whether a number that is counted up at a place is asked for next: what is asked with what it was before
    comes first. Where nothing tells, it is taken as it was: a page seen again is no loss."""
    call = ASK.search(script, at)
    if call is None or _APART.search(script, at, call.start()):
        return False
    return (
        re.search(rf"(?<![\w$]){re.escape(name)}(?![\w$])", script[call.start() : call.end() + 300])
        is not None
    )


def _counting(versions: list[str], url: str, shown: int) -> Iterator[Request]:
    """What both versions of a page ask for, if it differs as pages of one list do."""
    first, second = (calls(one, url) for one in versions)
    for call, other in zip(first, second, strict=False):
        if urlsplit(call.url).netloc != urlsplit(other.url).netloc or not only_reads(call.url):
            continue
        count = counted(call.url, other.url, shown)
        if count is not None and call.instead is None:
            yield replace(call, url=count.url, count=count)
