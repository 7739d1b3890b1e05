"""Memory in processes that make and drop objects by the million."""

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager


def calm_allocator() -> None:
    """Keep freed memory in the process. By default glibc hands it back after every page, and asking for it
    again costs about half of the parse rate."""
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-1, 256 << 20)  # M_TRIM_THRESHOLD
        libc.mallopt(-3, 32 << 20)  # M_MMAP_THRESHOLD
    except (OSError, AttributeError):
        return  # another C library: nothing to set


@contextmanager
def calm_collector() -> Iterator[None]:
    """While the block runs, look for cyclic garbage seldom, and never among what was there before: what
    pages leave behind is hardly ever cyclic, and to look through all modules each time is waste."""
    usual = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(20 * usual[0], *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
