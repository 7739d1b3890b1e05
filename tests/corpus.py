"""The pages that accuracy is measured on: every named layout, edition and encoding, with their truth."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from gongkai.records import Edition
from tests.render import LAYOUTS, Truth, draw, render, whole
from tests.render.coding import CODINGS
from tests.render.habits import HABITS
from tests.render.portal import DATES, TITLES, title

EDITIONS: tuple[Edition, ...] = ("2014", "2019", "2021")
PAGES = 2
"""Pages for each layout and edition: one with every figure printed, the rest by other habits."""


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
