"""Items are picked in the order of their places, however many there are."""

import pytest

from parsers.picker import picker


@pytest.mark.parametrize("places", [[], [2], [2, 0], [1, 1, 3]])
def test_picks_what_stands_at_each_place(places: list[int]) -> None:
    items = ["a", "b", None, "d"]
    assert picker(places)(items) == tuple(items[place] for place in places)
