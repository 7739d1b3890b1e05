"""Bodies in and out: squeezed against pages of the same portal, and what older archives hold."""

import hashlib
import random
import sqlite3

import pytest
from zstandard import DICT_TYPE_RAWCONTENT, ZstdCompressionDict, ZstdCompressor

from gongkai.archive.bodies import DICTIONARIES, TRIED, Bodies
from gongkai.archive.schema import create


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
