"""URLs as identities: the canonical form, the authority they belong to, the allow-list."""

import ipaddress
import re
from collections.abc import Iterable
from functools import lru_cache
from posixpath import normpath
from urllib.parse import urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from gongkai.fleeting import lasting, without_session

DEFAULT_PORTS = {"http": 80, "https": 443}

# What is canonical as it stands: no escapes, no session, no fragment, no dot segment, no default port. Most
# links are so, and to see that costs a tenth of taking them apart.
_CANONICAL = re.compile(
    r"https?://[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,9}(?::(?!(?:80|443)/)(?:[1-5][0-9]{4}|[1-9][0-9]{0,3}))?"
    r"/(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*(?:/+[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*/*)?(?:\?[A-Za-z0-9_.~&=-]+)?"
)
_PLACE = re.compile(r"(?P<folder>(?P<site>https?://[a-z0-9.:-]+)/(?:[A-Za-z0-9_.~/-]*/)?)[^/?#]*(?:[?#]|$)")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")


@lru_cache(maxsize=20_000)
def canonical(url: str) -> str:
    """The form under which a URL is remembered: escaped safely, host in lower case, no default port, no
    fragment, no session id, dot segments resolved. The query keeps its order: servers may care.

    Raises ValueError for what is no absolute http(s) URL.
    """
    return url if is_plain(url) else _made_canonical(url)


@lru_cache(maxsize=4096)  # of each that is asked for it is asked more than once
def is_plain(url: str) -> bool:
    """Whether a URL is canonical as it stands and holds nothing that anybody would escape."""
    return _CANONICAL.fullmatch(url) is not None


def _made_canonical(url: str) -> str:
    parts = urlsplit(safe_url_string(url.strip()))
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"{url[:200]!r} is no http or https URL")
    host = parts.hostname.lower().rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    if parts.port is not None and parts.port != DEFAULT_PORTS[scheme]:
        host = f"{host}:{parts.port}"
    return _escaped(urlunsplit((scheme, host, _path(without_session(parts.path)), parts.query, "")))


def _escaped(url: str) -> str:
    """The URL with its escapes in capitals (RFC 3986, 6.2.2.1)."""
    return _ESCAPE.sub(lambda match: match[0].upper(), url) if "%" in url else url


def _path(path: str) -> str:
    if not path:
        return "/"
    if "/." not in path and "//" not in path[:2]:
        return path
    cleaned = normpath("/" + path.lstrip("/"))
    return cleaned + "/" if path.endswith(("/", "/.", "/..")) and cleaned != "/" else cleaned


@lru_cache(maxsize=8192)
def absolute(base: str, href: str) -> str | None:
    """The URL a browser would go to from `base`, without fragment and session; None if it is no web page."""
    href = re.sub(r"[\t\r\n]", "", href).strip().replace("\\", "/")
    if not href or href.startswith("#"):
        return None
    try:
        url = _joined(base, href) or canonical(urljoin(base, href))
    except ValueError:
        return None
    bare, mark, query = url.partition("?")
    kept = "&".join(lasting(query))
    return bare + mark + kept if kept else bare


def _joined(base: str, href: str) -> str | None:
    """What `href` means on the page `base` where it can be put together by eye; None for any other."""
    if _CANONICAL.fullmatch(href):
        return href
    place = _PLACE.match(base)
    if place is None or not href or href.startswith(("//", "?")) or ":" in href:
        return None
    made = place["site"] + href if href.startswith("/") else place["folder"] + href.removeprefix("./")
    return made if _CANONICAL.fullmatch(made) and "//" not in made[len("https://") :] else None


@lru_cache(maxsize=20_000)
def authority(url: str) -> str:
    """Host and port of a URL; ports 80 and 443 are left out, so that both schemes of a host are one."""
    if is_plain(url):
        return url.split("/", 3)[2]
    parts = urlsplit(url)
    host = (parts.hostname or "").lower().rstrip(".")
    if ":" in host:
        host = f"[{host}]"
    port = parts.port or DEFAULT_PORTS.get(parts.scheme.lower(), 0)
    return host if port in DEFAULT_PORTS.values() else f"{host}:{port}"


def is_loopback(url: str) -> bool:
    """Whether a URL names this very machine."""
    return _is_loopback(authority(url))


@lru_cache(maxsize=1024)
def _is_loopback(name: str) -> bool:
    host = urlsplit(f"//{name}").hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


class Allowed:
    """The authorities that a portal may be asked at.

    An entry is a host (ports 80 and 443), host:port, or *.host for the host's subdomains.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        self.entries = tuple(dict.fromkeys(_entry(entry) for entry in entries))
        self._exact = {entry for entry in self.entries if not entry.startswith("*.")}
        self._below = tuple(entry[1:] for entry in self.entries if entry.startswith("*."))

    def allows(self, url: str) -> bool:
        """Whether this URL may be asked for: http or https, at an allowed authority."""
        try:
            where = authority(url)
            if where not in self._exact and not where.endswith(self._below):
                return False
            return url.startswith(("http://", "https://")) or urlsplit(url).scheme.lower() in DEFAULT_PORTS
        except ValueError:
            return False


def _entry(entry: str) -> str:
    entry = entry.strip().lower()
    for port in DEFAULT_PORTS.values():
        entry = entry.removesuffix(f":{port}")
    return entry
