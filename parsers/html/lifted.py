"""The place of a table that was read off the text and left out of the tree."""

import re

LIFTED = "gongkai-table"
"""The attribute of the empty table that stands there; its value is the table's number."""
_NUMBER = re.compile(rf'{LIFTED}="(\d+)"')


def lifted_number(attributes: str) -> int | None:
    """The number of the table whose place an empty one with these attributes keeps, as the tree builder
    writes them out; None of any other table."""
    found = _NUMBER.search(attributes)
    return int(found[1]) if found else None
