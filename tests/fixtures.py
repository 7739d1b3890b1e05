"""The saved pages under fixtures/pages: a folder each, with the page, what is true of it, and its records.

`meta.toml` says what is odd about the page (`quirk`), how it was served (`url`, `content_type`) and, written
down by a person before any parser saw the page, what is true of it (`truth`). `expected.json` is the golden:
all that the parser reads, in parts.
"""

import json
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from gongkai.records import Report
from parsers import parse

PAGES = Path(__file__).parent.parent / "fixtures" / "pages"
PARTS = ("identity", "cells", "sections", "checks", "issues")
STATES = {"_": "blank", "-": "dash", "x": "absent", "?": "unassigned", "!": "unreadable"}
VALUES = {"i": "inferred", "p": "prose"}
_IDENTITY = (
    "url title agency agency_kind division_code report_year published_at published_precision edition status "
    "encoding encoding_declared replacements cells_expected cells_read checks_passed checks_failed"
).split()
_CELL = ("edition", "state", "value", "unit", "raw", "note", "grid", "grid_row", "grid_column")
Part = dict[str, Any] | list[Any]


@dataclass(frozen=True)
class Fixture:
    """One folder."""

    folder: Path

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.folder.name

    @property
    def body(self) -> bytes:
        """The saved bytes."""
        return next(self.folder.glob("page.*")).read_bytes()

    @property
    def meta(self) -> dict[str, Any]:
        """meta.toml."""
        return tomllib.loads(self.folder.joinpath("meta.toml").read_text(encoding="utf-8"))

    @property
    def golden(self) -> Path:
        """The file with the expected records."""
        return self.folder / "expected.json"


@cache
def fixtures() -> tuple[Fixture, ...]:
    """Every folder, by name."""
    return tuple(Fixture(meta.parent) for meta in sorted(PAGES.glob("*/meta.toml")))


@cache
def read(fixture: Fixture) -> Report:
    """The fixture parsed."""
    meta = fixture.meta
    return parse(fixture.body, url=meta.get("url"), content_type=meta.get("content_type"))


def parts(report: Report) -> dict[str, Part]:
    """A report as goldens keep it: plain data by part, without what changes with the parser's version."""
    fields: dict[str, Any] = msgspec.to_builtins(report)
    return {
        "identity": {name: fields[name] for name in _IDENTITY},
        "cells": {
            f"{cell['form']}/{cell['item']}/{cell['measure']}": [cell[name] for name in _CELL]
            for cell in fields["cells"]
        },
        "sections": list(fields["sections"]),
        "checks": [[*check.values()] for check in fields["checks"]],
        "issues": list(fields["issues"]),
    }


def write(expected: dict[str, Part]) -> str:
    """The text of expected.json: one line a cell, a section, a check, an issue."""
    blocks = []
    for name, part in expected.items():
        if isinstance(part, dict):
            lines = [
                f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in part.items()
            ]
            opening, closing = "{", "}"
        else:
            lines = [json.dumps(value, ensure_ascii=False) for value in part]
            opening, closing = "[", "]"
        inner = ",\n".join(f"  {line}" for line in lines)
        blocks.append(
            f'"{name}": {opening}\n{inner}\n{closing}' if lines else f'"{name}": {opening}{closing}'
        )
    return "{\n" + ",\n".join(blocks) + "\n}\n"


def true_cells(meta: dict[str, Any]) -> dict[str, tuple[str, Decimal | None]]:
    """State and value by form/item/measure out of meta.toml's rows.

    A row names a form and item, and its measures with what stands in each: `_` blank, `-` dash, `x` absent,
    `?` unassigned, `!` unreadable, a number, `i7` a 7 that is inferred, `p7` one out of a sentence.
    """
    found = {}
    for form, table in meta["truth"].get("cells", {}).items():
        for item, row in table.items():
            for entry in row.split():
                measure, text = entry.split("=")
                found[f"{form}/{item}/{measure}"] = _cell(text)
    return found


def _cell(text: str) -> tuple[str, Decimal | None]:
    if text in STATES:
        return STATES[text], None
    return VALUES.get(text[0], "number"), Decimal(text.lstrip("ip"))
