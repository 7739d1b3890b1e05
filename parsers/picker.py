"""What stands at certain places of a sequence, picked in one step."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

Picker = Callable[[Sequence[Any]], tuple[Any, ...]]


def picker(places: Sequence[int]) -> Picker:
    """What picks the items at these places, in their order, of any sequence that has them."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda items: tuple(items[place] for place in places)
