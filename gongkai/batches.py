"""Work spread over an executor, results in order; a worker that dies takes only its page with it.

Written once against `concurrent.futures.Executor`: a pool of processes here, a Dask cluster's executor past
one machine.
"""

import ctypes
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from gongkai.sources import Batch

Result = TypeVar("Result")
Work = Callable[[Batch], Result]

AHEAD = 3
"""Batches in flight for each worker: enough to keep it busy, few enough to keep memory flat."""


def calm_allocator() -> None:
    """Keep freed memory in the process. By default glibc hands it back after every page, and asking for it
    again costs about half of the parse rate."""
    try:
        libc = ctypes.CDLL("libc.so.6")
        libc.mallopt(-1, 256 << 20)  # M_TRIM_THRESHOLD
        libc.mallopt(-3, 32 << 20)  # M_MMAP_THRESHOLD
    except (OSError, AttributeError):
        return  # another C library: nothing to set


def run_batches(
    work: Work[Result], batches: Sequence[Batch], jobs: int, crashed: Work[Result]
) -> Iterator[Result]:
    """`work` on every batch, results in the order of `batches`. `crashed` makes the result of a batch of one
    page whose worker died. `jobs` 0 is one a core."""
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or len(batches) == 1:
        calm_allocator()
    pool = _Pool(min(jobs, len(batches)))
    try:
        yield from _in_order(pool, work, batches, crashed)
    finally:
        pool.close()


class _Pool:
    """A process pool that can be had anew after one of its workers died."""

    def __init__(self, jobs: int) -> None:
        self.jobs = max(1, jobs)
        self.executor: Executor = self._start()

    def _start(self) -> Executor:
        context = get_context("forkserver")
        return ProcessPoolExecutor(self.jobs, mp_context=context, initializer=calm_allocator)

    def renew(self) -> None:
        self.executor.shutdown(wait=False, cancel_futures=True)
        self.executor = self._start()

    def close(self) -> None:
        self.executor.shutdown(wait=True, cancel_futures=True)


def _in_order(
    pool: _Pool, work: Work[Result], batches: Sequence[Batch], crashed: Work[Result]
) -> Iterator[Result]:
    waiting = deque(batches)
    flying: deque[tuple[Batch, Future[Result]]] = deque()
    while waiting or flying:
        while waiting and len(flying) < AHEAD * pool.jobs:
            batch = waiting.popleft()
            flying.append((batch, pool.executor.submit(work, batch)))
        batch, future = flying[0]
        try:
            result = future.result()
        except BrokenProcessPool:
            # Nobody knows which of the flying batches killed its worker: each is tried alone.
            pool.renew()
            for suspect, _ in flying:
                yield from _alone(pool, work, suspect, crashed)
            flying.clear()
            continue
        flying.popleft()
        yield result


def _alone(pool: _Pool, work: Work[Result], batch: Batch, crashed: Work[Result]) -> Iterator[Result]:
    try:
        yield pool.executor.submit(work, batch).result()
    except BrokenProcessPool:
        pool.renew()
        if len(batch.names) == 1:
            yield crashed(batch)
            return
        for part in batch.parts():
            yield from _alone(pool, work, part, crashed)
