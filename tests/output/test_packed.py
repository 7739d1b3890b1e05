"""Rows come out as they went in, whether by way of a file or not."""

import resource
import signal
from pathlib import Path

import pyarrow as pa

from output.packed import Packed, pack

NUMBERS = pa.schema([("number", pa.int32())])
TEXTS = pa.schema([("text", pa.string())])


def packed(folder: Path | None, texts: int = 10_000) -> Packed:
    numbers = [pa.record_batch([[1, 2]], schema=NUMBERS), pa.record_batch([[None]], schema=NUMBERS)]
    told = [pa.record_batch([["公开"] * texts], schema=TEXTS)]
    return pack([(NUMBERS, numbers), (TEXTS, told), (NUMBERS, [])], folder)


def unpacked(given: Packed) -> list[list[object]]:
    with given.opened() as source:
        return [pa.ipc.open_stream(source).read_all().column(0).to_pylist() for _ in WANTED]


WANTED = [[1, 2, None], ["公开"] * 10_000, []]


def test_bytes_travel_with_what_they_are_part_of() -> None:
    given = packed(None)
    assert isinstance(given.streams, bytes)
    assert unpacked(given) == WANTED


def test_a_file_serves_again_once_it_is_read(tmp_path: Path) -> None:
    first, second = packed(tmp_path), packed(tmp_path)
    assert {str(path) for path in tmp_path.iterdir()} == {first.streams, second.streams}
    assert unpacked(second) == WANTED
    shorter = packed(tmp_path, texts=10)
    assert len(list(tmp_path.iterdir())) == 2
    assert unpacked(first) == WANTED
    assert unpacked(shorter) == [[1, 2, None], ["公开"] * 10, []]


def test_where_a_file_has_no_room_the_bytes_travel(tmp_path: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        given = packed(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert isinstance(given.streams, bytes)
    assert list(tmp_path.iterdir()) == []
    assert unpacked(given) == WANTED


def test_where_the_folder_is_gone_the_bytes_travel(tmp_path: Path) -> None:
    assert unpacked(packed(tmp_path / "gone")) == WANTED
