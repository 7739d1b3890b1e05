"""Counts in words, as a person would say them."""


def counted(count: int, noun: str) -> str:
    """`1 report`, `2 reports`, `1,234 pages`: a count with its noun, which takes an s where it is not one."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
