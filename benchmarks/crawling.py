"""A hundred hosts on one nginx, no delay: `gongkai crawl` with everything on against Scrapy with SQLite."""

import sqlite3
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Samples, timed
from benchmarks.nginx import serve, write_site
from benchmarks.pages import crawl_pages

ROUNDS = 3
HOSTS = 100
REPORTS = 40  # a host

PORTAL = """name = "基准县{host}"
code = "{code}"
url = "http://127.0.1.{host}:{port}/"
delay = 0.0
allow_private_addresses = true
"""


def measure(peers_python: Path) -> Samples:
    """Both crawlers in turn, round by round, each from nothing to everything stored."""
    samples = Samples()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for host in range(1, HOSTS + 1):
            write_site(root / "sites" / f"127.0.1.{host}", crawl_pages(REPORTS, seed=host))
        root.chmod(0o755)
        with serve(root) as port:
            for number in range(ROUNDS):
                samples.add("gongkai", _gongkai(root / f"gongkai{number}", port))
                samples.add("scrapy", _scrapy(peers_python, root / f"scrapy{number}.sqlite", port))
    return samples


def _gongkai(data: Path, port: int) -> dict[str, float]:
    portals = data / "portals"
    portals.mkdir(parents=True)
    for host in range(1, HOSTS + 1):
        code = str(900000 + host)
        text = PORTAL.format(host=host, code=code, port=port)
        (portals / f"{code}-bench.toml").write_text(text, encoding="utf-8")
    command = ("-m", "gongkai", "crawl", "--portals", portals, "--data", data, "--json")
    result = timed(sys.executable, *command)
    result["pages"] = sum(_count(file, "captures") for file in (data / "archive").glob("*.sqlite"))
    return result


def _scrapy(python: Path, database: Path, port: int) -> dict[str, float]:
    result = timed(python, "-m", "benchmarks.scrapy_spider", str(HOSTS), str(port), database)
    result["pages"] = _count(database, "pages")
    return result


def _count(database: Path, table: str) -> int:
    with sqlite3.connect(database) as connection:
        count: int = connection.execute(f"select count(*) from {table}").fetchone()[0]
        return count
