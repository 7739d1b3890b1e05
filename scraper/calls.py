"""What a page's own scripts ask the server for as soon as it is opened: lists that are filled in afterwards.

Such a call is read off the script, never run, and is made by GET whatever the script uses: nothing is ever
posted. What counts, weighs or logs visitors is left alone.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import msgspec

from scraper.addresses import absolute
from scraper.expressions import Function, Known, arguments, functions, settings, value
from scraper.listing import Request
from scraper.literals import UnreadableError, literal
from scraper.markup import scripts
from scraper.vocabulary import forbidden

MOST = 3
"""Calls of one page that are made."""

_ASK = re.compile(
    r"(?<![\w$])(?:url\s*:|(?:\$|jQuery)\s*\.\s*(?:get|post|getJSON|ajax)\s*\(|fetch\s*\("
    r"|axios\s*(?:\.\s*(?:get|post))?\s*\()|\.open\s*\(\s*[\"'](?:GET|POST)[\"']\s*,|\.load\s*\("
)
_DATA = re.compile(r"\b(?:data|params)\s*:\s*(?=\{)|^\s*,\s*(?=\{)")
_IDLE = re.compile(
    r"(?:^|[/._-])(?i:count(?:er|s)?|hits?|clicks?|visits?|visitors?|stat(?:s|istics?)?|logs?|weather|captcha|online"
    r"|tongji|likes?|comments?|users?|votes?|weixin|wx|tokens?)(?:[/._-]|$)"
    r"|[a-z](?:Count|Hits?|Click|Visit|Log|Stat)(?![a-z])|(?i:\.(?:js|css|png|jpe?g|gif|ico))$"
)
_PAGE = re.compile(r"(?i)(?:cur(?:rent|r)?)?_?page(?:_?(?:no|num|number|index))?")
_SIZE = re.compile(r"(?i)page_?(?:size|rows)|size|rows|limit|per_?page")
_JSONP = re.compile(r"\bjsonp\s*:\s*[\"'](\w+)[\"']")
_NEAR = 700  # characters after a call's URL in which its data stand


def calls(html: str, url: str, known: Known | None = None) -> tuple[Request, ...]:
    """The requests for lists that a page makes when it is opened, at most `MOST`."""
    script = page_scripts(html)
    if not script or not _ASK.search(script):
        return ()
    names = settings(script, _place(url) | dict(known or {}))
    for function in functions(script):
        if _ASK.search(function.body):
            names = _first_given(script, function, names) | names
    headers = {"Referer": url, "X-Requested-With": "XMLHttpRequest"}
    found = dict.fromkeys(
        one for address in asked(script, _Assumed(names)) if (one := _list_url(url, address))
    )
    return tuple(Request(url=one, headers=headers) for one in list(found)[:MOST])


class _Assumed(dict[str, str]):
    """Names with what they are set to; others that are called a page's number or size are guessed."""

    def get(self, name: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """What a name stands for."""
        last = name.rpartition(".")[2]
        guess = "1" if _PAGE.fullmatch(last) else "20" if _SIZE.fullmatch(last) else default
        return super().get(name, guess)


def _place(url: str) -> dict[str, str]:
    """What scripts call the page's own place."""
    parts = urlsplit(url)
    facts = {
        "origin": f"{parts.scheme}://{parts.netloc}",
        "host": parts.netloc,
        "protocol": f"{parts.scheme}:",
    }
    return {
        f"{owner}location.{name}": fact
        for owner in ("", "window.", "document.")
        for name, fact in facts.items()
    }


def page_scripts(html: str) -> str:
    """All scripts of a page, one after another."""
    return "\n".join(scripts(html))


def asked(script: str, names: Known) -> Iterator[str]:
    """The addresses that a piece of script asks for, as far as they can be known, with what it sends."""
    for match in _ASK.finditer(script):
        address, end = value(script, match.end(), names)
        if not address or re.search(r"[\s<>]", address):
            continue
        near = script[end : end + _NEAR]
        pairs = _pairs(near, names)
        if "jsonp" in near and "callback=" not in address:
            named = _JSONP.search(near)
            pairs.append((named[1] if named else "callback", "callback"))
        yield _with(address, pairs)


def _list_url(base: str, address: str) -> str | None:
    url = absolute(base, address)
    return None if url is None or _IDLE.search(urlsplit(url).path) or forbidden(url) else url


def _first_given(script: str, function: Function, names: Known) -> dict[str, str]:
    """What the parameters of a function are in the first call of it that can be known."""
    for call in re.finditer(rf"(?<!function )(?<![\w$.]){re.escape(function.name)}\s*\(", script):
        given, _ = arguments(script, call.end(), names)
        results = [result for _, result in given]
        if len(results) >= len(function.parameters) > 0 and None not in results:
            return dict(zip(function.parameters, map(str, results), strict=False))
    return {}


def _pairs(near: str, names: Known) -> list[tuple[str, str]]:
    """The data of the call, flat."""
    following = _ASK.search(near)
    match = _DATA.search(near, 0, following.start() if following else len(near))
    if match is None:
        return []
    try:
        data: Any = literal(near, match.end(), names)[0]
    except UnreadableError:
        return []
    inner = next((data[name] for name in ("params", "data") if isinstance(data.get(name), dict)), data)
    return [(name, _text(one)) for name, one in inner.items()]


def _text(one: Any) -> str:
    if isinstance(one, dict | list):
        return msgspec.json.encode(one).decode()
    return "" if one is None else str(one).lower() if isinstance(one, bool) else str(one)


def _with(address: str, pairs: list[tuple[str, str]]) -> str:
    """The address with more pairs in its query; a pair that is there already stays."""
    if not pairs:
        return address
    parts = urlsplit(address)
    there = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    more = urlencode([pair for pair in pairs if pair[0] not in there])
    query = "&".join(one for one in (parts.query, more) if one)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
