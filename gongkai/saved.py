"""A saved page: the bytes that a crawl, a browser or a colleague kept, with what is known about them."""

from datetime import datetime

from gongkai.records import Link, Outcome, Record


class LaterPage(Record, frozen=True, kw_only=True):
    """A later page of an article that is cut into pages."""

    url: str
    body: bytes
    content_type: str | None = None
    sha256: str | None = None

    @classmethod
    def of(cls, page: "SavedPage") -> "LaterPage":
        """A saved page as a later page of another."""
        return cls(url=page.source, body=page.body, content_type=page.content_type, sha256=page.sha256)


class SavedPage(Record, frozen=True, kw_only=True):
    """One page to parse. `source` is what `reports.source` will say: the URL, or the path as given.

    `fetched_at` (UTC) is None for plain files; `removed` marks a page that the portal no longer serves;
    `attachment` a listed file that is archived and not parsed. `later` are the later pages of the
    article that it begins, in their order: they are read as one.
    """

    source: str
    body: bytes
    url: str | None = None
    content_type: str | None = None
    portal: str | None = None
    link: Link | None = None
    fetched_at: datetime | None = None
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    status: int | None = None
    outcome: Outcome = "ok"
    sha256: str | None = None
    removed: bool = False
    attachment: bool = False
    later: tuple[LaterPage, ...] = ()
