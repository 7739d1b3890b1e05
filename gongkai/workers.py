"""Who parses: processes on this machine, behind the interface that a cluster has too."""

import os
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, get_context
from typing import Protocol

from gongkai.allocation import settle


class Workers(Protocol):
    """An executor, how many batches it works on at once, and what it raises when a worker died."""

    executor: Executor
    count: int
    death: type[Exception]

    def renew(self) -> None:
        """Make the executor fit for work after a worker died."""

    def close(self) -> None:
        """Give the workers up; what they have not begun is dropped."""


class Processes:
    """A pool of processes on this machine. `count` 0 is one a core."""

    death: type[Exception] = BrokenProcessPool

    def __init__(self, count: int, most: int, ready: Callable[[], None]) -> None:
        """At most `most` of them, for more would have nothing to do. `ready` is what each does first."""
        self._ready = ready
        self.count = max(1, min(count or os.cpu_count() or 1, most))
        self.executor: Executor = self._start()

    def _start(self) -> Executor:
        context, given = get_context("forkserver"), (self._ready,)
        return ProcessPoolExecutor(self.count, mp_context=context, initializer=_begin, initargs=given)

    def renew(self) -> None:
        """A pool of which one process died is broken as a whole: begin a new one."""
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._start()

    def close(self) -> None:
        """End the processes."""
        self.executor.shutdown(wait=True, cancel_futures=True)


def _begin(ready: Callable[[], None]) -> None:
    settle()
    ready()


def warm_up() -> None:
    """Start the server that workers fork from, with the code they need: it reads while its caller still finds
    out what there is to do, and once for all of them."""
    get_context("forkserver").set_forkserver_preload(["gongkai.preloaded"])
    forkserver.ensure_running()
