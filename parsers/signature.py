"""Bytes that are no text: named by their first bytes, so that a person knows what to save instead."""

import re

_EMPTY = re.compile(rb"[ \t\r\n\0\xef\xbb\xbf]*+")
_KINDS = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip file (or a .docx, .xlsx, .ofd)"),
    (b"\xd0\xcf\x11\xe0", "an Office file (.doc, .xls, .wps)"),
    (b"{\\rtf", "an RTF file"),
    (b"Rar!", "a rar file"),
    (b"7z\xbc\xaf", "a 7z file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_STARTS = tuple(start for start, _ in _KINDS)


def what_it_is(body: bytes) -> str | None:
    """A few words for a body that holds no text ("a JPEG picture", "empty"); None for anything else."""
    if _EMPTY.fullmatch(body):
        return "empty"
    if not body.startswith(_STARTS):
        return None
    for start, name in _KINDS:
        # Two letters begin many a text; a binary file has NULs near them.
        if body.startswith(start) and (len(start) > 2 or b"\0" in body[:64]):
            return name
    return None
