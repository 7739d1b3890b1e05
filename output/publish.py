"""A build from its first row to the switched link: gates in between, the last good one safe all along."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gongkai.archive.lock import Lock
from gongkai.errors import GateError, GongkaiError
from output.build import Build
from output.gates import Gate, broken, compare
from output.inputs import Inputs
from output.manifest import read_manifest
from output.store import Store


@dataclass
class Terms:
    """How a build is published: gates by name, the selection it is limited to, whether it must pass them."""

    gates: Mapping[str, Gate] = field(default_factory=dict)
    where: Sequence[str] = ()
    accept: bool = False


@contextmanager
def publish(dataset: Path, moment: datetime, terms: Terms) -> Iterator[Build]:
    """A build that becomes the dataset when the block ends without an error; otherwise the last one stays.

    Raises GateError where a gate holds it back, GongkaiError where the disk does.
    """
    store = Store(dataset)
    with Lock(store.builds / ".lock", f"the dataset {dataset}"):
        folder = store.begin(moment.strftime("%Y%m%dT%H%M%S%f"))
        build = None
        try:
            build = Build(folder, moment, store.current)
            yield build
            reasons = _reasons(store, folder, terms)
        except BaseException as error:
            if build is not None:
                build.abandon()
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, OSError):
                raise GongkaiError(_told(dataset, error, store.current)) from error
            raise
        if reasons and not terms.accept:
            raise GateError(_held_back(store.hold_back(folder), reasons))
        store.publish(folder)


def _reasons(store: Store, folder: Path, terms: Terms) -> list[str]:
    """What speaks against the build, compared with the latest one of the same selection."""
    now = read_manifest(folder)
    for build in store.finished if store.current else ():
        last = read_manifest(build)
        if last is not None and now is not None and last.where == now.where:
            inputs = Inputs.read(folder)
            assert inputs is not None
            return broken(terms.gates, compare(now.measures, last.measures, inputs, Inputs.read(build)))
    return []


def _held_back(held: Path, reasons: Sequence[str]) -> str:
    lines = "\n".join(f"  {reason}" for reason in reasons)
    return (
        f"the build was held back, the last good dataset stays:\n{lines}\n"
        f"  look at it in {held}; gongkai parse --accept publishes such a build all the same"
    )


def _told(dataset: Path, error: OSError, current: Path | None) -> str:
    stays = "the last dataset is as it was" if current else "nothing was published"
    reason = error.strerror or str(error)
    return (
        f"{dataset}: cannot be written ({reason}); free some space, or check permissions and the file size "
        f"limit, then run again; {stays}"
    )
