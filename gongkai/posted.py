"""One name for one answer to a request that posts: its method and what it posts, folded into the URL.

The same URL answers many such requests, so indexes of web archives (CDX, by pywb's rule) look answers up
under the URL with `__wb_method=POST` and the posted fields as further pairs of its query. So do archives
here: a URL stays one string, tells its method to whoever reads it, and is what other tools look for.
"""

import json
from base64 import b64encode
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode

_METHOD = "__wb_method="
_BODY = "__wb_post_data"


def folded(url: str, body: str) -> str:
    """The URL under which the answer to posting `body` to `url` is kept."""
    pairs = [("__wb_method", "POST"), *fields(body)]
    return f"{url}{'&' if '?' in url else '?'}{urlencode(pairs)}"


def unfolded(url: str) -> tuple[str, str]:
    """The method that a name tells, and the URL that was asked: (GET, itself) for any other URL."""
    start = url.find(_METHOD)
    if start < 1 or url[start - 1] not in "?&":
        return "GET", url
    method = url[start + len(_METHOD) :].partition("&")[0]
    return method, url[: start - 1]


def fields(body: str) -> list[tuple[str, str]]:
    """The names and values that a body posts: of a form, or the leaves of JSON, each name once (`a`, `a.2_`);
    anything else is one field in base64."""
    if not body.strip():
        return []
    if body.lstrip()[:1] in "{[":
        try:
            return _numbered(_leaves(json.loads(body), ""))
        except (ValueError, RecursionError):
            return [(_BODY, b64encode(body.encode()).decode())]
    if "=" in body:
        return parse_qsl(body, keep_blank_values=True)
    return [(_BODY, b64encode(body.encode()).decode())]


def _leaves(node: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _leaves(value, key)
    elif isinstance(node, list):
        for value in node:
            yield from _leaves(value, name)
    elif name:
        yield name, node if isinstance(node, str) else json.dumps(node)


def _numbered(pairs: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    seen: dict[str, int] = {}
    found = []
    for name, value in pairs:
        seen[name] = seen.get(name, 0) + 1
        found.append((name if seen[name] == 1 else f"{name}.{seen[name]}_", value))
    return found
