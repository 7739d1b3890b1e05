"""Run records: what each night did, as DATA/runs/<id>.json, for `gongkai status` and for monitoring."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from gongkai.errors import SourceError

KEPT = 400
"""Records that stay; more than a year of nights."""


class RunRecord(msgspec.Struct, kw_only=True):
    """One night. `id` is its start in UTC; `crawl` and `build` are the summaries of the two stages, `portals`
    the folders of portal files that it was given."""

    id: str
    started: datetime
    finished: datetime | None = None
    exit_code: int | None = None
    crawl: Any = None
    build: Any = None
    problem: str | None = None  # what ended it, when it ended early
    portals: list[str] = []


def new_record(portals: Sequence[Path] = ()) -> RunRecord:
    """A record of a run that starts now, over the `portals` of these folders."""
    now = datetime.now(UTC)
    return RunRecord(id=now.strftime("%Y%m%dT%H%M%SZ"), started=now, portals=[str(one) for one in portals])


def write_record(data: Path, record: RunRecord) -> Path:
    """Write the record, whole or not at all, and drop the oldest ones.

    Raises SourceError naming the file where the disk does not take it.
    """
    folder = data / "runs"
    path = folder / f"{record.id}.json"
    partial = path.with_suffix(".partial")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(msgspec.json.format(msgspec.json.encode(record), indent=1) + b"\n")
        partial.replace(path)
    except OSError as error:
        remedy = "free some space, check the permissions or raise the file size limit, then run again"
        raise SourceError(f"{path}: the run record cannot be written ({error.strerror}); {remedy}") from error
    for old in sorted(folder.glob("*.json"))[:-KEPT]:
        old.unlink()
    return path


def last_record(data: Path) -> RunRecord | None:
    """The latest readable record, None when there is none."""
    for path in sorted((data / "runs").glob("*.json"), reverse=True):
        try:
            return msgspec.json.decode(path.read_bytes(), type=RunRecord)
        except (OSError, msgspec.DecodeError):
            continue
    return None
