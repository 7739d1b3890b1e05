"""Records in, tables out: `from output import load` gives the dataset as pandas frames."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from output.loading import load

__all__ = ["load"]


def __getattr__(name: str) -> object:
    """`load` when it is asked for: workers, which only write, need not wait for what reading takes."""
    if name != "load":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from output.loading import load

    return load
