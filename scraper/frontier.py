"""What is still to be asked for in one portal: lists before reports, and whoever is free before who rests."""

from collections import deque
from collections.abc import Callable, Iterable

from scraper.addresses import authority
from scraper.discover import Target


class Frontier:
    """Targets in the order in which they were found, lists first; `ready` says when an authority is free.

    A portal with its departments on hosts of their own is not slowed down by the pauses of one of them:
    the first target of the authority that is free soonest comes next.
    """

    def __init__(self, ready: Callable[[str], float]) -> None:
        self._ready = ready
        self._lists: dict[str, deque[Target]] = {}
        self._pages: dict[str, deque[Target]] = {}
        self.found = 0

    def __len__(self) -> int:
        return sum(len(queue) for kind in (self._lists, self._pages) for queue in kind.values())

    def add(self, targets: Iterable[Target]) -> None:
        """Put targets at the end of their queues."""
        for target in targets:
            kind = self._lists if target.role == "list" else self._pages
            kind.setdefault(authority(target.request.url), deque()).append(target)
            self.found += 1

    def next(self) -> Target | None:
        """Take the next target, None when there is none."""
        for kind in (self._lists, self._pages):
            if kind:
                name = min(kind, key=self._ready)
                target = kind[name].popleft()
                if not kind[name]:
                    del kind[name]
                return target
        return None
