"""The solver against brute force, and against random tables whose blanks may hide anything."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.flat.solve import DASH, NAMED, STEPS, Entry, Option, Sum, options_of, solve

ROW_SUM = Sum(((0, 0), (0, 1)), ((0, 2),))


def may_hold(rows: tuple[Option, ...], one: Sum) -> bool:
    """Whether a sum may hold where what is not printed may be any number from 0 up."""
    parts, wholes = ([rows[row][column] for row, column in cells] for cells in one)
    less, more = (sum(e for e in side if isinstance(e, int)) for side in (parts, wholes))
    return (less <= more or not all(isinstance(e, int) for e in wholes)) and (
        less >= more or not all(isinstance(e, int) for e in parts)
    )


def brute(rows: list[list[Option]], sums: list[Sum]) -> list[tuple[Option, ...]]:
    """Every way to fill the rows."""
    return [way for way in product(*rows) if all(may_hold(way, one) for one in sums)]


def same(ways: list[tuple[Option, ...]]) -> dict[tuple[int, int], Entry]:
    """What is the same in all ways."""
    if not ways:
        return {}
    return {
        (row, column): entry
        for row, option in enumerate(ways[0])
        for column, entry in enumerate(option)
        if all(way[row][column] == entry for way in ways)
    }


ENTRIES = st.one_of(st.integers(0, 4), st.just(DASH))


@st.composite
def problems(draw: st.DrawFn) -> tuple[list[list[Option]], list[Sum]]:
    """A few short rows, and sums over any of their cells."""
    columns = draw(st.integers(1, 3))
    rows = [
        list(options_of(draw(st.lists(ENTRIES, max_size=columns)), columns))
        for _ in range(draw(st.integers(1, 4)))
    ]
    cells = [(row, column) for row in range(len(rows)) for column in range(columns)]
    sums = []
    for _ in range(draw(st.integers(0, 4))):
        chosen = draw(st.lists(st.sampled_from(cells), unique=True, min_size=1))
        cut = draw(st.integers(0, len(chosen)))
        sums.append(Sum(tuple(chosen[:cut]), tuple(chosen[cut:])))
    return rows, sums


@given(problems())
@settings(max_examples=400, deadline=None)
def test_as_brute_force(problem: tuple[list[list[Option]], list[Sum]]) -> None:
    rows, sums = problem
    ways, true = solve(rows, sums), brute(rows, sums)
    if ways.count is None:
        assert len(true) > ways.at_least
        assert not any(len(rows[row]) > 1 for row, _ in same(true))
    else:
        assert ways.count == len(true)
        assert ways.settled == same(true)


@given(problems(), st.data())
@settings(max_examples=200, deadline=None)
def test_a_table_with_any_blanks_is_among_the_ways(
    problem: tuple[list[list[Option]], list[Sum]], data: st.DataObject
) -> None:
    """No blank makes a true table impossible, so what is settled is true."""
    rows, sums = problem
    table = [[data.draw(st.integers(0, 3)) for _ in options[0]] for options in rows]
    held = [
        one
        for one in sums
        if sum(table[r][c] for r, c in one.parts) == sum(table[r][c] for r, c in one.wholes)
    ]
    printed = [tuple(data.draw(st.sampled_from((value, None))) for value in row) for row in table]
    figures = [[entry for entry in row if entry is not None] for row in printed]
    ways = solve([list(options_of(row, len(printed[0]))) for row in figures], held)
    assert ways.count != 0
    assert all(printed[row][column] == entry for (row, column), entry in ways.settled.items())


def test_one_way() -> None:
    ways = solve([list(options_of([2, 1, 3], 3))], [ROW_SUM])
    assert (ways.count, ways.settled) == (1, {(0, 0): 2, (0, 1): 1, (0, 2): 3})


def test_no_way() -> None:
    assert solve([[(2, 1, 4)]], [ROW_SUM]).count == 0


def test_a_blank_total_may_be_any_number() -> None:
    """2 2 may be two parts without a total as well as a part and the total."""
    ways = solve([list(options_of([2, 2], 3))], [ROW_SUM])
    assert ways.count == 3
    assert ways.settled == {}


def test_more_ways_than_are_named() -> None:
    rows = [list(options_of([0, 0], 7))] * 23
    ways = solve(rows, [])
    assert (ways.count, ways.at_least, ways.settled) == (None, NAMED, {})


def test_a_search_without_end_is_given_up() -> None:
    """Many rows of unlike numbers under sums that few ways fulfil."""
    rows = [list(options_of([2**n, 3**n], 7)) for n in range(12)]
    whole = tuple(sum(2**n + 3**n for n in range(12)) for _ in range(7))
    sums = [Sum(tuple((row, c) for row in range(12)), ((12, c),)) for c in range(7)]
    ways = solve([*rows, [whole]], sums)
    assert ways.settled == {}
    assert STEPS < 10**6
