"""Which parser read a report: the package's version and a digest of the parser's own source and data."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from gongkai import __version__


@cache
def parser_version() -> str:
    """`<version>+<8 hex digits>`: changes whenever a line of parsers/, decode.py or codebook.csv does."""
    digest = hashlib.sha256()
    core = files("gongkai")
    for entry in (*_sources(files("parsers")), core.joinpath("codebook.csv"), core.joinpath("decode.py")):
        digest.update(entry.name.encode())
        digest.update(entry.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"


def _sources(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found.extend(_sources(entry))
        elif entry.name.endswith((".py", ".toml", ".csv")):
            found.append(entry)
    return found
