"""What a page's own scripts ask the server for as soon as it is opened: lists that are filled in afterwards.

Clicks on tabs (`scraper.scripts.tabs`) make such calls too. A call is read off the script, never run. It is
made by GET whatever the script uses; the reading services of known CMS families (`scraper.scripts.posting`)
are posted to where they refuse that. What counts or logs visitors is left alone.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from urllib.parse import urlsplit

import msgspec

from scraper.addresses import absolute
from scraper.listing import Request
from scraper.scripts.expressions import (
    Known,
    functions,
    settings,
)
from scraper.scripts.lookups import looked_up
from scraper.scripts.members import members
from scraper.scripts.posting import may_be_posted, only_reads, post, posted_instead
from scraper.scripts.script_calls import ASK, Call, made
from scraper.scripts.script_names import Assumed, given_in_calls, objects, page_scripts, place
from scraper.scripts.tabs import tabs
from scraper.vocabulary import forbidden

MOST = 3
"""Services that one page asks for its lists."""

MOST_OF_ONE = 30
"""Lists that one page asks one service for, as where each department's has its place on it."""

_IDLE = re.compile(
    r"(?:^|[/._-])(?i:count(?:er|s)?|hits?|clicks?|visits?|visitors?|stat(?:s|istics?)?|logs?|weather|captcha|online"
    r"|tongji|likes?|comments?|users?|votes?|weixin|wx|tokens?)(?:[/._-]|$)"
    r"|[a-z](?:Count|Hits?|Click|Visit|Log|Stat)(?![a-z])|(?i:\.(?:js|css|png|jpe?g|gif|ico))$"
)


def calls(html: str, url: str, known: Known | None = None, *, fragment: str = "") -> tuple[Request, ...]:
    """The requests for lists that a page makes when it is opened, with this fragment behind its address, of
    at most `MOST` services, and on clicks on tabs."""
    script = page_scripts(html)
    if not script or not ASK.search(script):
        return ()
    at_once, on_clicks = _asked_for(script, html, url, known, fragment)
    filled = looked_up(script, html)
    if filled != script:
        # What is made of the page's own fields and attributes is asked for only where that reads.
        more, on_clicks = _asked_for(filled, html, url, known, fragment)
        at_once = {name: one for name, one in more.items() if name in at_once or only_reads(one.url)}
    return (*_few(at_once.values()), *(one for name, one in on_clicks.items() if name not in at_once))


def _asked_for(
    script: str, html: str, url: str, known: Known | None, fragment: str
) -> tuple[dict[str, Request], dict[str, Request]]:
    """The requests of a page's script by name: those that it makes at once, and those on clicks on tabs."""
    names = settings(script, place(url, fragment) | dict(known or {}))
    names = members(script, names) | names
    again: list[tuple[str, dict[str, str]]] = []
    for function in functions(script):
        if ASK.search(function.body):
            first, *others = [*islice(given_in_calls(script, function, names), MOST_OF_ONE)] or [{}]
            names = settings(function.body, first | names) if first else names
            again += [(function.body, given) for given in others]
    assumed = objects(script, Assumed(names))
    ways = [*made(script, assumed)]
    for body, given in again:
        ways += made(body, objects(script, Assumed(settings(body, names | given) | given)))
    at_once: dict[str, Request] = {}
    for call in ways:
        one = request_for(url, call)
        if one is not None and (one.said or one.name not in at_once):
            guess = call.posts and one.instead is None
            at_once[one.name] = msgspec.structs.replace(one, guess=guess)
    on_clicks: dict[str, Request] = {}
    for code, given in tabs(html, script):
        of_tab = Assumed(settings(code, {**names, **given}))
        made_of_it = (request_for(url, call) for call in made(code, of_tab))
        on_clicks |= {one.name: one for one in made_of_it if one is not None and only_reads(one.url)}
    return at_once, on_clicks


def _few(found: Iterable[Request]) -> Iterator[Request]:
    """The calls of the first services, so many of each."""
    counts: dict[str, int] = {}
    for one in found:
        service = urlsplit(one.url).path
        counts[service] = counts.get(service, 0) + 1
        if len(counts) <= MOST and counts[service] <= MOST_OF_ONE:
            yield one


def request_for(base: str, call: Call) -> Request | None:
    """The request for a call, with what it sends in the query, and beside it the post where it may be one."""
    url = list_url(base, call.whole)
    if url is None:
        return None
    headers = {"Referer": base, "X-Requested-With": "XMLHttpRequest"}
    plain = Request(url=url, headers=headers)
    service = list_url(base, call.address)
    if service is None or not call.posts or not may_be_posted(service, base):
        return posted_instead(plain, base)
    posted = post(service, call.data or "", base, call.content_type)
    return msgspec.structs.replace(plain, instead=posted, said=True)


def list_url(base: str, address: str) -> str | None:
    """The URL of what may be a list; None for what counts visitors, and for what must not be asked for."""
    url = absolute(base, address)
    return None if url is None or _IDLE.search(urlsplit(url).path) or forbidden(url) else url
