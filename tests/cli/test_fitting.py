"""What is printed after a night fits a screen, however much there is to tell."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from fixtures.author import FOLDER
from gongkai.cli.app import run
from gongkai.cli.fitting import COLUMNS, ROWS, clip, fit
from gongkai.cli.night_view import print_night
from gongkai.cli.runs import RunRecord
from gongkai.records import Issue
from scraper import CrawlSummary
from scraper.run.summary import PortalSummary

LONG = "http://portal.test/" + "政府信息公开/" * 30 + "index.html: 这个栏目昨天还有报告，今天没有了"


def portal(number: int, errors: int) -> PortalSummary:
    name = f"99{number:04d}-county"
    issue = Issue(stage="fetch", code="list_empty", severity="error", message=f"{name}: {LONG}")
    return PortalSummary(
        portal=name,
        name="很长名字的县人民政府" * 2,
        new=12_345,
        reports=99_999,
        issues=[("u", issue)] * errors,
    )


@pytest.mark.parametrize("portals", [1, 5, 300])
@pytest.mark.parametrize("errors", [0, 1, 40])
@pytest.mark.parametrize("problem", [None, LONG])
def test_a_night_fits_24_lines_of_80_columns(capsys, portals, errors, problem):
    crawl = CrawlSummary(
        started=datetime.now(UTC), seconds=3600, portals=[portal(number, errors) for number in range(portals)]
    )
    record = RunRecord(id="20240101T000000Z", started=crawl.started, exit_code=crawl.exit_code)
    record.build = {"rows": {"reports": 123_456, "cells": 12_345_678}}
    record.problem = problem
    record.finished = record.started + timedelta(seconds=4000)
    print_night(Console(), record, crawl, Path("data"))
    lines = capsys.readouterr().out.rstrip("\n").split("\n")
    assert len(lines) <= ROWS
    assert max(map(cell_len, lines)) <= COLUMNS
    assert lines[-2].endswith(") in 4,000 s")  # the crawl alone took less
    assert lines[-1] == f"Next: gongkai {'status' if errors else 'coverage'}"
    if errors:
        assert any(line.startswith("  990000-county: http://portal.test/") for line in lines)


def test_one_message_is_shown_in_full_and_many_are_cut():
    message = "word " * 60
    alone = fit([message], 10, "more")
    assert " ".join(line.strip() for line in alone) == message.strip()
    many = fit([message] * 20, 10, "gongkai status")
    assert len(many) == 10
    assert many[0].endswith("…")
    assert many[-1].strip() == "… and 11 more: gongkai status"


def test_a_line_is_cut_by_what_it_takes_on_the_screen():
    assert clip("字" * 40) == "字" * 40
    assert clip("字" * 41) == "字" * 39 + "…"


@pytest.mark.parametrize(
    "words", [["portals", "list"], ["archive", "stats"], ["coverage"], ["show"]], ids=" ".join
)
def test_lines_in_a_pipe_end_without_spaces(demo, capsys, words):
    page = next((FOLDER.parent / "pages").glob("*/page.html"))
    assert run([*words, *([str(page)] if words == ["show"] else ["--data", str(demo)])]) == 0
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) > 2
    assert not re.findall(r"[ \t]+$", printed, re.MULTILINE)
