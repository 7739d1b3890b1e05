"""WARC, the format of web archives -> saved pages. Damage is told, and costs no page that can still be read.

Responses and resources are read, their chunks and codings undone. robots.txt is no page; nor is what a file
that was exported from an archive calls a list, or not what was asked for. What was posted for has the name
that archives give it. Records are compressed one by one, so that any can be read alone; a file that was
compressed as a whole is read from its beginning.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from msgspec.structs import replace

from gongkai.errors import SourceError
from gongkai.posted import folded, unfolded
from gongkai.records import Link
from gongkai.saved import LaterPage, SavedPage

LIMIT = 50_000_000
"""Bytes that a page may have when its coding is undone; more is no page but an accident or an attack."""
_GZIP, _RECORD = b"\x1f\x8b\x08", b"WARC/"
_BLOCK = 1 << 20
_CUT = "it is cut off"
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"(?im)^content-length:\s*(\d+)")
_CHUNK = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_WINDOWS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""What zlib calls the codings of pages."""


class Capture(NamedTuple):
    """A page in the file: its URL, the key it is read by (number and offset of its record and of those of
    its later pages), when it was fetched (ms, UTC; 0 unknown)."""

    source: str
    key: str
    fetched: int


class _Record(NamedTuple):
    """A response or resource: where it stands (-1: it cannot be read alone), and its block."""

    offset: int
    warc: Any
    block: bytes

    @property
    def url(self) -> str:
        return (self.warc.headers.get("WARC-Target-URI") or "").strip("<>")

    @property
    def source(self) -> str:
        """The URL of the page, which is not the record's where a service filled it."""
        return self.warc.headers.get("Gongkai-Page") or self.url

    def ids(self) -> tuple[str, ...]:
        """The ids by which its request may be known; none where the page has a URL of its own."""
        if self.source != self.url:
            return ()
        return _ids(self.warc)

    def is_page(self) -> bool:
        """Whether it can be a report, as far as its header tells."""
        said = self.warc.headers.get("Gongkai-Role")
        if said is not None:
            good = self.warc.headers.get("Gongkai-Outcome") in ("ok", "not_modified")
            return good and (said == "report" or self.is_file())
        return not self.url.endswith("/robots.txt")

    def article(self) -> tuple[str, int] | None:
        """Of which report it is a later page, and which; None where it is none."""
        place, _, report = (self.warc.headers.get("Gongkai-Article") or "").partition(" ")
        good = self.warc.headers.get("Gongkai-Outcome") in ("ok", "not_modified")
        return (report, int(place)) if good and place.isdecimal() and report else None

    def is_file(self) -> bool:
        """Whether it is a file that a list shows as a report."""
        headers = self.warc.headers
        return headers.get("Gongkai-Role") == "attachment" and bool(headers.get("Gongkai-Link"))

    def link(self) -> Link | None:
        """How a list announced it, where the file says so."""
        said = self.warc.headers.get("Gongkai-Link")
        if not said:
            return None
        text, title, date, list_url, heading = json.loads(said)
        return Link(text=text, title=title, date=date, list_url=list_url, heading=heading)


class _Answer(NamedTuple):
    """What a record holds: header by name in small letters, body as it was sent."""

    header: dict[str, str]
    body: bytes


def find_captures(path: Path) -> tuple[list[Capture], str | None]:
    """The last good capture of each page in the order of the file, and what is wrong with the file, if
    anything. Raises SourceError where nothing can be read."""
    latest: dict[str, Capture] = {}
    damage: list[str] = []
    number = -1
    posted: dict[str, str] = {}
    found: list[tuple[Capture, tuple[str, ...]]] = []
    later: dict[str, dict[str, tuple[int, str]]] = {}
    for number, record in enumerate(_records(path, 0, damage, posted)):
        article = record.article()
        if not (record.is_page() or article) or _answer(record) is None:
            continue
        if article is not None:
            later.setdefault(article[0], {})[record.source] = article[1], f"{number} {record.offset}"
            continue
        moment = record.warc.record_date
        fetched = round(moment.timestamp() * 1000) if moment else 0
        found.append((Capture(record.source, f"{number} {record.offset}", fetched), record.ids()))
    for capture, ids in found:
        # The request's own record may come after that of the answer.
        body = next((posted[one] for one in ids if one in posted), None)
        source = capture.source if body is None else folded(capture.source, body)
        if source not in latest or latest[source].fetched <= capture.fetched:
            parts = sorted(later.get(source, {}).values())
            keys = " ".join((capture.key, *(key for _, key in parts)))
            latest[source] = capture._replace(source=source, key=keys)
    if not damage:
        return list(latest.values()), None
    if number < 0:
        raise SourceError(f"{path}: damaged or no WARC file ({damage[0]}); fetch or copy it again")
    return list(latest.values()), f"{path}: damaged ({damage[0]}); what can be read of it was; copy it again"


