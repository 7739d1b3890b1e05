"""What a page's own scripts ask the server for as soon as it is opened: lists that are filled in afterwards.

Clicks on tabs (`scraper.tabs`) make such calls too. A call is read off the script, never run. It is made by
GET whatever the script uses; the reading services of known CMS families (`scraper.posting`) are posted to
where they refuse that. What counts or logs visitors is left alone.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from gongkai.posted import fields
from scraper.addresses import absolute
from scraper.expressions import (
    PARAMETER,
    ROUTE,
    Function,
    Known,
    arguments,
    functions,
    settings,
    value,
)
from scraper.listing import Request
from scraper.literals import OBJECT, UnreadableError, literal
from scraper.lookups import looked_up
from scraper.markup import scripts
from scraper.members import members
from scraper.parameters import beginning, paged
from scraper.posting import JSON, WRITTEN, as_text, may_be_posted, only_reads, post, posted_instead
from scraper.tabs import tabs
from scraper.vocabulary import forbidden

MOST = 3
"""Services that one page asks for its lists."""

MOST_OF_ONE = 30
"""Lists that one page asks one service for, as where each department's has its place on it."""

ASK = re.compile(
    r"(?<![\w$])(?:url\s*:|(?:\$|jQuery)\s*\.\s*(?:get|post|getJSON|ajax)\s*\(|fetch\s*\("
    r"|axios\s*(?:\.\s*(?:get|post))?\s*\(|\$(?:http|axios)\s*\.\s*(?:get|post)\s*\()"
    r"|(?<=[\w$)])\s*\.\s*(?:get|post|request)\s*\((?=\s*[\"'`](?:https?:/)?/?[\w.-]+/)"
    r"|\.open\s*\(\s*[\"'](?:GET|POST)[\"']\s*,|\.load\s*\("
    rf"|(?P<own>(?<=[\w$])\s?\(|,)(?=\s*[\"'`][^\s\"'`<>]{{0,300}}(?i:{WRITTEN}))"
)
"""Where a script asks: by what browsers and libraries have for it, or, of a known service, by a function of
its own, which is given the address and behind it the data."""

_DATA = re.compile(
    r"\b(?:data|params|body)[\"']?\s*:\s*(?=[{\"'A-Za-z_$])|\.send\s*\(\s*(?=[{\"'A-Za-z_$])"
    r"|^\s*,\s*(?=\{|JSON\.stringify|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\s*[,)])"
)
_POSTS = re.compile(r"(?i)\b(?:type|method)[\"']?\s*:\s*[\"']post[\"']")
_POSTING = re.compile(r"(?i)\.\s*post\s*\($|[\"']post[\"']\s*,$")
_TYPE = re.compile(r"(?i)content-?type[\"']?\s*:\s*[\"']([^\"']+)[\"']")
_OBJECT = re.compile(r"(?:^|[;{}(,\s])([A-Za-z_$][\w$]*)\s*=\s*(?=\{|\d+\s*[;,)\n])")
_MEMBER = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]*)\s*\.\s*([A-Za-z_$]\w*)\s*=(?![=>])")
_MOST_OBJECTS = 100
_LONGEST_OBJECT = 4_000  # characters: what a call sends is short, what is longer is data
_BRACE = re.compile(r"\s*\{")
_COMMA = re.compile(r"\s*,")
_IDLE = re.compile(
    r"(?:^|[/._-])(?i:count(?:er|s)?|hits?|clicks?|visits?|visitors?|stat(?:s|istics?)?|logs?|weather|captcha|online"
    r"|tongji|likes?|comments?|users?|votes?|weixin|wx|tokens?)(?:[/._-]|$)"
    r"|[a-z](?:Count|Hits?|Click|Visit|Log|Stat)(?![a-z])|(?i:\.(?:js|css|png|jpe?g|gif|ico))$"
)
_PAGE = re.compile(r"(?i)(?:cur(?:rent|r)?)?_?page(?:_?(?:no|num|number|index))?|curr?")
_SIZE = re.compile(r"(?i)page_?(?:size|rows)|size|rows|limit|per_?page")
_NAMELESS = re.compile(r"=\?(?=&|$)")
"""Where jQuery puts the name of a function of its own that the answer is to call."""

_JSONP = re.compile(r"\bjsonp\s*:\s*[\"'](\w+)[\"']")
_AJAX = frozenset({"type", "method", "dataType", "success", "data", "params", "async"})
"""Options of a call itself, beside which nothing else is sent."""

_NEAR = 700  # characters after a call's URL in which its data stand
_BEFORE = 400  # and before it

Names = TypeVar("Names", bound=dict[str, str])


