"""What holds for every verb: help with an example, the common options, one line for wrong usage."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from gongkai.cli.app import app, run
from gongkai.cli.reference import render

ROOT = Path(__file__).parents[2]


def verbs(command: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """Every verb of the command line by its words."""
    found: dict[tuple[str, ...], Any] = {}
    for name, child in command.commands.items():
        if hasattr(child, "commands"):
            found |= verbs(child, (*path, name))
        else:
            found[*path, name] = child
    return found


VERBS = verbs(typer.main.get_command(app))


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_help_shows_an_example(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--help"]) == 0
    printed = capsys.readouterr().out
    assert "Example:" in printed
    assert f"gongkai {' '.join(words)}" in printed.split("Example:")[1]


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_common_options(words: tuple[str, ...]) -> None:
    options = {option for parameter in VERBS[words].params for option in parameter.opts}
    assert {"--data", "--json"} <= options


@pytest.mark.parametrize("words", VERBS, ids=" ".join)
def test_unknown_option_is_wrong_usage(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--no-such-option"]) == 2
    message = capsys.readouterr().err
    assert message.startswith("gongkai: ")
    assert message.count("\n") == 1
    assert f"(gongkai {' '.join(words)} --help lists what there is)" in message


@pytest.mark.parametrize("words", [[], ["portals"], ["archive"]], ids=" ".join)
def test_a_group_alone_prints_its_help_as_it_is(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--help"]) == 0
    told = capsys.readouterr().out
    assert run(words) == 2
    assert capsys.readouterr().err == told


def test_unknown_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["harvest"]) == 2
    assert "harvest" in capsys.readouterr().err


def test_version_is_the_same_by_both_doors() -> None:
    by_module = subprocess.run(
        [sys.executable, "-m", "gongkai", "--version"], capture_output=True, text=True, check=True
    )
    by_command = subprocess.run(
        [Path(sys.executable).with_name("gongkai"), "--version"], capture_output=True, text=True, check=True
    )
    assert by_module.stdout == by_command.stdout
    assert by_module.stdout.startswith("gongkai ")


def test_reference_page_is_fresh() -> None:
    assert (ROOT / "docs" / "commands.md").read_text(encoding="utf-8") == render()
