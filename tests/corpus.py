"""The pages that accuracy is measured on: every named layout, edition and encoding, with their truth."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from gongkai.records import Edition
from tests.render import FLAT_LAYOUTS, LAYOUTS, Layout, Truth, draw, render, whole
from tests.render.coding import CODINGS
from tests.render.habits import HABITS
from tests.render.portal import DATES, TITLES, title
from tests.render.prose import render_prose

EDITIONS: tuple[Edition, ...] = ("2014", "2019", "2021")
PAGES = 2
"""Pages for each layout and edition: one with every figure printed, the rest by other habits."""


PROSE_PAGES = 60
"""Pages of reports without a table."""

FAMILIES: dict[str, tuple[str, dict[str, Layout]]] = {
    "table": ("table", LAYOUTS),
    "flat": ("gaps", FLAT_LAYOUTS),
}
"""Families of pages with the family of those whose cells are not all printed, and their layouts."""


class Sample(NamedTuple):
    """One page with its truth. `family` is table, flat (tables without tags), gaps (such tables with cells
    left empty) or prose; `title` what the page prints."""

    family: str
    layout: str
    edition: Edition
    body: bytes
    truth: Truth
    title: str


def corpus(wanted: str | None = None) -> Iterator[Sample]:
    """The pages of one layout, or all."""
    for family, (with_habits, layouts) in FAMILIES.items():
        for number, (name, layout) in enumerate(layouts.items()):
            if wanted in (None, name):
                yield from _pages(number, name, layout, (family, with_habits))
    if wanted in (None, "prose"):
        yield from _prose()


def _pages(number: int, name: str, layout: Layout, families: tuple[str, str]) -> Iterator[Sample]:
    """The pages of a layout, which is the n-th of its kind."""
    codings, habits, titles, dates = _codings(layout), sorted(HABITS), sorted(TITLES), sorted(DATES)
    for edition in EDITIONS:
        for page in range(PAGES):
            rng = random.Random(f"{name} {edition} {page}")
            truth = draw(rng, whole(edition))
            if page:
                truth = HABITS[habits[(number + page) % len(habits)]](truth, rng)
            coding = codings[(number + page + int(edition)) % len(codings)]
            varied = replace(
                layout, title=titles[(number + page) % len(titles)], date=dates[number % len(dates)]
            )
            body = render(truth, varied, coding, rng)
            yield Sample(families[page > 0], name, edition, body, truth, title(varied.title, truth.identity))


def _codings(layout: Layout) -> list[str]:
    """The encodings that a page can be served in; a stray byte needs a tag to stray into."""
    names = sorted(CODINGS)
    return [name for name in names if "stray" not in name] if layout.is_text else names


def _prose() -> Iterator[Sample]:
    """Reports of 2014 to 2018 whose figures stand in sentences."""
    codings, titles = sorted(CODINGS), sorted(TITLES)
    for page in range(PROSE_PAGES):
        rng = random.Random(f"prose {page}")
        layout = Layout(markup=("styled", "word", "wps")[page % 3], title=titles[page % len(titles)])
        body, truth = render_prose(draw(rng, whole("2014")), layout, codings[page % len(codings)], rng)
        yield Sample("prose", "prose", "2014", body, truth, title(layout.title, truth.identity))
