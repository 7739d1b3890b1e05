"""Fixtures that several packages share."""

import fcntl
from pathlib import Path

import pytest

from gongkai.cli.app import run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The data folder of a finished `gongkai demo`, made once however many processes test."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent
    folder, done = base / "demo", base / "demo.done"
    with (base / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            assert run(["demo", "--keep", str(folder)]) == 0
            done.touch()
    return folder
