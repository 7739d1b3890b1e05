"""The stored tables as frames: where the dataset is, one table at once or streamed."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.errors import UsageError
from output.readable import readable
from output.schema import TABLES
from output.selection import Selection

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

ROWS_AT_ONCE = 50_000
"""Rows of a table that are in memory at a time while it is streamed."""


def find_dataset(path: str | Path | None) -> Path:
    """The folder of the current build, its link followed, so that all tables read from it belong together.

    Without `path`: under GONGKAI_DATA, else `data/dataset` here or in a folder above, as for a notebook that
    lies in a folder of its own. Raises UsageError where there is none.
    """
    data = os.environ.get("GONGKAI_DATA")
    if path is not None or data:
        places = [Path(path) if path is not None else Path(data or "")]
    else:
        here = Path.cwd()
        places = [folder / "data" for folder in (here, *here.parents)]
    for place in places:
        for folder in (place, place / "dataset"):
            if (folder / "manifest.json").is_file():
                return folder.resolve()
    raise UsageError(
        f"{places[0]}: no dataset there; run gongkai demo or gongkai parse, "
        "or give the folder of one (--dataset or --data, path= in Python)"
    )


def read_table(
    folder: Path,
    name: str,
    selection: Selection,
    columns: list[str] | None = None,
    form: str | None = None,
) -> "pd.DataFrame":
    """Rows of one table, of one form if named. What an older dataset lacks, a column or a whole table, is
    null or empty."""
    import pandas as pd

    empty, chosen = _columns(folder, name, columns)
    if not (folder / name).is_dir():
        return empty
    condition = selection.of_table(folder, name, form)
    with readable(folder / name):
        frame = pd.read_parquet(folder / name, columns=chosen, filters=condition)
    return _completed(frame, empty)


def stream_table(
    folder: Path,
    name: str,
    selection: Selection,
    columns: list[str] | None = None,
    form: str | None = None,
) -> Iterator["pd.DataFrame"]:
    """The same rows in the same order, about ROWS_AT_ONCE at a time; at least one frame, maybe empty."""
    empty, chosen = _columns(folder, name, columns)
    yielded = False
    if (folder / name).is_dir():
        for table in _blocks(folder / name, chosen, selection.of_table(folder, name, form)):
            yield _completed(table.to_pandas(), empty)
            yielded = True
    if not yielded:
        yield empty


def _blocks(folder: Path, columns: list[str], condition: "pc.Expression | None") -> Iterator["pa.Table"]:
    """Rows of a folder of Parquet files, batches joined to blocks of about ROWS_AT_ONCE rows."""
    import pyarrow as pa
    import pyarrow.dataset as ds

    stored = ds.dataset(folder, format="parquet")
    held: list[pa.RecordBatch] = []
    batches = stored.to_batches(
        columns=columns, filter=condition, batch_size=ROWS_AT_ONCE, batch_readahead=1, fragment_readahead=1
    )
    for batch in _readable(batches, folder):
        held += [batch] if batch.num_rows else []
        if sum(one.num_rows for one in held) >= ROWS_AT_ONCE:
            yield _block(held, stored.schema.metadata)
            held = []
    if held:
        yield _block(held, stored.schema.metadata)


def _readable(batches: "Iterator[pa.RecordBatch]", folder: Path) -> "Iterator[pa.RecordBatch]":
    with readable(folder):
        yield from batches


def _block(batches: "list[pa.RecordBatch]", metadata: dict[bytes, bytes]) -> "pa.Table":
    import pyarrow as pa

    return pa.Table.from_batches(batches).unify_dictionaries().replace_schema_metadata(metadata)


def _columns(folder: Path, name: str, columns: list[str] | None) -> tuple["pd.DataFrame", list[str]]:
    """An empty frame of the columns wanted, and those of them that are stored (and whatever else is)."""
    import pyarrow.dataset as ds

    declared = TABLES[name].schema
    empty = declared.empty_table().to_pandas()[columns or declared.names]
    if not (folder / name).is_dir():
        return empty, []
    with readable(folder / name):
        stored = ds.dataset(folder / name, format="parquet").schema.names
    others = [] if columns else [column for column in stored if column not in empty]
    return empty, [*(column for column in empty if column in stored), *others]


def _completed(frame: "pd.DataFrame", empty: "pd.DataFrame") -> "pd.DataFrame":
    """`frame` with every column of `empty` first, null where it was not stored."""
    import pandas as pd

    for column in empty:
        if column not in frame:
            frame[column] = pd.Series(pd.NA, index=frame.index).astype(empty[column].dtype)
    return frame[[*empty, *(column for column in frame if column not in empty)]]
