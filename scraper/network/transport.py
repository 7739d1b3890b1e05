"""One HTTP exchange: httpx's interface over aiohttp's connections, fenced.

The fence, because the pair leaks on its own: our TLS context, limits, resolver and socket factory go into
aiohttp's connector (httpx ignores its own once a transport is given); one time limit stands round the
whole exchange (a header sent byte by byte outlives any read timeout); content is inflated with a bound;
every error, of whichever library, becomes a FetchError with an outcome.
"""

import asyncio
import errno
import os
import ssl
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Literal

import aiohttp
import httpx
import yarl
from httpx_aiohttp import AiohttpTransport

from gongkai.errors import FetchError, UsageError
from gongkai.records import Outcome, Record
from gongkai.settings import Settings
from scraper.addresses import is_plain
from scraper.network.guard import RefusedAddressError, guarded_socket, open_socket
from scraper.network.inflate import CODINGS, BrokenContentError, CodingError, TooLargeError, sink

Tls = Literal["modern", "legacy"]

_LEGACY = 'tls = "legacy" in the portal file may help'

HEADER_BYTES = 16_384  # of one header line
HEADER_COUNT = 100
CONNECTIONS = 256

_DOCUMENT_TYPES = (
    "application/pdf",
    "application/msword",
    "application/vnd.",
    "application/zip",
    "octet-stream",
)

_CONTENT_OUTCOMES: dict[type[Exception], Outcome] = {
    TooLargeError: "too_large",
    BrokenContentError: "truncated",
    CodingError: "server_error",  # asking again would bring the same
}


