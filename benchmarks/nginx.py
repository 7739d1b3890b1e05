"""A hundred county portals on loopback, served by one nginx: 127.0.1.1 … 127.0.1.100, static and gzipped."""

import gzip
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

PER_LIST = 20

CONFIG = """
daemon off; master_process on; worker_processes 2; pid {root}/nginx.pid; error_log {root}/error.log;
events {{ worker_connections 2048; }}
http {{
  access_log off; gzip_static on; sendfile on; keepalive_requests 100000;
  types {{ text/html html; }}
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  server {{ listen {port}; root {root}/sites/$server_addr; }}
}}
"""


def _write(path: Path, html: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(html)
    path.with_name(path.name + ".gz").write_bytes(gzip.compress(html, 6))


def _list_page(links: Sequence[tuple[str, str]], page: int, pages: int) -> bytes:
    items = "".join(
        f'<li><a href="{href}" title="{text}">{text}</a><span>2024-01-31</span></li>' for href, text in links
    )
    script = f'<script>createPageHTML({pages}, {page}, "index", "html");</script>'
    head = '<html><head><meta charset="utf-8"><title>政府信息公开年报</title></head><body>'
    return f"{head}<h2>政府信息公开年报</h2><ul>{items}</ul>{script}</body></html>".encode()


def write_site(folder: Path, reports: Sequence[tuple[str, bytes]]) -> None:
    """One portal: home, 政府信息公开年报 column with its pager, and `reports` as (link text, page)."""
    home = '<html><head><meta charset="utf-8"><title>县人民政府</title></head><body>'
    home += '<a href="/zfxxgk/zfxxgknb/index.html">政府信息公开年报</a></body></html>'
    _write(folder / "index.html", home.encode())
    column = folder / "zfxxgk" / "zfxxgknb"
    pages = -(-len(reports) // PER_LIST)
    for page in range(pages):
        links = []
        for number in range(page * PER_LIST, min(len(reports), (page + 1) * PER_LIST)):
            text, body = reports[number]
            name = f"t20240131_{1000 + number}.html"
            _write(column / "202401" / name, body)
            links.append((f"./202401/{name}", text))
        _write(column / (f"index_{page}.html" if page else "index.html"), _list_page(links, page, pages))


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve(root: Path) -> Iterator[int]:
    """Serve `root/sites/<address>/` until the block ends; yields the port. Needs Debian's nginx."""
    port = free_port()
    config = root / "nginx.conf"
    config.write_text(CONFIG.format(root=root, port=port), encoding="utf-8")
    server = subprocess.Popen(["nginx", "-p", str(root), "-c", str(config)], stderr=subprocess.DEVNULL)
    try:
        _wait(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(100):
        with suppress(OSError), socket.create_connection(("127.0.1.1", port), timeout=1):
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError("nginx did not start; is it installed (apt install nginx)?")
