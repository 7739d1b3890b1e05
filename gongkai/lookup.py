"""One saved page by its file name or its URL."""

from collections.abc import Iterable
from pathlib import Path

from gongkai.errors import SourceError, UsageError
from gongkai.identifiers import canonical_url, printable
from gongkai.saved import SavedPage


def find_page(source: str, data: Path, capture: str = "") -> SavedPage:
    """One page by its file name, or by its URL in DATA/archive: the latest capture, or the one named.

    `capture` is a number from 1, the oldest, or a day YYYY-MM-DD. Raises UsageError when it is nowhere.
    """
    path = Path(source)
    if capture and "://" not in source:
        raise UsageError(f"{source}: --capture is for a URL of the archive; a saved file has no captures")
    if path.is_dir():
        raise UsageError(f"{source}: is a folder; name one page in it (gongkai parse reads folders)")
    if path.is_file():
        try:
            return SavedPage(source=printable(source), body=path.read_bytes())
        except OSError as error:
            raise SourceError(f"{source}: {error.strerror or error}; check the file") from error
    if "://" not in source:
        raise UsageError(
            f"{source}: no such file; name a saved page, the URL of one in the archive, "
            "or a report_id of the dataset (its first digits do)"
        )
    page = _from_archives(source, sorted((data / "archive").glob("*.sqlite")), capture)
    if page is None:
        raise UsageError(f"{source}: not in {data / 'archive'}; crawl its portal first")
    return page


def _from_archives(url: str, archives: Iterable[Path], capture: str) -> SavedPage | None:
    from gongkai.archive import Archive

    for path in archives:
        with Archive.open(path) as archive:
            for name in (url, canonical_url(url)):
                name = archive.report_of(name) or name
                page = archive.read_earlier(name, capture) if capture else archive.read(name)
                if page is not None:
                    return page
    return None
