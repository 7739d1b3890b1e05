"""manifest.json: what a build holds, what made it, of what, when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pyarrow.parquet as pq

from gongkai import __version__
from output.digest import digest
from output.gates import Measures
from output.inputs import FILE as INPUTS_FILE
from output.schema import SCHEMA_VERSION, TABLES

FILE = "manifest.json"


class Manifest(msgspec.Struct, kw_only=True, omit_defaults=False):
    """The file, typed. `tables` gives the rows and the SHA-256 of each file; `where` is the selection.

    `pages` is the SHA-256 of the file that says what each page was read from.
    """

    schema_version: int
    gongkai: str
    created: str
    inputs: list[str]
    tables: dict[str, dict[str, Any]]
    parser_versions: list[str] = []
    where: list[str] = []
    pages: str = ""
    measures: Measures = msgspec.field(default_factory=Measures)


class Written(NamedTuple):
    """What was written: rows by table, digests of the files by table and name, and that of the inputs."""

    rows: Mapping[str, int]
    files: Mapping[str, Mapping[str, str]]
    pages: str


def write_manifest(
    folder: Path,
    moment: datetime,
    written: Written,
    named: Sequence[str],
    where: Sequence[str],
    measures: Measures,
) -> None:
    """Write it."""
    tables = {
        name: {"rows": written.rows[name], "files": dict(sorted(written.files[name].items()))}
        for name in TABLES
    }
    manifest = Manifest(
        schema_version=SCHEMA_VERSION,
        gongkai=__version__,
        created=moment.isoformat(),
        inputs=list(named),
        tables=tables,
        parser_versions=_parser_versions(folder),
        where=list(where),
        pages=written.pages,
        measures=measures,
    )
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    (folder / FILE).write_bytes(text + b"\n")


def read_manifest(build: Path) -> Manifest | None:
    """That of a build; None where there is none that can be read."""
    try:
        return msgspec.json.decode((build / FILE).read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError):
        return None


def is_sound(build: Path) -> bool:
    """Whether every file of a build is there as it was written."""
    manifest = read_manifest(build)
    if manifest is None:
        return False
    digests = {INPUTS_FILE: manifest.pages}
    for table, told in manifest.tables.items():
        digests |= {f"{table}/{name}": sha256 for name, sha256 in told["files"].items()}
    try:
        return all(digest(build / path) == sha256 for path, sha256 in digests.items())
    except OSError:
        return False


def _parser_versions(folder: Path) -> list[str]:
    versions: set[str | None] = set()
    for path in (folder / "reports").glob("*.parquet"):
        with pq.ParquetFile(path, read_dictionary=["parser_version"]) as file:
            for batch in file.iter_batches(columns=["parser_version"]):
                versions |= set(batch.column(0).dictionary.to_pylist())
    return sorted(filter(None, versions))
