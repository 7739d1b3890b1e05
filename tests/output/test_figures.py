"""What is kept of cells as they are written is the same however their rows come."""

import random
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from output.figures import NONE, STATES, Kept, read_digests
from output.rows import record_batch
from output.schema import CELLS

COUNTS = np.array([1, 7, 3, 12, 1, 1, 30, 5])
PLACES = [("requests", f"item{n}", "total") for n in range(40)]
WANTED = (PLACES[2], ("disputes", "item2", "total"), PLACES[0])


def cells(changed: int | None = None) -> pa.Table:
    """Reports of so many cells; in one of them a figure may be changed."""
    rng = random.Random(1)
    rows = []
    for number, count in enumerate(COUNTS.tolist()):
        for place in PLACES[:count]:
            state = rng.choice(("number", "blank"))
            value = float(rng.randrange(9)) if state == "number" else None
            rows.append(
                {"report_id": f"{number}", "value": value, "state": state}
                | dict(zip(("form", "item", "measure"), place, strict=True))
            )
    if changed is not None:
        rows[int(COUNTS[:changed].sum())] |= {"value": 77.0, "state": "number"}
    columns = [[row.get(column[0]) for row in rows] for column in CELLS.columns]
    return pa.Table.from_batches([record_batch(CELLS, columns)])


def keep(folder: Path, table: pa.Table, cuts: list[int]) -> tuple[Kept, bytes]:
    kept = Kept(2020, folder / "kept.figures", WANTED)
    start, told = 0, 0
    for end in [*cuts, len(table)]:
        while COUNTS[:told].sum() < end:
            kept.expect(COUNTS[told : told + 2])
            told += 2
        if end > start:
            kept.take(table.slice(start, end - start))
        start = end
    kept.close()
    return kept, kept.path.read_bytes()


@pytest.mark.parametrize("cuts", [[], [1], [8, 11], [5, 6, 7, 20, 59], list(range(1, 60))], ids=str)
def test_rows_may_come_in_any_pieces(tmp_path: Path, cuts: list[int]) -> None:
    table = cells()
    kept, figures = keep(tmp_path, table, cuts)
    whole, expected = keep(tmp_path, table, [])
    assert kept.digests.tolist() == whole.digests.tolist()
    assert len(kept.digests) == len(COUNTS)
    assert figures == expected
    assert kept.has_last.all()
    states = Counter(table.column("state").to_pylist())
    assert kept.tally == {("requests", state): count for state, count in states.items()}


def test_the_file_has_the_wanted_cells_alone(tmp_path: Path) -> None:
    table = cells()
    kept, _ = keep(tmp_path, table, [9])
    records = np.fromfile(kept.path, np.dtype([("values", float, (3,)), ("states", np.int8, (3,))]))
    assert records["states"][:, 1].tolist() == [NONE] * len(COUNTS)
    assert (records["states"][:, 0] != NONE).tolist() == (COUNTS > 2).tolist()
    firsts = (COUNTS.cumsum() - COUNTS).tolist()
    told = [(table["value"][row].as_py(), table["state"][row].as_py()) for row in firsts]
    read = zip(records["values"][:, 2].tolist(), records["states"][:, 2].tolist(), strict=True)
    assert [(None if np.isnan(value) else value, STATES[state]) for value, state in read] == told


def test_a_digest_hangs_on_the_cells_of_its_report_and_is_the_same_read_back(tmp_path: Path) -> None:
    digests = keep(tmp_path, cells(), [])[0].digests
    changed = keep(tmp_path, cells(changed=3), [])[0].digests
    assert np.flatnonzero(digests != changed).tolist() == [3]
    pq.write_table(cells(), tmp_path / "2020.parquet", row_group_size=13)
    assert read_digests(tmp_path / "2020.parquet", COUNTS).tolist() == digests.tolist()
    assert read_digests(tmp_path / "2020.parquet", COUNTS[:0]).tolist() == []
