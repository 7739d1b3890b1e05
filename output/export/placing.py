"""A file appears whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def placing(path: Path) -> Iterator[Path]:
    """Gives a path beside `path` to write to; takes its place when the block ends without an error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def part_of(path: Path, number: int) -> Path:
    """Path of one part of a file that is written in several: `cells.dta`, `cells-2.dta`, …"""
    return path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")


def remove_parts(path: Path, kept: int) -> None:
    """Remove the parts that an earlier, longer export left behind."""
    number = kept + 1
    while number > 1 and (old := part_of(path, number)).is_file():
        old.unlink()
        number += 1
