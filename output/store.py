"""Where builds live: DATA/builds/<id>, and DATA/dataset, a link that is switched by one atomic replace."""

import os
import shutil
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from gongkai.errors import UsageError

KEPT = 2
"""Builds that stay: the current one and the one before."""
SYNCED_AT_ONCE = 8
"""Files handed to the disk at the same time: it takes them in together, and one by one it is waited for."""
PARTIAL, HELD = ".partial", ".held"
"""Endings of a build in progress, and of one that a gate held back."""


class Store:
    """The dataset at `path` (a link) and the folder of builds beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path.parent.resolve() / path.name
        while self.path.is_symlink() and (target := self._target()).parent != self._beside(self.path):
            self.path = target  # the user's own link to another place: the dataset goes there
        if self.path.exists() and not self.path.is_symlink():
            if not self.path.is_dir():
                raise UsageError(f"{path}: is a file; give --out a folder")
            if any(self.path.iterdir()):
                raise UsageError(f"{path}: is a folder with other things in it; give --out a new name")
        self.builds = self._beside(self.path)

    def _target(self) -> Path:
        """Where the link points, one step."""
        target = self.path.parent / self.path.readlink()
        return target.parent.resolve() / target.name

    @staticmethod
    def _beside(path: Path) -> Path:
        return path.parent / ("builds" if path.name == "dataset" else f"{path.name}.builds")

    @property
    def current(self) -> Path | None:
        """The build that readers see, None before the first."""
        return self.path.resolve() if self.path.is_symlink() and self.path.exists() else None

    @property
    def finished(self) -> list[Path]:
        """Builds that are or were the dataset, the latest first."""
        found = [b for b in self.builds.iterdir() if b.is_dir() and b.suffix not in (PARTIAL, HELD)]
        return sorted(found, key=lambda build: (build == self.current, build.name), reverse=True)

    def begin(self, name: str) -> Path:
        """A new folder to build in. What an earlier run left when it was killed is removed."""
        self.builds.mkdir(parents=True, exist_ok=True)
        for left in (*self.builds.glob(f"*{PARTIAL}"), *self.builds.glob(f"*{HELD}")):
            shutil.rmtree(left, ignore_errors=True)
        for link in self.path.parent.glob(f".{self.path.name}.*.link"):
            link.unlink()
        current = self.current
        if (
            current is not None
        ):  # a run that was killed before it switched the link left a build that never was
            for build in self.finished:
                if build.name > current.name:
                    shutil.rmtree(build, ignore_errors=True)
        folder = self.builds / f"{name}{PARTIAL}"
        folder.mkdir()
        return folder

    def publish(self, folder: Path) -> Path:
        """Let readers see a finished build, by one atomic step; older builds than the last two go."""
        with ThreadPoolExecutor(SYNCED_AT_ONCE) as threads:
            for _ in threads.map(_sync, folder.rglob("*")):
                pass  # whatever went wrong is raised here
        _sync(folder)
        final = folder.with_suffix("")
        folder.rename(final)
        _sync(self.builds)
        if self.path.is_dir() and not self.path.is_symlink():
            self.path.rmdir()
        link = self.path.with_name(f".{self.path.name}.{uuid.uuid4().hex}.link")
        link.symlink_to(os.path.relpath(final, self.path.parent))
        link.replace(self.path)
        _sync(self.path.parent)
        for old in self.finished[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
        return final

    def hold_back(self, folder: Path) -> Path:
        """Keep a finished build that readers shall not see, until the next one begins."""
        held = folder.with_suffix(HELD)
        folder.rename(held)
        return held


def _sync(path: Path) -> None:
    """Hand a file or folder to the disk, so that a switched link never points at what power loss took."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
