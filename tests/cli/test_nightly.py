"""The whole night from the command line: one object or one screen, a record, a lock, the right exit code."""

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from gongkai.archive import Lock
from gongkai.cli.app import run
from gongkai.cli.embedded import serve
from gongkai.cli.runs import last_record, new_record, write_record
from output import load
from tests.county import serve_county
from tests.scraper.paper import links, page

PORTAL = "990101-qingping"


@pytest.fixture(scope="module")
def portals():
    with serve(names=[PORTAL]) as running:
        yield running


def night(tmp_path, portals, *options):
    return run(["nightly", "--portals", str(portals.folder), "--data", str(tmp_path), *options])


def test_a_night_leaves_a_record_a_dataset_and_one_object(tmp_path, portals, capsys):
    assert night(tmp_path, portals, "--json") == 0
    printed = capsys.readouterr()
    told = json.loads(printed.out)
    assert printed.out.count("\n") == 1
    assert told["exit_code"] == 0
    assert told["build"]["rows"]["reports"] == told["crawl"]["portals"][0]["reports"] > 0
    assert (tmp_path / "dataset" / "cells").is_dir()
    record = last_record(tmp_path)
    assert record is not None
    assert record.finished is not None
    # Elsewhere than on a terminal progress is plain lines, on stderr.
    (line,) = [line for line in printed.err.splitlines() if PORTAL in line]
    assert line.split(" ", 1)[1].startswith(f"[1/1] {PORTAL}: ")
    assert "'" not in line
    assert run(["status", "--data", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert "all done" in text
    assert f"1 archive with {told['build']['rows']['reports']} reports\n" in text
    assert f"Next: gongkai coverage --data {tmp_path}\n" in text
    (tmp_path / "dataset").unlink()
    assert run(["status", "--data", str(tmp_path)]) == 0
    assert f"Next: gongkai parse --data {tmp_path}\n" in capsys.readouterr().out


def test_a_second_night_is_refused_while_one_is_going_on(tmp_path, portals, capsys):
    with Lock(tmp_path / "nightly.lock", "the nightly job"):
        assert night(tmp_path, portals) == 1
        assert f"in use by process {os.getpid()}" in capsys.readouterr().err
        write_record(tmp_path, new_record())
        run(["status", "--data", str(tmp_path)])
        assert "still going on" in capsys.readouterr().out
    run(["status", "--data", str(tmp_path)])
    assert "cut off" in capsys.readouterr().out


def test_without_a_contact_nothing_is_asked_and_the_code_says_configuration(tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("GONGKAI_CONTACT", raising=False)
    folder = tmp_path / "portals"
    folder.mkdir()
    (folder / "990199-far.toml").write_text('name = "远县"\ncode = "990199"\nurl = "http://far.test/"\n')
    assert run(["nightly", "--portals", str(folder), "--data", str(tmp_path)]) == 2
    assert "set a contact" in capsys.readouterr().out


def test_a_portal_that_is_down_fails_the_night_and_keeps_the_dataset(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("GONGKAI_RETRY_SECONDS", "0")
    with serve(names=["990105-dukouwan"]) as going_down:
        assert night(tmp_path, going_down) == 0
        before = (tmp_path / "dataset").resolve()
        going_down.turn(5)
        assert night(tmp_path, going_down) == 1
    assert (tmp_path / "dataset" / "reports").is_dir()
    assert before.exists()
    assert "failed (exit code 1)" in capsys.readouterr().out
    assert run(["status", "--data", str(tmp_path)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert told.count("is left alone for now") == 1  # once for the portal, and not for each of its hosts
    assert told.endswith(f"--failed --data {tmp_path} --portals {going_down.folder}")


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_crawl_in_order_with_its_state_kept(tmp_path, how):
    with serve(names=[PORTAL]) as portals:
        command = ["-m", "gongkai", "nightly", "--portals", str(portals.folder), "--data", str(tmp_path)]
        process = subprocess.Popen(
            [sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        while len(portals.log) < 3 and process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.01)
        process.send_signal(how)
        _, told = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "gongkai: interrupted; what was saved is kept" in told
    assert re.search(r"^\d+ pages? saved before the crawl was interrupted$", told, re.MULTILINE)
    assert "Traceback" not in told
    record = last_record(tmp_path)
    assert record is not None
    assert record.exit_code == 130


def test_a_night_cut_off_after_its_crawl_goes_on_without_another_one(tmp_path, portals, capsys, monkeypatch):
    def cut_off(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("gongkai.cli.nightly._build", cut_off)
        assert night(tmp_path, portals) == 130
    portals.log.clear()
    capsys.readouterr()
    assert night(tmp_path, portals, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["build"]["rows"]["reports"] == told["crawl"]["portals"][0]["reports"] > 0
    assert portals.log == []
    assert night(tmp_path, portals) == 0
    assert portals.log != []


def test_a_portal_of_which_no_saved_page_is_a_report_is_told(tmp_path, capsys):
    columns = (("/g/", "县政府年报"), ("/d/", "部门年报"), ("/t/", "乡镇年报"))
    pages = {
        "/": page(links(("/nb/", "政府信息公开年报"))),
        "/nb/": page(links(("/1.html", "2021年度"), *columns)),
        "/1.html": page(links(*columns), "2021年度政府信息公开年报"),
        **{path: page("<p>暂无相关信息</p>") for path, _ in columns},
    }
    folder = tmp_path / "portals"
    folder.mkdir()
    with serve_county(pages) as running:
        text = f'name = "某县"\ncode = "990199"\nurl = "{running.url}/"\ndelay = 0\n'
        text += "allow_private_addresses = true\n"
        (folder / "990199-county.toml").write_text(text)
        assert run(["nightly", "--portals", str(folder), "--data", str(tmp_path)]) == 4
    told = "No saved page shows a report: 990199-county"
    assert told in capsys.readouterr().out
    assert run(["status", "--data", str(tmp_path)]) == 0
    assert told in capsys.readouterr().out
    assert run(["coverage", "--data", str(tmp_path)]) == 0
    assert "某县" in capsys.readouterr().out
    (row,) = load("coverage", path=tmp_path / "dataset").to_dict("records")
    assert (row["unit"], row["state"]) == ("某县", "missing")
    assert "none of the 1 page" in row["reason"]
    assert run(["parse", "--data", str(tmp_path)]) == 0
    assert told in capsys.readouterr().out
