"""Meanings of the coded values, from values.toml."""

from functools import cache
from importlib.resources import files

import msgspec


class Meaning(msgspec.Struct, frozen=True):
    """What one code stands for, in English and Chinese."""

    en: str
    zh: str


def values_of(table: str, column: str) -> dict[str, Meaning]:
    """Codes that a column can hold with their meanings, in the order a reader meets them; {} where any text
    may stand. A column that means something else in one table has a list of its own there."""
    own = _meanings().get(f"{table}_{column}")
    return _meanings().get(column, {}) if own is None else own


@cache
def _meanings() -> dict[str, dict[str, Meaning]]:
    text = files("output").joinpath("values.toml").read_bytes()
    return msgspec.toml.decode(text, type=dict[str, dict[str, Meaning]])
