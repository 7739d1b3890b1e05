"""Which cells the figures of a row stand in, where the row has fewer figures than the form has columns.

Every way to put the figures into the columns, in their order and with blanks at any place, is held against
the sums of the form. What is the same in all ways that remain is settled; that is a proof, not a guess,
under these assumptions and no others:

- The figures of a row are all there and in the order of the columns.
- A printed figure is the true one. Where printed figures break a sum that no blank could mend, no way
  remains and nothing is settled; whoever uses the answer sees to pages that are not exact otherwise.
- What is not printed, blank or dash, may stand for any number from 0 up. So a sum with a blank among its
  parts says only that the printed parts are no more than the whole, and one without a printed whole says
  nothing: offices leave whole columns of totals empty, and counting those blanks as zero would "prove" that
  the last of the parts is the total. Where blanks do stand for zero, the other columns mostly show it: a sum
  that its printed parts reach leaves no room for more.

The search is exact and bounded by a number of steps, not by time; beyond it nothing is settled.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import Literal, NamedTuple, TypeVar

DASH: Literal["dash"] = "dash"
_T = TypeVar("_T")
Entry = int | Literal["dash"] | None
"""What stands in a cell: a number, a dash, nothing."""

Option = tuple[Entry, ...]
"""One way to fill a row, by column."""

Cell = tuple[int, int]
"""Row and column."""

STEPS = 15_000
"""Ways to fill a row that are tried altogether, in all states of the sums."""

NAMED = 100
"""Ways to fill the rows that are counted one by one before proof is sought by states of the sums."""

TURNS = 10
"""Places in the list of options at which the search for ways that differ begins anew."""


class Sum(NamedTuple):
    """An identity: the numbers in `parts` make as much as those in `wholes`."""

    parts: tuple[Cell, ...]
    wholes: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """All ways to fill the rows.

    `count` is their number, or None where there are more than `at_least`. `settled` holds by row and column
    what is the same in all of them, `first` an option of each row that together are one way. Both are empty
    where there is no way, and where the search was given up.
    """

    count: int | None
    at_least: int
    settled: dict[Cell, Entry] = field(default_factory=dict)
    first: dict[int, int] = field(default_factory=dict)


def options_of(figures: Sequence[_T], columns: int) -> Iterator[tuple[_T | None, ...]]:
    """Every way to put figures into columns without changing their order."""
    for places in combinations(range(columns), len(figures)):
        row: list[_T | None] = [None] * columns
        for place, figure in zip(places, figures, strict=True):
            row[place] = figure
        yield tuple(row)


def solve(rows: Sequence[Sequence[Option]], sums: Sequence[Sum]) -> Ways:
    """All ways to choose one option for each row so that every sum may hold."""
    search = _Search(rows, sums)
    try:
        return search.run()
    except _Exhausted:
        return Ways(None, search.found)


class _Exhausted(Exception):  # noqa: N818 - a way out of a recursion, caught above
    """The search took more steps than it may."""


# The state of a sum while rows are filled one after another is one number: parts minus wholes, times four,
# plus 1 where a part is not printed, plus 2 where a whole is not printed.
_PART, _WHOLE, _FLAGS = 1, 2, 3
_ANYTHING = _PART | _WHOLE
"""The state of a sum that can hold whatever follows."""

_State = tuple[int, ...]
_Filling = tuple[int, ...]
"""Number of the option chosen, by row in the order of filling."""


class _Search:
    """Fills rows one after another, those with the fewest options first. Sums within one row only choose
    among its options; the state is that of the others."""

    def __init__(self, rows: Sequence[Sequence[Option]], sums: Sequence[Sum]) -> None:
        self.found = 0
        self._steps = 0
        self._order = sorted(range(len(rows)), key=lambda row: len(rows[row]))
        self._rows = [rows[row] for row in self._order]
        self._options: list[list[int]] = []
        self._sums = sums
        across = [one for one in sums if len({row for row, _ in (*one.parts, *one.wholes)}) > 1]
        self._start: _State = (0,) * len(across)
        depths = {row: depth for depth, row in enumerate(self._order)}
        # For each row, what its columns are to the sums: number of the sum, column, 1 (part) or -1 (whole).
        self._roles: list[list[tuple[int, int, int]]] = [[] for _ in rows]
        # For each row and sum, the sides on which rows not yet filled have cells.
        self._later = [[0] * len(across) for _ in rows]
        for number, one in enumerate(across):
            for sign, side, cells in ((1, _PART, one.parts), (-1, _WHOLE, one.wholes)):
                for row, column in cells:
                    self._roles[depths[row]].append((number, column, sign))
                    for earlier in range(depths[row]):
                        self._later[earlier][number] |= side
        self._dead: set[tuple[int, _State]] = set()

    def _possible(self, row: int, options: Sequence[Option]) -> list[int]:
        """Numbers of the options of a row that are not at odds with the row's own sums."""
        own = [
            ([column for _, column in one.parts], [column for _, column in one.wholes])
            for one in self._sums
            if {owner for owner, _ in (*one.parts, *one.wholes)} == {row}
        ]
        return [n for n, option in enumerate(options) if all(_may_hold(option, *sides) for sides in own)]

    def run(self) -> Ways:
        """All ways, counted one by one while they are few."""
        self._options = [
            self._possible(row, options) for row, options in zip(self._order, self._rows, strict=True)
        ]
        first = list(islice(self._fillings(0, self._start, 0), NAMED + 1))
        self.found = min(len(first), NAMED)
        if not first:
            return Ways(0, 0)
        if len(first) <= NAMED:
            return self._told(len(first), [set(row) for row in zip(*first, strict=True)], first[0])
        for turn in range(1, TURNS):
            first += islice(self._fillings(0, self._start, turn), NAMED // TURNS)
        seen = self._settled([set(row) for row in zip(*first, strict=True)])
        if not any(len(self._rows[self._order.index(row)]) > 1 for row, _ in seen):
            return Ways(None, NAMED)
        return self._told(*self._proved(), first[0])

    def _told(self, count: int, chosen: Sequence[set[int]], first: _Filling) -> Ways:
        return Ways(count, count, self._settled(chosen), dict(zip(self._order, first, strict=True)))

    def _settled(self, chosen: Sequence[set[int]]) -> dict[Cell, Entry]:
        """What is the same in all chosen options of a row."""
        found: dict[Cell, Entry] = {}
        for row, options, numbers in zip(self._order, self._rows, chosen, strict=True):
            columns = zip(*(options[number] for number in numbers), strict=True)
            for column, entries in enumerate(map(set, columns)):
                if len(entries) == 1:
                    found[row, column] = entries.pop()
        return found

    def _fillings(self, depth: int, state: _State, turn: int) -> Iterator[_Filling]:
        """Ways to fill the rows from this one on, beginning at another option in each turn."""
        if depth == len(self._rows):
            yield ()
            return
        if (depth, state) in self._dead:
            return
        is_dead = True
        numbers = self._options[depth]
        begin = len(numbers) * turn // TURNS
        for number in (*numbers[begin:], *numbers[:begin]):
            following = self._step(depth, state, number)
            if following is not None:
                for rest in self._fillings(depth + 1, following, turn):
                    is_dead = False
                    yield (number, *rest)
        if is_dead:
            self._dead.add((depth, state))

    def _proved(self) -> tuple[int, list[set[int]]]:
        """The number of ways and the options used in any, by the states that the sums go through: forwards
        to count, backwards to see what leads to an end."""
        layers: list[dict[_State, int]] = [{self._start: 1}]
        for depth, options in enumerate(self._options):
            layer: dict[_State, int] = defaultdict(int)
            for state, count in layers[-1].items():
                for number in options:
                    following = self._step(depth, state, number)
                    if following is not None and (depth + 1, following) not in self._dead:
                        layer[following] += count
            layers.append(layer)
        used: list[set[int]] = [set() for _ in self._rows]
        alive = set(layers[-1])
        for depth in reversed(range(len(self._rows))):
            before = set()
            for state in layers[depth]:
                for number in self._options[depth]:
                    if self._step(depth, state, number) in alive:
                        used[depth].add(number)
                        before.add(state)
            alive = before
        return sum(layers[-1].values()), used

    def _step(self, depth: int, state: _State, number: int) -> _State | None:
        """The sums after a row is filled; None if one of them can hold no more."""
        self._steps += 1
        if self._steps > STEPS:
            raise _Exhausted
        option = self._rows[depth][number]
        sums = list(state)
        for one, column, sign in self._roles[depth]:
            entry = option[column]
            if isinstance(entry, int):
                sums[one] += 4 * sign * entry
            else:
                sums[one] |= _PART if sign > 0 else _WHOLE
        for one, _, _ in self._roles[depth]:
            difference, printed = sums[one] >> 2, sums[one] & _FLAGS
            later = self._later[depth][one]
            if (difference > 0 and not (printed | later) & _WHOLE) or (
                difference < 0 and not (printed | later) & _PART
            ):
                return None
            if printed == _ANYTHING or not later:
                sums[one] = _ANYTHING
        return tuple(sums)


def _may_hold(option: Option, parts: Sequence[int], wholes: Sequence[int]) -> bool:
    """Whether a sum of columns of one row may hold, where what is not printed may be any number from 0 up."""
    less = [entry for column in parts if isinstance(entry := option[column], int)]
    more = [entry for column in wholes if isinstance(entry := option[column], int)]
    difference = sum(less) - sum(more)
    return (difference <= 0 or len(more) < len(wholes)) and (difference >= 0 or len(less) < len(parts))