def read_captures(
    path: Path, names: Sequence[tuple[str, str]]
) -> Iterator[SavedPage | tuple[str, SourceError]]:
    """The pages of (URL, key) in that order; one that cannot be read comes as (URL, error)."""
    keys = [_pairs(key) for _, key in names]
    held = _held(path, {number for key in keys for number, offset in key if offset < 0})
    for (url, _), (first, *parts) in zip(names, keys, strict=True):
        record = _at(path, first, held)
        named = record is not None and record.source in (url, unfolded(url)[1])
        try:
            page = _page(url, record) if record is not None and named else None
            if page is None:
                yield url, SourceError(f"{url}: no longer in {path}; run again when that file is at rest")
                continue
            found = (_at(path, part, held) for part in parts)
            later = (_page(one.source, one) for one in found if one is not None and one.article() is not None)
            yield replace(page, later=tuple(LaterPage.of(one) for one in later if one is not None))
        except SourceError as error:
            yield url, error


def _pairs(key: str) -> list[tuple[int, int]]:
    """Number and offset of each record that a key names."""
    numbers = [int(number) for number in key.split()]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _at(path: Path, key: tuple[int, int], held: dict[int, _Record]) -> _Record | None:
    """The record of a number, which is held, or that stands at an offset."""
    number, offset = key
    return held.get(number) if offset < 0 else next(_records(path, offset, []), None)


def _page(url: str, record: _Record) -> SavedPage | None:
    """The page in a record, None where it holds none. Raises SourceError for a body that cannot be read."""
    answer = _answer(record)
    if answer is None:
        return None
    return SavedPage(
        source=url,
        url=url,
        body=_decoded(url, answer),
        content_type=answer.header.get("content-type"),
        portal=record.warc.headers.get("Gongkai-Portal"),
        link=record.link(),
        attachment=record.is_file(),
        fetched_at=record.warc.record_date,
        status=200,
    )


def _held(path: Path, wanted: set[int]) -> dict[int, _Record]:
    """Records by number, from one run through the file."""
    found: dict[int, _Record] = {}
    for number, record in enumerate(_records(path, 0, [])) if wanted else ():
        if number in wanted:
            found[number] = record
        if len(found) == len(wanted):
            break
    return found


def _records(
    path: Path, start: int, damage: list[str], posted: dict[str, str] | None = None
) -> Iterator[_Record]:
    """Whole records from `start` on; behind damage, which is told in `damage`, those that can be found.
    What was posted goes into `posted`, by the ids of its own record and of the answer's."""
    try:
        from fastwarc import ArchiveIterator
        from fastwarc.warc import WarcRecordType
    except ImportError as error:
        raise SourceError(f"{path}: reading WARC needs fastwarc; pip install 'gongkai[warc]'") from error
    before, begin = -1, start
    with path.open("rb") as stream, path.open("rb") as other:
        while begin >= 0:
            stream.seek(begin)
            last = begin
            try:
                for warc in ArchiveIterator(stream, parse_http=False):
                    last = max(last, warc.stream_pos)
                    alone = warc.stream_pos > before and _begins(other, warc.stream_pos)
                    before = max(before, warc.stream_pos)
                    if warc.record_type == WarcRecordType.request and posted is not None:
                        posted |= _posted(warc)
                    if warc.record_type not in (WarcRecordType.response, WarcRecordType.resource):
                        continue
                    block = warc.reader.read()
                    length = warc.headers.get("Content-Length") or ""
                    if not length.isdecimal() or len(block) < int(length):
                        damage.append(_CUT)
                    else:
                        yield _Record(warc.stream_pos if alone else -1, warc, block)
                if start == 0 and _is_cut(other, last):
                    damage.append(_CUT)
                return
            except OSError as error:
                damage.append(str(error))
            begin = _next(other, last + 1)


