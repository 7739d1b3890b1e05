"""A portal on loopback that a test changes from night to night: its pages, its redirects, its moods."""

import asyncio
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gongkai.archive import Archive
from gongkai.settings import Settings
from scraper import CrawlSummary, Options, crawl
from scraper.run.fetch import utc_now
from scraper.run.registry import Portal

QUIET = Settings(recheck_days=0, retry_seconds=0.0, attempts=1)
"""Nights on which no recheck is due, and nothing is tried twice."""


@dataclass
class Answer:
    """What a path is answered with."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def redirect(to: str, status: int = 302) -> Answer:
    """Another address."""
    return Answer(status=status, headers={"Location": to})


CHALLENGE = Answer(b"<html><script>$_ts=window['$_ts'];$_ts.nsd=1;</script></html>", 412)
"""What a portal says that wants a browser."""


@dataclass
class County:
    """A running portal: set `pages[path]` (`//host/path` for one of its names), read `log` (path and headers
    of each request, in order). What is posted to a path has `POST ` before it in both.

    `validates`: pages have an ETag, and are not sent to those who have them. `frozen` pages are said to be
    unmodified whatever has become of them, as by a cache that nobody empties. Without the `cookie`
    (name=value), where there is one, every page redirects to itself and hands it out.
    """

    pages: dict[str, Answer | str] = field(default_factory=dict)
    log: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    validates: bool = False
    frozen: set[str] = field(default_factory=set)
    cookie: str = ""
    port: int = 0

    @property
    def url(self) -> str:
        """The home page, without the stroke at its end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def asked(self) -> list[str]:
        """The paths asked for, in order, robots.txt apart."""
        return [path for path, _ in self.log if path != "/robots.txt"]

    def portal(self, *hosts: str) -> Portal:
        """Its entry in the registry, with further hosts."""
        return Portal(
            id="990199-county",
            name="某县",
            code="990199",
            url=f"{self.url}/",
            hosts=(f"127.0.0.1:{self.port}", *hosts),
            delay=0,
            allow_private_addresses=True,
        )


@contextmanager
def serve_county(pages: dict[str, str] | None = None) -> Iterator[County]:
    """Serve a county on a loopback port in threads of its own."""
    county = County(pages=dict(pages or {}))

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(self.path)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self._answer(f"POST {self.path}")

        def _answer(self, path: str) -> None:
            county.log.append((path, {name.lower(): one for name, one in self.headers.items()}))
            name = (self.headers.get("Host") or "").partition(":")[0]
            everywhere = county.pages.get(path, Answer(b"<h1>404</h1>", 404))
            answer = county.pages.get(f"//{name}{path}", everywhere)
            if isinstance(answer, str):
                answer = Answer(answer.encode())
            if county.cookie not in (self.headers.get("Cookie") or ""):
                answer = redirect(self.path)
                answer.headers["Set-Cookie"] = f"{county.cookie}; path=/; HttpOnly"
            status, body, headers = answer.status, answer.body, answer.headers
            if county.validates and status == 200:
                text = self.path.encode() if self.path in county.frozen else body
                tag = f'"{hashlib.sha256(text).hexdigest()[:16]}"'
                headers = {**headers, "ETag": tag}
                if self.headers.get("If-None-Match") == tag:
                    status, body = 304, b""
            self.send_response(status)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | headers).items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Requests are in `log`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    county.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield county
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def night(
    county: County, archives: Path, *, days: float = 0, settings: Settings = QUIET, **options: Any
) -> CrawlSummary:
    """One crawl over the county, so many days from now; its log begins anew."""
    county.log.clear()
    moment = utc_now() + timedelta(days=days)
    return asyncio.run(crawl([county.portal()], archives, settings, Options(**options), now=lambda: moment))


def kept(archives: Path) -> set[str]:
    """The paths of the reports in the archive that are not removed."""
    with Archive.open(archives / "990199-county.sqlite") as archive:
        return {urlsplit(page.url).path for page in archive.pages() if not page.removed}
