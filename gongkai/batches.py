"""Work spread over an executor, results in order; a worker that dies takes only its page with it.

Written once against `concurrent.futures.Executor`: a pool of processes here (`workers`), a Dask cluster's
executor past one machine (`cluster`).
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import TypeVar

from gongkai.sources import Batch
from gongkai.workers import Workers

Result = TypeVar("Result")
Work = Callable[[Batch], Result]

AHEAD = 3
"""Batches in flight for each worker: enough to keep it busy, few enough to keep memory flat."""


def run_batches(
    work: Work[Result], batches: Iterable[Batch], workers: Workers, crashed: Work[Result]
) -> Iterator[Result]:
    """`work` on every batch, results in the order of `batches`; closes `workers` at the end. `crashed` makes
    the result of a batch of one page whose worker died."""
    try:
        yield from _in_order(workers, work, batches, crashed)
    finally:
        workers.close()


def _in_order(
    workers: Workers, work: Work[Result], batches: Iterable[Batch], crashed: Work[Result]
) -> Iterator[Result]:
    waiting = iter(batches)
    flying: deque[tuple[Batch, Future[Result]]] = deque()
    while True:
        for batch in islice(waiting, AHEAD * workers.count - len(flying)):
            flying.append((batch, _begun(workers, work, batch)))
        if not flying:
            return
        _, future = flying[0]
        try:
            result = future.result()
        except workers.death:
            # Nobody knows which of the flying batches killed its worker: each is tried alone.
            workers.renew()
            for suspect, _ in flying:
                yield from _alone(workers, work, suspect, crashed)
            flying.clear()
            continue
        flying.popleft()
        yield result


def _begun(workers: Workers, work: Work[Result], batch: Batch) -> Future[Result]:
    """The work on a batch; it has failed already where a worker died since the last look at them."""
    try:
        return workers.executor.submit(work, batch)
    except workers.death as death:
        failed: Future[Result] = Future()
        failed.set_exception(death)
        return failed


def _alone(workers: Workers, work: Work[Result], batch: Batch, crashed: Work[Result]) -> Iterator[Result]:
    try:
        yield workers.executor.submit(work, batch).result()
    except workers.death:
        workers.renew()
        if len(batch.names) == 1:
            yield crashed(batch)
            return
        for part in batch.parts():
            yield from _alone(workers, work, part, crashed)
