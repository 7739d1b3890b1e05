"""What came of asking for an address -> its capture: a new one, or one that was only confirmed."""

import json

import msgspec

from gongkai.archive.reading import decode_headers
from gongkai.archive.state import GOOD, Exchange, from_ms, to_ms
from gongkai.archive.writing import Writing
from gongkai.errors import ArchiveError

_CAPTURE = """SELECT asked, sent, final, outcome, fetched_at, status, headers, hops, body, note
              FROM captures WHERE id = ?"""

# Validators that a page whose text is new shares with its former text tell nothing: an empty one stands in
# their place from then on, and none is sent any more.
_WORTHLESS = ":fresh AND capture IS NOT NULL AND etag IS :etag AND last_modified IS :modified"
_KEEP = f"""UPDATE addresses SET fetched_at = :now, outcome = :outcome, run = :run,
            failures = 0, note = NULL, removed_at = NULL, entry_changed = 0, capture = :capture,
            etag = CASE WHEN etag = '' OR ({_WORTHLESS}) THEN '' ELSE coalesce(:etag, etag) END,
            last_modified = CASE WHEN last_modified = '' OR ({_WORTHLESS}) THEN ''
              ELSE coalesce(:modified, last_modified) END,
            request = :request, moved = :moved WHERE id = :id"""


class Captures:
    """The captures of one archive; all of it happens inside the caller's transaction."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def read(self, number: int) -> Exchange | None:
        """The exchange that made a capture, with its body."""
        row = self._writing.row(_CAPTURE, (number,))
        if row is None:
            return None
        asked, sent, final, outcome, fetched_at, status, headers, hops, body, note = row
        return Exchange(
            asked=asked,
            sent=sent,
            final=final,
            outcome=outcome,
            fetched_at=from_ms(fetched_at),
            status=status,
            headers=decode_headers(headers),
            hops=tuple((hop[0], hop[1]) for hop in json.loads(hops)),
            body=self._writing.bodies.read(body) if body is not None else None,
            note=note,
        )

    def keep(self, number: int, exchange: Exchange, run: int) -> bool:
        """Save what came of asking for address `number` in `run`; return whether it is a new good capture.

        Raises ArchiveError for an answer that confirms a page of which nothing was saved.
        """
        now = to_ms(exchange.fetched_at)
        good = exchange.outcome in GOOD
        request = msgspec.json.encode(exchange.asking).decode() if exchange.asking else None
        moved = msgspec.json.encode(exchange.moved).decode() if exchange.moved else None
        same = self._same_capture(number, exchange)
        if same is not None:
            capture = same
            self._writing.execute("UPDATE captures SET last_seen = ? WHERE id = ?", (now, capture))
        else:
            capture = self._add(number, exchange, now)
        if good:
            etag, modified = exchange.header("etag"), exchange.header("last-modified")
            values: dict[str, object] = {"id": number, "now": now, "outcome": exchange.outcome, "run": run}
            values |= {"capture": capture, "etag": etag, "modified": modified}
            values |= {"fresh": same is None and bool(etag or modified), "request": request, "moved": moved}
            self._writing.execute(_KEEP, values)
        else:
            self._writing.execute(
                """UPDATE addresses SET fetched_at = ?, outcome = ?, run = ?, failures = failures + 1,
                   note = ?, request = coalesce(?, request), moved = coalesce(?, moved) WHERE id = ?""",
                (now, exchange.outcome, run, exchange.note, request, moved, number),
            )
        return good and same is None

    def _same_capture(self, address: int, exchange: Exchange) -> int | None:
        """The capture that this exchange merely confirms: the good one with the same text, or the last
        one when it failed in the same way."""
        if exchange.confirms or exchange.outcome == "not_modified":
            row = self._writing.row("SELECT capture FROM addresses WHERE id = ?", (address,))
            if row and row[0] is not None:
                return int(row[0])
            if exchange.outcome == "not_modified":
                raise ArchiveError(
                    f"{self._writing.path}: {exchange.asked}: not modified, but nothing was saved before"
                )
        if exchange.outcome in GOOD:
            return None
        row = self._writing.row(
            "SELECT id, outcome, status FROM captures WHERE address = ? ORDER BY id DESC LIMIT 1", (address,)
        )
        return int(row[0]) if row and row[1:] == (exchange.outcome, exchange.status) else None

    def _add(self, address: int, exchange: Exchange, now: int) -> int:
        content_type = exchange.header("content-type")
        body = self._writing.bodies.add(exchange.body, content_type)[0] if exchange.body is not None else None
        return self._writing.insert(
            """INSERT INTO captures (address, asked, sent, final, hops, status, headers, fetched_at,
               last_seen, outcome, body, content_type, note)
               VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)""",
            (
                address,
                exchange.asked,
                exchange.sent,
                exchange.final,
                msgspec.json.encode(exchange.hops).decode(),
                exchange.status,
                msgspec.json.encode(exchange.headers).decode(),
                now,
                now,
                exchange.outcome,
                body,
                content_type,
                exchange.note,
            ),
        )
