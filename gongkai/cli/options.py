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
Dataset = Annotated[
    Path | None, typer.Option("--dataset", metavar="DIR", help="Dataset folder; default DATA/dataset.")
]
Years = Annotated[
    list[int] | None, typer.Option("--year", metavar="YEAR", help="Only this report year; repeatable.")
]
Portals = Annotated[
    list[Path] | None,
    typer.Option(
        "--portals",
        metavar="DIR",
        help="Folder of portal files instead of DATA/portals or the built-in ones.",
    ),
]

DATA = Path("data")
"""Default of `--data`."""


def portal_folders(given: list[Path] | None, data: Path) -> list[Path]:
    """Where portal files are read: the folders given, else DATA/portals (which `portals add` and `portals
    import` write) once it has any, else (an empty list) the built-in ones."""
    if given:
        return given
    own = data / "portals"
    return [own] if any(own.glob("*.toml")) else []
