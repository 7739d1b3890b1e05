"""`python -m fixtures` takes no option for the name of a folder or a portal."""

import sys
from pathlib import Path

import pytest

from fixtures.__main__ import USAGE, main


def test_help_is_printed_and_makes_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == f"{USAGE}\n"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [[], ["--"], ["--port", "80"], ["portals", "--all"]], ids=" ".join)
def test_wrong_usage_makes_no_folder(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    assert capsys.readouterr().err == f"{USAGE}\n"
    assert list(tmp_path.iterdir()) == []


def test_the_command_is_run_while_portals_are_served(tmp_path: Path) -> None:
    look = (
        "import sys, tomllib, urllib.request as web\n"
        "with open(sys.argv[1], 'rb') as file: portal = tomllib.load(file)\n"
        "sys.exit(7 if web.urlopen(portal['url']).status == 200 else 1)"
    )
    command = [sys.executable, "-c", look, str(tmp_path / "990101-qingping.toml")]
    assert main([str(tmp_path), "990101-qingping", "--", *command]) == 7
