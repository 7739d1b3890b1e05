"""What a program of a page calls its own: `this.query`, by what is written where its data are set out."""

import re
from itertools import islice

import msgspec

from scraper.scripts.expressions import Known
from scraper.scripts.literals import OBJECT, UnreadableError, literal

_OWNER = r"(?:this|that|self|vm|me|app|_this|_that|_self)"
_USED = re.compile(rf"\b({_OWNER})\s*\.\s*([A-Za-z_$][\w$]*)(?!\s*\()")
_SET = re.compile(
    rf"(?:(?<![\w$.])|\b{_OWNER}\s*\.\s*)([A-Za-z_$][\w$]*)[\"']?\s*(?::|=(?!=))\s*(?=[{{\"']|\d+\s*[,}};\n])"
)
_MOST = 200
_TRIES = 600  # places where data might be set that are looked at
_LONGEST = 4_000  # characters: what a call sends is short, what is longer is data


def members(script: str, known: Known) -> dict[str, str]:
    """What the names stand for by which a script speaks of its program's own data, as far as the first place
    that sets them can be read: texts and numbers, objects whole (for `literal`) and by member."""
    used: dict[str, set[str]] = {}
    for owner, name in _USED.findall(script):
        used.setdefault(name, set()).add(owner)
    found: dict[str, str] = {}
    done: set[str] = set()
    places = (match for match in _SET.finditer(script) if match[1] in used) if used else iter(())
    for match in islice(places, _TRIES):
        name = match[1]
        if name in done:
            continue
        try:
            data = literal(script[match.end() : match.end() + _LONGEST], 0, known)[0]
        except UnreadableError:
            continue
        done.add(name)
        for owner in used[name]:
            found |= _named(f"{owner}.{name}", data)
        if len(done) >= _MOST:
            break
    return found


def _named(name: str, data: object) -> dict[str, str]:
    if isinstance(data, dict):
        scalars = {f"{name}.{key}": str(one) for key, one in data.items() if isinstance(one, str | int)}
        return {OBJECT + name: msgspec.json.encode(data).decode()} | scalars
    return {name: data} if isinstance(data, str) else {name: str(data), OBJECT + name: str(data)}
