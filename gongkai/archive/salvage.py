"""An archive whose first page or trees are gone, read by a borrowed first page, and leaf by leaf.

The file format is SQLite's (sqlite.org/fileformat2.html). The tables of an archive are always made in the
same order, so the first page of a new one, which names where each begins, also fits a damaged one.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from gongkai.archive.schema import create

PAGE = 4096
LEAF = 0x0D  # the first byte of a page that holds rows of a table
ADDRESS_COLUMNS = 17  # 15 in rows of the first layout, 16 in those of the second
LARGEST_ROW = 64_000_000

Value = int | float | bytes | str | None
Row = tuple[Value, ...]

# Rows carry no name of their table, but no two of these have as many columns. The two tables of dictionaries
# are alike, and hold the same.
_TABLES = {
    **dict.fromkeys(range(15, ADDRESS_COLUMNS + 1), "addresses"),
    14: "captures",
    5: "bodies",
    4: "runs",
    2: "dictionaries",
}


def with_new_start(path: Path, copy: Path) -> None:
    """Copy the file `path` to `copy` with the first page of a new archive instead of its own.

    The log beside it (-wal) is copied along: what was committed last stands there.
    """
    content = path.read_bytes()
    pages = len(content) // PAGE
    start = bytearray(_new_start())
    # The size in pages, and no free pages; the two counters that must be equal for the size to be believed.
    start[28:32] = pages.to_bytes(4, "big")
    start[32:40] = bytes(8)
    start[24:28] = start[92:96]
    copy.write_bytes(bytes(start) + content[PAGE : pages * PAGE])
    log = Path(f"{path}-wal")
    if log.is_file():
        Path(f"{copy}-wal").write_bytes(log.read_bytes())


def _new_start() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "new.sqlite"
        connection = create(path, "")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return path.read_bytes()[:PAGE]


def rows(path: Path) -> Iterator[tuple[str, Row]]:
    """(table, row) of every row that stands on a readable leaf page, whichever tree it belonged to.

    Rows that were replaced since may be among them, those of an address newest first.
    """
    content = path.read_bytes()
    addresses: list[Row] = []
    for start in range(PAGE, len(content) - PAGE + 1, PAGE):
        if content[start] == LEAF:
            for row in _leaf(content, start):
                table = _table(row)
                if table == "addresses":
                    addresses.append(row)
                elif table is not None:
                    yield table, row
    addresses.sort(key=lambda row: row[4] if isinstance(row[4], int) else 0, reverse=True)
    yield from (("addresses", row) for row in addresses)


def _table(row: Row) -> str | None:
    table = _TABLES.get(len(row))
    if table == "bodies" and not (isinstance(row[1], bytes) and len(row[1]) == 32):
        return None
    return table


def _leaf(content: bytes, start: int) -> Iterator[Row]:
    count = int.from_bytes(content[start + 3 : start + 5], "big")
    for cell in range(min(count, PAGE // 4)):
        place = start + 8 + 2 * cell
        offset = int.from_bytes(content[place : place + 2], "big")
        try:
            yield _row(content, start + offset)
        except (IndexError, ValueError, UnicodeDecodeError):
            continue  # the page was no leaf of ours, or is damaged here


def _row(content: bytes, place: int) -> Row:
    size, place = _varint(content, place)
    number, place = _varint(content, place)
    if not 0 < size <= LARGEST_ROW:
        raise ValueError("no row")
    values = _values(_payload(content, place, size))
    return (number, *values[1:])  # the first column is the row's number, and is kept as such


def _payload(content: bytes, place: int, size: int) -> bytes:
    """The bytes of one row: what stands on the page, then what stands on overflow pages."""
    local = _local(size)
    parts = [content[place : place + local]]
    left = size - local
    if left:
        page = int.from_bytes(content[place + local : place + local + 4], "big")
        while left:
            if not 0 < page <= len(content) // PAGE:
                raise ValueError("the row goes on outside the file")
            start = (page - 1) * PAGE
            parts.append(content[start + 4 : start + 4 + min(left, PAGE - 4)])
            left -= len(parts[-1])
            page = int.from_bytes(content[start : start + 4], "big")
    return b"".join(parts)


def _local(size: int) -> int:
    most = PAGE - 35
    if size <= most:
        return size
    least = (PAGE - 12) * 32 // 255 - 23
    fitting = least + (size - least) % (PAGE - 4)
    return fitting if fitting <= most else least


def _values(payload: bytes) -> list[Value]:
    head, place = _varint(payload, 0)
    kinds = []
    while place < head:
        kind, place = _varint(payload, place)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        length = (0, 1, 2, 3, 4, 6, 8, 8, 0, 0)[kind] if kind < 10 else (kind - 12) // 2
        data = payload[place : place + length]
        if len(data) != length:
            raise ValueError("the row is cut")
        values.append(_value(kind, data))
        place += length
    return values


def _value(kind: int, data: bytes) -> Value:
    if kind >= 12:
        return data if kind % 2 == 0 else data.decode("utf-8")
    if kind in (8, 9):
        return kind - 8
    if kind == 0:
        return None
    if kind in (7, 10, 11):
        raise ValueError("no archive has such a value")
    return int.from_bytes(data, "big", signed=True)


def _varint(content: bytes, place: int) -> tuple[int, int]:
    value = 0
    for step in range(8):
        byte = content[place + step]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, place + step + 1
    return value << 8 | content[place + 8], place + 9
