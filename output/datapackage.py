"""datapackage.json beside the data: the tables described as a Frictionless Data Package (version 2)."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from gongkai import __version__
from output.labels import header, table_title
from output.schema import TABLES, Table
from output.values import values_of

DESCRIPTION = (
    "Figures and text of the annual reports on open-government work (政府信息公开工作年度报告) that Chinese "
    "counties, their departments and townships publish, read from their pages by gongkai. A blank is not a "
    "zero: see the column state of the table cells. The figures are facts stated by the authorities named in "
    "the table reports; the text of the table sections is theirs."
)
PRIMARY_KEYS: dict[str, Sequence[str]] = {
    "reports": ("report_id",),
    "cells": ("report_id", "form", "item", "measure"),
    "sections": ("report_id", "position"),
    "codebook": ("form", "kind", "code"),
}
_TYPES = {"string": "string", "double": "number", "int32": "integer", "int64": "integer", "bool": "boolean"}


def write_datapackage(folder: Path, moment: datetime) -> None:
    """Describe the finished tables of a build in `folder`; `moment` is when it was made."""
    text = msgspec.json.format(msgspec.json.encode(describe(folder, moment)), indent=2)
    (folder / "datapackage.json").write_bytes(text + b"\n")


def describe(folder: Path, moment: datetime) -> dict[str, Any]:
    """The descriptor: one resource a table, its files as they lie in `folder`."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "gongkai",
        "title": "Annual open-government reports of Chinese counties",
        "description": DESCRIPTION,
        "version": __version__,
        "created": moment.isoformat(timespec="seconds"),
        "keywords": ["政府信息公开", "open government", "China", "counties", "freedom of information"],
        "sources": [{"title": "Annual reports on the portals named in the column portal of reports"}],
        "resources": [_resource(table, folder) for table in TABLES.values()],
    }


def _resource(table: Table, folder: Path) -> dict[str, Any]:
    files = sorted((folder / table.name).glob("*.parquet"))
    return {
        "name": table.name,
        "type": "table",
        "title": table_title(table.name),
        "description": f"A row is {table.row}.",
        "path": [file.relative_to(folder).as_posix() for file in files],
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(table.name, field) for field in table.schema]}
    if table.name in PRIMARY_KEYS:
        schema["primaryKey"] = list(PRIMARY_KEYS[table.name])
    return schema


def _field(table: str, field: pa.Field) -> dict[str, Any]:
    told = {key.decode(): value.decode() for key, value in field.metadata.items()}
    described: dict[str, Any] = {
        "name": field.name,
        "title": header(table, field.name),
        "description": told["description"],
        "type": _type(field.type),
    }
    if "unit" in told:
        described["unit"] = told["unit"]
    values = values_of(table, field.name)
    constraints: dict[str, Any] = {"enum": list(values)} if values else {}
    if table in PRIMARY_KEYS and field.name in PRIMARY_KEYS[table]:
        constraints["required"] = True
        if len(PRIMARY_KEYS[table]) == 1:
            constraints["unique"] = True
    if constraints:
        described["constraints"] = constraints
    return described


def _type(kind: pa.DataType) -> str:
    if pa.types.is_timestamp(kind):
        return "datetime"
    return _TYPES[str(kind.value_type if pa.types.is_dictionary(kind) else kind)]
