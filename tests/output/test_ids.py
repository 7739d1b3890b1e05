"""What tells a report id that was there before."""

from hashlib import sha256

from output.ids import Ids


def ids(start: int, count: int) -> list[str]:
    return [sha256(str(number).encode()).hexdigest()[:16] for number in range(start, start + count)]


def test_what_was_added_is_there_and_nothing_else() -> None:
    met = Ids()
    assert not met.has_any(ids(0, 3))
    for start in range(0, 700, 7):
        met.add(ids(start, 7))
        assert len(met) == start + 7
    assert all(name in met for name in ids(0, 700))
    assert not met.has_any(ids(700, 700))
    assert met.has_any([*ids(700, 20), *ids(350, 1)])
    assert "f" * 16 not in met
    met.add([])
    met.clear()
    assert len(met) == 0
    assert not met.has_any(ids(0, 700))


def test_arrays_stay_few() -> None:
    met = Ids()
    for start in range(0, 3000, 3):
        met.add(ids(start, 3))
    assert len(met._runs) <= 12
