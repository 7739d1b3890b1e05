"""Files depend on their rows alone, and are streamed."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from output import write
from output.rows import record_batch
from output.schema import TABLES
from output.write import Writer

CELLS = TABLES["cells"]


def batch(first: int, count: int) -> pa.RecordBatch:
    """Cells whose codes come in another order in every batch."""
    rows = [
        {
            "report_id": f"{number:016x}",
            "report_year": (2019, 2020, None)[number % 3],
            "form": "requests",
            "item": f"item{number * 7 % 11}" if number % 5 else None,
            "value": float(number),
        }
        for number in range(first, first + count)
    ]
    return record_batch(CELLS, [[row.get(column[0]) for row in rows] for column in CELLS.columns])


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / "cells").iterdir())}


@pytest.fixture(autouse=True)
def _small_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write, "ROW_GROUP", 64)
    monkeypatch.setattr(write, "FIRST_ROWS", 8)


def test_same_rows_same_bytes_however_they_arrive(tmp_path: Path) -> None:
    cuts = {"one": [500], "odd": [1, 130, 7, 200, 162], "many": [10] * 50}
    for name, counts in cuts.items():
        writer = Writer(tmp_path / name)
        first = 0
        for count in counts:
            writer.add("cells", batch(first, count))
            first += count
        writer.close("cells")
    assert files(tmp_path / "one") == files(tmp_path / "odd") == files(tmp_path / "many")
    assert list(files(tmp_path / "one")) == ["2019.parquet", "2020.parquet", "unknown.parquet"]


def test_codes_are_listed_as_they_first_appear(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    for first in range(0, 300, 20):
        writer.add("cells", batch(first, 20))
    writer.close("cells")
    with pq.ParquetFile(tmp_path / "cells" / "2020.parquet") as file:
        for group in range(file.num_row_groups):
            column = file.read_row_group(group).column("item").combine_chunks()
            assert column.dictionary.to_pylist() == list(dict.fromkeys(column.drop_null().to_pylist()))
    items = pq.read_table(tmp_path / "cells" / "2020.parquet").column("item").to_pylist()
    assert items == [f"item{n * 7 % 11}" if n % 5 else None for n in range(1, 300, 3)]


def test_row_groups_are_written_as_they_fill(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    for first in range(0, 3000, 30):
        writer.add("cells", batch(first, 30))
        held = sum(file._count for file in writer._files.values())
        assert held < 3 * 64 + 30
    writer.close("cells")
    with pq.ParquetFile(tmp_path / "cells" / "2019.parquet") as file:
        sizes = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    assert set(sizes[:-1]) == {64}
    assert sum(sizes) == 1000


def test_order_is_kept_and_a_table_without_rows_is_one_file(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.add("cells", batch(0, 300))
    for name in ("cells", "sections", "changes"):
        writer.close(name)
    ids = pq.read_table(tmp_path / "cells" / "2020.parquet").column("report_id").to_pylist()
    assert ids == [f"{number:016x}" for number in range(1, 300, 3)]
    assert [p.name for p in (tmp_path / "sections").iterdir()] == ["unknown.parquet"]
    assert [p.name for p in (tmp_path / "changes").iterdir()] == ["all.parquet"]
    assert pq.read_table(tmp_path / "sections").num_rows == 0


def test_every_row_goes_to_the_file_of_its_year(tmp_path: Path) -> None:
    one, none, both = batch(0, 40).take(pa.array([0, 3])), batch(2, 1), batch(1, 2)
    writer = Writer(tmp_path)
    for part in (one, none, both, batch(0, 0)):
        writer.add("cells", part)
    writer.close("cells")
    years = {
        path.stem: pq.read_table(path).column("report_year").to_pylist()
        for path in sorted((tmp_path / "cells").iterdir())
    }
    assert years == {"2019": [2019, 2019], "2020": [2020], "unknown": [None, None]}


def test_readers_are_told_of_years_and_of_no_other_smallest_and_largest_value(tmp_path: Path) -> None:
    writer = Writer(tmp_path)
    writer.add("cells", batch(0, 300))
    writer.close("cells")
    with pq.ParquetFile(tmp_path / "cells" / "2020.parquet") as file:
        group = file.metadata.row_group(0)
    told = {
        column.path_in_schema: (column.statistics.min, column.statistics.max)
        for column in map(group.column, range(group.num_columns))
        if column.is_stats_set
    }
    assert told == {"report_year": (2020, 2020)}
