"""Saved pages of one portal in one SQLite file: every response with its bytes, and the state of the crawl.

`Archive` reads; `Ledger` adds, in single transactions, under a lock; `verify`, `repair`, `backup` and
`warc` are modules of their own. A file can be copied, moved and read with any SQLite: bodies are zstd frames,
most of which need a row of `dictionaries`.
"""

from gongkai.archive.ledger import Ledger
from gongkai.archive.lock import Lock
from gongkai.archive.reading import Archive, CaptureRow, Stats
from gongkai.archive.schema import explained
from gongkai.archive.state import Address, Asking, Exchange, Listing, Moved

__all__ = [
    "Address",
    "Archive",
    "Asking",
    "CaptureRow",
    "Exchange",
    "Ledger",
    "Listing",
    "Lock",
    "Moved",
    "Stats",
    "explained",
]
