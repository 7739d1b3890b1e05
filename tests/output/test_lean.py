"""Arrow without pandas where nobody wants a frame, with it where somebody does, without its own memory."""

import subprocess
import sys
from pathlib import Path

from benchmarks.pages import fresh_pages
from gongkai.cli.parsing import Parsing
from gongkai.sources import find_sources
from gongkai.where import EVERYTHING
from gongkai.workers import Processes
from output.lean import do_with_lists

TOLD = """
import sys
from output.lean import do_without_pandas
do_without_pandas()
import pyarrow as pa
made = pa.array(["a", None])
print("pandas" in sys.modules, made.null_count, pa.table({"x": made}).to_pandas()["x"].isna().sum())
"""


def loaded(page: Path) -> set[str]:
    """Which modules that take long to load this process has, once it has parsed a page."""
    (batch,) = find_sources([str(page)], page.parent).batches
    assert Parsing({}, EVERYTHING)(batch).pages == 1
    assert "pyarrow" in sys.modules
    arrow = {"pyarrow.compute", "pyarrow.parquet", "numpy", "pandas"}
    return {name for name in arrow | {"importlib.metadata", "output.loading"} if name in sys.modules}


def test_a_worker_loads_nothing_that_it_can_do_without(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(fresh_pages(1, seed=1)[0])
    workers = Processes(1, 1, do_with_lists)
    try:
        assert workers.executor.submit(loaded, page).result() == set()
    finally:
        workers.close()


BUILT = """
import sys
from pathlib import Path
from gongkai.cli.building import Order, build
made = build(Order(data=Path(sys.argv[2]), sources=[sys.argv[1]], jobs=1))
import pyarrow as pa
own = [pool() for pool in (pa.mimalloc_memory_pool, pa.jemalloc_memory_pool)
       if pool.__name__.split("_")[0] in pa.supported_memory_backends()]
used = sum(pool.max_memory() for pool in own)
print(made.pages, pa.default_memory_pool().backend_name, used, "pandas" in sys.modules)
"""


def test_a_build_does_without_pandas_and_has_its_tables_from_the_memory_of_all_else(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(fresh_pages(1, seed=1)[0])
    command = [sys.executable, "-c", BUILT, str(page), str(tmp_path / "data")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "1 system 0 False\n"
