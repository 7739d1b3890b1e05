"""What is still to be asked for in one portal: lists, then pages never had, then pages to be seen again."""

from collections import deque
from collections.abc import Callable, Iterable

from scraper.addresses import authority
from scraper.search.discover import Target


class Frontier:
    """Targets in the order in which they were found, lists first; `ready` says when an authority is free.

    A night that ends early (a budget, the window) must not spend itself on what is known, night after night:
    what `had` says is saved already comes last.

    A portal with its departments on hosts of their own is not slowed down by the pauses of one of them:
    the first target of the authority that is free soonest comes next.
    """

    def __init__(self, ready: Callable[[str], float], had: Callable[[Target], bool]) -> None:
        self._ready = ready
        self._had = had
        self._lists: dict[str, deque[Target]] = {}
        self._pages: dict[str, deque[Target]] = {}
        self._again: dict[str, deque[Target]] = {}
        self.found = 0

    def __len__(self) -> int:
        return sum(len(queue) for kind in self._kinds() for queue in kind.values())

    def add(self, targets: Iterable[Target]) -> None:
        """Put targets at the end of their queues."""
        for target in targets:
            pages = self._again if self._had(target) else self._pages
            kind = self._lists if target.role == "list" else pages
            kind.setdefault(authority(target.request.url), deque()).append(target)
            self.found += 1

    def next(self) -> Target | None:
        """Take the next target, None when there is none."""
        for kind in self._kinds():
            if kind:
                name = min(kind, key=self._ready)
                target = kind[name].popleft()
                if not kind[name]:
                    del kind[name]
                return target
        return None

    def _kinds(self) -> tuple[dict[str, deque[Target]], ...]:
        return self._lists, self._pages, self._again
