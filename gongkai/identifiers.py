"""One name for one page: the canonical URL and the report's id made of it."""

import hashlib
import os
import re
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

from gongkai.fleeting import lasting, without_session

_DEFAULT_PORTS = {"http": 80, "https": 443}
# Characters that are not written as they are in a path or query (RFC 3986), and escapes already written.
_TO_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?]")
# The URLs of most pages: a host and a path, with nothing in either to be written in another way.
_CANONICAL = re.compile(r"https?://[a-z0-9.-]*[a-z0-9-]/[A-Za-z0-9\-._~!$&'()*+,=:@/]*")
_PORTAL_CODE = re.compile(r"(\d{6})-", re.ASCII)


def canonical_url(url: str) -> str:
    """The URL with host in lower case, default port, fragment, session tokens and campaign marks gone and
    the rest of its query sorted: all that decides which page is meant stays. Not a web address: as it is."""
    return url if _CANONICAL.fullmatch(url) else _canonical(url)


@lru_cache(maxsize=64)  # a page's own URL is asked for several times in a row
def _canonical(url: str) -> str:
    url = url.strip()
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a host or port that is none
        return url
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not parts.hostname:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.rstrip(".")
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = sorted(map(_escaped, lasting(parts.query)))
    path = _escaped(without_session(parts.path)) or "/"
    return urlunsplit((scheme, netloc, path, "&".join(query), ""))


def _escaped(text: str) -> str:
    """A path or query written in the one way: escapes in capitals, of UTF-8, wherever one is needed."""
    return _TO_ESCAPE.sub(lambda found: _escape(found[0]), text)


def _escape(printed: str) -> str:
    if len(printed) == 3:
        return printed.upper()
    return "".join(f"%{byte:02X}" for byte in printed.encode("utf-8", "surrogatepass"))


def report_id(url: str | None, source: str) -> str:
    """First 16 hex digits of the SHA-256 of the canonical URL, or of `source` where no URL is known."""
    name = canonical_url(url) if url else source
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def portal_division(portal: str | None) -> str | None:
    """The GB/T 2260 code that a portal's id begins with (430203-lusong); None if it begins with none."""
    found = _PORTAL_CODE.match(portal or "")
    return found[1] if found else None


def printable(name: str) -> str:
    """A name as it can be stored and printed: bytes that are no UTF-8 (as in old archives' GBK file names)
    are written \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
