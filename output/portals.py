"""What the archives of a build know of their portals beside the pages."""

from pathlib import Path

from gongkai.records import Issue, Record


class Failed(Record, frozen=True, kw_only=True):
    """A report that a list announced and of which nothing could be saved."""

    url: str
    title: str
    outcome: str
    note: str | None


class PortalFacts(Record, frozen=True, kw_only=True):
    """One archive: its portal, division code, reports expected a year, and what the last crawl met.

    `issues` are (URL, issue); `failed` are reports that a list announced in vain.
    """

    path: Path
    portal: str
    name: str | None
    code: str | None
    expected: int | None
    failed: tuple[Failed, ...]
    issues: tuple[tuple[str, Issue], ...]


def portal_facts(path: Path) -> PortalFacts:
    """Read them from an archive file; `removed` is left to the page's own row. Raises ArchiveError."""
    from gongkai.archive import Archive

    with Archive.open(path) as archive:
        expected = archive.fact("reports_per_year")
        return PortalFacts(
            path=path,
            portal=archive.portal,
            name=archive.fact("name"),
            code=archive.fact("code"),
            expected=int(expected) if expected else None,
            failed=tuple(
                Failed(url=url, title=title, outcome=outcome, note=note)
                for url, title, outcome, note in archive.announced_in_vain()
            ),
            issues=tuple((url, issue) for url, issue in archive.issues() if issue.code != "removed"),
        )
