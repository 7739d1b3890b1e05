"""The ids of all reports of a build, eight bytes each: what tells whether one was there before."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt


class Ids:
    """Report ids met so far."""

    def __init__(self) -> None:
        # Each sorted, none shorter than the next: a handful of arrays, however many ids there are.
        self._runs: list[npt.NDArray[np.uint64]] = []

    def __len__(self) -> int:
        return sum(map(len, self._runs))

    def __contains__(self, name: str) -> bool:
        return self.has_any((name,))

    def has_any(self, names: Sequence[str]) -> bool:
        """Whether one of these was there before."""
        wanted = _numbers(names)
        for run in self._runs:
            place = np.searchsorted(run, wanted).clip(max=len(run) - 1)
            if (run[place] == wanted).any():
                return True
        return False

    def add(self, names: Sequence[str]) -> None:
        """Take in ids that are not there yet."""
        if not names:
            return
        self._runs.append(np.sort(_numbers(names)))
        while len(self._runs) > 1 and len(self._runs[-2]) <= len(self._runs[-1]):
            last = self._runs.pop()
            self._runs[-1] = np.sort(np.concatenate((self._runs[-1], last)), kind="stable")

    def clear(self) -> None:
        """Forget all."""
        self._runs = []


def _numbers(names: Sequence[str]) -> npt.NDArray[np.uint64]:
    return np.array([int(name, 16) for name in names], np.uint64)
