"""What a user names on the command line -> batches of saved pages, read only where they are parsed.

A source is a file, a folder (recursive), a WARC file or an archive; with none, everything under DATA/archive.
Order is fixed: sources as named, folders and archives in the order of their pages' names.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from gongkai.errors import ArchiveError, SourceError, UsageError
from gongkai.identifiers import printable
from gongkai.records import Record
from gongkai.saved import SavedPage
from gongkai.warc import Capture, find_captures, read_captures

BATCH = 50
"""Pages in one unit of work: sending them to another process costs little beside parsing them."""

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


class Sources(Record, frozen=True, kw_only=True):
    """All that is to be parsed: batches, and sources that could not even be opened."""

    batches: tuple[Batch, ...]
    broken: tuple[tuple[str, str], ...]
    archives: tuple[Path, ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return sum(len(batch.names) for batch in self.batches)


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
    if not found.batches and not found.broken:
        raise UsageError(f"{', '.join(names)}: no saved page in there; crawl first, or name another folder")
    return found


class _Collector:
    def __init__(self) -> None:
        self.seen: set[Path] = set()
        self.files: list[tuple[str, str]] = []
        self.parts: list[tuple[str, str, list[tuple[str, str]]]] = []
        self.newest: dict[str, tuple[int, str]] = {}
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
                self.files.append((printable(name), str(path)))
        except SourceError as error:
            self.broken.append((printable(name), printable(str(error))))

    def add_container(self, kind: str, path: Path, pages: Sequence[Capture]) -> None:
        self.flush()
        for page in pages:
            known = self.newest.get(page.source)
            if known is None or known[0] < page.fetched:
                self.newest[page.source] = page.fetched, str(path)
        self.parts.append((kind, str(path), [(page.source, page.key) for page in pages]))

    def flush(self) -> None:
        if self.files:
            self.parts.append(("files", "", self.files))
        self.files = []

    def result(self) -> Sources:
        """Batches of all; of a URL that several containers have, the newest capture alone."""
        self.flush()
        batches: list[Batch] = []
        for kind, container, names in self.parts:
            if kind != "files":
                names = [name for name in names if self.newest[name[0]][1] == container]
            batches += _batches(kind, container, names)
        return Sources(batches=tuple(batches), broken=tuple(self.broken), archives=tuple(self.archives))


def _pages_under(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inner = path.relative_to(folder).parts
        if any(part.startswith(".") or part.endswith("_files") for part in inner):
            continue
        if path.is_file() and path.suffix.lower() not in NOT_PAGES:
            yield path


def _batches(kind: str, container: str, names: Sequence[tuple[str, str]]) -> Iterator[Batch]:
    for start in range(0, len(names), BATCH):
        yield Batch(kind=kind, container=container, names=tuple(names[start : start + BATCH]))


def _archive_pages(path: Path) -> list[Capture]:
    from gongkai.archive import Archive

    with Archive.open(path) as archive:
        return [Capture(url, url, fetched) for url, fetched in archive.page_times()]


def _read_files(batch: Batch) -> Iterator[SavedPage | tuple[str, SourceError]]:
    for source, path in batch.names:
        try:
            yield SavedPage(source=source, body=Path(path).read_bytes())
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
