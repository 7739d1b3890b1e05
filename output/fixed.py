"""Tables that come from elsewhere as they are: captures of the archives, and the codebook."""

from operator import attrgetter
from pathlib import Path

import pyarrow as pa

from gongkai import codebook
from output.rows import record_batch, rows_batch
from output.schema import CAPTURES, CODEBOOK


def captures(path: Path) -> pa.RecordBatch:
    """Every capture in one archive."""
    from gongkai.archive import Archive

    values = attrgetter(*(column[0] for column in CAPTURES.columns))
    with Archive.open(path) as archive:
        return rows_batch(CAPTURES, list(map(values, archive.captures())))


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
