"""What a user names on the command line -> batches of saved pages, read only where they are parsed.

A source is a file, a folder (recursive), a WARC file or an archive; with none, everything under DATA/archive.
Order is fixed: sources as named, folders and archives in the order of their pages' names.
"""

import hashlib
import math
from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from pathlib import Path

import msgspec

from gongkai.errors import ArchiveError, SourceError, UsageError
from gongkai.identifiers import printable
from gongkai.records import Record
from gongkai.saved import SavedPage
from gongkai.warc import Capture, find_captures, read_captures

BATCH = 400
"""Pages in one unit of work at most: sending them to another process costs little beside parsing them."""
LAST_BATCHES = 25
"""The same at the end, where no worker shall wait long for another."""
SHARE = 16
"""In between a batch has this part of the pages that are left."""

ARCHIVES = frozenset((".sqlite",))
WARCS = (".warc", ".warc.gz")

# Beside saved pages lie the files that a browser or a project keeps with them; they are no sources.
NOT_PAGES = frozenset(
    ".css .js .mjs .map .json .toml .yaml .yml .csv .ini .py .woff .woff2 .ttf .eot .otf .ico .parquet .lock "
    ".sqlite-wal .sqlite-shm .log .mp4 .mp3 .swf".split()
)


class Batch(Record, frozen=True, kw_only=True):
    """Pages of one container: `names` are (source, path) of files, or (source, key) inside `container`.

    `known` gives, by source, the digest of all that the last build read of a page, where that is asked for.
    """

    kind: str
    container: str
    names: tuple[tuple[str, str], ...]
    known: dict[str, str] = msgspec.field(default_factory=dict)

    def pages(self) -> Iterator[SavedPage | tuple[str, SourceError]]:
        """Read the pages one by one; a page that cannot be read comes as (source, error)."""
        readers = {"files": _read_files, "archive": _read_archive, "warc": _read_warc}
        yield from readers[self.kind](self)

    def parts(self) -> list["Batch"]:
        """The same pages, one a batch: to find the one that a parser cannot survive."""
        return [msgspec.structs.replace(self, names=(name,)) for name in self.names]

    def absolute(self) -> "Batch":
        """The same pages for a worker that runs in another folder."""
        if self.kind == "files":
            names = tuple((source, str(Path(path).absolute())) for source, path in self.names)
            return msgspec.structs.replace(self, names=names)
        return msgspec.structs.replace(self, container=str(Path(self.container).absolute()))

    def knowing(self, digests: Mapping[str, str]) -> "Batch":
        """The same batch with the digests of its pages."""
        known = {source: digests[source] for source, _ in self.names if source in digests}
        return msgspec.structs.replace(self, known=known)


