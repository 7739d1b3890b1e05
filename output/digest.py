"""What tells whether a file is as it was written."""

import hashlib
from pathlib import Path


def digest(path: Path) -> str:
    """SHA-256 in hex. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
