"""A damaged file of the dataset is one clear line."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from gongkai.errors import SourceError


@contextmanager
def readable(place: Path) -> Iterator[None]:
    """Turn what Arrow says of a file or folder that it cannot read into a SourceError with the remedy."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise SourceError(
            f"{place}: cannot be read, some file is damaged or gone ({reason}); gongkai parse builds it anew"
        ) from error
