"""Records in, tables out: `from output import load` gives the dataset as pandas frames."""

from output.load import load

__all__ = ["load"]
