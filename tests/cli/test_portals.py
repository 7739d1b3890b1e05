"""`gongkai portals`: new portal files, the list of all, and a look at one."""

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli.app import run
from gongkai.cli.embedded import serve

URL = "http://www.lusong.example/"


def told(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, Any]:
    """Exit code and object of `gongkai portals WORDS --json`."""
    code = run(["portals", *map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_a_portal_that_was_added_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "portals" / "430203-lusong.toml"
    add = ("add", "430203", "芦淞区", URL, "--data", tmp_path)
    assert told(capsys, *add) == (0, {"written": [str(path)]})
    assert told(capsys, *add) == (0, {"written": []})
    listed = {"id": "430203-lusong", "name": "芦淞区", "code": "430203", "url": URL}
    assert told(capsys, "list", "--data", tmp_path) == (0, {"portals": [listed]})
    assert run(["portals", "list", "--data", str(tmp_path)]) == 0
    assert f"1 portal. Next: gongkai portals check lusong --data {tmp_path}\n" in capsys.readouterr().out
    assert run(list(map(str, ("portals", *add)))) == 0
    told_again, _, following = capsys.readouterr().out.partition(". ")
    assert told_again == "nothing written: the same file is there already"
    assert following == f"Next: gongkai portals check 430203 --data {tmp_path}\n"


def test_a_table_of_portals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, folder = tmp_path / "counties.csv", tmp_path / "mine"
    table.write_text(f"code,name,url\n430203,芦淞区,{URL}\n430204,石峰区,http://www.shifeng.example/\n")
    code, found = told(capsys, "import", table, "--portals", folder, "--data", tmp_path)
    assert (code, len(found["written"])) == (0, 2)
    arguments = ["portals", "import", str(table), "--portals", str(folder), "--data", str(tmp_path)]
    assert run(arguments) == 0
    assert f"0 portal files written to {folder}, 2 there already, unchanged\n" in capsys.readouterr().out
    code, listed = told(capsys, "list", "--portals", folder, "--data", tmp_path)
    assert (code, [portal["code"] for portal in listed["portals"]]) == (0, ["430203", "430204"])


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["add", "4302", "芦淞区", URL], "4302"),
        (["import", "none.csv"], "none.csv"),
        (["check", "nowhere"], "nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else value,
)
def test_wrong_usage_is_one_line(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["portals", *words, "--data", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
    assert not (tmp_path / "portals").exists()


def test_a_look_at_a_portal_says_what_was_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serve(tmp_path / "portals", names=["990101-qingping"]):
        words = ("check", "qingping", "--portals", tmp_path / "portals", "--data", tmp_path)
        code, found = told(capsys, *words)
        assert run(["portals", *map(str, words)]) == 0
    assert code == 0
    (portal,) = found["portals"]
    assert portal["found"]
    assert any(look["annual"] and look["reports"] for look in portal["looks"])
    options = f"--data {tmp_path} --portals {tmp_path / 'portals'}"
    assert f"Reports are found. Next: gongkai crawl qingping {options}\n" in capsys.readouterr().out
    assert not (tmp_path / "archive").exists()


def test_a_portal_without_reports_is_told_with_the_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with serve(tmp_path / "portals", names=["990101-qingping"]) as portals:
        portals.servers["990101-qingping"].site.pages.clear()
        code = run(
            ["portals", "check", "qingping", "--portals", str(portals.folder), "--data", str(tmp_path)]
        )
    assert code == 1
    assert "Name the list page in `start` of the portal file" in " ".join(capsys.readouterr().out.split())


def test_a_host_that_does_not_answer_is_told_with_reason_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_RETRY_SECONDS", "0")
    with serve(tmp_path / "portals", names=["990101-qingping"]) as portals:
        host = portals.servers["990101-qingping"].url.split("/")[2]
    assert run(["portals", "check", "qingping", "--data", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert f"Nothing could be fetched from {host} (" in told
    assert "no connection (Connection refused)" in told
    assert "Remedy: check the host name in the portal file" in told
    assert "No reports found" not in told
