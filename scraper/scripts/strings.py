"""What the methods of strings give with which scripts take ids out of addresses: split, substring, match.

A list, as `split` gives it, is kept as one text with a mark between its parts.
"""

import re
from collections.abc import Callable, Sequence

PARTS = "\x1f"
"""Between the parts of a text that a script has split."""

_LONGEST_TEXT = 300  # characters in which a pattern of the page's is looked for
_LONGEST_PATTERN = 80
_REPEATS = re.compile(r"(?<!\\)[+*{]")
_MOST_REPEATS = 2  # a pattern of a stranger with more of them may take for ever
_NESTED = re.compile(r"\([^()]*[+*{][^()]*\)[+*{]")


class Pattern(str):
    """The source of a regular expression that a script writes between slashes."""

    __slots__ = ()


class Throughout(Pattern):
    """One that means every place where it fits (flag g)."""

    __slots__ = ()


def applied(text: str, method: str, given: Sequence[str]) -> str | None:
    """What `text.method(given…)` gives; None where that is not known."""
    made = _METHODS.get(method)
    try:
        return None if made is None else made(text, list(given))
    except (ValueError, IndexError, re.error):
        return None


def is_method(name: str) -> bool:
    """Whether a method is one whose results are known."""
    return name in _METHODS


def part(text: str, number: int, *, from_end: bool = False) -> str | None:
    """One part of a text that was split; None where there is no such part."""
    parts = text.split(PARTS)
    number = len(parts) - number if from_end else number
    return parts[number] if 0 <= number < len(parts) else None


def _split(text: str, given: list[str]) -> str:
    if isinstance(given[0], Pattern):
        return PARTS.join(one or "" for one in _compiled(given[0]).split(_short(text)))
    return PARTS.join(text.split(given[0]) if given[0] else text)


def _substring(text: str, given: list[str]) -> str:
    bounds = (int(given[0]), int(given[1]) if len(given) > 1 else len(text))
    begin, end = (max(0, min(one, len(text))) for one in bounds)
    return text[min(begin, end) : max(begin, end)]


def _substr(text: str, given: list[str]) -> str:
    begin = int(given[0])
    rest = text[begin:] if begin >= 0 else text[max(0, len(text) + begin) :]
    return rest[: int(given[1])] if len(given) > 1 else rest


def _slice(text: str, given: list[str]) -> str:
    bounds = [int(one) for one in given[:2]]
    if PARTS in text:
        return PARTS.join(text.split(PARTS)[slice(*bounds) if len(bounds) > 1 else slice(bounds[0], None)])
    return text[slice(*bounds)] if len(bounds) > 1 else text[bounds[0] :]


def _replace(text: str, given: list[str]) -> str:
    old, new = given[0], given[1]
    if isinstance(old, Pattern):
        return _compiled(old).sub(lambda _: new, _short(text), count=not isinstance(old, Throughout))
    return text.replace(old, new, 1)


def _match(text: str, given: list[str]) -> str | None:
    found = _compiled(given[0]).search(_short(text)) if isinstance(given[0], Pattern) else None
    return None if found is None else PARTS.join((found[0], *(one or "" for one in found.groups()))) + PARTS


def _compiled(source: str) -> re.Pattern[str]:
    if (
        len(source) > _LONGEST_PATTERN
        or len(_REPEATS.findall(source)) > _MOST_REPEATS
        or _NESTED.search(source)
    ):
        raise ValueError(source)
    return re.compile(source)


def _short(text: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise ValueError(text)
    return text


_METHODS: dict[str, Callable[[str, list[str]], str | None]] = {
    "split": _split,
    "substring": _substring,
    "substr": _substr,
    "slice": _slice,
    "replace": _replace,
    "match": _match,
    "pop": lambda text, _: text.rpartition(PARTS)[2],
    "shift": lambda text, _: text.partition(PARTS)[0],
    "indexOf": lambda text, given: str(text.find(given[0])),
    "lastIndexOf": lambda text, given: str(text.rfind(given[0])),
    "toLowerCase": lambda text, _: text.lower(),
    "toUpperCase": lambda text, _: text.upper(),
    "trim": lambda text, _: text.strip(),
    "toString": lambda text, _: text,
    "concat": lambda text, given: text + "".join(given),
    "charAt": lambda text, given: text[int(given[0])],
}
