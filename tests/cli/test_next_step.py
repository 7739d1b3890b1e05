"""The command to type next."""

from pathlib import Path

import pytest

from gongkai.cli.next_step import by_issues

DATA = Path("data")


@pytest.mark.parametrize(
    ("codes", "start"),
    [
        ([], None),
        ([("a", "timeout")], "gongkai crawl --failed"),
        ([("a", "timeout"), ("b", "list_empty")], "gongkai portals check b"),
        ([("a", "nothing_found"), ("a", "blocked_challenge")], "gongkai crawl   (from the time on"),
        ([("a", "challenged"), ("a", "timeout")], "gongkai crawl   (from the time on"),
        ([("a", "challenged"), ("b", "timeout"), ("b", "gone")], "gongkai crawl b --failed"),
        ([("a", "challenged"), ("b", "list_empty")], "gongkai portals check b"),
        ([("a", "archive_damaged"), ("a", "challenged")], "gongkai archive repair a"),
    ],
)
def test_nothing_is_suggested_that_asks_a_portal_that_posed_a_challenge(codes, start):
    told = by_issues(codes, False, DATA)
    assert told == start or (told is not None and start is not None and told.startswith(start))


def test_a_command_names_the_folders_of_portals_that_the_night_was_given():
    folders = [Path("mine"), Path("my others")]
    told = by_issues([("a", "list_empty")], False, DATA, folders)
    assert told == "gongkai portals check a --portals mine --portals 'my others'"


def test_a_crawl_that_was_cut_off_goes_on_first():
    assert by_issues([("a", "timeout")], True, DATA) == "gongkai crawl"
