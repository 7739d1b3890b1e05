"""Units by year: the best entry of each, and what lies between."""

import numpy as np

from output.timeline import MISSING, STATES, UNKNOWN, Line, Lines, Texts, best, filled

READ, PARTIAL, _, FAILED, _ = range(len(STATES))
NO_REASON = 0


def lines(*entries: tuple[int, int, int, int]) -> Lines:
    """Entries of (place, unit, year, state)."""
    return Lines.of(Line(*entry, NO_REASON) for entry in entries)


def told(found: Lines) -> list[tuple[int, ...]]:
    return [*zip(*(column.tolist() for column in found[:4]), strict=True)]


def test_of_several_on_one_year_the_best_counts_and_of_those_the_first() -> None:
    several = Lines.of(
        [
            Line(0, 0, 2020, FAILED, 1),
            Line(0, 0, 2020, PARTIAL, 2),
            Line(0, 0, 2020, PARTIAL, 3),
            Line(1, 0, 2020, READ, 4),
        ]
    )
    found = best(several, np.array([0]))
    assert told(found) == [(0, 0, 2020, PARTIAL), (1, 0, 2020, READ)]
    assert found.reason.tolist() == [2, 4]


def test_the_order_is_by_place_name_and_year_with_the_unknown_year_last() -> None:
    names = Texts()
    second, first = names.number("b"), names.number("a")
    found = best(
        lines(
            (1, second, 2020, READ),
            (0, second, UNKNOWN, READ),
            (0, second, 2021, READ),
            (0, first, 2022, READ),
        ),
        names.ranks(),
    )
    assert [entry[:3] for entry in told(found)] == [
        (0, first, 2022),
        (0, second, 2021),
        (0, second, UNKNOWN),
        (1, second, 2020),
    ]


def test_gaps_are_filled_between_years_and_up_to_the_last_one() -> None:
    reasons = Texts()
    reasons.number(None)
    known = lines(
        (0, 0, 2018, READ),
        (0, 0, 2021, READ),
        (0, 0, UNKNOWN, READ),
        (0, 1, 2022, READ),
        (1, 0, UNKNOWN, READ),
    )
    found = filled(known, np.array([2022, 2022]), reasons, lambda before, after: f"{before} {after}")
    assert told(found) == [
        (0, 0, 2018, READ),
        (0, 0, 2019, MISSING),
        (0, 0, 2020, MISSING),
        (0, 0, 2021, READ),
        (0, 0, 2022, MISSING),
        (0, 0, UNKNOWN, READ),
        (0, 1, 2022, READ),
        (1, 0, UNKNOWN, READ),
    ]
    told_why = [reasons[number] for number in found.reason.tolist()]
    between, after = "2018 2021", f"2021 {UNKNOWN}"
    assert told_why == [None, between, between, None, after, None, None, None]


def test_nothing_gives_nothing() -> None:
    none = best(Lines.of([]), np.zeros(0, np.int64))
    assert told(filled(none, np.zeros(0, np.int64), Texts(), lambda *_: "")) == []


def test_a_text_is_asked_for_once_for_each_code() -> None:
    texts, asked = Texts(), []

    def text(code: int) -> str:
        asked.append(code)
        return f"text {code % 2}"

    numbers = texts.numbers(np.array([4, 3, 4, 2]), text)
    assert sorted(asked) == [2, 3, 4]
    assert [texts[number] for number in numbers.tolist()] == ["text 0", "text 1", "text 0", "text 0"]
    assert texts.column().to_pylist() == ["text 0", "text 1"]
