"""Memory in processes that make and drop objects by the million."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SELDOM = 14_000
"""Objects made and not yet dropped between two looks; Python's own number is 700."""


def calm_allocator() -> None:
    """Keep freed memory in the process. By default glibc hands it back after every page, and asking for it
    again costs about half of the parse rate."""
    _ask_glibc("mallopt", -1, 256 << 20)  # M_TRIM_THRESHOLD
    _ask_glibc("mallopt", -3, 32 << 20)  # M_MMAP_THRESHOLD


def one_arena() -> None:
    """Have the threads to come take memory from where this one does. By default each has a place of its own,
    from which what comes by the megabyte is given back to the system, and asked for anew."""
    _ask_glibc("mallopt", -8, 1)  # M_ARENA_MAX


def hand_back() -> None:
    """Give the memory that is free in the process back to the system: what it was asked for is done."""
    _ask_glibc("malloc_trim", 0)


def _ask_glibc(function: str, *numbers: int) -> None:
    """Call a function of the C library; of another one than glibc nothing is asked."""
    import ctypes

    with suppress(OSError, AttributeError):
        getattr(ctypes.CDLL("libc.so.6"), function)(*numbers)


def collect_seldom() -> None:
    """Look for cyclic garbage seldom: what pages leave behind is hardly ever cyclic."""
    gc.set_threshold(SELDOM)


def settle() -> None:
    """Make a process fit to parse pages by the thousand: freed memory stays, and garbage is looked for seldom
    and never among what was there at the start."""
    calm_allocator()
    collect_seldom()
    gc.freeze()


@contextmanager
def frozen() -> Iterator[None]:
    """While the block runs, no garbage is looked for among what was there before, modules above all."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
