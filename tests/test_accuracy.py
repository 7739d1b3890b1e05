"""The floors hold, and they are floors."""

from pathlib import Path

import pytest

from tests import accuracy, goldens
from tests.accuracy import Measured, below, floors, floors_text, measure, pinned
from tests.corpus import corpus
from tests.grading import Grade


def measured(**counts: int) -> Measured:
    """One family's grade."""
    made = Measured(digest="d")
    made.by_edition["table", "2021"] = Grade(identities=4, identities_right=4, **counts)
    return made


GOOD = measured(right=999, missed=1)


@pytest.mark.parametrize(
    "worse",
    [
        measured(right=998, missed=2),
        measured(right=999, wrong=1),
        measured(right=999, missed=1, invented=1),
        Measured(),
    ],
    ids=["missed", "wrong", "invented", "gone"],
)
def test_what_is_worse_is_below(worse: Measured) -> None:
    assert below(worse, {"floors": floors(GOOD)}) != []


def test_what_is_as_good_or_better_is_not_below() -> None:
    assert below(GOOD, {"floors": floors(GOOD)}) == []
    assert below(measured(right=1000), {"floors": floors(GOOD)}) == []


def test_the_corpus_is_read_as_well_as_pinned() -> None:
    now = measure(corpus())
    assert below(now, pinned()) == []
    assert pinned()["corpus"] == now.digest


def test_goldens_are_not_written_below_a_floor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floor_file = tmp_path / "floors.toml"
    floor_file.write_text(floors_text(GOOD), encoding="utf-8")
    monkeypatch.setattr(accuracy, "FLOORS", floor_file)
    monkeypatch.setattr(goldens, "FLOORS", floor_file)
    monkeypatch.setattr(goldens, "ROOT", tmp_path)
    monkeypatch.setattr(goldens, "fixtures", tuple)
    monkeypatch.setattr(goldens, "corpus", tuple)
    monkeypatch.setattr(goldens, "measure", lambda _: measured(right=990, missed=10))
    assert goldens.main() == 1
    assert floor_file.read_text(encoding="utf-8") == floors_text(GOOD)
    monkeypatch.setattr(goldens, "measure", lambda _: measured(right=1000))
    assert goldens.main() == 0
    assert floor_file.read_text(encoding="utf-8") == floors_text(measured(right=1000))
