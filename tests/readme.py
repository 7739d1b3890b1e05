"""What README.md shows: commands, and what the demo prints, which `python -m tests.readme` writes anew."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
_SHOWN = re.compile(r"(<!-- demo: begin -->\n```text\n)(.*?)(```\n<!-- demo: end -->)", re.DOTALL)


def blocks(language: str) -> list[str]:
    """The code blocks of one language that run in a checkout that is set up."""
    found: list[str] = re.findall(rf"```{language}\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    return [block for block in found if not block.startswith("make ")]


def shown() -> str:
    """What README says that the demo prints."""
    found = _SHOWN.search(README.read_text(encoding="utf-8"))
    assert found is not None
    return found[2]


def make_checkout(folder: Path) -> None:
    """Make `folder` look like a checkout after `make setup` that nobody has run anything in."""
    for name in ("fixtures", "notebooks", "output"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").symlink_to(Path(sys.prefix))


def run(script: str, folder: Path) -> str:
    """Run a block as pasted into a shell; return what it printed. Raises AssertionError where it failed."""
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def main() -> None:
    """Run the demo and write what it prints into README.md."""
    with tempfile.TemporaryDirectory() as folder:
        make_checkout(Path(folder))
        printed = run(".venv/bin/gongkai demo", Path(folder))
    lines = "\n".join(line.rstrip() for line in printed.splitlines()).strip("\n")
    text = _SHOWN.sub(lambda found: f"{found[1]}{lines}\n{found[3]}", README.read_text(encoding="utf-8"))
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