def _posted(warc: Any) -> dict[str, str]:
    """What a request posted, by the ids under which its answer can be known; nothing for other requests."""
    head = warc.reader.read(5)
    if head != b"POST ":
        return {}
    body = _END_OF_HEAD.split(head + warc.reader.read(), 1)[-1].decode("utf-8", "replace")
    return dict.fromkeys(_ids(warc), body)


def _ids(warc: Any) -> tuple[str, ...]:
    """The ids of a record and of the one that it belongs to."""
    named = (warc.headers.get(name) for name in ("WARC-Record-ID", "WARC-Concurrent-To"))
    return tuple(filter(None, named))


def _begins(stream: BinaryIO, offset: int) -> bool:
    """Whether a record begins there."""
    stream.seek(offset)
    return stream.read(len(_RECORD)).startswith((_GZIP, _RECORD))


def _is_cut(stream: BinaryIO, last: int) -> bool:
    """Whether the file ends within a record; `last` is where the last one that was met begins."""
    stream.seek(0)
    if stream.read(len(_GZIP)) == _GZIP:
        stream.seek(last)
        try:
            with gzip.GzipFile(fileobj=stream) as members:
                while members.read(_BLOCK):
                    pass
        except EOFError:
            return True
        return False
    stream.seek(last)
    rest = stream.read()
    head = _END_OF_HEAD.search(rest)
    length = _LENGTH.search(rest[: head.start()]) if head else None
    whole = head.end() + int(length[1]) if head and length else 0
    return len(rest) < whole or bool(rest[whole:].strip())


def _next(stream: BinaryIO, start: int) -> int:
    """Where the next record may begin, from `start` on; -1 where none does."""
    stream.seek(0)
    mark = _GZIP if stream.read(len(_GZIP)) == _GZIP else _RECORD
    stream.seek(start)
    held = b""
    while block := stream.read(_BLOCK):
        held += block
        found = held.find(mark)
        if found >= 0:
            return start + found
        start += max(0, len(held) - len(mark))
        held = held[-len(mark) :]
    return -1


def _answer(record: _Record) -> _Answer | None:
    """What was answered when all went well with a text; None for other answers, files and pictures."""
    if not record.url:
        return None
    if not record.warc.is_http:
        answer = _Answer({"content-type": record.warc.headers.get("Content-Type") or ""}, record.block)
    else:
        status = _STATUS.match(record.block)
        head = _END_OF_HEAD.search(record.block)
        if status is None or head is None or status[1] != b"200":
            return None
        lines = record.block[: head.start()].decode("latin-1").splitlines()[1:]
        named = (line.partition(":") for line in lines)
        header = {name.strip().lower(): value.strip() for name, _, value in named}
        answer = _Answer(header, record.block[head.end() :])
    kind = answer.header.get("content-type", "").lower()
    if record.is_file():
        return answer
    # Data is no page, except where it is what a page was filled with.
    texts = ("html", "text", "xml") if record.source == record.url else ("html", "text", "xml", "json")
    return answer if not kind or any(word in kind for word in texts) else None


def _decoded(url: str, answer: _Answer) -> bytes:
    """The body without chunks and coding. A body that was stored without them, whatever its header says, is
    as it is. Raises SourceError for one that is cut off or grows beyond all measure."""
    body = answer.body
    if "chunked" in answer.header.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    window = _WINDOWS.get(answer.header.get("content-encoding", "").lower())
    if window is None:
        return body
    for bits in (window, -15) if window == 15 else (window,):
        stream = zlib.decompressobj(bits)
        try:
            plain = stream.decompress(body, LIMIT)
        except zlib.error:
            continue
        if stream.unconsumed_tail:
            raise SourceError(f"{url}: grows beyond {LIMIT:,} bytes; save the page again")
        if not stream.eof:
            raise SourceError(f"{url}: the answer in the WARC file is cut off; save the page again")
        return plain
    return body


def _without_chunks(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(parts)
        at = found.end() + size
        parts.append(body[found.end() : at])
    return body
