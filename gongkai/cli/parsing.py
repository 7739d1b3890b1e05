"""The work on one batch of pages, done in a worker process: parse what changed, pack the rows."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec
import selectolax

from gongkai.columns import ColumnarReport
from gongkai.errors import SourceError
from gongkai.records import Issue, Record
from gongkai.saved import SavedPage
from gongkai.sources import Batch
from gongkai.where import Where

if TYPE_CHECKING:
    from output.packed import Packed

_READERS = (
    ("gongkai", "cli/reading.py"),
    ("gongkai", "columns.py"),
    ("gongkai", "identifiers.py"),
    ("output", "rows.py"),
    ("output", "coded.py"),
    ("output", "inputs.py"),
)
"""What beside the parsers decides how a page becomes rows."""


PAGES_AT_ONCE, BYTES_AT_ONCE = 40, 4_000_000
"""What is read before it is parsed, and parsed before rows are made of it: so many pages, or so many bytes
where they are large."""
Read = SavedPage | tuple[str, SourceError]
"""A page, or its source and why it cannot be read."""


class Tally(Record, frozen=True, kw_only=True):
    """What one batch came to: its `rows`, packed, of so many `pages`.

    `kept` is empty, or says for each page in order the source of one that has not changed since the last
    build, None for one whose rows are in `rows`.
    """

    rows: "Packed"
    pages: int
    kept: tuple[str | None, ...]
    unreadable: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Parsing:
    """Calls the parser on a batch. `divisions` gives the division code of a portal by its id; rows are put
    into files of `folder`, or are part of the result where there is none that both sides see."""

    divisions: dict[str, str]
    where: Where
    folder: Path | None = None

    def __call__(self, batch: Batch) -> Tally:
        """Rows of every page that is meant and that the last build has not read just so."""
        from gongkai.cli.reading import PageReader
        from output.inputs import Origin
        from output.rows import Rows

        read = PageReader(self.divisions).columnar
        rows = Rows()
        unreadable: list[tuple[str, str]] = []
        kept: list[str | None] = []
        for pages in _some(batch.pages()):
            for outcome in [self._outcome(read, page, batch) for page in pages]:
                if isinstance(outcome, str):
                    kept.append(outcome)
                elif isinstance(outcome, _Parsed):
                    if self.where.has(outcome.report):
                        rows.add(outcome.report, Origin(input=outcome.input, first_seen=outcome.first_seen))
                        kept.append(None)
                else:
                    source, error = outcome
                    unreadable.append((source, str(error)))
                    rows.add_unread(source, unreadable_issue("unreadable", str(error)))
                    kept.append(None)
        return Tally(
            rows=rows.packed(self.folder),
            pages=len(batch.names),
            kept=tuple(kept) if any(kept) else (),
            unreadable=tuple(unreadable),
        )

    def _outcome(
        self, read: Callable[[SavedPage], ColumnarReport], page: Read, batch: Batch
    ) -> "str | _Parsed | tuple[str, SourceError]":
        """What comes of a page: its report, its source where the last build has it, or why there is none."""
        if not isinstance(page, SavedPage):
            return page
        digest = input_digest(page, self.divisions.get(page.portal or ""))
        if batch.known.get(page.source) == digest:
            return page.source
        outcome = _read(read, page)
        if isinstance(outcome, ColumnarReport):
            return _Parsed(outcome, digest, page.first_seen)
        return outcome


class _Parsed(NamedTuple):
    """A report, the digest of all that it was made from, and when its page was first met."""

    report: ColumnarReport
    input: str
    first_seen: datetime | None


def _some(pages: Iterator[Read]) -> Iterator[list[Read]]:
    """The same pages, some at a time: what reading takes is at hand then for all of them, and so is what
    parsing takes, and making rows; page by page, each has the others' thrown out of the processor's cache."""
    held: list[Read] = []
    size = 0
    for page in pages:
        held.append(page)
        size += len(page.body) if isinstance(page, SavedPage) else 0
        if len(held) == PAGES_AT_ONCE or size > BYTES_AT_ONCE:
            yield held
            held, size = [], 0
    if held:
        yield held


def crashed(batch: Batch) -> Tally:
    """The result of a batch of one page that killed its worker."""
    source = batch.names[0][0]
    message = f"{source}: the parser crashed on this page; please report it"
    return unread(source, "parser_crashed", message)


def unread(source: str, code: str, message: str) -> Tally:
    """The result of a source that could not be read at all."""
    from output.rows import Rows

    rows = Rows()
    rows.add_unread(source, unreadable_issue(code, message))
    return Tally(rows=rows.packed(), pages=1, kept=(), unreadable=((source, message),))


def unreadable_issue(code: str, message: str) -> Issue:
    """Why a source has no row in reports."""
    return Issue(stage="parse", code=code, severity="error", message=message)


def input_digest(page: SavedPage, division: str | None) -> str:
    """Digest of all that the rows of a page are made from: its bytes, what is known of it, and the parser."""
    sha256 = page.sha256 or hashlib.sha256(page.body).hexdigest()
    later = tuple(
        msgspec.structs.replace(one, body=b"", sha256=one.sha256 or hashlib.sha256(one.body).hexdigest())
        for one in page.later
    )
    known = msgspec.structs.replace(page, body=b"", last_seen=None, sha256=sha256, later=later)
    return hashlib.blake2b(_version() + msgspec.msgpack.encode((known, division)), digest_size=16).hexdigest()


@cache
def _version() -> bytes:
    from output.schema import SCHEMA_VERSION
    from parsers.version import parser_version

    digest = hashlib.sha256(f"{parser_version()} {SCHEMA_VERSION}".encode())
    for library in (selectolax, msgspec):
        digest.update(library.__version__.encode())
    for package, name in _READERS:
        digest.update(files(package).joinpath(name).read_bytes())
    return digest.digest()


def _read(
    reader: Callable[[SavedPage], ColumnarReport], page: SavedPage
) -> ColumnarReport | tuple[str, SourceError]:
    try:
        return reader(page)
    except SourceError as error:
        return page.source, error
    except Exception as error:  # a parser that fails on one page must not cost the others
        message = (
            f"{page.source}: the parser failed ({type(error).__name__}: {error}); please report the page"
        )
        return page.source, SourceError(message)
