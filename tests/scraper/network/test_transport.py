"""One exchange: TLS that is always verified, content that is bounded, errors that say what to set."""

import asyncio
import gzip
import shutil
import ssl
import subprocess
import zlib
from contextlib import asynccontextmanager

import pytest

from gongkai.errors import FetchError
from gongkai.settings import Settings
from scraper.network.transport import Transport

pytestmark = pytest.mark.filterwarnings("ignore:ssl.TLSVersion:DeprecationWarning")

PAGE = b"<html><p>\xe5\xb9\xb4\xe6\x8a\xa5</p></html>"
QUICK = Settings(exchange_seconds=5)


@asynccontextmanager
async def answering(answer, context=None):
    """A server that sends these bytes to every request; yields its port."""

    async def handle(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(handle, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


def ask(answer, settings=QUICK, tls="modern", context=None, limit=100_000):
    async def run():
        async with answering(answer, context) as port, Transport(settings, tls, private=True) as transport:
            scheme = "https" if context else "http"
            return await transport.exchange(f"{scheme}://127.0.0.1:{port}/", {}, limit=limit)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("asked", "sent"),
    [
        ("/zfxxgk/t1.html?p=2&q=a", "/zfxxgk/t1.html?p=2&q=a"),
        ("/%E5%B9%B4/a%27b.html", "/%E5%B9%B4/a'b.html"),
        ("/x;y/z.asp?a=%7C", "/x;y/z.asp?a=%7C"),
    ],
)
def test_what_was_sent_is_what_the_server_saw(asked, sent):
    seen = []

    async def handle(reader, writer):
        seen.append((await reader.readuntil(b"\r\n\r\n")).decode().splitlines())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    async def run():
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        site = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        async with server, Transport(QUICK, private=True) as transport:
            return site, await transport.exchange(site + asked, {}, limit=1000)

    site, answer = asyncio.run(run())
    assert seen[0][0] == f"GET {answer.sent.removeprefix(site)} HTTP/1.1"
    assert f"host: {site.removeprefix('http://')}" in map(str.lower, seen[0])
    assert answer.sent == site + sent


def test_a_request_goes_out_once_whatever_becomes_of_a_kept_connection():
    """The server answers the first request of a connection and hangs up on the second."""
    seen = []

    async def handle(reader, writer):
        for answer in (b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", b""):
            seen.append(await reader.readuntil(b"\r\n\r\n"))
            writer.write(answer)
            await writer.drain()
        writer.close()

    async def run():
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        async with server, Transport(QUICK, private=True) as transport:
            await transport.exchange(url, {}, limit=1000)
            with pytest.raises(FetchError) as told:
                await transport.exchange(url, {}, limit=1000)
            return told.value.outcome

    assert asyncio.run(run()) == "network_error"
    assert len(seen) == 2


def refused(*arguments, **options):
    with pytest.raises(FetchError) as told:
        ask(*arguments, **options)
    assert "\n" not in str(told.value)
    return told.value.outcome, str(told.value)


def coded(body, coding):
    return b"HTTP/1.1 200 OK\r\nContent-Encoding: %b\r\nContent-Length: %d\r\n\r\n%b" % (
        coding.encode(),
        len(body),
        body,
    )


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("", PAGE),
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE, wbits=-15)),
        ("gzip", PAGE),
    ],
    ids=["plain", "gzip", "two members", "zlib", "bare deflate", "a header that says what is not so"],
)
def test_content_is_decoded(coding, body):
    assert ask(coded(body, coding)).body == PAGE


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (coded(gzip.compress(bytes(5_000_000)), "gzip"), "too_large"),
        (coded(zlib.compress(bytes(5_000_000)), "deflate"), "too_large"),
        (coded(bytes(200_000), ""), "too_large"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + bytes(200_000), "too_large"),
        (coded(gzip.compress(PAGE)[:-9], "gzip"), "truncated"),
        (coded(b"\x1f\x8b\x08\x00 nothing of the kind", "gzip"), "truncated"),
        (coded(PAGE, "br"), "server_error"),
        (coded(PAGE, "zstd"), "server_error"),
        (coded(PAGE, "gzip, gzip"), "server_error"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n" + PAGE, "truncated"),
        (b"HTTP/1.1 abc OK\r\n\r\n", "network_error"),
        (b"<html>no head at all</html>", "network_error"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5_000 + b"\r\n", "network_error"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", "network_error"),
        (b"", "network_error"),
    ],
    ids="bomb deflated-bomb long endless cut-gzip no-gzip br zstd twice short status no-head "
    "many-headers long-header nothing".split(),
)
def test_what_is_no_complete_answer_has_a_name(answer, outcome):
    assert refused(answer)[0] == outcome


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """A CA of our own, a good certificate and one with a key of 1024 bits, all for 127.0.0.1."""
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl to make certificates")
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(*words):
        subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)

    made = ("-nodes", "-days", "2", "-x509")
    openssl(
        "req", *made, "-newkey", "rsa:2048", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=made here"
    )
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1")
    for name, bits in (("good", 2048), ("weak", 1024)):
        request = ("-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", "/CN=127.0.0.1")
        openssl("req", "-nodes", "-newkey", f"rsa:{bits}", *request)
        signed = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-extfile", "names", "-days", "2")
        openssl("x509", "-req", "-in", f"{name}.csr", *signed, "-out", f"{name}.pem")
    return folder


def server_context(folder, name, version=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    if version is not None:
        context.minimum_version = context.maximum_version = version
    return context


def test_a_certificate_of_a_known_authority_is_taken(certificates):
    trusting = Settings(exchange_seconds=5, extra_ca=str(certificates / "ca.pem"))
    for tls in ("modern", "legacy"):
        assert ask(coded(PAGE, ""), trusting, tls, server_context(certificates, "good")).body == PAGE


@pytest.mark.parametrize("tls", ["modern", "legacy"])
def test_no_profile_takes_an_unknown_certificate(certificates, tls):
    outcome, message = refused(coded(PAGE, ""), QUICK, tls, server_context(certificates, "good"))
    assert outcome == "network_error"
    assert "extra_ca" in message


@pytest.mark.parametrize(("name", "version"), [("weak", None), ("good", ssl.TLSVersion.TLSv1_1)])
def test_old_servers_need_the_legacy_profile_and_the_error_says_so(certificates, name, version):
    trusting = Settings(exchange_seconds=5, extra_ca=str(certificates / "ca.pem"))
    outcome, message = refused(
        coded(PAGE, ""), trusting, "modern", server_context(certificates, name, version)
    )
    assert outcome == "network_error"
    assert 'tls = "legacy"' in message
    assert ask(coded(PAGE, ""), trusting, "legacy", server_context(certificates, name, version)).body == PAGE
