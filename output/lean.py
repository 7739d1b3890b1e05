"""Arrow alone: without pandas where nobody makes frames, without numpy where all is lists, and without memory
of its own.
"""

import os
import sys
from collections.abc import Collection

_POOL = "ARROW_DEFAULT_MEMORY_POOL"


class _Absent:
    """Says that some packages are not there."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = names

    def find_spec(self, name: str, *_: object) -> None:
        if name in self._names:
            raise ModuleNotFoundError(name, name=name)


def do_without_pandas() -> None:
    """Have Arrow do without pandas in this process unless it is there already.

    At its first array Arrow loads pandas, to know a frame when it is given one. That takes as long as loading
    all the parsers, and is of no use to what makes its arrays of lists. A frame can still be asked for later:
    then Arrow looks again.
    """
    _load_arrow(("pandas",))


def do_with_lists() -> None:
    """Have Arrow do without numpy too, where it is not loaded yet: in workers, which make their arrays of
    lists alone. To load numpy takes as long as to load Arrow."""
    _load_arrow(("numpy", "pandas"))


def _load_arrow(without: Collection[str]) -> None:
    absent = _Absent([name for name in without if name not in sys.modules])
    sys.meta_path.insert(0, absent)
    try:
        import pyarrow

        pyarrow.array([])
    finally:
        sys.meta_path.remove(absent)


def share_memory() -> None:
    """Have Arrow in this process take its memory from where all else does, and give it back there.

    Its own allocator keeps what it had once, in each thread anew. A process that writes table after table
    comes to hold several times what it ever needs at once, the more the longer it runs.
    """
    before = os.environ.get(_POOL)
    os.environ[_POOL] = "system"  # what Parquet is written with looks only here, when Arrow is loaded
    try:
        import pyarrow

        pyarrow.default_memory_pool()
    finally:
        if before is None:
            del os.environ[_POOL]
        else:
            os.environ[_POOL] = before
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())  # where it was loaded before
