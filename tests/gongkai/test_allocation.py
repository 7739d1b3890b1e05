"""The collector is calmed for a while and no longer."""

import gc
import weakref
from contextlib import suppress

from gongkai.allocation import calm_collector


def test_the_collector_is_as_it_was_afterwards():
    before = gc.get_threshold()
    with suppress(KeyError), calm_collector():
        assert gc.get_threshold()[0] > before[0]
        assert gc.get_freeze_count() > 0
        raise KeyError
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_cyclic_garbage_is_still_found_while_it_is_calm():
    class Cycle:
        pass

    with calm_collector():
        first = Cycle()
        first.own = first
        seen = weakref.ref(first)
        del first
        kept = [[] for _ in range(3 * gc.get_threshold()[0])]
        assert kept
        assert seen() is None
