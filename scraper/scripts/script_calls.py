"""The calls in a piece of script: where it asks, by which method, and what it sends."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from gongkai.posted import fields
from scraper.scripts.expressions import Known, value
from scraper.scripts.literals import UnreadableError, literal
from scraper.scripts.parameters import beginning, paged
from scraper.scripts.posting import JSON, WRITTEN, as_text
from scraper.scripts.script_names import LONGEST_OBJECT

ASK = re.compile(
    r"(?<![\w$])(?:url\s*:|(?:\$|jQuery)\s*\.\s*(?:get|post|getJSON|ajax)\s*\(|fetch\s*\("
    r"|axios\s*(?:\.\s*(?:get|post))?\s*\(|\$(?:http|axios)\s*\.\s*(?:get|post)\s*\()"
    r"|(?<=[\w$)])\s*\.\s*(?:get|post|request)\s*\((?=\s*[\"'`](?:https?:/)?/?[\w.-]+/)"
    r"|\.open\s*\(\s*[\"'](?:GET|POST)[\"']\s*,|\.load\s*\("
    rf"|(?P<own>(?<=[\w$])\s?\(|,)(?=\s*(?:[\w$.]{{1,60}}\s*\+\s*)?[\"'`][^\s\"'`<>]{{0,300}}(?i:{WRITTEN}))"
)
"""Where a script asks: by what browsers and libraries have for it, or, of a known service, by a function of
its own, which is given the address and behind it the data."""

_DATA = re.compile(
    r"\b(?:data|params|body)[\"']?\s*:\s*(?=[{\"'A-Za-z_$])|\.send\s*\(\s*(?=[{\"'A-Za-z_$])"
    r"|^\s*,\s*(?=\{|JSON\.stringify|(?:\$|jQuery)\.extend|Object\.assign|[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*\s*[,)])"
)
_POSTS = re.compile(r"(?i)\b(?:type|method)[\"']?\s*:\s*[\"']post[\"']")
_POSTING = re.compile(r"(?i)\.\s*post\s*\($|[\"']post[\"']\s*,$")
_TYPE = re.compile(r"(?i)content-?type[\"']?\s*:\s*[\"']([^\"']+)[\"']")
_COMMA = re.compile(r"\s*,")
_NAMELESS = re.compile(r"=\?(?=&|$)")
"""Where jQuery puts the name of a function of its own that the answer is to call."""

_JSONP = re.compile(r"\bjsonp\s*:\s*[\"'](\w+)[\"']")
_AJAX = frozenset({"type", "method", "dataType", "success", "data", "params", "async"})
"""Options of a call itself, beside which nothing else is sent."""

_OPEN_QUERY = re.compile(r"\s*(?:([\"'])([^\"'\s<>]{1,300}\?)\1\s*\+|`([^`\s<>$]{1,300}\?)\$\{)")
_MADE_OF = re.compile(r"(?:\bURLSearchParams|\$\s*\.\s*param|\b[Qq]s\s*\.\s*stringify)\s*\(\s*(?=\{)")
_BEHIND = 60  # characters behind an address in which its query begins
_NEAR = 700  # characters after a call's URL in which its data stand
_BEFORE = 400  # and before it


class Call(NamedTuple):
    """A call as the script makes it: where to, whether it posts, what it sends, as what."""

    address: str
    posts: bool
    data: Any
    content_type: str | None

    @property
    def whole(self) -> str:
        """The address with what is sent in its query."""
        return _with(self.address, _pairs(self.data))


def asked(script: str, names: Known) -> Iterator[str]:
    """The addresses that a piece of script asks for, as far as they can be known, with what it sends."""
    for call in made(script, names):
        yield call.whole


def made(script: str, names: Known) -> Iterator[Call]:
    """The calls of a piece of script whose address can be known."""
    starts = [*ASK.finditer(script)]
    for before, match in pairwise((None, *starts)):
        assert match is not None
        address, end = value(script, match.end(), names)
        if address and match[0].startswith(".load"):
            address = address.partition(" ")[0]  # behind it stands which part of the answer is shown
        if (address is None or "${" in address) and (open_query := _OPEN_QUERY.match(script, match.end())):
            yield from _with_query(script, open_query, names)
            continue
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


def _with_query(script: str, address: "re.Match[str]", names: Known) -> Iterator[Call]:
    """A call whose query is made of an object, behind its address or shortly before it."""
    behind = _MADE_OF.search(script, address.end(), address.end() + _BEHIND)
    before = [*_MADE_OF.finditer(script, max(0, address.start() - _BEFORE), address.start())]
    for match in ([behind] if behind else before)[-1:]:
        try:
            data = literal(script[match.end() : match.end() + LONGEST_OBJECT], 0, names)[0]
        except UnreadableError:
            return
        if isinstance(data, dict):
            yield Call(address[2] or address[3], False, data, None)


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
        options = literal(script[opening : opening + LONGEST_OBJECT], 0, names)[0]
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
