"""Rows on their way from the worker that makes them to the build that takes them."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pyarrow as pa

from gongkai.records import Record


class Packed(Record, frozen=True):
    """Arrow IPC streams one behind the other, and where each ends.

    `streams` is the path of a file, or the bytes themselves for a build that may be on another machine. A
    file that is gone within the second never reaches a disk, and is copied twice. Bytes that are sent through
    a pipe are copied four times, sixteen pages of memory at a time, for which the two sides wake each other.
    """

    streams: bytes | str
    ends: tuple[int, ...]

    def opened(self) -> list[pa.Buffer]:
        """Each stream, once: the file is gone then. Each has memory of its own, as some are kept for long."""
        bounds = pairwise((0, *self.ends))
        if isinstance(self.streams, bytes):
            whole = pa.py_buffer(self.streams)
            return [whole.slice(begin, end - begin) for begin, end in bounds]
        with pa.OSFile(self.streams) as file:
            found = [file.read_buffer(end - begin) for begin, end in bounds]
        Path(self.streams).unlink()
        return found


def pack(streams: Iterable[tuple[pa.Schema, Iterable[pa.RecordBatch]]], folder: Path | None) -> Packed:
    """Streams of batches, in a file of `folder` where there is one and it has room."""
    sink = pa.BufferOutputStream()
    ends = []
    for schema, batches in streams:
        with pa.ipc.new_stream(sink, schema) as stream:
            for batch in batches:
                stream.write_batch(batch)
        ends.append(sink.tell())
    whole = sink.getvalue()
    if folder is not None:
        with suppress(OSError):
            return Packed(_saved(whole, folder), tuple(ends))
    return Packed(whole.to_pybytes(), tuple(ends))


def _saved(whole: pa.Buffer, folder: Path) -> str:
    descriptor, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(whole)
    except OSError:
        Path(name).unlink()
        raise
    return name
