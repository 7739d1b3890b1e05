"""What a person sees: results on stdout, progress and logs on stderr, one JSON object for machines."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, cast

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress


_SPACES = re.compile(r"[ \t]+(?=\n)")


class _Trimmed:
    """A stream whose lines end without spaces: the cells of a table are filled up with them, which a terminal
    does not show and a file keeps."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write lines."""
        return self._stream.write(_SPACES.sub("", text))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def out() -> "Console":
    """The console for results; plain text when stdout is no terminal."""
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False)
    # A pipe has no width: wide enough that no table is cut.
    return Console(highlight=False, width=120, file=cast("TextIO", _Trimmed(sys.stdout)))


def err() -> "Console":
    """The console for progress and remarks."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def print_json(value: object) -> None:
    """Write `value` (records, dicts, lists) to stdout as one JSON object on one line."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


@contextmanager
def progress(description: str, total: int | None = None) -> Iterator["Step"]:
    """A progress bar with ETA on a terminal, a line at the start and the end elsewhere."""
    console = err()
    if not console.is_terminal:
        step = Step(None, 0)
        console.print(f"{description} …")
        yield step
        console.print(f"{description}: {step.done} done")
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: list[Any] = [
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    ]
    with Progress(*columns, console=console, transient=True) as bar:
        yield Step(bar, bar.add_task(description, total=total))


class Step:
    """What `progress` yields: call `advance` for each thing done."""

    def __init__(self, bar: "Progress | None", task: int) -> None:
        self._bar = bar
        self._task: Any = task
        self.done = 0

    def advance(self, count: int = 1) -> None:
        """Count `count` more things as done."""
        self.done += count
        if self._bar is not None:
            self._bar.advance(self._task, count)

    def reach(self, done: int, total: int) -> None:
        """So many are done of so many."""
        self.aim(total)
        self.advance(done - self.done)

    def aim(self, total: int) -> None:
        """Set how many things there are in all."""
        if self._bar is not None:
            self._bar.update(self._task, total=total)
