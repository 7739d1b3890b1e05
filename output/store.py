"""Where builds live: DATA/builds/<id>, and DATA/dataset, a link that is switched by one atomic replace."""

import os
import shutil
import uuid
from pathlib import Path

from gongkai.errors import UsageError

KEPT = 2
"""Builds that stay: the current one and the one before."""


class Store:
    """The dataset at `path` (a link) and the folder of builds beside it."""

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.abspath(path))
        if self.path.exists() and not self.path.is_symlink() and any(self.path.iterdir()):
            raise UsageError(f"{path}: is a folder with other things in it; give --out a new name")
        self.builds = self.path.parent / (
            "builds" if self.path.name == "dataset" else f"{self.path.name}.builds"
        )

    @property
    def current(self) -> Path | None:
        """The build that readers see, None before the first."""
        return Path(os.path.realpath(self.path)) if self.path.is_symlink() and self.path.exists() else None

    def begin(self, name: str) -> Path:
        """A new folder to build in. What an earlier run left half-built is removed."""
        self.builds.mkdir(parents=True, exist_ok=True)
        for left in self.builds.glob("*.partial"):
            shutil.rmtree(left, ignore_errors=True)
        folder = self.builds / f"{name}.partial"
        folder.mkdir()
        return folder

    def publish(self, folder: Path) -> Path:
        """Let readers see a finished build, by one atomic step; older builds than the last two go."""
        for file in folder.rglob("*.parquet"):
            _sync(file)
        final = folder.with_name(folder.name.removesuffix(".partial"))
        folder.rename(final)
        _sync(self.builds)
        if self.path.is_dir() and not self.path.is_symlink():
            self.path.rmdir()
        link = self.path.with_name(f".{self.path.name}.{uuid.uuid4().hex}")
        link.symlink_to(os.path.relpath(final, self.path.parent))
        link.replace(self.path)
        _sync(self.path.parent)
        self._thin_out(final)
        return final

    def _thin_out(self, current: Path) -> None:
        builds = sorted(b for b in self.builds.iterdir() if b.is_dir() and not b.name.endswith(".partial"))
        for old in [build for build in builds if build != current][: -(KEPT - 1)]:
            shutil.rmtree(old, ignore_errors=True)


def _sync(path: Path) -> None:
    """Hand a file or folder to the disk, so that a switched link never points at what power loss took."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
