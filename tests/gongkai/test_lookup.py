"""One page by its file name or URL, or one line that says what to do."""

from pathlib import Path

import pytest

from gongkai.errors import UsageError
from gongkai.lookup import find_page
from tests.gongkai.archive.made import body, make, url


def test_one_page_is_found_by_file_or_url(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    make(tmp_path / "archive", 2)
    (tmp_path / "a.html").write_text("a")
    assert find_page(str(tmp_path / "a.html"), tmp_path).body == b"a"
    assert find_page(url(1), tmp_path).body == body(1)
    for wrong, message in (
        (url(9), "crawl its portal first"),
        (str(tmp_path), "is a folder"),
        ("none.html", "no such file"),
    ):
        with pytest.raises(UsageError, match=message):
            find_page(wrong, tmp_path)
