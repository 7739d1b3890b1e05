"""Bodies in and out of an archive: zstd against an earlier page of the same portal.

Pages of one portal share their furniture and their forms, so a page squeezes best against another page:
one is kept as a raw-content dictionary and costs nothing twice, because it is itself stored against it.
A page that no dictionary fits well becomes one more, up to a limit.
"""

import hashlib
import sqlite3

from zstandard import (
    CONTENTSIZE_UNKNOWN,
    DICT_TYPE_RAWCONTENT,
    STRATEGY_FAST,
    ZstdCompressionDict,
    ZstdCompressionParameters,
    ZstdCompressor,
    ZstdDecompressor,
    ZstdError,
    get_frame_parameters,
)

from gongkai.errors import ArchiveError

LEVEL = 2  # of what is squeezed by itself

AGAINST = ZstdCompressionParameters(
    window_log=20, hash_log=14, chain_log=6, min_match=5, strategy=STRATEGY_FAST, write_checksum=True
)
"""How a page is squeezed against another: as well as on level 2, in nine tenths of its time. The table of
what stood where is a quarter of that one's; where dozens of portals take turns, none is in the cache."""

SMALL = 2_000  # bytes: below this a body is not worth a dictionary
DICTIONARY_BYTES = 128 << 10
LARGEST_DICTIONARY = 200_000  # in archives written before; what is read
DICTIONARIES = 12
TRIED = 2  # dictionaries that a page is tried against, those that fitted last: each takes 200 kilobytes
FITS = 0.12  # share to which a dictionary that fits compresses; a page that none fits becomes one itself
TEXTUAL = ("text/", "html", "xml", "json", "javascript")

_PLAIN = ZstdCompressor(level=LEVEL, write_checksum=True)


