"""Rows on their way from the worker that makes them to the build that takes them."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pyarrow as pa

from gongkai.records import Record

Stream = tuple[pa.Schema, Sequence[pa.RecordBatch]]
"""Batches of one schema."""

AT_ONCE = 1 << 20
"""Bytes that are gathered before they are written."""
_FREE, _TAKEN = ".free", ".taken"


class Packed(Record, frozen=True):
    """Arrow IPC streams one behind the other: the path of a file, or the bytes themselves for a build that
    may be on another machine.

    What goes through a file is copied twice, and the same few files serve again and again, so that they have
    their memory. Bytes that are sent through a pipe are copied four times, sixteen pages of memory at a time,
    for which the two sides wake each other.
    """

    streams: bytes | str

    @contextmanager
    def opened(self) -> Iterator[pa.NativeFile]:
        """The streams, to be read one after the other, and once: then a file is free for others. Of a file
        each batch has memory of its own, so that what is kept for long does not keep what is not."""
        if isinstance(self.streams, bytes):
            yield pa.BufferReader(self.streams)
            return
        with pa.OSFile(self.streams) as file:
            yield file
        path = Path(self.streams)
        path.rename(path.with_suffix(_FREE))


def pack(streams: Sequence[Stream], folder: Path | None) -> Packed:
    """Streams of batches, in a file of `folder` where there is one and it has room."""
    if folder is not None:
        with suppress(OSError):
            return Packed(_saved(streams, folder))
    sink = pa.BufferOutputStream()
    _write(streams, sink)
    return Packed(sink.getvalue().to_pybytes())


def _saved(streams: Sequence[Stream], folder: Path) -> str:
    path = _free_file(folder)
    try:
        # What an earlier use left at the end stays: memory that is given back would be asked for anew.
        with path.open("r+b") as file, pa.BufferedOutputStream(pa.PythonFile(file, "w"), AT_ONCE) as sink:
            _write(streams, sink)
    except OSError:
        path.unlink()
        raise
    return str(path)


def _free_file(folder: Path) -> Path:
    for path in folder.glob(f"*{_FREE}"):
        with suppress(FileNotFoundError):  # another worker was faster
            return path.rename(path.with_suffix(_TAKEN))
    descriptor, name = tempfile.mkstemp(suffix=_TAKEN, dir=folder)
    os.close(descriptor)
    return Path(name)


def _write(streams: Sequence[Stream], sink: pa.NativeFile) -> None:
    for schema, batches in streams:
        with pa.ipc.new_stream(sink, schema) as stream:
            for batch in batches:
                stream.write_batch(batch)
