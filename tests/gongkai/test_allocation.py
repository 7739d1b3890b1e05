"""The collector is calm where that is wanted, and still does its work."""

import gc
import os
import subprocess
import sys
import weakref
from contextlib import suppress
from pathlib import Path

from gongkai.allocation import SELDOM, collect_seldom, frozen, hand_back


def test_what_was_there_is_left_alone_for_a_while_and_no_longer():
    with suppress(KeyError), frozen():
        assert gc.get_freeze_count() > 0
        raise KeyError
    assert gc.get_freeze_count() == 0


def test_cyclic_garbage_is_still_found():
    class Cycle:
        pass

    usual = gc.get_threshold()
    collect_seldom()
    try:
        with frozen():
            first = Cycle()
            first.own = first
            seen = weakref.ref(first)
            del first
            kept = [[] for _ in range(3 * SELDOM)]
            assert len(kept) > SELDOM
            assert seen() is None
    finally:
        gc.set_threshold(*usual)


def test_every_command_is_calm_and_ends_with_its_code():
    told = (
        "import atexit, gc; atexit.register(lambda: print(gc.get_threshold()[0], gc.get_freeze_count() > 0))"
    )
    call = f"{told}; from gongkai.cli import main; main(['nonsense'])"
    done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == f"{SELDOM} True\n"


def test_a_worker_looks_seldom_and_not_among_what_was_there():
    told = "import gc; from gongkai.allocation import settle; settle()"
    call = f"{told}; print(gc.get_threshold()[0], gc.get_freeze_count() > 0)"
    done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=True)
    assert done.stdout == f"{SELDOM} True\n"


def test_free_memory_is_handed_back():
    held = [b"x" * 100_000 for _ in range(500)]
    between = held[::10]
    del held
    before = resident()
    hand_back()
    assert before - resident() > 30_000_000
    assert len(between) == 50


ARENAS = """
import ctypes, threading
{before}
thread = threading.Thread(target=lambda: [bytes(size) for size in range(1000, 100_000, 1000)])
thread.start()
thread.join()
ctypes.CDLL("libc.so.6").malloc_stats()
"""


def test_threads_share_one_place_of_memory_where_that_is_wanted():
    def arenas(before):
        call = ARENAS.format(before=before)
        done = subprocess.run([sys.executable, "-c", call], capture_output=True, text=True, check=True)
        return done.stderr.count("Arena ")

    assert arenas("") > 1
    assert arenas("from gongkai.allocation import one_arena; one_arena()") == 1


def resident():
    """Bytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")
