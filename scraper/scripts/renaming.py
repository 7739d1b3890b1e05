"""A name in a piece of script put in the place of another: what a function calls what it is given."""

import re

_STRING = r"(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')|(?P<filled>`(?:[^`\\]|\\.)*`)"
_HOLE = re.compile(r"\$\{[^{}]*\}")


def renamed(code: str, name: str, other: str) -> str:
    """The code with another name; what stands in strings stays, but for the holes in those that have any."""
    free = rf"(?<![\w$.]){re.escape(name)}(?![\w$])(?!\s*:)"
    word = re.compile(free)

    def put(match: re.Match[str]) -> str:
        if match["filled"]:
            return _HOLE.sub(lambda hole: word.sub(other, hole[0]), match[0])
        return match["string"] or other

    return re.sub(f"{_STRING}|{free}", put, code)
