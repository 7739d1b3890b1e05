"""Tables that come from elsewhere as they are: captures of the archives, and the codebook."""

from pathlib import Path

import pyarrow as pa

from gongkai import codebook
from output.rows import record_batch
from output.schema import CAPTURES, CODEBOOK


def captures(path: Path) -> pa.RecordBatch:
    """Every capture in one archive."""
    from gongkai.archive import Archive

    names = [column[0] for column in CAPTURES.columns]
    columns: list[list[object]] = [[] for _ in names]
    with Archive.open(path) as archive:
        for row in archive.captures():
            for column, name in zip(columns, names, strict=True):
                column.append(getattr(row, name))
    return record_batch(CAPTURES, columns)


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