class Bodies:
    """The bodies of one open archive. Dictionaries are loaded once and kept for reading and writing."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._loaded: dict[int, ZstdCompressionDict] = {}  # ready to compress against
        self._readers: dict[int | None, ZstdDecompressor] = {None: ZstdDecompressor()}
        self._order: list[int] | None = None  # dictionaries, the one that fitted last in front

    def add(self, body: bytes, content_type: str | None) -> tuple[int, bytes]:
        """Keep `body` inside the caller's transaction; return its row and its SHA-256."""
        digest = hashlib.sha256(body).digest()
        row = self._connection.execute("SELECT id FROM bodies WHERE sha256 = ?", (digest,)).fetchone()
        if row:
            return row[0], digest
        textual = content_type is None or any(word in content_type.lower() for word in TEXTUAL)
        dictionary: int | None = None
        if textual and len(body) >= SMALL:
            dictionary, data = self._squeeze(body)
        else:
            data = _PLAIN.compress(body)
        cursor = self._connection.execute(
            "INSERT INTO bodies (sha256, bytes, dictionary, data) VALUES (?, ?, ?, ?)",
            (digest, len(body), dictionary, data),
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid, digest

    def read(self, body: int) -> bytes:
        """The bytes of one row, digest checked. Raises ArchiveError when they are not what was saved."""
        row = self._connection.execute(
            "SELECT sha256, bytes, dictionary, data FROM bodies WHERE id = ?", (body,)
        ).fetchone()
        if row is None:
            raise ArchiveError(f"body {body} is missing; gongkai archive repair")
        return self.unpack(*row)

    def unpack(self, digest: bytes, size: int, dictionary: int | None, data: bytes) -> bytes:
        """Decompress one row of `bodies` and check length and digest."""
        content = self._decompressed(digest, size, dictionary, data)
        _compare(content, digest)
        return content

    def unpack_to_parse(self, digest: bytes, size: int, dictionary: int | None, data: bytes) -> bytes:
        """The same in half the time: where the frame has a checksum, the content has been held against that,
        and no digest is computed. Frames in archives written before have none."""
        content = self._decompressed(digest, size, dictionary, data)
        if not get_frame_parameters(data).has_checksum:
            _compare(content, digest)
        return content

    def _decompressed(self, digest: bytes, size: int, dictionary: int | None, data: bytes) -> bytes:
        try:
            content = _inflated(self._reader(dictionary), data, size)
        except ZstdError as error:
            raise ArchiveError(f"body {digest.hex()[:12]} cannot be decompressed ({error})") from error
        if len(content) != size:
            raise ArchiveError(f"body {digest.hex()[:12]} is not what was saved (size differs)")
        return content

    def spare(self) -> None:
        """Write dictionaries a second time, inside the caller's transaction."""
        self._connection.execute(
            """INSERT INTO spares SELECT id, data FROM dictionaries
               WHERE id NOT IN (SELECT id FROM spares)"""
        )

    def forget(self) -> None:
        """Drop what is cached: after a rollback a dictionary in memory may be none in the file."""
        self._loaded.clear()
        self._readers = {None: self._readers[None]}
        self._order = None

    def _squeeze(self, body: bytes) -> tuple[int, bytes]:
        best: tuple[int, bytes] | None = None
        order = self._dictionaries()
        for number in order[:TRIED]:
            data = self._compressed(body, number)
            if best is None or len(data) < len(best[1]):
                best = number, data
            if len(data) <= FITS * len(body):
                break
        if best is None or (len(best[1]) > FITS * len(body) and len(order) < DICTIONARIES):
            number = self._learn(body)
            best = number, self._compressed(body, number)
        order.remove(best[0])
        order.insert(0, best[0])
        for number in [number for number in self._loaded if number not in order[:TRIED]]:
            del self._loaded[number]
        return best

    def _dictionaries(self) -> list[int]:
        if self._order is None:
            self._order = [
                row[0] for row in self._connection.execute("SELECT id FROM dictionaries ORDER BY id DESC")
            ]
        return self._order

    def _learn(self, body: bytes) -> int:
        data = body[:DICTIONARY_BYTES]
        cursor = self._connection.execute(
            "INSERT INTO dictionaries (data) VALUES (?)", (_PLAIN.compress(data),)
        )
        assert cursor.lastrowid is not None
        self._dictionaries().insert(0, cursor.lastrowid)
        return cursor.lastrowid

    def _content(self, number: int) -> ZstdCompressionDict:
        # Hundreds of pages need this one row: there is a second copy for the day on which it is damaged.
        problem = "not there"
        for table in ("dictionaries", "spares"):
            try:
                row = self._connection.execute(f"SELECT data FROM {table} WHERE id = ?", (number,)).fetchone()
                if row is not None:
                    data = _inflated(ZstdDecompressor(), row[0], LARGEST_DICTIONARY)
                    return ZstdCompressionDict(data, dict_type=DICT_TYPE_RAWCONTENT)
            except (ZstdError, sqlite3.DatabaseError) as error:
                problem = str(error)
        raise ArchiveError(f"dictionary {number} cannot be read ({problem}); gongkai archive repair")

    def _compressed(self, body: bytes, number: int) -> bytes:
        if number not in self._loaded:
            content = self._content(number)
            content.precompute_compress(compression_params=AGAINST)
            self._loaded[number] = content
        # A compressor is made for each page: to make one costs next to nothing, and to keep one for each
        # of the portals that are crawled at once would cost hundreds of megabytes.
        return ZstdCompressor(compression_params=AGAINST, dict_data=self._loaded[number]).compress(body)

    def _reader(self, number: int | None) -> ZstdDecompressor:
        if number not in self._readers:
            assert number is not None
            self._readers[number] = ZstdDecompressor(dict_data=self._content(number))
        return self._readers[number]


def _compare(content: bytes, digest: bytes) -> None:
    if hashlib.sha256(content).digest() != digest:
        raise ArchiveError(f"body {digest.hex()[:12]} is not what was saved (digest differs)")


def _inflated(reader: ZstdDecompressor, data: bytes, most: int) -> bytes:
    """What is in a frame, at most so many bytes: a damaged one may claim any number of them, and memory would
    be asked for all."""
    if most < get_frame_parameters(data).content_size < CONTENTSIZE_UNKNOWN:
        raise ZstdError("it claims to be larger")
    return reader.decompress(data, max_output_size=most)
