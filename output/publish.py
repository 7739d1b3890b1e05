"""One build from the first row to the switched link."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
import pyarrow as pa

from gongkai import __version__, codebook
from output.datapackage import write_datapackage
from output.rows import record_batch
from output.schema import CAPTURES, CODEBOOK, REPORT_TABLES, SCHEMA_VERSION, TABLES
from output.store import Store
from output.write import Writer


class Build:
    """A build in progress: takes rows, then finishes with the tables that are made from the whole."""

    def __init__(self, folder: Path, moment: datetime) -> None:
        self.folder = folder
        self._moment = moment
        self._writer = Writer(folder)

    @property
    def rows(self) -> dict[str, int]:
        """Rows of each table so far."""
        return dict(self._writer.rows)

    def add(self, tables: Mapping[str, bytes]) -> None:
        """Append rows of the report tables, packed by `Rows.packed`."""
        for table in REPORT_TABLES:
            with pa.ipc.open_stream(tables[table.name]) as stream:
                for batch in stream:
                    if batch.num_rows:
                        self._writer.add(table.name, batch)

    def finish(self, archives: Sequence[Path], inputs: Sequence[str]) -> None:
        """Add captures and codebook, close the files, write the manifest."""
        for path in archives:
            self._writer.add("captures", _captures(path))
        self._writer.add("codebook", _codebook())
        self._writer.close()
        write_datapackage(self.folder, self._moment)
        self._write_manifest(inputs)

    def abandon(self) -> None:
        """Close what is open of a build that failed."""
        self._writer.abandon()

    def _write_manifest(self, inputs: Sequence[str]) -> None:
        tables = {}
        for name in TABLES:
            files = sorted((self.folder / name).glob("*.parquet"))
            digests = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
            tables[name] = {"rows": self._writer.rows[name], "files": digests}
        manifest = {
            "schema_version": SCHEMA_VERSION,
            "gongkai": __version__,
            "created": self._moment.isoformat(),
            "inputs": list(inputs),
            "tables": tables,
        }
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        (self.folder / "manifest.json").write_bytes(text + b"\n")


@contextmanager
def publish(dataset: Path, moment: datetime) -> Iterator[Build]:
    """A build that becomes the dataset when the block ends without an error; otherwise the last one stays."""
    store = Store(dataset)
    folder = store.begin(moment.strftime("%Y%m%dT%H%M%S%f"))
    build = Build(folder, moment)
    try:
        yield build
    except BaseException:
        build.abandon()
        raise
    store.publish(folder)


def _captures(path: Path) -> pa.RecordBatch:
    from gongkai.archive import Archive

    names = [column[0] for column in CAPTURES.columns]
    columns: list[list[object]] = [[] for _ in names]
    with Archive.open(path) as archive:
        for row in archive.captures():
            for column, name in zip(columns, names, strict=True):
                column.append(getattr(row, name))
    return record_batch(CAPTURES, columns)


def _codebook() -> pa.RecordBatch:
    rows = [
        (
            e.form,
            e.kind,
            e.code,
            "/".join(e.parent) or None,
            e.unit or None,
            *(e.labels.get(edition) for edition in ("2014", "2019", "2021")),
            e.en,
            e.note or None,
        )
        for e in codebook.entries()
    ]
    return record_batch(CODEBOOK, list(zip(*rows, strict=True)))
