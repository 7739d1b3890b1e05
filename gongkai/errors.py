"""Every error a user can meet, as one tree.

    GongkaiError                 one line that names the file or URL, and the remedy
    ├── UsageError               wrong command, setting or portal file        -> exit code 2
    ├── SourceError              a saved page or archive that cannot be read  -> exit code 1 or 4
    │   └── ArchiveError         an archive that is locked, corrupt or full
    └── FetchError               a page that could not be fetched             -> an outcome, the crawl goes on

A problem of one page is no exception but an `Issue` record: the run goes on and the issue is written
beside the data. A build that a quality gate holds back is finished, and says so with exit code 3.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gongkai.records import Outcome


class GongkaiError(Exception):
    """Base of all: `str(error)` is the one line a person reads. `exit_code` is what the command returns."""

    exit_code = 1


class UsageError(GongkaiError):
    """The command line, a setting or a portal file is wrong; nothing was done."""

    exit_code = 2


class SourceError(GongkaiError):
    """A named source has no readable page in it."""


class ArchiveError(SourceError):
    """An archive file is locked by another run, corrupt, or its disk is full."""


class FetchError(GongkaiError):
    """One exchange failed. `outcome` is one of the outcome names of `gongkai.records`."""

    def __init__(self, message: str, outcome: "Outcome") -> None:
        super().__init__(message)
        self.outcome = outcome