class Call(NamedTuple):
    """A call as the script makes it: where to, whether it posts, what it sends, as what."""

    address: str
    posts: bool
    data: Any
    content_type: str | None


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
            names = first | names
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
    url = list_url(base, _with(call.address, _pairs(call.data)))
    if url is None:
        return None
    headers = {"Referer": base, "X-Requested-With": "XMLHttpRequest"}
    plain = Request(url=url, headers=headers)
    service = list_url(base, call.address)
    if service is None or not call.posts or not may_be_posted(service, base):
        return posted_instead(plain, base)
    posted = post(service, call.data or "", base, call.content_type)
    return msgspec.structs.replace(plain, instead=posted, said=True)


class Assumed(dict[str, str]):
    """Names with what they are set to; others that are called a page's number or size are guessed."""

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What a name stands for."""
        last = name.removeprefix(OBJECT).rpartition(".")[2]
        guess = "1" if _PAGE.fullmatch(last) else "20" if _SIZE.fullmatch(last) else default
        found = super().get(name, guess)
        if guess is default or not name.startswith(OBJECT):
            return found
        plain = super().get(name[1:], guess) or ""
        return plain if plain.isdecimal() else default


def place(url: str, fragment: str = "") -> dict[str, str]:
    """What scripts call the page's own place."""
    parts = urlsplit(url)
    facts = {
        "origin": f"{parts.scheme}://{parts.netloc}",
        "host": parts.netloc,
        "protocol": f"{parts.scheme}:",
        "pathname": parts.path,
        "search": f"?{parts.query}" if parts.query else "",
        "hash": f"#{fragment}" if fragment else "",
        "href": f"{url}#{fragment}" if fragment else url,
    }
    route = urlsplit(fragment.lstrip("!"))
    queries = (parts.query, route.query or ("" if "/" in fragment else fragment))
    asked_for = {PARAMETER + name: one for query in queries for name, one in parse_qsl(query)}
    last = (route.path if fragment else parts.path).rstrip("/").rpartition("/")[2].partition(".")[0]
    return (
        {ROUTE: last}
        | asked_for
        | {
            f"{owner}location.{name}": fact
            for owner in ("", "window.", "document.")
            for name, fact in facts.items()
        }
    )


def page_scripts(html: str) -> str:
    """All scripts of a page, one after another."""
    return "\n".join(scripts(html))


def asked(script: str, names: Known) -> Iterator[str]:
    """The addresses that a piece of script asks for, as far as they can be known, with what it sends."""
    for call in made(script, names):
        yield _with(call.address, _pairs(call.data))


def made(script: str, names: Known) -> Iterator[Call]:
    """The calls of a piece of script whose address can be known."""
    starts = [*ASK.finditer(script)]
    for before, match in pairwise((None, *starts)):
        assert match is not None
        address, end = value(script, match.end(), names)
        if address and match[0].startswith(".load"):
            address = address.partition(" ")[0]  # behind it stands which part of the answer is shown
        if not address or re.search(r"[\s<>]", address):
            continue
        address = _NAMELESS.sub("=callback", address)
        first = max(before.end() if before else 0, match.start() - _BEFORE)
        ahead = script[first : match.start()].rpartition(";")[2]
        near = script[end : end + _NEAR]
        following = ASK.search(near)
        around = near[: following.start()] if following else near
        if match["own"]:
            data = _data(around, names) if _COMMA.match(near) else None
            if data is None:
                continue
        else:
            data = (
                _data(around, names) or _data(ahead, names) or _among_options(script, match, address, names)
            )
        if "jsonp" in near and "callback=" not in address:
            named = _JSONP.search(near)
            jsonp = {named[1] if named else "callback": "callback"}
            data = (data if isinstance(data, dict) else {}) | jsonp
        kind = _TYPE.search(ahead) or _TYPE.search(around)
        if kind is None and match[0].lstrip().startswith("axios"):
            content_type: str | None = JSON
        else:
            content_type = kind[1] if kind else None
        posts = _POSTING.search(match[0]) or _POSTS.search(ahead) or _POSTS.search(around)
        yield Call(address, bool(posts), data, content_type)


def objects(script: str, found: Names) -> Names:
    """The names with those that a script sets to objects: whole, for `literal`, and by member."""
    for match in list(_OBJECT.finditer(script))[:_MOST_OBJECTS]:
        try:
            data = literal(script[match.end() : match.end() + _LONGEST_OBJECT], 0, found)[0]
        except UnreadableError:
            continue
        found[OBJECT + match[1]] = msgspec.json.encode(data).decode()
        inside = data.items() if isinstance(data, dict) else ()
        found.update({f"{match[1]}.{name}": str(one) for name, one in inside if isinstance(one, str | int)})
    for match in list(_MEMBER.finditer(script))[:_MOST_OBJECTS]:
        whole = found.get(OBJECT + match[1])
        data = msgspec.json.decode(whole) if whole else None
        if not isinstance(data, dict):
            continue
        try:
            one = literal(script[match.end() : match.end() + _LONGEST_OBJECT], 0, found)[0]
        except UnreadableError:
            continue
        found[OBJECT + match[1]] = msgspec.json.encode(data | {match[2]: one}).decode()
        found[f"{match[1]}.{match[2]}"] = as_text(one)
    return found


