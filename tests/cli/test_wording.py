"""Counts in words."""

from gongkai.cli.wording import counted


def test_one_is_told_without_an_s():
    assert [counted(count, "page") for count in (0, 1, 2, 1234)] == [
        "0 pages",
        "1 page",
        "2 pages",
        "1,234 pages",
    ]
