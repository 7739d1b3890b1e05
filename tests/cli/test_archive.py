"""`gongkai archive`: numbers, verification, repair and copies of saved pages."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from gongkai.archive import Archive
from gongkai.cli import screen
from gongkai.cli.app import run
from gongkai.sources import find_sources
from tests.gongkai.archive.made import body, make, url


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one archive of ten reports."""
    (tmp_path / "archive").mkdir()
    make(tmp_path / "archive", 10)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], data: Path, *words: object) -> tuple[int, Any]:
    """Exit code and object of `gongkai archive WORDS --json`."""
    code = run(["archive", *map(str, words), "--data", str(data), "--json"])
    return code, json.loads(capsys.readouterr().out)


def spoil(data: Path) -> None:
    """Turn some bytes of one body."""
    with sqlite3.connect(data / "archive" / "990199-made.sqlite") as connection:
        number, packed = connection.execute("SELECT id, data FROM bodies ORDER BY id LIMIT 1").fetchone()
        connection.execute("UPDATE bodies SET data = ? WHERE id = ?", (packed[:-9] + bytes(9), number))
    connection.close()


def test_stats(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = told(capsys, data, "stats", "made")
    (one,) = found["archives"]
    assert (code, one["portal"], one["reports"], one["lists"], one["finished"]) == (
        0,
        "990199-made",
        10,
        1,
        True,
    )
    assert run(["archive", "stats", "--data", str(data)]) == 0
    assert "990199-made" in capsys.readouterr().out


def test_stats_on_a_narrow_terminal_keep_the_portal(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen, "out", lambda: Console(width=80))
    assert run(["archive", "stats", "--data", str(data)]) == 0
    head, line, spared = capsys.readouterr().out.splitlines()
    assert head.split()[:3] == ["portal", "reports", "files"]
    assert line.split()[:3] == ["990199-made", "10", "0"]
    assert spared.startswith("lists, captures, raw MB, ratio: on a wider terminal")


def test_verify_and_repair(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = told(capsys, data, "verify")
    assert (code, found["damaged"], found["archives"][0]["bodies"]) == (0, 0, 11)
    assert told(capsys, data, "repair")[1] == {"repaired": [], "lost": []}
    spoil(data)
    code, found = told(capsys, data, "verify")
    assert (code, found["damaged"]) == (1, 1)
    assert run(["archive", "verify", "--data", str(data)]) == 1
    assert (
        f"Next: gongkai archive repair {data / 'archive' / '990199-made.sqlite'}" in capsys.readouterr().out
    )
    code, found = told(capsys, data, "repair", "990199")
    assert (code, found["lost"], found["repaired"][0]["bodies_lost"]) == (0, [], 1)
    assert told(capsys, data, "verify")[0] == 0


def test_a_backup_is_an_archive(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = data / "elsewhere" / "990199-made.sqlite"
    code, sizes = told(capsys, data, "backup", "--to", copy.parent)
    assert (code, sizes) == (0, {"archives": [{"path": str(copy), "bytes": copy.stat().st_size}]})
    with Archive.open(copy) as archive:
        page = archive.read(url(3))
    assert page is not None
    assert page.body == body(3)


def test_export_as_warc(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = data / "pages.warc.gz"
    assert told(capsys, data, "export-warc", file) == (0, {"file": str(file), "records": 11})
    (batch,) = find_sources([str(file)], data).batches
    assert {source for source, _ in batch.names} == set(map(url, range(10)))


@pytest.mark.parametrize("verb", ["stats", "verify", "repair", "backup"])
def test_an_archive_that_is_not_there_is_wrong_usage(
    verb: str, data: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["archive", verb, "lusong", "--data", str(data)]) == 2
    assert "no single archive 'lusong'" in capsys.readouterr().err
    assert run(["archive", verb, "--data", str(tmp_path_factory.mktemp("empty"))]) == 2
    assert "no archives yet" in capsys.readouterr().err
