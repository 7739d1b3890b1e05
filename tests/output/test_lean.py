"""Arrow without pandas where nobody wants a frame, with it where somebody does, without its own memory."""

import subprocess
import sys
from pathlib import Path

from benchmarks.pages import fresh_pages
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


BUILT = """
import sys
from pathlib import Path
from gongkai.cli.building import Order, build
made = build(Order(data=Path(sys.argv[2]), sources=[sys.argv[1]], jobs=1))
import pyarrow as pa
print(made.pages, pa.default_memory_pool().backend_name)
"""


def test_a_build_has_its_tables_from_the_memory_of_all_else(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(fresh_pages(1, seed=1)[0])
    command = [sys.executable, "-c", BUILT, str(page), str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "1 system\n"
