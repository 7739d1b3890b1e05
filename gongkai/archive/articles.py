"""Reports that are cut into pages: which of the captures belong to one article, and in which order."""

import sqlite3
from collections.abc import Sequence
from typing import Any

ALWAYS = 2**62
"""A time in ms that is later than any capture."""

# What a page shows no more since it was last seen is no part of its article; a later page that failed tonight
# still shows what it showed. The number of a page is the text with which it was announced.
_LATER = """
WITH RECURSIVE parts (address, number) AS (
  SELECT :address, 1 UNION
  SELECT a.id, l.text + 0 FROM parts
  JOIN addresses shower ON shower.id = parts.address JOIN captures seen ON seen.id = shower.capture
  JOIN listings l ON l.list = shower.id AND l.last_seen >= seen.last_seen
  JOIN addresses a ON a.id = l.address AND a.role = 'continuation'
)
SELECT a.url, c.content_type, b.sha256, b.bytes, b.dictionary, b.data
FROM (SELECT address, min(number) AS number FROM parts WHERE address != :address GROUP BY address) part
JOIN addresses a ON a.id = part.address
JOIN captures c ON c.id = (SELECT max(id) FROM captures WHERE address = a.id AND body IS NOT NULL
  AND outcome IN ('ok', 'not_modified') AND fetched_at < :until)
JOIN bodies b ON b.id = c.body
ORDER BY part.number, a.url
"""


def has_articles(connection: sqlite3.Connection) -> bool:
    """Whether an archive has any report that is cut into pages."""
    query = "SELECT EXISTS (SELECT 1 FROM addresses WHERE role = 'continuation')"
    return bool(connection.execute(query).fetchone()[0])


def later_pages(
    connection: sqlite3.Connection, address: int, until: int = ALWAYS
) -> list[tuple[str, str | None, Sequence[Any]]]:
    """The later pages of the article that begins at an address, in their order, as they were before `until`
    (ms): URL, content type, and SHA-256, size, dictionary and data of the body."""
    rows = connection.execute(_LATER, {"address": address, "until": until})
    return [(url, content_type, body) for url, content_type, *body in rows]


def parts_of_articles(connection: sqlite3.Connection) -> dict[str, tuple[str, int]]:
    """For each later page the URL of its report, and its place among the later pages."""
    if not has_articles(connection):
        return {}
    reports = """SELECT DISTINCT a.id, a.url FROM addresses a JOIN listings l ON l.list = a.id
                 JOIN addresses later ON later.id = l.address AND later.role = 'continuation'
                 WHERE a.role = 'report' ORDER BY a.id"""
    return {
        url: (report, place)
        for address, report in connection.execute(reports).fetchall()
        for place, (url, _, _) in enumerate(later_pages(connection, address), 2)
    }
