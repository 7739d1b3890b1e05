"""The last good dataset survives whatever ends a build: a kill at any moment, a full disk, a reader."""

import os
import random
import resource
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from gongkai.cli.app import run
from output import load
from output.gates import load_gates
from output.publish import Terms, publish
from output.store import Store
from tests.output.pages import AGENCY, OTHERS, county

COMMAND = (sys.executable, "-m", "gongkai", "parse", "--jobs", "1")


def intact(out: Path) -> int:
    """Read every table of the dataset; how many reports it has."""
    for name in ("reports", "cells", "sections", "checks", "issues", "codebook", "coverage", "changes"):
        frame = load(name, path=out)
        assert name in ("issues", "changes") or len(frame)
    return len(load("reports", path=out))


def leftovers(out: Path) -> list[str]:
    beside = [path.name for path in out.parent.glob(".*.link")]
    builds = [path.name for path in Store(out).builds.iterdir() if path.is_dir()]
    return beside + [name for name in builds if name.endswith((".partial", ".held"))]


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of pages, and the dataset of the first of them."""
    pages, out = county(tmp_path / "pages", [AGENCY]), tmp_path / "out"
    assert run(["parse", str(pages), "--out", str(out), "--jobs", "1"]) == 0
    county(pages, [AGENCY, *OTHERS])
    return pages, out


def test_killed_at_any_moment(built: tuple[Path, Path]) -> None:
    """Kill the whole process group at moments from the first file to the switched link."""
    pages, out = built
    rng = random.Random(7)
    done = 0
    for _ in range(8):
        process = subprocess.Popen(
            (*COMMAND, pages, "--out", out), start_new_session=True, stdout=subprocess.DEVNULL, stderr=-3
        )
        try:
            # Until the build has its folder nothing can be lost; from there on at a random moment.
            while process.poll() is None and not list(Store(out).builds.glob("*.partial")):
                os.sched_yield()
            process.wait(timeout=rng.uniform(0, 2.5))
        except subprocess.TimeoutExpired:
            pass
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        else:
            done += 1
        assert intact(out) in (5, 20)
    assert done < 8
    assert run(["parse", str(pages), "--out", str(out)]) == 0
    assert intact(out) == 20
    assert leftovers(out) == []
    assert len([p for p in Store(out).builds.iterdir() if p.is_dir()]) == 2


@pytest.mark.parametrize("table", ["cells", "reports", "checks", "codebook"])
def test_a_full_disk(built: tuple[Path, Path], table: str) -> None:
    """No file may be as large as the largest one of a table: the build fails at that file or before."""
    pages, out = built
    build = out.resolve()
    assert run(["parse", str(pages), "--out", str(out.with_name("other"))]) == 0
    largest = max(path.stat().st_size for path in (out.with_name("other") / table).iterdir())
    limits = (largest - 1, largest - 1)
    done = subprocess.run(
        (*COMMAND, pages, "--out", out),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits),
    )
    assert done.returncode == 1
    (line,) = [line for line in done.stderr.splitlines() if line.startswith("gongkai:")]
    assert "cannot be written" in line
    assert "free some space" in line
    assert "Traceback" not in done.stderr
    assert out.resolve() == build
    assert intact(out) == 5
    assert leftovers(out) == []
    assert run(["parse", str(pages), "--out", str(out)]) == 0
    assert intact(out) == 20


def test_a_reader_in_progress_reads_what_it_opened(built: tuple[Path, Path]) -> None:
    pages, out = built
    with (
        pq.ParquetFile(out / "cells" / "2021.parquet") as file,
        pq.ParquetFile(out / "sections" / "2021.parquet") as sections,
    ):
        rows = file.metadata.num_rows
        for _ in range(3):  # more builds than are kept
            assert run(["parse", str(pages), "--out", str(out), "--changed"]) == 0
        assert file.read().num_rows == rows
        assert sections.read().num_rows == sections.metadata.num_rows
    assert intact(out) == 20


def test_the_last_two_builds_stay(built: tuple[Path, Path]) -> None:
    pages, out = built
    seen = [out.resolve()]
    for _ in range(3):
        assert run(["parse", str(pages), "--out", str(out), "--changed"]) == 0
        seen.append(out.resolve())
    assert sorted(path for path in Store(out).builds.iterdir() if path.is_dir()) == seen[-2:]


def test_rows_that_a_dead_worker_left_on_their_way_are_not_published(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with publish(out, datetime.now(UTC), Terms(load_gates({}))) as made:
        (made.travelling / "left").write_bytes(b"of a worker that died")
        made.finish((), ["test"])
    assert not [path for path in out.rglob("*") if "left" in path.name or "travelling" in path.name]
    assert (out / "manifest.json").is_file()


def test_two_builds_at_once(built: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    from gongkai.archive.lock import Lock

    pages, out = built
    with Lock(Store(out).builds / ".lock", "the dataset"):
        assert run(["parse", str(pages), "--out", str(out)]) == 1
    assert "in use" in capsys.readouterr().err
    assert intact(out) == 5


def test_a_build_killed_before_the_switch_is_cleared_away(built: tuple[Path, Path]) -> None:
    pages, out = built
    builds = Store(out).builds
    (builds / "99990101T000000000000" / "cells").mkdir(parents=True)
    (builds / "20000101T000000000000.partial").mkdir()
    out.with_name(f".{out.name}.0123.link").symlink_to("nowhere")
    first = out.resolve()
    assert run(["parse", str(pages), "--out", str(out)]) == 0
    assert leftovers(out) == []
    assert sorted(path.name for path in builds.iterdir() if path.is_dir()) == [first.name, out.resolve().name]


def test_a_link_of_the_users_own_is_followed(tmp_path: Path) -> None:
    pages = county(tmp_path / "pages", [AGENCY])
    (tmp_path / "disk" / "data").mkdir(parents=True)
    (tmp_path / "out").symlink_to(tmp_path / "disk" / "data")
    for _ in range(2):
        assert run(["parse", str(pages), "--out", str(tmp_path / "out")]) == 0
        assert intact(tmp_path / "out") == 5
    assert (tmp_path / "out").readlink() == tmp_path / "disk" / "data"
    assert (tmp_path / "disk" / "data.builds").is_dir()
