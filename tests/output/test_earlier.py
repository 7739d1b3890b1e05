"""A dataset of an earlier schema is still loaded, and the next build takes its place."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.cli.app import run
from output import load
from output.schema import SCHEMA_VERSION, TABLES
from output.store import Store
from tests.output.pages import AGENCY, county

# As written before codes were dictionary-encoded, before cells said where they stood and before second copies
# were linked; issues lay in one file a year, and coverage and changes were not there yet.
EARLIER = {
    "reports": {
        "2021": {
            "report_id": ["00000000000000aa"],
            "source": ["old.html"],
            "agency": [AGENCY],
            "agency_kind": ["department"],
            "report_year": pa.array([2021], pa.int32()),
            "edition": ["2021"],
            "status": ["complete"],
            "sha256": ["0" * 64],
        }
    },
    "cells": {
        "2021": {
            "report_id": ["00000000000000aa"] * 2,
            "report_year": pa.array([2021] * 2, pa.int32()),
            "form": ["requests"] * 2,
            "item": ["received", "granted"],
            "measure": ["total"] * 2,
            "value": [12.0, None],
            "unit": ["件"] * 2,
            "state": ["number", "blank"],
            "raw": ["12", ""],
        }
    },
    "issues": {
        "2021": {
            "report_id": ["00000000000000aa"],
            "report_year": pa.array([2021], pa.int32()),
            "source": ["old.html"],
            "code": ["year_conflict"],
            "severity": ["warning"],
            "message": ["…"],
        }
    },
}


def earlier(path: Path) -> None:
    """Publish such a dataset at `path`."""
    build = Store(path).begin("20200101T000000000000")
    for name, files in EARLIER.items():
        (build / name).mkdir()
        for year, columns in files.items():
            pq.write_table(pa.table(columns), build / name / f"{year}.parquet")
    manifest = {
        "schema_version": SCHEMA_VERSION - 1,
        "gongkai": "0.0.9",
        "created": "2020-01-01T00:00:00+00:00",
        "inputs": ["pages"],
        "tables": {name: {"rows": 1, "files": {}} for name in EARLIER},
    }
    (build / "manifest.json").write_text(json.dumps(manifest))
    Store(path).publish(build)


def test_every_table_loads_with_todays_columns(tmp_path: Path) -> None:
    earlier(tmp_path / "out")
    for name, table in TABLES.items():
        frame = load(name, path=tmp_path / "out")
        assert set(table.schema.names) <= set(frame.columns)
        assert len(frame) == sum(len(f["report_id"]) for f in EARLIER.get(name, {}).values())
    assert load("reports", path=tmp_path / "out")["duplicate_of"].isna().all()


def test_forms_load(tmp_path: Path) -> None:
    earlier(tmp_path / "out")
    wide = load("requests", path=tmp_path / "out", language="code", blank="zero")
    assert wide["received.total"].tolist() == [12]
    assert wide["granted.total"].tolist() == [0]


def test_the_next_build_takes_its_place(tmp_path: Path) -> None:
    out = tmp_path / "out"
    earlier(out)
    pages = county(tmp_path / "pages", [AGENCY])
    assert run(["parse", str(pages), "--out", str(out), "--changed", "--diff"]) == 0
    assert len(load("reports", path=out)) == 5
    assert len(load("changes", path=out)) == 0
    assert len(Store(out).finished) == 2
