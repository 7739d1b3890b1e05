"""One name for one page: the canonical URL and the report's id made of it."""

import hashlib
import re
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_DEFAULT_PORTS = {"http": 80, "https": 443}
_SESSION_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_SESSION_KEY = re.compile(
    r"^(?:utm_\w+|jsessionid|phpsessid|aspsessionid\w*|sessionid|session_id|sid_token|spm|from_source|"
    r"_t|_r|timestamp|nocache|isappinstalled|wxshare|share_token)$",
    re.IGNORECASE,
)


def canonical_url(url: str) -> str:
    """The URL with host in lower case, default port, fragment, session tokens and campaign marks gone and
    the rest of its query sorted: all that decides which page is meant stays. Not a web address: as it is."""
    url = url.strip()
    parts = urlsplit(url)
    if parts.scheme.lower() not in _DEFAULT_PORTS or not parts.hostname:
        return url
    scheme = parts.scheme.lower()
    try:
        port = parts.port
    except ValueError:
        return url
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname.rstrip(".")
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not _SESSION_KEY.match(pair.partition("=")[0])
    )
    path = _SESSION_PATH.sub("", parts.path) or "/"
    return str(canonicalize_url(urlunsplit((scheme, netloc, path, query, "")), keep_blank_values=True))


def report_id(url: str | None, source: str) -> str:
    """First 16 hex digits of the SHA-256 of the canonical URL, or of `source` where no URL is known."""
    name = canonical_url(url) if url else source
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
