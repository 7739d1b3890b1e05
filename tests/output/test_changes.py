"""What a build says of the last one."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fixtures.figures import Year
from gongkai.cli.app import run
from gongkai.records import Report
from output import load
from output.gates import load_gates
from output.publish import Terms
from tests.output.direct import build, report
from tests.output.pages import AGENCY, county, figures, html

Rows = list[tuple[str | None, ...]]


def changed(out: Path) -> Rows:
    """Rows of the table without the report."""
    frame = load("changes", path=out).astype(object)
    frame = frame.where(frame.notna(), None)
    return [tuple(row) for row in frame.drop(columns="report_id").itertuples(index=False)]


def pages(by_year: dict[int, Year]) -> list[Report]:
    return [report(f"r{year}", html(AGENCY, year, told)) for year, told in by_year.items()]


def test_a_first_build_and_an_equal_one_change_nothing(tmp_path: Path) -> None:
    for _ in range(2):
        build(tmp_path / "out", pages(figures()))
        assert changed(tmp_path / "out") == []


def test_figures_of_a_changed_page(tmp_path: Path) -> None:
    by_year = figures()
    before = by_year[2021].requests["received", "natural_person"]
    build(tmp_path / "out", pages(by_year))
    by_year[2021].requests["received", "natural_person"] += 7
    by_year[2022].disclosure["fees", "amount"] = 120_000
    fee = figures()[2022].disclosure.get(("fees", "amount"), 0)
    build(tmp_path / "out", pages(by_year))
    assert changed(tmp_path / "out") == [
        ("requests", "received", "natural_person", str(before), str(before + 7), "page"),
        ("disclosure", "fees", "amount", str(fee), "120000", "page"),
    ]


@pytest.mark.parametrize(
    ("bend", "told"),
    [
        (lambda _: {"value": None, "state": "blank"}, "blank"),
        (lambda _: {"state": "inferred"}, "{} (inferred)"),
        (lambda _: {"value": 0.125}, "0.125"),
        (lambda _: {"value": 98765432101.0}, "98765432101"),
        (lambda cell: {"value": -cell.value - 1}, "-{}"),
    ],
)
def test_figures_read_otherwise_by_another_parser(
    tmp_path: Path, bend: Callable[..., dict[str, object]], told: str
) -> None:
    """The saved bytes are the same, so the parser is the cause."""
    import msgspec

    first = pages(figures())
    build(tmp_path / "out", first)
    cells = list(first[1].cells)
    place = next(n for n, c in enumerate(cells) if c.item == "granted" and c.measure == "total")
    old = cells[place]
    assert old.value is not None
    cells[place] = msgspec.structs.replace(old, **bend(old))
    first[1] = msgspec.structs.replace(first[1], cells=tuple(cells))
    build(tmp_path / "out", first)
    value = int(old.value)
    new = told.format(value + 1 if told == "-{}" else value)
    assert changed(tmp_path / "out") == [("requests", "granted", "total", str(value), new, "parser")]


def test_reports_that_come_go_or_are_called_otherwise(tmp_path: Path) -> None:
    import msgspec

    first = pages(figures())
    build(tmp_path / "out", first)
    renamed = msgspec.structs.replace(first[0], agency="泉陵县水务局", report_year=2018)
    build(
        tmp_path / "out", [report("new", html("泉陵县教育局", 2020, figures(3)[2020])), renamed, *first[2:]]
    )
    assert changed(tmp_path / "out") == [
        (None, "report", None, None, "complete, 泉陵县教育局, 2020", "page"),
        (None, "agency", None, AGENCY, "泉陵县水务局", "parser"),
        (None, "report_year", None, "2019", "2018", "parser"),
        (None, "report", None, f"complete, {AGENCY}, 2020", None, "page"),
    ]
    assert load("changes", path=tmp_path / "out")["report_id"].notna().all()


def test_cells_that_are_there_no_more(tmp_path: Path) -> None:
    import msgspec

    first = pages(figures())
    build(tmp_path / "out", first)
    cut = msgspec.structs.replace(first[0], cells=first[0].cells[:-15])
    build(tmp_path / "out", [cut, *first[1:]], terms=Terms(load_gates({}), accept=True))
    rows = changed(tmp_path / "out")
    assert len(rows) == 15
    assert {(row[0], row[4]) for row in rows} == {("disputes", None)}
    build(tmp_path / "out", first)
    assert {(row[0], row[3]) for row in changed(tmp_path / "out")} == {("disputes", None)}


def test_the_review(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = county(tmp_path / "pages", [AGENCY]), tmp_path / "out"
    command = ["parse", str(folder), "--out", str(out), "--changed", "--diff"]
    assert run(command) == 0
    assert "First build" in capsys.readouterr().out
    assert run(command) == 0
    assert "Nothing changed" in capsys.readouterr().out
    told = figures()[2021]
    told.disputes["review", "upheld"] = told.disputes.get(("review", "upheld"), 0) + 5
    (folder / "u0-2021.html").write_text(html(AGENCY, 2021, told))
    assert run(command) == 0
    printed = capsys.readouterr().out
    assert "1 figures" in printed
    assert "disputes / review: 1 in 1 reports, the page changed" in printed
    assert f"{folder}/u0-2021.html" in printed
    told.disputes["review", "upheld"] += 1
    (folder / "u0-2021.html").write_text(html(AGENCY, 2021, told))
    assert run([*command, "--json"]) == 0
    review = json.loads(capsys.readouterr().out)["changes"]
    assert (review["figures"], review["reports"]) == (1, 1)
    assert review["groups"][0]["examples"][0]["measure"] == "upheld"
