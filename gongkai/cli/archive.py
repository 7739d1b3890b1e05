"""`gongkai archive`: what the archives hold, whether it is whole, copies of it."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from gongkai.cli.options import DATA, Data, Json
from gongkai.cli.wording import counted

app = typer.Typer(help="Saved pages: numbers, verification, repair, copies.", no_args_is_help=True)

WIDE = 110
"""Columns of a terminal that hold all numbers of an archive."""
SPARED = ("lists", "captures", "raw MB", "ratio")
"""Numbers that a narrower one leaves out."""

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="ARCHIVE", help="Portal ids, slugs, codes or .sqlite files; none means all."),
]


def find_archives(data: Path, names: Sequence[str]) -> list[Path]:
    """The archive files named, all of DATA/archive when none is. Raises UsageError when there is none."""
    from gongkai.errors import UsageError

    known = sorted((data / "archive").glob("*.sqlite"))
    if not names:
        if not known:
            raise UsageError(f"{data / 'archive'}: no archives yet; gongkai crawl makes them")
        return known
    found = []
    for name in names:
        fitting = [path for path in known if name in (path.stem, *path.stem.split("-", 1))]
        if Path(name).is_file():
            fitting = [Path(name)]
        if len(fitting) != 1:
            raise UsageError(
                f"no single archive {name!r} in {data / 'archive'}; gongkai archive stats lists them"
            )
        found += fitting
    return found


@app.command()
def stats(archive: Names = None, data: Data = DATA, json: Json = False) -> int:
    """What the archives hold and how small they are.

    \b
    Example:
      gongkai archive stats
    """
    from rich.table import Table

    from gongkai.archive import Archive
    from gongkai.cli.screen import err, out, print_json
    from gongkai.errors import ArchiveError

    rows = []
    damaged = []
    for path in find_archives(data, archive or ()):
        try:
            with Archive.open(path) as opened:
                rows.append(opened.stats())
        except ArchiveError as error:
            damaged.append(str(error))
    for message in damaged:
        err().print(message, soft_wrap=True, markup=False)
    code = (4 if rows else 1) if damaged else 0
    if json:
        print_json({"archives": rows, "damaged": damaged})
        return code
    table = Table(box=None, pad_edge=False)
    table.add_column("portal")
    for name in ("reports", "files", "removed", "lists", "captures", "failing", "raw MB", "file MB", "ratio"):
        table.add_column(name, justify="right")
    table.add_column("last run (UTC)")
    for row in rows:
        table.add_row(
            row.portal,
            *(
                f"{count:,}"
                for count in (row.reports, row.attachments, row.removed, row.lists, row.captures, row.failed)
            ),
            f"{row.raw_bytes / 1e6:,.1f}",
            f"{row.file_bytes / 1e6:,.1f}",
            f"{row.file_bytes / row.raw_bytes:.0%}" if row.raw_bytes else "",
            f"{row.last_run:%Y-%m-%d %H:%M}" + ("" if row.finished else ", cut off") if row.last_run else "",
        )
    console = out()
    if console.width < WIDE:
        # Columns squeezed to a letter tell nothing: fewer of them do.
        table.columns = [column for column in table.columns if column.header not in SPARED]
        console.print(table)
        console.print(f"{', '.join(SPARED)}: on a wider terminal, or with --json", style="dim")
    else:
        console.print(table)
    return code


@app.command()
def verify(archive: Names = None, data: Data = DATA, json: Json = False) -> int:
    """Check every saved body against its digest, and the files themselves.

    \b
    Example:
      gongkai archive verify
    """
    from gongkai.archive.verify import Verification
    from gongkai.archive.verify import verify as check
    from gongkai.cli.screen import out, print_json, progress
    from gongkai.errors import ArchiveError

    found = []
    paths = find_archives(data, archive or ())
    with progress("verifying", len(paths)) as step:
        for path in paths:
            try:
                found.append(check(path))
            except ArchiveError as error:
                found.append(Verification(path=str(path), bodies=0, bytes=0, problems=(str(error),)))
            step.advance()
    bad = [one for one in found if one.problems]
    if json:
        print_json({"archives": found, "damaged": len(bad)})
    else:
        console = out()
        for one in bad:
            for problem in one.problems:
                line = problem if problem.startswith(one.path) else f"{one.path}: {problem}"
                console.print(line, soft_wrap=True, markup=False)
            if Path(one.path).stat().st_size:
                repair_it = shlex.join(["gongkai", "archive", "repair", one.path])
                console.print(f"Next: {repair_it}", soft_wrap=True, markup=False)
        bodies, size = sum(one.bodies for one in found), sum(one.bytes for one in found)
        console.print(
            f"{counted(len(found), 'archive')}, {bodies:,} bodies, {size / 1e6:,.1f} MB checked: "
            + (f"{len(bad)} damaged" if bad else "all as saved")
        )
    return 1 if bad else 0


@app.command()
def repair(archive: Names = None, data: Data = DATA, json: Json = False) -> int:
    """Recover all that can be read of damaged archives into new files; the old ones are kept beside them.

    \b
    Example:
      gongkai archive repair lusong
    """
    from gongkai.archive.repair import repair as mend
    from gongkai.archive.verify import verify as check
    from gongkai.cli.screen import err, out, print_json
    from gongkai.errors import ArchiveError

    mended = []
    lost = []
    for path in find_archives(data, archive or ()):
        try:
            if not check(path).problems:
                out().print(f"{path}: nothing to repair", soft_wrap=True) if not json else None
                continue
        except ArchiveError:
            pass
        try:
            one = mend(path)
        except ArchiveError as error:
            lost.append(str(error))
            err().print(str(error), soft_wrap=True, markup=False)
            continue
        mended.append(one)
        if not json:
            rows = sum(one.rows.values())
            out().print(
                f"{path}: {counted(rows, 'row')} recovered, {one.bodies_lost:,} bodies lost, "
                f"{counted(one.pages_lost, 'page')} to ask for again (gongkai crawl does); "
                f"the damaged file is {one.kept_aside}",
                soft_wrap=True,
            )
    if json:
        print_json({"repaired": mended, "lost": lost})
    return (4 if mended else 1) if lost else 0


@app.command()
def backup(
    archive: Names = None,
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help="Where to; DATA/backups by default.")
    ] = None,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Copy archives consistently, also while a crawl is running.

    \b
    Example:
      gongkai archive backup --to /mnt/backup
    """
    from gongkai.archive.backup import backup as copy
    from gongkai.cli.screen import out, print_json

    folder = to or data / "backups"
    sizes = {
        str(folder / path.name): copy(path, folder / path.name) for path in find_archives(data, archive or ())
    }
    if json:
        print_json({"archives": [{"path": path, "bytes": size} for path, size in sizes.items()]})
    else:
        out().print(
            f"{counted(len(sizes), 'archive')}, {sum(sizes.values()) / 1e6:,.1f} MB copied to {folder}",
            soft_wrap=True,
        )
    return 0


@app.command("export-warc")
def export_warc(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The .warc or .warc.gz to write.")],
    archive: Names = None,
    data: Data = DATA,
    json: Json = False,
) -> int:
    """Write every saved response as WARC, the format of web archives.

    \b
    Example:
      gongkai archive export-warc pages.warc.gz
      gongkai archive export-warc lusong.warc.gz lusong
    """
    from gongkai.archive.warc import export_warc as export
    from gongkai.cli.screen import out, print_json

    count = export(find_archives(data, archive or ()), file)
    print_json({"file": str(file), "records": count}) if json else out().print(
        f"{counted(count, 'record')}, {file.stat().st_size / 1e6:,.1f} MB: {file}", soft_wrap=True
    )
    return 0
