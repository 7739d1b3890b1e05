"""Saved pages in, reports out: pure functions, no network, no clock, no files."""

from parsers.parse import parse

__all__ = ["parse"]
