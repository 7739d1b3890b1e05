"""The ways to misbehave: each writes one answer, or what passes for one."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from functools import cache

from fixtures.site import Page

Kind = Callable[[asyncio.StreamWriter, Page, str], Awaitable[None]]

_DRIP_SECONDS = 0.02
_RUISHU = "<html><head><meta content='x'><script>$_ts=window['$_ts'];$_ts.nsd=1;</script></head></html>"
_JSL = "<script>document.cookie=('__jsl_clearance=1');location.href=location.pathname</script>"
_ACW = "<html><script>var arg1='A1B2';function setCookie(n,v){}setCookie('acw_sc__v2',arg1)</script></html>"
_WAF = "<html><title>提示</title><body>您的请求疑似攻击行为，已被WEB 应用防火墙拦截。</body></html>"
_LOGIN = "<html><h1>用户登录</h1><form action='/login'><input type='password' name='p'></form></html>"
_MAINTENANCE = "<html><body>系统维护中，暂停服务，请稍后再访问。</body></html>"
_SHELL = "<html><body><div id='app'></div><script src='/static/app.js'></script></body></html>"
_HOME = "<html><title>某县人民政府</title><p>欢迎访问</p><a href='/zwdt/'>政务动态</a></html>"


def _write(writer: asyncio.StreamWriter, status: int, body: bytes, *headers: str) -> None:
    lines = [f"HTTP/1.1 {status} X", f"Content-Length: {len(body)}", *headers, "", ""]
    writer.write("\r\n".join(lines).encode() + body)


def write_page(writer: asyncio.StreamWriter, page: Page) -> None:
    """The page as it should be."""
    _write(writer, page.status, page.body, f"Content-Type: {page.content_type}")


def _page(status: int, text: str, *headers: str) -> Kind:
    async def answer(writer: asyncio.StreamWriter, page: Page, home: str) -> None:  # noqa: ARG001
        _write(writer, status, text.encode(), "Content-Type: text/html; charset=utf-8", *headers)

    return answer


async def _reset(writer: asyncio.StreamWriter, page: Page, home: str) -> None:  # noqa: ARG001
    """The connection dies in the middle of the body."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page.body)}\r\n\r\n"
    writer.write(head.encode() + page.body[: len(page.body) // 2])
    await writer.drain()
    writer.transport.abort()


async def _wrong_length(writer: asyncio.StreamWriter, page: Page, home: str) -> None:  # noqa: ARG001
    """More bytes are announced than sent."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(page.body) + 500}\r\n\r\n"
    writer.write(head.encode() + page.body)
    await writer.drain()
    writer.close()


def _drip(head: bytes, piece: bytes) -> Kind:
    """An answer that goes on byte by byte, without end."""

    async def answer(writer: asyncio.StreamWriter, page: Page, home: str) -> None:  # noqa: ARG001
        writer.write(head)
        while not writer.is_closing():
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(_DRIP_SECONDS)

    return answer


async def _bomb(writer: asyncio.StreamWriter, page: Page, home: str) -> None:  # noqa: ARG001
    """A few kilobytes on the wire, twenty megabytes once inflated."""
    _write(writer, 200, _packed_zeros(), "Content-Type: text/html", "Content-Encoding: gzip")


@cache
def _packed_zeros() -> bytes:
    return gzip.compress(bytes(20_000_000), 1)


async def _loop(writer: asyncio.StreamWriter, page: Page, home: str) -> None:  # noqa: ARG001
    """A redirect to a page that redirects back, and so on."""
    _write(writer, 302, b"", "Location: ?again=1")


async def _off_host(writer: asyncio.StreamWriter, page: Page, home: str) -> None:  # noqa: ARG001
    """A redirect to a host that is not on the allow-list."""
    _write(writer, 302, b"", "Location: http://elsewhere.example.invalid/")


async def _to_home(writer: asyncio.StreamWriter, page: Page, home: str) -> None:  # noqa: ARG001
    """A redirect of whatever is missing to an error page with status 200."""
    _write(writer, 302, b"", f"Location: {home}zwdt/")


async def _to_login(writer: asyncio.StreamWriter, page: Page, home: str) -> None:  # noqa: ARG001
    """A redirect to the site's own login."""
    _write(writer, 302, b"", f"Location: {home}user/login.do?back=1")


KINDS: dict[str, Kind] = {
    "429": _page(429, "slow down", "Retry-After: 0"),
    "503": _page(503, "busy", "Retry-After: 0"),
    "500": _page(500, "broken"),
    "not found": _page(404, "<h1>404</h1>"),
    "gone": _page(410, "<h1>gone</h1>"),
    "reset": _reset,
    "wrong length": _wrong_length,
    "drip header": _drip(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"),
    "drip body": _drip(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b" "),
    "bomb": _bomb,
    "loop": _loop,
    "off host": _off_host,
    "412": _page(412, _RUISHU, "Set-Cookie: S=1"),
    "521": _page(521, _JSL, "Set-Cookie: __jsluid_h=1"),
    "acw": _page(200, _ACW, "Set-Cookie: acw_tc=1"),
    "waf": _page(200, _WAF),
    "login": _page(200, _LOGIN),
    "maintenance": _page(200, _MAINTENANCE),
    "shell": _page(200, _SHELL),
    "catch-all": _page(200, _HOME),
    "to home": _to_home,
    "to login": _to_login,
}
