"""Names put in the place of others."""

import pytest

from scraper.scripts.renaming import renamed


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("'/d?id=' + id + '.html'", "'/d?id=' + row.nr + '.html'"),
        ("`/d?id=${id}&x=${ f(id) }`", "`/d?id=${row.nr}&x=${ f(row.nr) }`"),
        ("row.id + ids + $id + {id: id}.id", "row.id + ids + $id + {id: row.nr}.id"),
        ('"id \\" id" + id', '"id \\" id" + row.nr'),
    ],
)
def test_strings_and_members_stay(code, found):
    assert renamed(code, "id", "row.nr") == found
