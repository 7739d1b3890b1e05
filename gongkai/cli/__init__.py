"""The command line: one module a verb, each loading its stage only when it runs."""

import gc
import sys
from collections.abc import Sequence

from gongkai.allocation import collect_seldom


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of `gongkai` and `python -m gongkai`; exits with the code that the verb returns."""
    collect_seldom()
    given = sys.argv[1:] if arguments is None else arguments
    if _parses_here(given):
        from gongkai.workers import warm_up

        warm_up()  # first of all, so that workers read their code while this process finds out what to do
    from gongkai.cli.app import run

    code = run(given)
    gc.freeze()  # to look through all that is left once more would take a tenth of a second
    sys.exit(code)


def _parses_here(given: Sequence[str]) -> bool:
    """Whether a command line is bound to have pages parsed by processes of this machine."""
    others = ("-h", "--help", "--cluster")
    return given[:1] == ["parse"] and not any(one.partition("=")[0] in others for one in given)
