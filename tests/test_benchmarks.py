"""What is measured is real work: the generated pages are whole reports, and every side can be run."""

import importlib.util
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.archives import write_archives
from benchmarks.contestant import CONTESTANTS, PEERS
from benchmarks.full import Step, holds
from benchmarks.measure import MALLOC, environment, on_one_core
from benchmarks.nginx import write_site
from benchmarks.pages import crawl_pages, fresh_pages
from benchmarks.rerun import cell_bytes, parse_command
from gongkai.archive import Archive
from parsers import parse


def test_pages_to_measure_with_are_whole_reports() -> None:
    pages = fresh_pages(8, seed=3)
    reports = [parse(page) for page in pages]
    assert {report.status for report in reports} == {"complete"}
    assert {report.edition for report in reports} == {"2021"}
    assert all(report.agency and report.report_year for report in reports)
    assert {report.encoding for report in reports} == {"utf-8", "gb18030"}
    assert all(50_000 < len(page) < 160_000 for page in pages)


def test_no_two_rounds_have_a_page_in_common() -> None:
    assert not set(fresh_pages(4, seed=1)) & set(fresh_pages(4, seed=2))


def test_archives_to_measure_with_become_a_dataset(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    raw = write_archives(tmp_path / "archive", 6, seed=1)
    done = subprocess.run(
        [*map(str, parse_command(tmp_path, 1)), "--out", str(tmp_path / "out")],
        check=True,
        capture_output=True,
    )
    assert json.loads(done.stdout)["rows"]["reports"] == 6
    assert cell_bytes(tmp_path / "out") > 0
    assert raw > 6 * 50_000


def test_a_contestant_counts_its_pages(tmp_path: Path) -> None:
    file = tmp_path / "pages.pickle"
    file.write_bytes(pickle.dumps(fresh_pages(2, seed=1)))
    for name in set(CONTESTANTS) - set(PEERS):
        command = [sys.executable, "-m", "benchmarks.contestant", name, str(file)]
        result = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
        assert result["pages"] == 2
        assert result["seconds"] > 0


def test_sites_to_crawl_lead_from_home_to_every_report(tmp_path: Path) -> None:
    pages = crawl_pages(3, seed=1)
    write_site(tmp_path / "127.0.1.1", pages)
    names = {path.name for path in tmp_path.rglob("*.html*")}
    assert len(names) >= len(pages) + 2


def test_every_part_of_the_benchmark_can_be_loaded() -> None:
    for part in ("__main__", "crawling", "full", "parsing", "peers"):
        assert importlib.util.find_spec(f"benchmarks.{part}") is not None
        if part != "__main__":
            __import__(f"benchmarks.{part}")


def test_every_contestant_runs_on_modules_that_are_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    given = environment()
    assert "PYTHONDONTWRITEBYTECODE" not in given
    assert given["LC_ALL"] == "C.UTF-8"
    assert MALLOC.items() <= given.items()


def test_archives_that_grow_hold_every_page_once(tmp_path: Path) -> None:
    grown = sum(write_archives(tmp_path, count, seed=1, first=first) for first, count in ((0, 3), (3, 5)))
    with Archive.open(tmp_path / "900001-bench.sqlite") as archive:
        assert archive.stats().reports == 5
        assert sum(len(page.body) for page in archive.pages()) == grown


def test_what_a_full_run_is_to_hold() -> None:
    even = [Step(pages, pages / 500, pages / 400, 200.0, 150.0) for pages in (10, 25, 50, 100)]
    assert all(holds(even).values())
    slower, larger, large = (
        [*even[:3], even[3]._replace(**more)] for more in ({"cpu": 0.4}, {"parser": 300.0}, {"writer": 401.0})
    )
    assert list(holds(slower).values()) == [False, True, True]
    assert list(holds(larger).values()) == [True, False, True]
    assert list(holds(large).values()) == [True, False, False]


def test_what_is_begun_on_one_core_has_one() -> None:
    before = os.sched_getaffinity(0)
    ask = [sys.executable, "-c", "import os; print(len(os.sched_getaffinity(0)))"]
    with on_one_core():
        assert int(subprocess.run(ask, check=True, capture_output=True).stdout) == 1
    assert os.sched_getaffinity(0) == before
