"""An archive as WARC 1.1 (ISO 28500), the format of web archives: every capture as a response record.

What WARC has no field for is said in fields of our own, which other tools pass over and which make the file
as good a source as the archive: whose page it is and what it was taken for, what came of it, how it was
listed, of which report it is a later page. A capture that was posted for has its request record beside it.
"""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from http.client import responses
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import NAMESPACE_URL, uuid5

from gongkai.archive.articles import parts_of_articles
from gongkai.archive.bodies import Bodies
from gongkai.archive.schema import connect, explained, layout
from gongkai.archive.state import from_ms
from gongkai.errors import UsageError
from gongkai.posted import unfolded

_CAPTURES = """
SELECT a.url, c.id, c.final, c.status, c.headers, c.fetched_at, c.body, a.role, c.outcome, {request},
  (SELECT json_array(l.text, l.title, l.date, b.url, {heading}) FROM listings l
   JOIN addresses b ON b.id = l.list WHERE l.address = a.id AND (a.role != 'attachment' OR b.role = 'list')
   ORDER BY l.first_seen, l.list LIMIT 1)
FROM captures c JOIN addresses a ON a.id = c.address WHERE c.body IS NOT NULL ORDER BY c.id
"""

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
            later = layout(connection) >= 2
            request, heading = ("a.request", "l.heading") if later else ("NULL", "NULL")
            parts = parts_of_articles(connection)
            for row in connection.execute(_CAPTURES.format(request=request, heading=heading)):
                url, number, final, status, headers, at, body, role, outcome, asked, link = row
                method, address = unfolded(final or url)
                record_id = f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{path.stem}/{number} {final or url} {at}')}>"
                own = [f"Gongkai-Portal: {path.stem}", f"Gongkai-Role: {role}", f"Gongkai-Outcome: {outcome}"]
                if unfolded(url)[1] != address:
                    own.append(f"Gongkai-Page: {url}")
                if url in parts:
                    own.append("Gongkai-Article: {1} {0}".format(*parts[url]))
                if link:
                    own.append(f"Gongkai-Link: {json.dumps(json.loads(link))}")
                content = bodies.read(body)
                yield _response(record_id, address, status, json.loads(headers), at, content, own)
                if method != "GET" and asked:
                    yield _request(record_id, address, json.loads(asked), at)
    finally:
        connection.close()


def _response(
    record_id: str,
    url: str,
    status: int | None,
    headers: list[tuple[str, str]],
    fetched_at: int,
    body: bytes,
    own: list[str],
) -> bytes:
    code = status or 200
    kept = [(key, value) for key, value in headers if key.lower() not in _WIRE]
    lines = [f"HTTP/1.1 {code} {responses.get(code, '')}", *(f"{key}: {value}" for key, value in kept)]
    block = "\r\n".join([*lines, f"content-length: {len(body)}", "", ""]).encode() + body
    fields = [f"WARC-Payload-Digest: {_digest(body)}", *own]
    return _record("response", record_id, url, fetched_at, block, fields)


def _request(answer_id: str, url: str, asked: dict[str, Any], fetched_at: int) -> bytes:
    """The record of what was posted for an answer."""
    parts = urlsplit(url)
    target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
    body = str(asked.get("body") or "").encode()
    given = asked.get("headers") or {}
    lines = [f"POST {target} HTTP/1.1", f"Host: {parts.netloc}", *(f"{key}: {given[key]}" for key in given)]
    block = "\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body
    record_id = f"<urn:uuid:{uuid5(NAMESPACE_URL, f'request {answer_id}')}>"
    return _record("request", record_id, url, fetched_at, block, [f"WARC-Concurrent-To: {answer_id}"])


def _record(kind: str, record_id: str, url: str, fetched_at: int, block: bytes, fields: list[str]) -> bytes:
    moment = from_ms(fetched_at)
    head = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: {record_id}",
        f"WARC-Date: {moment.isoformat(timespec='milliseconds').replace('+00:00', 'Z')}",
        f"WARC-Target-URI: {url}",
        f"WARC-Block-Digest: {_digest(block)}",
        *fields,
        f"Content-Type: application/http; msgtype={kind}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


def _digest(content: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
