"""Layouts of tables are the same whichever were met before."""

import random
import re

import pytest

from parsers.html import known_layouts
from parsers.html.attributes import spans
from parsers.html.grid import in_order
from parsers.html.known_layouts import REGULAR, layout_of

TAGS = "trcccRrccRrccccRT"
ASKS = (
    "",
    ' width="30"',
    ' colspan="2"',
    ' rowspan="2"',
    ' colspan="2" rowspan="2"',
    ' colspan="3"',
    ' rowspan="0"',
    ' colspan="1"',
    ' colspan="02"',
    ' colspan="2" colspan="3"',
    '\ncolspan="2"',
    ' data-colspan="2"',
    ' rowspan="+2"',
    ' style="x" colspan="2"',
    ' colspan=""',
    ' colspan="12"',
    ' rowspan="2" colspan="2" align="left"',
)


def cell_by_cell(tags: str, attributes: list[str | None]) -> object:
    """The layout as the tree's tables get it."""
    rows: list[list[tuple[str, int, int]]] = []
    for tag, given in zip(tags, attributes, strict=True):
        if tag == "r":
            rows.append([])
        elif given is not None:
            rows[-1].append(("", *spans(given)))
    return in_order([[*map(list, rows)]])[1]


def drawn(rng: random.Random, kinds: tuple[str, ...]) -> list[str | None]:
    return [rng.choice(kinds) if tag == "c" else None for tag in TAGS]


@pytest.mark.parametrize("known", ASKS)
def test_a_layout_is_the_same_whatever_was_known(known: str) -> None:
    for given in ASKS:
        for asked in (known, given):
            attributes = [
                asked if place == 3 else "" if tag == "c" else None for place, tag in enumerate(TAGS)
            ]
            assert layout_of(TAGS, attributes) == cell_by_cell(TAGS, attributes), given


def test_layouts_of_random_tables() -> None:
    rng = random.Random(8)
    assert REGULAR.fullmatch(TAGS)
    for _ in range(400):
        kinds = tuple(rng.sample(ASKS, rng.choice((2, 3, len(ASKS)))))
        attributes = drawn(rng, kinds)
        assert layout_of(TAGS, attributes) == cell_by_cell(TAGS, attributes), attributes


def test_a_known_layout_is_not_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = [' width="1" rowspan="2"' if place == 2 else "" for place in range(len(TAGS))]
    attributes = [given if tag == "c" else None for tag, given in zip(TAGS, asked, strict=True)]
    first = layout_of(TAGS, attributes)
    monkeypatch.setattr(known_layouts, "_layout", lambda *_: pytest.fail("made anew"))
    other = [given and re.sub("width=.1", 'width="77', given) for given in attributes]
    assert layout_of(TAGS, other) is first


def test_few_layouts_are_known() -> None:
    for number in range(1, 300):
        layout_of("r" + "c" * number + "R", [None, *[""] * number, None])
    for number in range(1, 30):
        layout_of("rcR", [None, f' colspan="{number}"', None])
    kept = known_layouts._known.values()
    assert len(kept) <= known_layouts._TAGS_LIMIT
    assert max(map(len, kept)) <= known_layouts._SPANS_LIMIT
