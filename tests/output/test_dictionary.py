"""The data dictionary is fresh, and the meanings of codes are complete."""

from pathlib import Path
from typing import get_args

import pytest

from gongkai import records
from gongkai.codebook import entries
from output.coverage import STATES
from output.dictionary import render
from output.schema import TABLES
from output.values import values_of

ROOT = Path(__file__).parents[2]


def test_the_page_is_fresh() -> None:
    page = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert page == render(), "make docs writes it anew"


def test_every_table_column_and_code_is_there() -> None:
    page = render()
    for table in TABLES.values():
        part = page.split(f"\n## {table.name} ")[1].split("\n## ")[0]
        assert all(f"\n| `{column}` |" in part for column in table.schema.names)
    for entry in entries():
        part = page.split(f"\n## Form {entry.form} ")[1].split("\n## ")[0]
        assert f"\n| `{entry.code}` |" in part
        assert entry.en.replace("|", "\\|") in part


@pytest.mark.parametrize(
    ("table", "column", "kind"),
    [
        ("cells", "state", records.State),
        ("reports", "status", records.Status),
        ("reports", "edition", records.PageEdition),
        ("reports", "agency_kind", records.AgencyKind),
        ("reports", "published_precision", records.Precision),
        ("checks", "mode", records.CheckMode),
        ("checks", "status", records.CheckStatus),
        ("checks", "authority", records.Authority),
        ("issues", "stage", records.Stage),
        ("issues", "severity", records.Severity),
        ("captures", "outcome", records.Outcome),
        ("cells", "form", records.Form),
    ],
)
def test_every_code_of_the_records_has_a_meaning(table: str, column: str, kind: object) -> None:
    assert list(values_of(table, column)) == list(get_args(kind))


def test_every_unit_has_a_meaning() -> None:
    assert set(values_of("cells", "unit")) == {entry.unit for entry in entries()} - {""}


def test_a_column_that_means_something_else_has_no_such_list() -> None:
    assert values_of("captures", "status") == {}
    assert values_of("coverage", "unit") == {}
    assert set(values_of("coverage", "state")) == set(STATES)
    assert set(values_of("checks", "status")) == {"pass", "fail", "not_assessable"}
