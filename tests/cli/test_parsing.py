"""Pages are read some at a time before they are parsed."""

from collections.abc import Iterator

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
    monkeypatch.setattr(parsing, "PAGES_AHEAD", most)
    monkeypatch.setattr(parsing, "BYTES_AHEAD", 100)
    read: list[parsing.Read] = []

    def pages() -> Iterator[parsing.Read]:
        for page in PAGES:
            read.append(page)
            yield page

    parsed = []
    for page in parsing._ahead(pages()):
        parsed.append(page)
        held = read[len(parsed) :]
        assert len(held) < most
        assert sum(len(one.body) for one in held if isinstance(one, SavedPage)) <= 160
    assert parsed == PAGES
