"""The embedded portals: HTTP servers on loopback that serve what `fixtures/` authors, one port a portal."""

import hashlib
import importlib.util
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from gongkai.errors import UsageError
from gongkai.posted import fields, folded

if TYPE_CHECKING:
    from fixtures.site import Page, Site

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
DEMO = ("990101-qingping", "990102-shilan", "990103-yunxiu")
"""The portals of `gongkai demo`: a TRS site, a Hanweb site, one of Hunan's platform."""

_FIRST_PORT = 45_101  # asked for first, so that a second demo meets the URLs of the first one


@dataclass(frozen=True)
class Asked:
    """One request that a portal received, and the status it answered with."""

    portal: str
    method: str
    path: str
    status: int
    conditional: bool


@dataclass
class Portals:
    """Running portals: the registry folder to crawl, what was asked so far, and what is true."""

    folder: Path
    log: list[Asked] = field(default_factory=list)
    servers: dict[str, "_Server"] = field(default_factory=dict)

    def truth(self, portal: str) -> list[dict[str, Any]]:
        """The reports that a portal publishes tonight, with their full URLs under `urls`."""
        server = self.servers[portal]
        return [
            {**report, "urls": [server.url.rstrip("/") + path for path in report["paths"]]}
            for report in server.site.truth
        ]

    def turn(self, night: int) -> None:
        """Let another night begin on all portals: new, corrected and removed reports, and worse."""
        for server in self.servers.values():
            server.site = _author(server.folder, night)


@contextmanager
def serve(folder: Path | None = None, night: int = 1, names: Sequence[str] = DEMO) -> Iterator[Portals]:
    """Serve fixture portals until the end of the block; `folder` takes their registry files.

    Without `folder` a temporary one is made and removed. Raises UsageError where there is no fixtures folder
    (an installed package without its checkout).
    """
    _find_fixtures()
    with ExitStack() as stack:
        if folder is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gongkai-portals-")))
        folder.mkdir(parents=True, exist_ok=True)
        portals = Portals(folder)
        for number, name in enumerate(names):
            plan = FIXTURES / "portals" / name
            server = _listen(_FIRST_PORT + number, plan, _author(plan, night), portals.log)
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            stack.callback(_stop, server, thread)
            portals.servers[name] = server
            (folder / f"{name}.toml").write_text(_registry_file(server), encoding="utf-8")
        yield portals


def _registry_file(server: "_Server") -> str:
    plan = server.site.plan
    return (
        f'name = "{plan.name}"\ncode = "{plan.code}"\nurl = "{server.url}"\n'
        "delay = 0\nallow_private_addresses = true\n"
    )


def _stop(server: "_Server", thread: threading.Thread) -> None:
    server.shutdown()
    server.server_close()
    thread.join()


def _find_fixtures() -> None:
    """Make `fixtures` importable from the checkout that this package lies in."""
    if "fixtures" in sys.modules:
        return
    start = FIXTURES / "__init__.py"
    if not start.is_file():
        raise UsageError(
            f"{FIXTURES}: the embedded portals come with the source, not with an installed package; "
            "run gongkai from a checkout of the project"
        )
    spec = importlib.util.spec_from_file_location(
        "fixtures", start, submodule_search_locations=[str(FIXTURES)]
    )
    if spec is None or spec.loader is None:
        raise UsageError(f"{start}: cannot be loaded; restore it from the source")
    module = importlib.util.module_from_spec(spec)
    sys.modules["fixtures"] = module
    spec.loader.exec_module(module)


def _author(folder: Path, night: int) -> "Site":
    from fixtures.author import author

    return author(folder, night)


class _Server(ThreadingHTTPServer):
    """One portal on one port."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, folder: Path, site: "Site", log: list[Asked]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.folder = folder
        self.site = site
        self.log = log

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor that hangs up, as one does that is interrupted, is no error of the portal."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    @property
    def url(self) -> str:
        """The home page."""
        return f"http://127.0.0.1:{self.server_port}/"


def _listen(port: int, folder: Path, site: "Site", log: list[Asked]) -> _Server:
    """A server on the port, or on any free one where it is taken."""
    try:
        return _Server(port, folder, site, log)
    except OSError:
        return _Server(0, folder, site, log)


class _Handler(BaseHTTPRequestHandler):
    """GET and HEAD as a static web server answers them, POST by the services that take it; nothing else."""

    protocol_version = "HTTP/1.1"
    server_version = "portal"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:
        """Answer with the page, 304 where the visitor has it already, 404 where there is none."""
        page = None if self.server.site.down else find_page(self.server.site, self.path)
        path = urlsplit(self.path).path
        if page is None and any(known.partition("?")[0] == path for known in self.server.site.posts):
            self._answer(405, b"", {"Allow": "POST"})
        elif page is None:
            self._answer(503 if self.server.site.down else 404, b"<h1>not here</h1>", {})
        if page is None:
            return
        headers = {"Content-Type": page.content_type}
        if page.modified:
            headers["ETag"] = f'"{hashlib.sha256(page.body).hexdigest()[:16]}"'
            if self.headers.get("If-None-Match") == headers["ETag"]:
                self._answer(304, b"", {"ETag": headers["ETag"]})
                return
        self._answer(page.status, page.body, headers)

    do_HEAD = do_GET  # noqa: N815

    def do_POST(self) -> None:
        """Answer what a service of the portal is asked; nothing else on a portal may be sent."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        page = None if self.server.site.down else find_post(self.server.site, self.path, body)
        path = urlsplit(self.path).path
        if page is not None:
            self._answer(page.status, page.body, {"Content-Type": page.content_type}, body)
        elif any(known.partition("?")[0] == path for known in self.server.site.posts):
            self._answer(200, b'{"custom":null}', {"Content-Type": "application/json"}, body)
        else:
            self.do_PUT()

    def do_PUT(self) -> None:
        """Nothing on a portal may be changed."""
        self._answer(405, b"", {"Allow": "GET, HEAD"})

    do_DELETE = do_OPTIONS = do_PATCH = do_PUT  # noqa: N815

    def _answer(self, status: int, body: bytes, headers: dict[str, str], posted: str | None = None) -> None:
        conditional = bool(self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since"))
        portal = self.server.folder.name
        path = self.path if posted is None else folded(self.path, posted)
        self.server.log.append(Asked(portal, self.command, path, status, conditional))
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: `log` has it."""


def find_page(site: "Site", target: str) -> "Page | None":
    """The page at a request target: as it is, as a folder's index, or an answer whose query pairs it has."""
    if target in site.pages:
        return site.pages[target]
    parts = urlsplit(target)
    path = unquote(parts.path)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    page = _answer_to(site.answers, path, query)
    if page is not None:
        return page
    for guess in (path, path + "index.html", path.removesuffix("index.html")):
        if guess in site.pages and not query:
            return site.pages[guess]
    return None


def find_post(site: "Site", target: str, body: str) -> "Page | None":
    """What a service answers to a post, by its path and all that is sent; None where none is there."""
    parts = urlsplit(target)
    sent = dict(parse_qsl(parts.query, keep_blank_values=True)) | dict(fields(body))
    return _answer_to(site.posts, unquote(parts.path), sent)


def _answer_to(answers: "dict[str, Page]", path: str, sent: dict[str, str]) -> "Page | None":
    """The answer whose path is this and all of whose pairs are among what is sent."""
    for known, page in answers.items():
        known_path, _, pairs = known.partition("?")
        if known_path == path and dict(parse_qsl(pairs)).items() <= sent.items():
            return page
    return None