class Answer(Record, frozen=True, kw_only=True):
    """What came back from one exchange, redirects not followed; `body` is after content decoding."""

    sent: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of that (lower-case) name."""
        for key, value in self.headers:
            if key == name:
                return value
        return None


def tls_context(profile: Tls, extra_ca: str = "") -> ssl.SSLContext:
    """A verifying TLS context. `legacy` also speaks with servers that only know old renegotiation, TLS 1.0
    and small keys; neither ever skips verification. Raises UsageError for an unreadable `extra_ca`."""
    context = ssl.create_default_context()
    if extra_ca:
        try:
            context.load_verify_locations(cafile=extra_ca)
        except (OSError, ssl.SSLError) as error:
            raise UsageError(f"extra_ca: {extra_ca}: no readable PEM file ({error})") from error
    if profile == "legacy":
        context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
        # Below level 1 is where OpenSSL 3 keeps TLS 1.0 and 1.1, SHA-1 signatures and keys of 1024 bits.
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
    return context


class Transport:
    """Connections for one TLS profile and one address policy; `async with Transport(...) as transport:`."""

    def __init__(self, settings: Settings, tls: Tls = "modern", private: bool = False) -> None:
        self._settings = settings
        self._context = tls_context(tls, settings.extra_ca and str(Path(settings.extra_ca).expanduser()))
        self._factory = open_socket if private else guarded_socket
        self._headers = {
            "User-Agent": settings.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
            "Accept-Encoding": CODINGS,
        }
        # httpx's client above the transport would add cookies, authentication and redirects, all of which
        # we do not want or do ourselves, at the cost of a third of an exchange.
        self._transport: httpx.AsyncBaseTransport | None = None

    async def __aenter__(self) -> "Transport":
        connector = aiohttp.TCPConnector(
            ssl=self._context,
            limit=CONNECTIONS,
            limit_per_host=1,
            use_dns_cache=False,
            socket_factory=self._factory,
            keepalive_timeout=30,
        )
        session = aiohttp.ClientSession(
            connector=connector,
            headers=self._headers,
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
            max_line_size=HEADER_BYTES,
            max_field_size=HEADER_BYTES,
            max_headers=HEADER_COUNT,
        )
        # It would ask once more by itself where a kept connection broke, unseen and uncounted: whether and
        # when to ask again is for `retry` to say. There is no public way to tell it so.
        session._retry_connection = False
        self._transport = AiohttpTransport(client=session, verify=self._context, trust_env=False)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._transport is not None:
            await self._transport.aclose()

    async def exchange(
        self, url: str, headers: Mapping[str, str], *, limit: int, body: str | None = None
    ) -> Answer:
        """Ask for `url` once, by POST where there is a `body`. `limit` bounds the content in bytes, on the
        wire and decoded; documents may have the limit of attachments. Raises FetchError whose outcome says
        what went wrong."""
        received = _Received()
        try:
            async with asyncio.timeout(self._settings.exchange_seconds):
                return await self._exchange(url, headers, limit, body, received)
        except TimeoutError as error:
            seconds = self._settings.exchange_seconds
            raise FetchError(f"{url}: no complete answer within {seconds:g} s", "timeout") from error
        except (TooLargeError, CodingError, BrokenContentError) as error:
            outcome: Outcome = _CONTENT_OUTCOMES[type(error)]
            message = str(error) or f"larger than {received.limit:,} bytes"
            raise FetchError(f"{url}: {message}", outcome) from error
        except (httpx.HTTPError, httpx.InvalidURL, aiohttp.ClientError, OSError, ValueError) as error:
            outcome, message = _cause(error, url, received.head)
            raise FetchError(f"{url}: {message}", outcome) from error

    async def _exchange(
        self, url: str, headers: Mapping[str, str], limit: int, body: str | None, received: "_Received"
    ) -> Answer:
        assert self._transport is not None, "use the transport in an `async with` block"
        request = self._request(url, headers, body)
        response = await self._transport.handle_async_request(request)
        try:
            received.head = True
            raw = response.headers.raw
            answered = tuple([(name.decode("latin-1").lower(), _header_text(value)) for name, value in raw])
            content_type = _value(answered, "content-type").lower()
            if any(kind in content_type for kind in _DOCUMENT_TYPES):
                limit = max(limit, self._settings.attachment_bytes)
            received.limit = limit
            inflated = sink(_value(answered, "content-encoding"), limit)
            length = _value(answered, "content-length")
            if length.isdigit() and int(length) > limit:
                raise TooLargeError
            assert isinstance(response.stream, httpx.AsyncByteStream)
            async for chunk in response.stream:
                inflated.feed(chunk)
            return Answer(
                # aiohttp escapes URLs its own way (%27, %7C): this is what went over the wire.
                sent=url if isinstance(request.url, _Plain) else str(yarl.URL(str(request.url))),
                status=response.status_code,
                headers=answered,
                body=inflated.finish(),
            )
        finally:
            await response.aclose()

    def _request(self, url: str, headers: Mapping[str, str], body: str | None) -> httpx.Request:
        plain = is_plain(url)
        request = httpx.Request(
            "GET" if body is None else "POST",
            _NOWHERE if plain else url,
            headers=headers,
            # Given as a stream, for httpx would work out which headers content needs, and aiohttp does that.
            stream=httpx.ByteStream(b"" if body is None else body.encode()),
        )
        request.read()
        if plain:
            request.url = _Plain(url)
        return request


class _Plain(httpx.URL):
    """A URL that goes out as it is written. httpx would take it apart, look at each of its characters and put
    it together as it was, at the cost of a tenth of an exchange; the transport only wants it as text."""

    def __init__(self, url: str) -> None:
        super().__init__(_NOWHERE)
        self._written = url

    def __str__(self) -> str:
        return self._written


_NOWHERE = httpx.URL("http://localhost/")


class _Received:
    """How far an exchange came: what an error means depends on it."""

    head = False
    limit = 0


def _value(headers: tuple[tuple[str, str], ...], name: str) -> str:
    """What all headers of that name say, as if they were one (RFC 9110, 5.3)."""
    return ", ".join([value for key, value in headers if key == name])


def _header_text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("gb18030", "replace")


def _chain(error: BaseException) -> list[BaseException]:
    chain: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in chain:
        chain.append(current)
        inner = getattr(current, "os_error", None)
        current = inner if isinstance(inner, BaseException) else current.__cause__ or current.__context__
    return chain


def _words(error: BaseException) -> str:
    """What an error says, on one line; aiohttp puts a status that nobody sent and the URL around it."""
    return " ".join(str(getattr(error, "message", None) or error).split())


def _cause(error: BaseException, url: str, head: bool) -> tuple[Outcome, str]:
    """The outcome and the words for an error, by what is at the bottom of it."""
    chain = _chain(error)
    text = "; ".join(dict.fromkeys(filter(None, map(_words, chain))))[:300] or type(error).__name__
    refused = [str(link) for link in chain if isinstance(link, RefusedAddressError)]
    if refused or "is no public address" in text:
        told = (refused or [text])[0]
        return "refused_address", f"{told}; allow_private_addresses in the portal file permits it"
    if "canonical IPv4 address" in text:
        return "refused_address", "an IPv4 address in disguise; write it as four decimal numbers"
    for link in chain:
        if isinstance(link, ssl.SSLCertVerificationError):
            inner = getattr(link, "certificate_error", link)  # aiohttp wraps it in a class of both kinds
            return "network_error", _certificate(getattr(inner, "verify_message", "") or _words(link))
    if any(isinstance(link, ssl.SSLError) for link in chain):
        return "network_error", f"TLS failed ({text}); {_LEGACY}"
    if any(isinstance(link, TimeoutError) for link in chain):
        return "timeout", "no answer in time"
    if head:
        return "truncated", f"the answer broke off ({text})"
    number = next((link.errno for link in reversed(chain) if isinstance(link, OSError) and link.errno), 0)
    told = f"no connection ({os.strerror(number)})" if number > 0 else text
    if url.startswith("https:") and number not in (errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH):
        # A server that cannot agree on a version or cipher often says nothing and hangs up.
        return "network_error", f"{told}; if it hangs up on TLS, {_LEGACY}"
    return "network_error", told


def _certificate(problem: str) -> str:
    remedy = (
        _LEGACY if "weak" in problem else "extra_ca in the settings can name an intermediate that it forgets"
    )
    return f"its certificate cannot be verified ({problem}); {remedy}"
