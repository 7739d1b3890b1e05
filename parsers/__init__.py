"""Saved pages in, reports out: pure functions, no network, no clock, no files."""

from parsers.listed_file import read_listed_file
from parsers.parse import parse, parse_saved

__all__ = ["parse", "parse_saved", "read_listed_file"]
