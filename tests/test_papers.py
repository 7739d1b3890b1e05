"""Papers beside the code keep saying what the code does."""

import re
from pathlib import Path
from typing import get_args

import pytest

from gongkai import __version__
from gongkai.records import VALUE_STATES, State
from output.schema import TABLES

ROOT = Path(__file__).parents[1]
DATASHEET = (ROOT / "docs" / "datasheet.md").read_text(encoding="utf-8")


def test_the_citation_has_what_the_format_asks_for_and_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    keys = dict(re.findall(r"^([a-z-]+): ?(.*)$", citation, re.M))
    assert {"cff-version", "message", "title", "authors"} <= keys.keys()
    assert keys["cff-version"] == "1.2.0"
    assert keys["version"] == __version__
    assert keys["license"] == "MIT"


def test_the_datasheet_explains_every_state() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (yes|no) \|", DATASHEET, re.M))
    assert rows.keys() == set(get_args(State))
    assert {state for state, value in rows.items() if value == "yes"} == VALUE_STATES


def test_the_datasheet_names_tables_that_exist() -> None:
    named = set(re.findall(r"`(\w+)`: |rows? of `(\w+)`|table `(\w+)`", DATASHEET))
    tables = {name for names in named for name in names if name}
    assert {"cells", "reports", "sections", "checks", "issues", "coverage", "changes"} <= tables
    assert tables <= set(TABLES)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
