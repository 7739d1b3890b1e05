"""The command line: one module a verb, each loading its stage only when it runs."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of `gongkai` and `python -m gongkai`; exits with the code that the verb returns."""
    from gongkai.cli.app import run

    sys.exit(run(sys.argv[1:] if arguments is None else arguments))
