"""Tables known by their words: what is read of them is what a page read in full gives."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

import pytest

from gongkai.columns import ColumnarReport, Run
from gongkai.records import Edition
from gongkai.saved import SavedPage
from output.build import unpack
from output.rows import Rows
from parsers import parse, parse_saved
from parsers.figures import Figures
from parsers.html.page import read_page
from parsers.tables import remembered, tables
from tests.render import LAYOUTS, Truth, draw, render, whole
from tests.render.habits import HABITS, Habit, every_figure, zeros_blank, zeros_dashed
from tests.render.truth import totals


@pytest.fixture(autouse=True)
def _nothing_known() -> Iterator[None]:
    remembered.forget()
    yield
    remembered.forget()


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each page parsed, whether its tables were known."""
    found: list[bool] = []
    read = tables.read_known

    def spy(*given: object) -> Figures | None:
        figures = read(*given)  # type: ignore[arg-type]
        found.append(figures is not None)
        return figures

    monkeypatch.setattr(tables, "read_known", spy)
    return found


def page(truth: Truth, layout: str, seed: int) -> bytes:
    """A page whose words hang on the seed alone."""
    return render(truth, LAYOUTS[layout], "utf-8", random.Random(seed))


def off_by_one(truth: Truth, rng: random.Random) -> Truth:
    """One total is not the sum of its row."""
    path = rng.choice(totals(truth.figures) or list(truth.figures))
    figure = truth.figures[path]
    return truth.having({**truth.figures, path: replace(figure, value=(figure.value or 0) + 1)})


@pytest.mark.parametrize("edition", get_args(Edition))
def test_reads_what_a_page_read_in_full_gives(edition: Edition, known: list[bool]) -> None:
    rng = random.Random(edition)
    habits = [every_figure, every_figure, off_by_one, rng.choice([*HABITS.values()])]
    for number, layout in enumerate(LAYOUTS):
        pages = [page(habit(draw(rng, whole(edition)), rng), layout, number) for habit in habits]
        in_full = []
        for body in pages:
            remembered.forget()
            in_full.append(parse(body))
        remembered.forget()
        for body, report in zip(pages, in_full, strict=True):
            assert parse(body) == report, layout
    assert sum(known) > len(LAYOUTS) // 2


def test_knows_a_form_by_its_words_whatever_its_figures(known: list[bool]) -> None:
    rng = random.Random(1)
    for _ in range(3):
        assert parse(page(draw(rng, whole("2021")), "word", 1)).status == "complete"
    assert known == [False, True, True]


@pytest.mark.parametrize("habit", [off_by_one, zeros_blank, zeros_dashed])
def test_reads_in_full_what_is_not_plain(habit: Habit, known: list[bool]) -> None:
    rng = random.Random(2)
    parse(page(draw(rng, whole("2021")), "word", 1))
    parse(page(habit(draw(rng, whole("2021")), rng), "word", 1))
    assert known == [False, False]


def test_keeps_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch, known: list[bool]) -> None:
    monkeypatch.setattr(remembered, "LIMIT", 3)  # the tables of one page
    rng = random.Random(3)
    one, other = (page(draw(rng, whole("2021")), layout, 1) for layout in ("word", "joined"))
    for body in (one, one, other, other, one):
        parse(body)
    assert known == [False, True, False, True, False]


def test_a_title_tells_which_of_several_years_is_read(known: list[bool]) -> None:
    rows = "".join(
        f"<tr><td>{year}</td><td>{first}</td><td>0</td><td>0</td><td>0</td><td>{first}</td></tr>"
        for year, first in ((2021, 3), (2022, 5))
    )
    heads = "".join(f"<td>{name}</td>" for name in "年度 结果维持 结果纠正 其他结果 尚未审结 总计".split())
    table = f"<table><tr><td></td><td colspan=5>行政复议</td></tr><tr>{heads}</tr>{rows}</table>"
    upheld = []
    for year in (2021, 2022):
        title = f"某县水利局{year}年政府信息公开工作年度报告"
        report = parse(f"<html><body><h1>{title}</h1><p>四、行政复议</p>{table}</body></html>".encode())
        upheld += [cell.value for cell in report.cells if cell.measure == "upheld"]
    assert known == [False, False]
    assert upheld[:1] != upheld[-1:]


@pytest.mark.parametrize("edition", get_args(Edition))
def test_columns_of_a_known_page_are_the_rows_of_its_report(edition: Edition) -> None:
    rng = random.Random(7)
    bodies = [page(draw(rng, whole(edition)), "word", 1) for _ in range(3)]
    first, *others = [parse_saved(SavedPage(source="", body=body)) for body in bodies]
    assert not any(isinstance(run, Run) for run in first.cells)
    by_column, by_record = Rows(), Rows()
    for report in (first, *others):
        by_column.add(report)
        by_record.add(ColumnarReport.of(report.report()))
    assert all(isinstance(report.cells[0], Run) for report in others)
    assert as_tables(by_column) == as_tables(by_record)


def as_tables(rows: Rows) -> dict[str, list[list[dict[str, object]]]]:
    found = unpack(rows.packed())
    return {name: [batch.to_pylist() for batch in batches] for name, batches in found.items()}


def test_whole_forms_are_loosened_in_their_place() -> None:
    figures = Figures()
    rng = random.Random(3)
    parse(page(draw(rng, whole("2014")), "word", 1))
    [whole_form] = tables.read_tables(read_page(page(draw(rng, whole("2014")), "word", 1).decode())).whole
    figures.whole.append(whole_form)
    own = figures.of_forms({"statistics"})
    figures.cells.append(own[0])
    figures.loosen()
    assert (figures.cells, figures.whole) == ([*own, own[0]], [])
