"""`--help` stays light: a test of imports, not of seconds."""

import subprocess
import sys

import pytest

HEAVY = {
    "pandas",
    "pyarrow",
    "numpy",
    "httpx",
    "aiohttp",
    "asyncio",
    "ssl",
    "selectolax",
    "zstandard",
    "sqlite3",
}

PROGRAM = """
import sys
from gongkai.cli.app import run
run(sys.argv[1:])
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded(*arguments: str) -> set[str]:
    """Top-level modules in memory once `gongkai ARGUMENTS` has printed its help."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True
    )
    assert f"Usage: gongkai {' '.join(arguments[:-1])}" in done.stdout
    lines = [line for line in done.stdout.splitlines() if line.startswith("LOADED")]
    return set(lines[0].split()[1:])


@pytest.mark.parametrize(
    "arguments",
    [["--help"], *([verb, "--help"] for verb in ("parse", "crawl", "show", "coverage", "export"))],
    ids=" ".join,
)
def test_help_loads_no_stage(arguments: list[str]) -> None:
    names = loaded(*arguments)
    assert "typer" in names
    assert names & HEAVY == set()


FIRST = """
import atexit, sys
from multiprocessing import forkserver
from gongkai.cli import main
atexit.register(lambda: print("SERVER", forkserver._forkserver._forkserver_pid is not None))
main(sys.argv[1:])
"""


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["parse", "no-such-page.html"], True),
        (["parse", "--help"], False),
        (["parse", "no-such-page.html", "--cluster", "tcp://127.0.0.1:1"], False),
        (["parse", "no-such-page.html", "--cluster=tcp://127.0.0.1:1"], False),
        (["show", "no-such-page.html"], False),
    ],
    ids=str,
)
def test_the_server_of_workers_starts_first_where_there_will_be_workers(arguments, expected) -> None:
    done = subprocess.run([sys.executable, "-c", FIRST, *arguments], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == f"SERVER {expected}"
