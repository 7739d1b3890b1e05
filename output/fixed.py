"""Tables that come from elsewhere as they are: captures of the archives, and the codebook."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow as pa

from gongkai import codebook
from output.rows import record_batch
from output.schema import CAPTURES, CODEBOOK

AT_ONCE = 10_000
"""Captures of a batch."""


def captures(path: Path) -> Iterator[pa.RecordBatch]:
    """Every capture in one archive, AT_ONCE or fewer in a batch. Raises ArchiveError."""
    from gongkai.archive import Archive

    with Archive.open(path) as archive:
        rows = archive.captures()
        while some := list(islice(rows, AT_ONCE)):
            url, *facts, sha256, size, kind = zip(*some, strict=True)
            digests = [None if digest is None else digest.hex() for digest in sha256]
            yield record_batch(CAPTURES, [[archive.portal] * len(some), url, *facts, digests, size, kind])


def codebook_rows() -> pa.RecordBatch:
    """codebook.csv."""
    rows = [
        (
            e.form,
            e.kind,
            e.code,
            "/".join(e.parent) or None,
            e.unit or None,
            *(e.labels.get(edition) for edition in ("2014", "2019", "2021")),
            e.en,
            e.note or None,
        )
        for e in codebook.entries()
    ]
    return record_batch(CODEBOOK, list(zip(*rows, strict=True)))
