"""docs/commands.md from the verbs themselves: `python -m gongkai.cli.reference > docs/commands.md`."""

from collections.abc import Iterator
from typing import Any

import typer

HEAD = """# Commands

Every verb with its options, as `gongkai VERB --help` prints them. This page is written by
`python -m gongkai.cli.reference > docs/commands.md`.

Exit codes: 0 done; 1 failed; 2 wrong usage or configuration; 3 finished, but a quality gate held the dataset
back; 4 finished in part (the report names what failed); 130 interrupted, state kept.
"""


def render() -> str:
    """The whole page as Markdown."""
    from gongkai.cli.app import app

    root = typer.main.get_command(app)
    return HEAD + "".join(f"\n## {name}\n\n```\n{text}\n```\n" for name, text in _verbs(root, "gongkai"))


def _verbs(command: Any, path: str) -> Iterator[tuple[str, str]]:
    """(`gongkai verb`, its help) for every verb below `command`, groups opened up."""
    for name, child in command.commands.items():
        if hasattr(child, "commands"):
            yield from _verbs(child, f"{path} {name}")
        else:
            context = child.make_context(f"{path} {name}", [], resilient_parsing=True, terminal_width=100)
            yield f"{path} {name}", context.get_help()


if __name__ == "__main__":
    print(render(), end="")
