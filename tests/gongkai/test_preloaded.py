"""The server that workers are forked from passes over a module that it cannot load, and says nothing."""

import subprocess
import sys

from gongkai.preloaded import CODE


def test_all_that_a_worker_works_with_can_be_read() -> None:
    program = "import sys; import gongkai.preloaded; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(CODE) <= set(done.stdout.split())
