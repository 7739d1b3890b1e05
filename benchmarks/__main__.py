"""`make bench`: everything measured in one run, ratios with median and spread, into benchmarks/results.md."""

import datetime
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import crawling, parsing, peers, rerun
from benchmarks.measure import Samples, Spread, machine

RESULTS = Path(__file__).with_name("results.md")
OURS = ("selectolax", "pyarrow", "httpx", "aiohttp", "zstandard", "msgspec")
THEIRS = ("pandas", "lxml", "beautifulsoup4", "trafilatura", "scrapy", "twisted")

Row = tuple[str, Spread, str]
"""What is measured, its values over the rounds, and what it should reach."""


def parsing_rows(samples: Samples) -> list[Row]:
    """Ratios of one-process parsing."""
    goals = {
        "selectolax": "floor, ≥ 0.25",
        "pandas": "≥ 3",
        "beautifulsoup": "≥ 6",
        "trafilatura": "≥ 10",
    }
    return [(f"gongkai / {name}", samples.ratios("gongkai", name), goal) for name, goal in goals.items()]


def rerun_rows(samples: Samples) -> list[Row]:
    """Ratios of archive -> dataset, and sizes."""
    return [
        ("two jobs / one job", samples.ratios("two jobs", "one job"), "≥ 1.8"),
        ("two jobs / one job on one core", samples.ratios("two jobs", "one job on one core"), ""),
        ("archive to dataset / parse alone", samples.ratios("one job", "parse alone"), "≥ 0.8"),
        ("archive, share of raw bytes", samples.fact("one job", "archive_share"), "≤ 0.12"),
        ("cells, bytes a row", samples.fact("one job", "cell_bytes"), "≤ 3"),
    ]


def crawling_rows(samples: Samples) -> list[Row]:
    """Ratios of crawling, and memory."""
    cpu = {
        name: [facts["cpu"] / facts["pages"] for facts in samples.facts[name]]
        for name in ("gongkai", "scrapy")
    }
    thrift = Spread([theirs / ours for theirs, ours in zip(cpu["scrapy"], cpu["gongkai"], strict=True)])
    return [
        ("pages a second, gongkai / scrapy", samples.ratios("gongkai", "scrapy"), "≥ 3"),
        ("CPU a page, scrapy / gongkai", thrift, "≥ 3"),
        ("peak memory of gongkai, MB", samples.fact("gongkai", "memory"), ""),
        ("peak memory of scrapy, MB", samples.fact("scrapy", "memory"), ""),
    ]


def table(title: str, rows: list[Row], samples: Samples) -> str:
    """One section of the results: ratios, then the rates they come from."""
    lines = [f"## {title}", "", "| measured | median (min–max) | goal |", "|---|---|---|"]
    lines += [f"| {name} | {spread} | {goal} |" for name, spread, goal in rows]
    lines += ["", "| contestant | pages a second |", "|---|---|"]
    lines += [f"| {name} | {Spread(rates)} |" for name, rates in samples.rates.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print and write."""
    peers_python = peers.python()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        sections = []
        parts: tuple[tuple[str, Callable[[], Samples], Callable[[Samples], list[Row]]], ...] = (
            ("Parsing, one process", lambda: parsing.measure(work, peers_python), parsing_rows),
            ("Rerunning the parsers, and sizes", lambda: rerun.measure(work), rerun_rows),
            ("Crawling a hundred hosts", lambda: crawling.measure(peers_python), crawling_rows),
        )
        for title, measure, rows in parts:
            print(f"{title} …", file=sys.stderr)
            samples = measure()
            sections.append(table(title, rows(samples), samples))
            print(sections[-1])
    versions = peers.versions(sys.executable, *OURS) | peers.versions(peers_python, *THEIRS)
    head = (
        "# Results\n\nWritten by `make bench`. Ratios are taken round by round, so that a change of the "
        "machine's speed changes both sides.\n\n"
        f"- machine: {machine()}\n- date: {datetime.datetime.now(datetime.UTC):%Y-%m-%d}\n"
        f"- versions: {', '.join(f'{name} {version}' for name, version in versions.items())}\n\n"
    )
    RESULTS.write_text(head + "\n".join(sections), encoding="utf-8")
    print(f"written to {RESULTS.relative_to(RESULTS.parent.parent)}")


if __name__ == "__main__":
    main()
