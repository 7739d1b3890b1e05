"""An archive as WARC 1.1 (ISO 28500), the format of web archives: every capture as a response record."""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from http.client import responses
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from gongkai.archive.bodies import Bodies
from gongkai.archive.schema import connect, explained
from gongkai.archive.state import from_ms
from gongkai.errors import UsageError

_CAPTURES = """SELECT a.url, c.id, c.final, c.status, c.headers, c.fetched_at, c.body
FROM captures c JOIN addresses a ON a.id = c.address WHERE c.body IS NOT NULL ORDER BY c.id"""

# Bodies are kept after content decoding and without chunks: these headers would say otherwise.
_WIRE = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})


def export_warc(archives: Sequence[Path], target: Path) -> int:
    """Write every capture with a body of `archives` to `target` (.warc or .warc.gz), which appears only
    when it is complete. Returns the number of records.

    Raises UsageError when the name does not fit, ArchiveError when an archive is damaged.
    """
    if not target.name.endswith((".warc", ".warc.gz")):
        raise UsageError(f"{target}: a WARC file is named .warc or .warc.gz")
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(target.name + ".partial")
    count = 0
    try:
        with partial.open("wb") as stream:
            for path in archives:
                for record in _records(path):
                    # One gzip member a record, as the standard asks: readers seek to any of them.
                    stream.write(gzip.compress(record, 6, mtime=0) if target.suffix == ".gz" else record)
                    count += 1
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    partial.replace(target)
    return count


def _records(path: Path) -> Iterator[bytes]:
    connection = connect(path, readonly=True)
    bodies = Bodies(connection)
    try:
        with explained(path):
            for url, number, final, status, headers, fetched_at, body in connection.execute(_CAPTURES):
                content = bodies.read(body)
                yield _record(
                    f"{path.stem}/{number}", final or url, status, json.loads(headers), fetched_at, content
                )
    finally:
        connection.close()


def _record(
    name: str, url: str, status: int | None, headers: list[tuple[str, str]], fetched_at: int, body: bytes
) -> bytes:
    code = status or 200
    kept = [(key, value) for key, value in headers if key.lower() not in _WIRE]
    lines = [f"HTTP/1.1 {code} {responses.get(code, '')}", *(f"{key}: {value}" for key, value in kept)]
    block = "\r\n".join([*lines, f"content-length: {len(body)}", "", ""]).encode() + body
    moment = from_ms(fetched_at)
    head = [
        "WARC/1.1",
        "WARC-Type: response",
        f"WARC-Record-ID: <urn:uuid:{uuid5(NAMESPACE_URL, f'{name} {url} {fetched_at}')}>",
        f"WARC-Date: {moment.isoformat(timespec='milliseconds').replace('+00:00', 'Z')}",
        f"WARC-Target-URI: {url}",
        f"WARC-Block-Digest: {_digest(block)}",
        f"WARC-Payload-Digest: {_digest(body)}",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


def _digest(content: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
