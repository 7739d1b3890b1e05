"""Arrow does without pandas where nobody wants a frame, and finds it where somebody does."""

import subprocess
import sys

from gongkai.workers import Processes
from output.lean import do_without_pandas

TOLD = """
import sys
from output.lean import do_without_pandas
do_without_pandas()
import pyarrow as pa
made = pa.array(["a", None])
print("pandas" in sys.modules, made.null_count, pa.table({"x": made}).to_pandas()["x"].isna().sum())
"""


def loaded(name: str) -> bool:
    """Whether a module is there after this process has made an array."""
    import pyarrow as pa

    pa.array([1])
    return name in sys.modules


def test_an_array_loads_no_pandas_and_a_frame_does() -> None:
    done = subprocess.run([sys.executable, "-c", TOLD], capture_output=True, text=True, check=True)
    assert done.stdout == "False 1 1\n"


def test_a_worker_has_no_pandas() -> None:
    workers = Processes(1, 1, do_without_pandas)
    try:
        assert workers.executor.submit(loaded, "pyarrow").result()
        assert not workers.executor.submit(loaded, "pandas").result()
    finally:
        workers.close()
