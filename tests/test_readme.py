"""What README shows works as pasted, in its order, on a checkout; and what it prints is what is printed."""

import re
from pathlib import Path

import pytest

from tests.readme import ROOT, blocks, make_checkout, run, shown


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    make_checkout(folder)
    return folder


@pytest.fixture(scope="module")
def demo(checkout: Path) -> str:
    """What `make run` prints: it calls `gongkai demo` and nothing else."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^run: setup .*\n\t@\$\(BIN\)/gongkai demo\n", recipe, re.MULTILINE)
    return run(".venv/bin/gongkai demo", checkout)


def test_commands_work_as_pasted(checkout: Path, demo: str) -> None:
    assert demo
    commands, programs = blocks("sh"), blocks("python")
    assert len(commands) == 3
    assert len(programs) == 1
    for block in commands:
        run(block, checkout)
    for block in programs:
        run(f".venv/bin/python - <<'END'\n{block}END", checkout)


def test_the_demo_prints_what_readme_shows(demo: str) -> None:
    assert _settled(shown()) == _settled(demo)


def _settled(text: str) -> list[str]:
    """Lines without the ports of the portals, which are any free ones where theirs are taken."""
    lines = [re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1", line).rstrip() for line in text.splitlines()]
    return "\n".join(lines).strip("\n").splitlines()
