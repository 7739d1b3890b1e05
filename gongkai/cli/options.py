"""Options that every verb accepts after its name."""

from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[
    Path,
    typer.Option(
        "--data", metavar="DIR", envvar="GONGKAI_DATA", help="Where archives and datasets are kept."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="One machine-readable object on stdout.")]

DATA = Path("data")
"""Default of `--data`."""
