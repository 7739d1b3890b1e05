"""What an archive remembers of authorities: challenges met, and what a random path brings there."""

from datetime import datetime
from sqlite3 import Connection

from gongkai.archive.state import from_ms, to_ms
from gongkai.archive.writing import Writing


def challenges(connection: Connection, since: datetime, now: datetime) -> list[tuple[str, str, datetime]]:
    """(authority, challenge, when) of those that answered with a challenge since then; none that would have
    done so in the future, by a clock that has been set back."""
    query = """SELECT authority, challenge, challenged_at FROM hosts
               WHERE challenged_at BETWEEN ? AND ? ORDER BY 1"""
    rows = connection.execute(query, (to_ms(since), to_ms(now)))
    return [(row[0], row[1], from_ms(row[2])) for row in rows]


class Hosts:
    """The authorities that one portal's pages lie on."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing

    def challenges(self, since: datetime, now: datetime) -> list[tuple[str, str, datetime]]:
        """Those that answered with a challenge between the two moments."""
        return challenges(self._writing.connection, since, now)

    def set_challenge(self, authority: str, challenge: str | None, now: datetime) -> None:
        """Remember a challenge, or (None) that the authority answers normally again."""
        with self._writing.transaction():
            self._writing.execute(
                """INSERT INTO hosts (authority, challenged_at, challenge) VALUES (:a, :at, :c) ON CONFLICT
                   (authority) DO UPDATE SET challenged_at = :at, challenge = :c""",
                {"a": authority, "at": to_ms(now) if challenge else None, "c": challenge},
            )

    def catch_all(self, authority: str) -> tuple[datetime, str] | None:
        """When a random path was tried there, and the fingerprint of the 200 it got ("" for none)."""
        row = self._writing.row("SELECT probed_at, catch_all FROM hosts WHERE authority = ?", (authority,))
        moment = from_ms(row[0]) if row else None
        return (moment, row[1] or "") if row and moment else None

    def set_catch_all(self, authority: str, fingerprint: str, now: datetime) -> None:
        """Remember what a random path brought."""
        with self._writing.transaction():
            self._writing.execute(
                """INSERT INTO hosts (authority, probed_at, catch_all) VALUES (:a, :at, :f) ON CONFLICT
                   (authority) DO UPDATE SET probed_at = :at, catch_all = :f""",
                {"a": authority, "at": to_ms(now), "f": fingerprint},
            )
