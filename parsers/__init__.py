"""Saved page in, `Report` out: `parse(body)` reads titles, tables, sentences and checks of one report."""

from parsers.parse import parse

__all__ = ["parse"]
