"""Random true records in random layouts: what was printed is what is read."""

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from parsers import parse
from tests.grading import grade, grade_cells
from tests.render import draw, random_coding, random_flat_layout, random_layout, render, whole
from tests.render.habits import HABITS
from tests.render.portal import title

# Not st.integers: which it draws hangs on the modules that happen to be loaded, and so on the order of tests.
SEEDS = st.tuples(*[st.booleans()] * 32).map(lambda bits: int("".join("01"[bit] for bit in bits), 2))


@given(seed=SEEDS, edition=st.sampled_from(("2014", "2019", "2021")))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_what_is_printed_is_what_is_read(seed: int, edition: str) -> None:
    rng = random.Random(seed)
    truth = rng.choice(list(HABITS.values()))(draw(rng, whole(edition)), rng)
    layout, coding = random_layout(rng), random_coding(rng)
    report = parse(render(truth, layout, coding, rng), content_type="text/html")
    assert grade(report, truth, title(layout.title, truth.identity)).faults == [], (layout, coding)
    assert report.edition == truth.edition


@given(seed=SEEDS, edition=st.sampled_from(("2014", "2019", "2021")))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_tables_without_tags_are_read_whole(seed: int, edition: str) -> None:
    """Labels that lack characters or go on with notes, and are cut besides, may be nobody's."""
    rng = random.Random(seed)
    truth, layout = draw(rng, whole(edition)), random_flat_layout(rng)
    if layout.wording in ("chopped", "explained", "reworded"):
        layout = replace(layout, wording="official")
    report = parse(render(truth, layout, "utf-8", rng))
    assert grade_cells(report.cells, truth.figures).faults == [], layout


@given(seed=SEEDS, edition=st.sampled_from(("2014", "2019", "2021")))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_tables_without_tags_and_with_gaps_are_never_read_wrong(seed: int, edition: str) -> None:
    """Figures whose column is lost stay unassigned; nothing is said of a cell that is not so."""
    rng = random.Random(seed)
    truth = rng.choice(list(HABITS.values()))(draw(rng, whole(edition)), rng)
    layout = random_flat_layout(rng)
    report = parse(render(truth, layout, "utf-8", rng))
    for cell in report.cells:
        if cell.state not in ("unassigned", "absent"):
            true = truth.figures[cell.form, cell.item, cell.measure]
            said = None if cell.value is None else Decimal(str(cell.value))
            assert said == true.value, (cell, layout)
            assert said is not None or cell.state == true.state, (cell, layout)
