"""Bodies in and out: squeezed against pages of the same portal, and what older archives hold."""

import hashlib
import random
import sqlite3

import pytest
from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict, ZstdCompressor

from gongkai.archive.bodies import DICTIONARIES, TRIED, Bodies
from gongkai.archive.schema import create
from gongkai.errors import ArchiveError


@pytest.fixture
def connection(tmp_path):
    opened = create(tmp_path / "990199-made.sqlite", "990199-made")
    yield opened
    opened.close()


def furniture(kind: int) -> bytes:
    """What all pages of one kind share, and no page of another."""
    rng = random.Random(kind)
    return b"".join(b"<p class=c%x>%x</p>" % (rng.getrandbits(64), rng.getrandbits(64)) for _ in range(900))


def page(kind: int, number: int) -> bytes:
    return furniture(kind) + hashlib.sha256(b"%d" % number).hexdigest().encode()


def counts(connection: sqlite3.Connection) -> tuple[int, int]:
    (dictionaries,) = connection.execute("SELECT count(*) FROM dictionaries").fetchone()
    (stored,) = connection.execute("SELECT total(length(data)) FROM bodies").fetchone()
    return dictionaries, int(stored)


def test_pages_of_a_few_kinds_in_turn_cost_next_to_nothing(connection):
    pages = [page(number % TRIED, number) for number in range(40)]
    bodies = Bodies(connection)
    rows = [bodies.add(one, "text/html")[0] for one in pages]
    dictionaries, stored = counts(connection)
    assert dictionaries == TRIED
    assert stored < sum(map(len, pages)) / 100
    reader = Bodies(connection)
    assert [reader.read(row) for row in rows] == pages


def test_pages_without_likeness_do_not_all_become_dictionaries(connection):
    bodies = Bodies(connection)
    pages = [page(number, number) for number in range(DICTIONARIES + 5)]
    rows = [bodies.add(one, None)[0] for one in pages]
    assert counts(connection)[0] == DICTIONARIES
    assert [bodies.read(row) for row in rows] == pages


def test_the_same_bytes_are_kept_once(connection):
    bodies = Bodies(connection)
    assert bodies.add(b"a" * 5_000, "text/html") == bodies.add(b"a" * 5_000, None)


def test_a_longer_dictionary_of_an_older_archive_is_read(connection):
    """Archives were once written with dictionaries of up to 200,000 bytes."""
    content = b"".join(hashlib.sha256(b"%d" % number).digest() for number in range(6_250))
    connection.execute("INSERT INTO dictionaries VALUES (1, ?)", (ZstdCompressor(level=9).compress(content),))
    body = content[150_000:] + b"!"
    old = ZstdCompressor(
        level=3, dict_data=ZstdCompressionDict(content, dict_type=DICT_TYPE_RAWCONTENT)
    ).compress(body)
    values = hashlib.sha256(body).digest(), len(body), 1, old
    row = connection.execute("INSERT INTO bodies VALUES (7, ?, ?, ?, ?) RETURNING id", values).fetchone()
    assert len(old) < 1_000
    assert Bodies(connection).read(row[0]) == body
    assert Bodies(connection).add(body + b"?", "text/html")[0] == 8


def stored(connection: sqlite3.Connection, row: int) -> tuple[bytes, int, int | None, bytes]:
    query = "SELECT sha256, bytes, dictionary, data FROM bodies WHERE id = ?"
    return connection.execute(query, (row,)).fetchone()


@pytest.mark.parametrize("content_type", ["text/html", "application/pdf"])
def test_every_changed_bit_is_noticed_without_a_digest(connection, content_type):
    bodies = Bodies(connection)
    bodies.add(page(1, 1), content_type)
    row, _ = bodies.add(page(1, 2), content_type)
    digest, size, dictionary, data = stored(connection, row)
    assert (dictionary is None) == (content_type == "application/pdf")
    assert bodies.unpack_to_parse(b"not compared", size, dictionary, data) == page(1, 2)
    for place in (*range(0, len(data), len(data) // 50 + 1), len(data) - 1):
        for bit in range(8):
            damaged = bytearray(data)
            damaged[place] ^= 1 << bit
            try:
                read = bodies.unpack_to_parse(digest, size, dictionary, bytes(damaged))
            except ArchiveError:
                continue
            assert read == page(1, 2), (place, bit)  # a bit of the frame that means nothing


def test_frames_without_a_checksum_are_held_against_the_digest(connection):
    """Archives were once written without checksums."""
    body = page(1, 1)
    old = ZstdCompressor(level=3).compress(body)
    bodies = Bodies(connection)
    assert bodies.unpack_to_parse(hashlib.sha256(body).digest(), len(body), None, old) == body
    with pytest.raises(ArchiveError, match="not what was saved"):
        bodies.unpack_to_parse(hashlib.sha256(body + b"!").digest(), len(body), None, old)


def test_a_frame_that_claims_too_much_takes_no_memory(connection):
    claims = b"\x28\xb5\x2f\xfd\xe0" + (1 << 60).to_bytes(8, "little") + b"\x01\x00\x00"
    with pytest.raises(ArchiveError, match="larger"):
        Bodies(connection).unpack_to_parse(bytes(32), 5_000, None, claims)


def test_a_body_that_ends_early_is_not_what_was_saved(connection):
    bodies = Bodies(connection)
    row, _ = bodies.add(page(1, 1), "text/html")
    digest, size, dictionary, data = stored(connection, row)
    for claimed in (size - 1, size + 1):
        with pytest.raises(ArchiveError):
            bodies.unpack_to_parse(digest, claimed, dictionary, data)
