"""Pages are read some at a time before they are parsed, and parsed before rows are made."""

import pytest

from gongkai.cli import parsing
from gongkai.errors import SourceError
from gongkai.saved import SavedPage

PAGES: list[parsing.Read] = [
    *(SavedPage(source=f"{number}", body=b"page") for number in range(50)),
    ("torn", SourceError("torn")),
    *(SavedPage(source=f"large {number}", body=bytes(60)) for number in range(5)),
]


@pytest.mark.parametrize("most", [1, 7, 1000])
def test_none_is_lost_and_few_are_held(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "PAGES_AT_ONCE", most)
    monkeypatch.setattr(parsing, "BYTES_AT_ONCE", 100)
    groups = list(parsing._some(iter(PAGES)))
    assert [page for group in groups for page in group] == PAGES
    for group in groups:
        assert 0 < len(group) <= most
        assert sum(len(one.body) for one in group if isinstance(one, SavedPage)) <= 160
