"""Names, types and units of all columns, as readers rely on them: a change needs a line in CHANGELOG.md."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from output.schema import TABLES
from tests.output.made import write

STRING, CODE, INT, FLOAT = "string", "code", "int32", "double"
PINNED: dict[str, dict[str, str]] = {
    "reports": {
        "report_id": STRING,
        "source": STRING,
        "url": STRING,
        "portal": STRING,
        "division_code": STRING,
        "title": STRING,
        "agency": STRING,
        "agency_kind": STRING,
        "report_year": INT,
        "published_at": "timestamp[ms, tz=Asia/Shanghai]",
        "published_precision": STRING,
        "edition": STRING,
        "status": STRING,
        "duplicate_of": STRING,
        "encoding": STRING,
        "encoding_declared": STRING,
        "replacements": INT,
        "sha256": STRING,
        "fetched_at": "timestamp[ms, tz=UTC]",
        "parser_version": STRING,
        "cells_expected": INT,
        "cells_read": INT,
        "checks_passed": INT,
        "checks_failed": INT,
        "issues": INT,
    },
    "cells": {
        "report_id": STRING,
        "report_year": INT,
        "edition": STRING,
        "form": CODE,
        "item": CODE,
        "measure": CODE,
        "value": FLOAT,
        "unit": CODE,
        "state": CODE,
        "raw": STRING,
        "note": STRING,
        "grid": INT,
        "grid_row": INT,
        "grid_column": INT,
    },
    "sections": {
        "report_id": STRING,
        "report_year": INT,
        "position": INT,
        "level": INT,
        "number": STRING,
        "chapter": INT,
        "heading": STRING,
        "text": STRING,
    },
    "checks": {
        "report_id": STRING,
        "report_year": INT,
        "check_id": CODE,
        "scope": CODE,
        "mode": CODE,
        "status": CODE,
        "lhs": FLOAT,
        "rhs": FLOAT,
        "delta": FLOAT,
        "operands": CODE,
        "authority": CODE,
        "note": STRING,
    },
    "issues": {
        "report_id": STRING,
        "source": STRING,
        "stage": CODE,
        "code": CODE,
        "severity": CODE,
        "message": STRING,
        "location": STRING,
    },
    "captures": {
        "portal": CODE,
        "url": STRING,
        "status": INT,
        "outcome": CODE,
        "fetched_at": "timestamp[ms, tz=UTC]",
        "last_seen": "timestamp[ms, tz=UTC]",
        "sha256": STRING,
        "bytes": "int64",
        "content_type": CODE,
    },
    "changes": {
        "report_id": STRING,
        "form": CODE,
        "item": CODE,
        "measure": CODE,
        "old": STRING,
        "new": STRING,
        "cause": CODE,
    },
    "coverage": {"unit": STRING, "year": INT, "state": CODE, "reason": STRING},
    "codebook": {
        "form": CODE,
        "kind": CODE,
        "code": STRING,
        "parent": STRING,
        "unit": STRING,
        "label_2014": STRING,
        "label_2019": STRING,
        "label_2021": STRING,
        "en": STRING,
        "note": STRING,
    },
}
IN_PANDAS = {
    STRING: "string",
    CODE: "category",
    INT: "Int64",
    "int64": "Int64",
    FLOAT: "float64",
    "timestamp[ms, tz=Asia/Shanghai]": "datetime64[ms, Asia/Shanghai]",
    "timestamp[ms, tz=UTC]": "datetime64[ms, UTC]",
}


def told(kind: pa.DataType) -> str:
    return CODE if pa.types.is_dictionary(kind) else str(kind)


def test_all_tables() -> None:
    assert list(TABLES) == list(PINNED)


@pytest.mark.parametrize("name", PINNED)
def test_columns(name: str) -> None:
    schema = TABLES[name].schema
    assert {field.name: told(field.type) for field in schema} == PINNED[name]
    assert schema.names == list(PINNED[name])


@pytest.mark.parametrize("name", PINNED)
def test_every_column_is_described_and_quantities_have_a_unit(name: str) -> None:
    for field in TABLES[name].schema:
        metadata = {key.decode(): value.decode() for key, value in field.metadata.items()}
        assert metadata["description"]
        if pa.types.is_floating(field.type) or field.name in ("bytes", "replacements", "cells_read"):
            assert metadata["unit"]


@pytest.mark.parametrize("name", PINNED)
def test_pandas_reads_nullable_types_from_a_built_folder(name: str, demo: Path) -> None:
    frame = pd.read_parquet(demo / "dataset" / name)
    assert {column: str(kind) for column, kind in frame.dtypes.items()} == {
        column: IN_PANDAS[kind] for column, kind in PINNED[name].items()
    }


@pytest.mark.parametrize("name", PINNED)
def test_an_empty_table_has_the_same_types(name: str, tmp_path: Path) -> None:
    frame = pd.read_parquet(write(tmp_path / "dataset") / name)
    assert len(frame) == 0
    assert [str(kind) for kind in frame.dtypes] == [IN_PANDAS[kind] for kind in PINNED[name].values()]


def test_files_carry_the_declared_schema(demo: Path) -> None:
    """Units and descriptions reach the files, and no file depends on its data."""
    for name, table in TABLES.items():
        files = sorted((demo / "dataset" / name).glob("*.parquet"))
        assert files
        for path in files:
            schema = pq.read_schema(path)
            assert schema.equals(table.schema)
            for field in table.schema:
                assert field.metadata.items() <= schema.field(field.name).metadata.items()
