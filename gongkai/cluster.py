"""The workers of a Dask cluster, for archives that one machine is too small for.

They see the saved pages under the same absolute paths as this machine, and have the same version of Gongkai.
"""

from concurrent.futures import Executor

from gongkai import __version__
from gongkai.allocation import calm_allocator
from gongkai.errors import UsageError

PATIENCE = 10.0
"""Seconds that the scheduler has to answer, and the first worker to appear."""


class Cluster:
    """Dask workers, one batch a thread at once. Raises UsageError when they cannot be used."""

    def __init__(self, address: str) -> None:
        """`address` is the scheduler's, e.g. tcp://10.0.0.5:8786."""
        try:
            from distributed import Client
            from distributed.scheduler import KilledWorker
        except ImportError as error:
            raise UsageError(
                f"{address}: a cluster needs the extra; pip install 'gongkai[cluster]'"
            ) from error
        try:
            self._client = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise UsageError(f"{address}: no Dask scheduler answers there; start `dask scheduler`") from error
        try:
            self._ready(address)
        except BaseException:
            self.close()
            raise
        self.count = sum(self._client.nthreads().values())
        # Dask itself tries a batch again on another worker before it calls it deadly.
        self.death: type[Exception] = KilledWorker
        self.executor: Executor = self._client.get_executor(pure=False)

    def _ready(self, address: str) -> None:
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
            versions = self._client.run(_version)
        except TimeoutError as error:
            raise UsageError(f"{address}: the cluster has no workers; start `dask worker`") from error
        except ImportError as error:
            raise UsageError(f"{address}: its workers lack Gongkai; install it there") from error
        others = sorted({version for version in versions.values() if version != __version__})
        if others:
            theirs = ", ".join(others)
            raise UsageError(f"{address}: workers have Gongkai {theirs}, not {__version__}; install the same")
        self._client.run(calm_allocator)

    def renew(self) -> None:
        """Nothing to do: the cluster starts workers anew by itself."""

    def close(self) -> None:
        """Leave the cluster; its workers stay for others."""
        self._client.close()


def _version() -> str:
    return __version__
