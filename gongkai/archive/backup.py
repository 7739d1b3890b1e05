"""A consistent copy of an archive, also while a crawl writes to it."""

import sqlite3
from pathlib import Path

from gongkai.archive.schema import connect, explained


def backup(path: Path, target: Path) -> int:
    """Copy the archive `path` to the file `target`, which appears only when it is complete.

    Returns its size in bytes. Raises ArchiveError when the archive cannot be read or the copy not written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    partial.unlink(missing_ok=True)
    source = connect(path, readonly=True)
    try:
        with explained(partial):
            copy = sqlite3.connect(partial)
            try:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            finally:
                copy.close()
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    finally:
        source.close()
    partial.replace(target)
    return target.stat().st_size
