"""A hundred hosts on one nginx, no delay: `gongkai crawl` with everything on against Scrapy with SQLite."""

import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from benchmarks.measure import Samples, timed
from benchmarks.nginx import PER_LIST, serve, write_site
from benchmarks.pages import crawl_pages

ROUNDS = 3
HOSTS = 100
REPORTS = 40  # a host
PAGES = HOSTS * (REPORTS + -(-REPORTS // PER_LIST) + 1)  # with their lists and home pages; robots.txt is none
KEPT = "select count(*) from captures join addresses on addresses.id = address where role != 'robots'"

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
    return _counted(result, KEPT, *(data / "archive").glob("*.sqlite"))


def _scrapy(python: Path, database: Path, port: int) -> dict[str, float]:
    result = timed(python, "-m", "benchmarks.scrapy_spider", str(HOSTS), str(port), database)
    return _counted(result, "select count(*) from pages", database)


def _counted(result: dict[str, float], query: str, *databases: Path) -> dict[str, float]:
    """The result with the pages that were stored. Raises RuntimeError when they are not all there are."""
    pages = 0
    for database in databases:
        with closing(sqlite3.connect(database)) as connection:
            pages += connection.execute(query).fetchone()[0]
    if pages != PAGES:
        raise RuntimeError(f"{pages:,} pages were stored, and there are {PAGES:,}")
    return {**result, "pages": pages}
