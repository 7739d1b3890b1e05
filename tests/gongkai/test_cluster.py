"""Parsing on a Dask cluster: a real scheduler on loopback with a worker process."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import LocalCluster

from gongkai.batches import run_batches
from gongkai.cli.app import run
from gongkai.cluster import Cluster
from tests.gongkai.test_batches import BATCHES, RESULTS, buried, read
from tests.output.pages import county


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler that calls a batch deadly as soon as a worker died of it."""
    quiet = {"distributed.scheduler.allowed-failures": 0, "distributed.logging.distributed": "critical"}
    with (
        dask.config.set(quiet),
        LocalCluster(
            n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50
        ) as cluster,
    ):
        yield cluster.scheduler_address


def tables(dataset: Path) -> dict[str, Any]:
    return dict(json.loads((dataset / "manifest.json").read_text())["tables"])


def test_a_cluster_makes_the_same_dataset(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    county(tmp_path / "pages")
    (tmp_path / "pages" / "broken.html").write_bytes(b"")
    monkeypatch.chdir(tmp_path)  # the workers run in another folder
    assert run(["parse", "pages", "--out", "here", "--jobs", "1"]) == 4
    assert run(["parse", "pages", "--out", "there", "--cluster", scheduler]) == 4
    assert tables(tmp_path / "there") == tables(tmp_path / "here")


def test_a_page_that_kills_its_worker_costs_itself_alone(scheduler: str) -> None:
    assert list(run_batches(read, BATCHES, Cluster(scheduler), buried)) == RESULTS


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--cluster", "tcp://127.0.0.1:9"], "no Dask scheduler answers there"),
        (["--cluster", "nowhere://"], "no Dask scheduler answers there"),
        (["--cluster", "tcp://127.0.0.1:9", "--jobs", "2"], "--jobs counts processes"),
    ],
)
def test_wrong_usage_is_one_line(
    arguments: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("gongkai.cluster.PATIENCE", 0.2)
    county(tmp_path / "pages")
    assert run(["parse", str(tmp_path / "pages"), "--out", str(tmp_path / "out"), *arguments]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
