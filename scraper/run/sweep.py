"""One crawl over a set of portals, so that one that was cut off goes on instead of beginning again.

Each archive knows how far its own portal is. That a portal is *done* in a crawl that was cut off is known
by a small file beside the archives: it says when the crawl began, and is removed when it comes to its end, or
the job does that it is a part of.
"""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from gongkai.archive import Ledger
from gongkai.errors import ArchiveError
from gongkai.records import Record
from scraper.run.options import Options
from scraper.run.summary import PortalSummary

CUT_OFF = timedelta(hours=20)
"""A crawl that was cut off less than this ago goes on; an older one has lists that are out of date."""


class Began(Record, frozen=True, kw_only=True):
    """What the file says: when the crawl began, and over how many portals."""

    started: datetime
    portals: int


class Sweep:
    """A crawl over `portals` with `options`; the same again within hours is the same crawl.

    `since` is when it began: a portal whose archive finished a run after that is done. Raises ArchiveError
    when nothing can be written there.
    """

    def __init__(self, folder: Path, portals: Iterable[str], options: Options, now: datetime) -> None:
        names = sorted(portals)
        self._path = _path(folder, names, options)
        _drop_old(folder, now)
        known = _read(self._path)
        self.resumed = known is not None
        self._choice = options.choice
        self.since = known.started if known else now
        if known is None:
            _write(self._path, Began(started=now, portals=len(names)))

    def done(self, ledger: Ledger) -> PortalSummary | None:
        """What came of a portal that this crawl has been over before it was cut off; None where it is to be
        crawled. A run that was to ask for something else, be it later, says nothing about this crawl."""
        last = ledger.finished_since(self.since) if self.resumed else None
        summary = msgspec.json.decode(last, type=PortalSummary) if last else None
        return summary if summary and summary.choice == self._choice else None

    def end(self) -> None:
        """The crawl came to its end: the next one begins anew."""
        self._path.unlink(missing_ok=True)


def over(folder: Path, portals: Iterable[str], options: Options) -> None:
    """The job that a crawl was a part of came to its end: the next one begins anew."""
    _path(folder, sorted(portals), options).unlink(missing_ok=True)


def _path(folder: Path, names: Sequence[str], options: Options) -> Path:
    choices = (names, options.choice, *([options.job] if options.job else []))
    mark = hashlib.sha256(msgspec.json.encode(choices)).hexdigest()[:16]
    return folder / f"crawl-{mark}.json"


def _write(path: Path, began: Began) -> None:
    partial = path.with_suffix(".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(msgspec.json.encode(began) + b"\n")
        partial.replace(path)
    except OSError as error:
        raise ArchiveError(
            f"{path}: cannot be written ({error.strerror}); free some space, check the permissions or raise "
            "the file size limit, then run again"
        ) from error


def _read(path: Path) -> Began | None:
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(path.read_bytes(), type=Began)
    return None


def _drop_old(folder: Path, now: datetime) -> None:
    for path in folder.glob("crawl-*.json"):
        known = _read(path)
        if known is None or not timedelta(0) <= now - known.started <= CUT_OFF:
            path.unlink(missing_ok=True)
