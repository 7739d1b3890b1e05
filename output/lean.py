"""Arrow with little memory: without pandas where nobody makes frames, and without a store of its own."""

import sys


class _Absent:
    """Says that there is no pandas."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


def do_without_pandas() -> None:
    """Have Arrow do without pandas in this process unless it is there already.

    At its first array Arrow loads pandas, to know a frame when it is given one. That takes as long as loading
    all the parsers, and is of no use to what makes its arrays of lists. A frame can still be asked for later:
    then Arrow looks again.
    """
    import pyarrow

    if "pandas" in sys.modules:
        return
    absent = _Absent()
    sys.meta_path.insert(0, absent)
    try:
        pyarrow.array([])
    finally:
        sys.meta_path.remove(absent)


def share_memory() -> None:
    """Have Arrow in this process take its memory from where all else does, and give it back there.

    Its own allocator keeps what it had once, in each thread anew. A process that writes table after table
    comes to hold several times what it ever needs at once, the more the longer it runs.
    """
    import pyarrow

    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
