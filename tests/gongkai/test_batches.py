"""Work in batches: results in order, and a worker that dies takes nothing with it but its page."""

import os
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

from gongkai.batches import run_batches
from gongkai.sources import Batch
from gongkai.workers import Processes


def batch(names: str) -> Batch:
    return Batch(kind="files", container="", names=tuple((name, "") for name in names.split()))


BATCHES = [batch("a b"), batch("c deadly d"), batch("e"), batch("f g")]
RESULTS = [["a", "b"], ["c"], ["crashed: deadly"], ["d"], ["e"], ["f", "g"]]
"""What comes of them: the names of a batch that killed its worker come one by one."""


def read(pages: Batch) -> list[str]:
    """The names of a batch; a worker that reads the name `deadly` dies."""
    names = [name for name, _ in pages.names]
    if "deadly" in names:
        os._exit(1)
    return names


def nothing() -> None:
    """What these workers need to do first."""


def buried(pages: Batch) -> list[str]:
    return [f"crashed: {name}" for name, _ in pages.names]


@pytest.mark.parametrize("count", [1, 2])
def test_a_page_that_kills_its_worker_costs_itself_alone(count: int) -> None:
    found = list(run_batches(read, BATCHES, Processes(count, len(BATCHES), nothing), buried))
    # Batches in flight beside the deadly one are tried again, whole or page by page; nothing is lost.
    assert [name for names in found for name in names] == [name for names in RESULTS for name in names]


class WorkerDiedError(Exception):
    """What the executor below raises."""


class DiesBeforeItIsAsked(ThreadPoolExecutor):
    """An executor whose workers die once, between two pieces of work."""

    def __init__(self, begun: int) -> None:
        super().__init__(1)
        self.begun = begun

    def submit(self, *given: Any, **named: Any) -> Future[Any]:
        self.begun -= 1
        if self.begun < 0:
            raise WorkerDiedError
        return super().submit(*given, **named)


class OnceDead:
    """Workers of which one dies after so many batches were begun."""

    death: type[Exception] = WorkerDiedError
    count = 1

    def __init__(self, begun: int) -> None:
        self.executor: Executor = DiesBeforeItIsAsked(begun)

    def renew(self) -> None:
        self.executor = ThreadPoolExecutor(1)

    def close(self) -> None:
        self.executor.shutdown()


@pytest.mark.parametrize("begun", range(5))
def test_a_worker_that_dies_before_the_next_batch_is_begun_costs_nothing(begun: int) -> None:
    batches = [batch(name) for name in "abcde"]
    assert list(run_batches(read, batches, OnceDead(begun), buried)) == [["a"], ["b"], ["c"], ["d"], ["e"]]


def test_no_more_processes_than_work() -> None:
    assert Processes(8, 3, nothing).count == 3
    assert Processes(0, 0, nothing).count == 1
