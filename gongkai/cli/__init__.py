"""The command line: one module a verb, each loading its stage only when it runs."""

import gc
import sys
from collections.abc import Sequence

from gongkai.allocation import collect_seldom


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of `gongkai` and `python -m gongkai`; exits with the code that the verb returns."""
    collect_seldom()
    from gongkai.cli.app import run

    code = run(sys.argv[1:] if arguments is None else arguments)
    gc.freeze()  # to look through all that is left once more would take a tenth of a second
    sys.exit(code)
