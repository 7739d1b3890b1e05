"""Random true records in random layouts: what was printed is what is read."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse
from tests.grading import grade
from tests.render import draw, random_coding, random_layout, render, whole
from tests.render.habits import HABITS
from tests.render.portal import title


@given(seed=st.integers(0, 2**32), edition=st.sampled_from(("2014", "2019", "2021")))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_is_printed_is_what_is_read(seed: int, edition: str) -> None:
    rng = random.Random(seed)
    truth = rng.choice(list(HABITS.values()))(draw(rng, whole(edition)), rng)
    layout, coding = random_layout(rng), random_coding(rng)
    report = parse(render(truth, layout, coding, rng), content_type="text/html")
    assert grade(report, truth, title(layout.title, truth.identity)).faults == [], (layout, coding)
    assert report.edition == truth.edition
