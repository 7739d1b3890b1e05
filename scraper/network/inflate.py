"""Content decoding with a bound: a bomb of a few kilobytes must not become a gigabyte of memory."""

import zlib
from typing import Any, Protocol


def _fastest() -> Any:
    """zlib, or what does the same in a third of the time: nothing that is done to a page costs more."""
    try:
        from zlib_ng import zlib_ng
    except ImportError:  # a machine for which it is not built
        return zlib
    return zlib_ng


_ZLIB = _fastest()
_BROKEN: type[Exception] = _ZLIB.error

CODINGS = "gzip, deflate"
"""What we ask for, and so all that a server may answer with."""


class TooLargeError(Exception):
    """The content is larger than the limit."""


class CodingError(Exception):
    """The content is in a coding that was not asked for."""


class BrokenContentError(Exception):
    """The content is not what its Content-Encoding says, or ends too early."""


class Sink(Protocol):
    """Takes what arrives and gives the decoded content at the end."""

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes from the wire. Raises TooLargeError and BrokenContentError."""

    def finish(self) -> bytes:
        """The whole content. Raises BrokenContentError when the coded stream is not at its end."""


def sink(coding: str, limit: int) -> Sink:
    """The sink for one Content-Encoding that keeps at most `limit` bytes. Raises CodingError if unknown."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return Plain(limit)
    if coding in ("gzip", "x-gzip", "deflate"):
        return Inflating(limit)
    raise CodingError(f"content coding {coding[:40]!r} was not asked for")


class Plain:
    """Content as it stands on the wire."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._parts: list[bytes] = []

    def feed(self, chunk: bytes) -> None:
        self._size += len(chunk)
        if self._size > self._limit:
            raise TooLargeError
        self._parts.append(chunk)

    def finish(self) -> bytes:
        return b"".join(self._parts)


class Inflating(Plain):
    """gzip, zlib and bare deflate, told apart by their first bytes; several gzip members in a row.

    Content that says gzip and is plain text (seen behind caches that inflate and forget the header) is
    taken as it is.
    """

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self._wire = 0
        self._held = b""
        self._stream: Any = None
        self._as_it_is = False

    def feed(self, chunk: bytes) -> None:
        self._wire += len(chunk)
        if self._wire > self._limit:
            raise TooLargeError
        if self._as_it_is:
            super().feed(chunk)
            return
        if self._stream is None:
            self._held += chunk
            if len(self._held) < 2:
                return
            chunk, self._held = self._held, b""
            self._start(chunk)
            if self._as_it_is:
                super().feed(chunk)
                return
        self._inflate(chunk)

    def finish(self) -> bytes:
        if self._held:
            super().feed(self._held)
        elif self._stream is not None and not self._stream.eof:
            raise BrokenContentError("the compressed content ends too early")
        return super().finish()

    def _start(self, chunk: bytes) -> None:
        if chunk[:2] == b"\x1f\x8b":
            self._stream = _ZLIB.decompressobj(31)
        elif chunk[0] & 0x0F == 8 and (chunk[0] << 8 | chunk[1]) % 31 == 0:
            self._stream = _ZLIB.decompressobj(15)
        elif chunk.lstrip()[:1] in (b"<", b"{", b"[") or chunk[:3] == b"\xef\xbb\xbf":
            self._as_it_is = True
        else:
            self._stream = _ZLIB.decompressobj(-15)

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            stream = self._stream
            if stream.eof:
                if chunk[:2] != b"\x1f\x8b":
                    return  # padding after the end, which gzip allows
                stream = self._stream = _ZLIB.decompressobj(31)
            try:
                content = stream.decompress(chunk, self._limit - self._size + 1)
            except _BROKEN as error:
                raise BrokenContentError(f"the compressed content is broken ({error})") from error
            super().feed(content)
            chunk = stream.unused_data if stream.eof else stream.unconsumed_tail
