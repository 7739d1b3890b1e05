"""Words looked for in whatever case, fast enough for every page.

A pattern that ignores case is tried at each character of a page, which takes ten times as long as to step
from one letter with which a match can begin to the next. So those letters are named, and what follows them
ignores case.
"""

import re

_EDGE = r"\b"


def any_case(*patterns: str) -> re.Pattern[str]:
    """A pattern for any of these in whatever case. Each begins with a character that stands for itself,
    before which `\\b` may stand."""
    firsts = ""
    rests: list[str] = []
    for pattern in patterns:
        edge = _EDGE if pattern.startswith(_EDGE) else ""
        first, rest = pattern[len(edge)], pattern[len(edge) + 1 :]
        firsts += first.lower() + first.upper()
        rests.append(f"(?<={edge}{first}){rest}")
    return re.compile(f"[{firsts}](?i:{'|'.join(rests)})")