def list_url(base: str, address: str) -> str | None:
    """The URL of what may be a list; None for what counts visitors, and for what must not be asked for."""
    url = absolute(base, address)
    return None if url is None or _IDLE.search(urlsplit(url).path) or forbidden(url) else url


def given_in_calls(script: str, function: Function, names: Known) -> Iterator[dict[str, str]]:
    """What the parameters of a function are in each call of it that can be known."""
    for call in re.finditer(rf"(?<!function )(?<![\w$.]){re.escape(function.name)}\s*\(", script):
        given = _arguments(script, call.end(), names)
        if len(given) >= len(function.parameters) > 0 and None not in given:
            found: dict[str, str] = {}
            for name, one in zip(function.parameters, filter(None, given), strict=False):
                found |= {OBJECT + name: one.data} if one.data else {}
                found |= {name: one.text} if one.text is not None else {}
            yield found


class Given(NamedTuple):
    """An argument of a call: as text, and as data (JSON) where it is a number or an object."""

    text: str | None
    data: str | None


def _arguments(script: str, start: int, names: Known) -> list[Given | None]:
    """The arguments of a call that opens before `start`; None for one that cannot be known."""
    found: list[Given | None] = []
    while True:
        if _BRACE.match(script, start):
            try:
                data, end = literal(script, start, names)
            except UnreadableError:
                return [*found, None]
            found.append(Given(None, msgspec.json.encode(data).decode()))
            comma = _COMMA.match(script, end)
            if comma is None:
                return found
            end = comma.end()
        else:
            given, end = arguments(script, start, names)
            found += (_given_as(text, one) for text, one in given)
            if not script[start:end].endswith(",") or not _BRACE.match(script, end):
                return found
        start = end


def _given_as(written: str, known: str | None) -> Given | None:
    if known is None:
        return Given(None, None) if written.startswith("function") else None  # for the answer
    return Given(known, written if written.isdecimal() else None)


def _data(near: str, names: Known) -> Any:
    """What stands as the data of a call: an object, or text that is sent as it is; else None."""
    for match in _DATA.finditer(near):
        try:
            data: Any = literal(near, match.end(), names)[0]
        except UnreadableError:
            continue
        if isinstance(data, dict) and "body" in data and ("method" in data or "headers" in data):
            data = data["body"]  # the second argument of fetch, which has what is sent inside
        if isinstance(data, dict) or (isinstance(data, str) and (data.startswith("{") or "=" in data)):
            return data
    return None


def _among_options(script: str, match: "re.Match[str]", address: str, names: Known) -> dict[str, Any] | None:
    """What is sent where it stands beside the address, among the options of a library's list: `new List({url:
    "/get.do", column: "c7", startrecord: 1, endrecord: 20})`. They must name a place in the list."""
    opening = script.rfind("{", max(0, match.start() - _BEFORE), match.start())
    if opening < 0 or not match[0].startswith("url") or "?" in address:
        return None
    try:
        options = literal(script[opening : opening + _LONGEST_OBJECT], 0, names)[0]
    except UnreadableError:
        return None
    sent = {
        name: one
        for name, one in (options.items() if isinstance(options, dict) else ())
        if name != "url" and isinstance(one, str | int) and not isinstance(one, bool)
    }
    given = {name: str(one) for name, one in sent.items()}
    named = paged(given) or beginning(given) or "startrecord" in given
    return sent if named and "url" in options and _AJAX.isdisjoint(options) else None


def _pairs(data: Any) -> list[tuple[str, str]]:
    """The data of the call, flat."""
    if isinstance(data, str):
        return fields(data)
    if not isinstance(data, dict):
        return []
    inner = next((data[name] for name in ("params", "data") if isinstance(data.get(name), dict)), data)
    return [(name, as_text(one)) for name, one in inner.items()]


def _with(address: str, pairs: list[tuple[str, str]]) -> str:
    """The address with more pairs in its query; a pair that is there already stays."""
    if not pairs:
        return address
    parts = urlsplit(address)
    there = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    more = urlencode([pair for pair in pairs if pair[0] not in there])
    query = "&".join(one for one in (parts.query, more) if one)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
