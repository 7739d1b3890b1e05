"""datapackage.json: its structure as the standard asks for it, and whether it is true of the files."""

import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from output import load
from output.schema import TABLES

TYPES = {"string", "number", "integer", "boolean", "datetime"}


@pytest.fixture(scope="module")
def package(demo: Path) -> dict:
    return json.loads((demo / "dataset" / "datapackage.json").read_text(encoding="utf-8"))


def test_the_package_is_one_of_version_2(package: dict) -> None:
    assert package["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", package["created"])
    assert all(package[key] for key in ("title", "description", "version", "keywords", "sources"))


def test_every_table_is_a_resource_and_every_file_is_named(package: dict, demo: Path) -> None:
    assert [resource["name"] for resource in package["resources"]] == list(TABLES)
    named = [path for resource in package["resources"] for path in resource["path"]]
    there = sorted(p.relative_to(demo / "dataset").as_posix() for p in (demo / "dataset").rglob("*.parquet"))
    assert sorted(named) == there
    for resource in package["resources"]:
        assert resource["type"] == "table"
        assert resource["path"]
        assert not any(path.startswith("/") or ".." in path for path in resource["path"])


def test_fields_are_the_columns_of_the_files(package: dict, demo: Path) -> None:
    for resource in package["resources"]:
        fields = resource["schema"]["fields"]
        for path in resource["path"]:
            assert [field["name"] for field in fields] == pq.read_schema(demo / "dataset" / path).names
        for field in fields:
            assert field["type"] in TYPES
            assert field["title"]
            assert field["description"]


@pytest.mark.parametrize("name", TABLES)
def test_keys_and_values_hold(package: dict, demo: Path, name: str) -> None:
    (resource,) = (resource for resource in package["resources"] if resource["name"] == name)
    frame = load(name, path=demo / "dataset")
    key = resource["schema"].get("primaryKey")
    if key:
        assert not frame.duplicated(key).any()
        assert not frame[key].isna().any(axis=None)
    for field in resource["schema"]["fields"]:
        allowed = field.get("constraints", {}).get("enum")
        if allowed:
            assert set(frame[field["name"]].dropna().astype(str)) <= set(allowed)
