"""A build from its first row to the switched link: gates in between, the last good one safe all along."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gongkai.archive.lock import Lock
from gongkai.errors import GongkaiError
from gongkai.where import EVERYTHING, Where
from output.build import Build
from output.gates import Gate, are_strangers, broken, compare
from output.manifest import read_manifest
from output.store import Store
from output.stored_inputs import Inputs


@dataclass
class Terms:
    """How a build is published: gates by name, what it is limited to, whether it may pass closed gates."""

    gates: Mapping[str, Gate]
    where: Where = EVERYTHING
    accept: bool = False


@contextmanager
def publish(dataset: Path, moment: datetime, terms: Terms) -> Iterator[Build]:
    """A build that becomes the dataset when the block ends without an error; otherwise the last one stays.

    A build that a gate holds back says so in `held_back` and stays in its `folder` until the next one begins.
    Raises GongkaiError where the disk is full or may not be written.
    """
    store = Store(dataset)
    try:
        with Lock(store.builds / ".lock", f"the dataset {dataset}"):
            yield from _publish(store, moment, terms)
    except OSError as error:
        raise GongkaiError(_told(dataset, error, store.current)) from error


def _publish(store: Store, moment: datetime, terms: Terms) -> Iterator[Build]:
    folder = store.begin(moment.strftime("%Y%m%dT%H%M%S%f"))
    build = None
    try:
        build = Build(folder, moment, _last(store, terms.where), terms.where)
        yield build
        build.reasons = _reasons(build, terms.gates)
        build.held_back = bool(build.reasons) and not terms.accept
        build.folder = store.hold_back(folder) if build.held_back else store.publish(folder)
    except BaseException:
        if build is not None:
            build.abandon()
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _last(store: Store, where: Where) -> Path | None:
    """The build to compare with: the latest of the same selection, else the one that readers see."""
    if store.current is None:
        return None
    alike = [b for b in store.finished if (m := read_manifest(b)) is not None and m.where == where.told()]
    return alike[0] if alike else store.current


def _reasons(build: Build, gates: Mapping[str, Gate]) -> list[str]:
    """What speaks against the build; nothing where there is no earlier one of the same dataset."""
    now, last = read_manifest(build.folder), read_manifest(build.last) if build.last else None
    if now is None or last is None or build.last is None or last.where != now.where:
        return []
    inputs, last_inputs = Inputs.read(build.folder), Inputs.read(build.last)
    assert inputs is not None
    if now.inputs != last.inputs and are_strangers(now.measures, last.measures, inputs, last_inputs):
        return []
    return broken(gates, compare(now.measures, last.measures, inputs, last_inputs))


def _told(dataset: Path, error: OSError, current: Path | None) -> str:
    stays = "the last dataset is as it was" if current else "nothing was published"
    reason = error.strerror or str(error)
    return (
        f"{dataset}: cannot be written ({reason}); free some space, or check permissions and the file size "
        f"limit, then run again; {stays}"
    )
