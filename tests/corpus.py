"""The pages that accuracy is measured on: every named layout, edition and encoding, with their truth."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from gongkai.records import Edition
from tests.render import LAYOUTS, Truth, draw, render, whole
from tests.render.coding import CODINGS
from tests.render.habits import HABITS
from tests.render.layout import Layout
from tests.render.portal import DATES, TITLES, title
from tests.render.prose import render_prose

EDITIONS: tuple[Edition, ...] = ("2014", "2019", "2021")
PAGES = 2
"""Pages for each layout and edition: one with every figure printed, the rest by other habits."""


PROSE_PAGES = 60
"""Pages of reports without a table."""


class Sample(NamedTuple):
    """One page with its truth. `family` is table, flat or prose; `title` what the page prints."""

    family: str
    layout: str
    edition: Edition
    body: bytes
    truth: Truth
    title: str


def corpus(wanted: str | None = None) -> Iterator[Sample]:
    """The pages of one layout, or all."""
    codings, habits, titles, dates = sorted(CODINGS), sorted(HABITS), sorted(TITLES), sorted(DATES)
    for number, (name, layout) in enumerate(LAYOUTS.items()):
        for edition in EDITIONS:
            for page in range(PAGES):
                if wanted not in (None, name):
                    continue
                rng = random.Random(f"{name} {edition} {page}")
                truth = draw(rng, whole(edition))
                if page:
                    truth = HABITS[habits[(number + page) % len(habits)]](truth, rng)
                coding = codings[(number + page + int(edition)) % len(codings)]
                varied = replace(
                    layout, title=titles[(number + page) % len(titles)], date=dates[number % len(dates)]
                )
                body = render(truth, varied, coding, rng)
                yield Sample("table", name, edition, body, truth, title(varied.title, truth.identity))
    if wanted in (None, "prose"):
        yield from _prose()


def _prose() -> Iterator[Sample]:
    """Reports of 2014 to 2018 whose figures stand in sentences."""
    codings, titles = sorted(CODINGS), sorted(TITLES)
    for page in range(PROSE_PAGES):
        rng = random.Random(f"prose {page}")
        layout = Layout(markup=("styled", "word", "wps")[page % 3], title=titles[page % len(titles)])
        body, truth = render_prose(draw(rng, whole("2014")), layout, codings[page % len(codings)], rng)
        yield Sample("prose", "prose", "2014", body, truth, title(layout.title, truth.identity))