@dataclass(frozen=True)
class _Part:
    """Pages of one container, or files in a row.

    `captures` is None for an archive, which lists its pages anew when they are wanted: archives hold the
    pages of a country, whose names would fill the memory. `superseded` are sources of which another container
    has a newer capture.
    """

    kind: str
    container: str
    count: int
    captures: Sequence[Capture] | None = None
    superseded: frozenset[str] = frozenset()

    def listed(self) -> Sequence[Capture]:
        """All pages. Raises ArchiveError where an archive cannot be read any more."""
        return _archive_pages(Path(self.container)) if self.captures is None else self.captures

    def batches(self, to_come: int) -> Iterator[Batch]:
        """The pages that are to be parsed, some at a time; so many more are `to_come` in other parts."""
        names = [(page.source, page.key) for page in self.listed() if page.source not in self.superseded]
        start = 0
        while start < len(names):
            left = len(names) - start + to_come
            size = min(BATCH, max(LAST_BATCHES, left // SHARE))
            yield Batch(kind=self.kind, container=self.container, names=tuple(names[start : start + size]))
            start += size


@dataclass(frozen=True)
class Sources:
    """All that is to be parsed. `broken` are sources that could not be opened, with the reasons; an archive
    that can be read no more when its turn comes is added while `batches` are gone through."""

    parts: tuple[_Part, ...]
    broken: list[tuple[str, str]]
    archives: tuple[Path, ...]

    @property
    def batches(self) -> Iterator[Batch]:
        """The units of work in their order, made as they are asked for."""
        to_come = self.pages
        for part in self.parts:
            to_come -= part.count
            try:
                yield from part.batches(to_come)
            except ArchiveError as error:
                self.broken.append((printable(part.container), printable(str(error))))

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(part.count for part in self.parts)

    @property
    def units(self) -> int:
        """How many batches that makes at most."""
        return sum(math.ceil(part.count / LAST_BATCHES) for part in self.parts)

    def without(self, containers: Collection[Path]) -> "Sources":
        """The same but for what is in these containers."""
        parts = tuple(part for part in self.parts if Path(part.container) not in containers)
        return replace(self, parts=parts)


def find_sources(named: Sequence[str], data: Path) -> Sources:
    """All that `named` stands for. Raises UsageError for what does not exist, or when there is nothing."""
    names = list(named) or sorted(str(path) for path in (data / "archive").glob("*.sqlite"))
    if not names:
        raise UsageError(f"{data / 'archive'}: nothing to parse yet; name saved pages, or run gongkai crawl")
    collected = _Collector()
    for name in names:
        path = Path(name)
        if not path.exists():
            raise UsageError(f"{name}: no such file or folder; name a saved page, a folder or an archive")
        collected.add(name, path)
    found = collected.result()
    if not found.pages and not found.broken:
        raise UsageError(f"{', '.join(names)}: no saved page in there; crawl first, or name another folder")
    return found


class _Collector:
    def __init__(self) -> None:
        self.seen: set[Path] = set()
        self.files: list[Capture] = []
        self.parts: list[_Part] = []
        self.hashes: list[array[int]] = []  # of the sources of each part that is a container
        self.broken: list[tuple[str, str]] = []
        self.archives: list[Path] = []

    def add(self, name: str, path: Path) -> None:
        if path.is_dir():
            for inner in sorted(_pages_under(path)):
                self.add_file(f"{name.rstrip('/')}/{inner.relative_to(path).as_posix()}", inner)
        else:
            self.add_file(name, path)

    def add_file(self, name: str, path: Path) -> None:
        real = path.resolve()
        if real in self.seen:
            return
        self.seen.add(real)
        try:
            if path.suffix in ARCHIVES:
                self.add_container("archive", path, _archive_pages(path))
                self.archives.append(path)
            elif path.name.endswith(WARCS):
                captures, damage = find_captures(path)
                self.add_container("warc", path, captures)
                if damage:
                    self.broken.append((printable(name), printable(damage)))
            else:
                self.files.append(Capture(printable(name), str(path), 0))
        except SourceError as error:
            self.broken.append((printable(name), printable(str(error))))

    def add_container(self, kind: str, path: Path, pages: Sequence[Capture]) -> None:
        self.flush()
        kept = None if kind == "archive" else pages
        self.parts.append(_Part(kind, str(path), len(pages), kept))
        self.hashes.append(array("q", (hash(page.source) for page in pages)))

    def flush(self) -> None:
        if self.files:
            self.parts.append(_Part("files", "", len(self.files), self.files))
            self.hashes.append(array("q"))
        self.files = []

    def result(self) -> Sources:
        """All parts; of a URL that several containers have, the newest capture alone."""
        self.flush()
        twice = _twice(self.hashes)
        if twice:
            self.supersede(twice)
        return Sources(tuple(self.parts), self.broken, tuple(self.archives))

    def supersede(self, twice: frozenset[int]) -> None:
        """Of sources with one of these hashes that several containers have, leave all but the newest out."""
        newest: dict[str, tuple[int, int]] = {}
        for number, page in self.containers(twice):
            known = newest.get(page.source)
            if known is None or known[0] < page.fetched:
                newest[page.source] = page.fetched, number
        older: dict[int, list[str]] = {}
        for number, page in self.containers(twice):
            if newest[page.source][1] != number:
                older.setdefault(number, []).append(page.source)
        for number, sources in older.items():
            part = self.parts[number]
            left = part.count - len(sources)
            self.parts[number] = replace(part, count=left, superseded=frozenset(sources))

    def containers(self, hashes: frozenset[int]) -> Iterator[tuple[int, Capture]]:
        """The pages with one of these hashes, each with the number of its part."""
        for number, (part, known) in enumerate(zip(self.parts, self.hashes, strict=True)):
            if not hashes.isdisjoint(known):
                yield from ((number, page) for page in part.listed() if hash(page.source) in hashes)


def _twice(hashes: Sequence["array[int]"]) -> frozenset[int]:
    """Numbers that stand there more than once."""
    every = sorted(chain.from_iterable(hashes))
    return frozenset(one for one, other in pairwise(every) if one == other)


def _pages_under(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        if any(part.startswith(".") or part.endswith("_files") for part in inner):
            continue
        if path.is_file() and path.suffix.lower() not in NOT_PAGES:
            yield path


def _archive_pages(path: Path) -> list[Capture]:
    from gongkai.archive import Archive

    with Archive.open(path) as archive:
        return [Capture(url, url, fetched) for url, fetched in archive.page_times()]


def _read_files(batch: Batch) -> Iterator[SavedPage | tuple[str, SourceError]]:
    for source, path in batch.names:
        try:
            body = Path(path).read_bytes()
            # Both the parser and what tells whether a page has changed want the digest.
            yield SavedPage(source=source, body=body, sha256=hashlib.sha256(body).hexdigest())
        except OSError as error:
            yield source, SourceError(f"{source}: {error.strerror or error}; check the file")


def _read_archive(batch: Batch) -> Iterator[SavedPage | tuple[str, SourceError]]:
    from gongkai.archive import Archive

    with Archive.open(Path(batch.container)) as archive:
        for source, _ in batch.names:
            try:
                page = archive.read(source)
            except ArchiveError as error:
                yield source, error
                continue
            if page is not None:
                yield page


def _read_warc(batch: Batch) -> Iterator[SavedPage | tuple[str, SourceError]]:
    yield from read_captures(Path(batch.container), batch.names)
