"""Where a click leads: `window.open('…')`, `location.href=…`, or a function of the page that does so."""

import re
from collections.abc import Iterator, Mapping

from scraper.markup.locations import OPENED, REPLACED, SET
from scraper.scripts.expressions import Known, arguments, functions, settings, value
from scraper.scripts.posting import only_reads
from scraper.scripts.script_calls import asked

GO = re.compile(
    rf"(?:{OPENED}|{SET}|{REPLACED}"
    r"|\.attr\s*\(\s*[\"'](?:src|href)[\"']\s*,|\.src\s*=(?!=))"
)
"""Where a script goes to the address that follows."""

_CALL = re.compile(r"(?<![\w$])(?:[\w$]+\s*\.\s*)*([\w$]+)\s*\(")
_CHOSEN = re.compile(
    r"(\b[\w$.]+?)\s*\.\s*options\s*\[[^\]]*\]\s*\.\s*value|\$\(\s*this\s*\)\s*\.\s*val\(\s*\)"
)
_ADDRESS = re.compile(
    r"(?:https?://|\.{0,2}/|\?\w+=)[^\s<>\"'()]+|[\w./-]+\.(?:s?html?|jsp|aspx?|php|do|action)(?:\?[^\s<>\"'()]*)?"
)
_ELSEWHERE = re.compile(
    r"(?i)share|print|login|sign|collect|favor|copy|play|speak|vote|like|submit|search|del|upload|count"
)
_OWN = re.compile(
    r"(?:\bthis\s*\.\s*getAttribute|\$\(\s*this\s*\)\s*\.\s*attr)\s*\(\s*[\"']([\w-]+)[\"']\s*\)"
    r"|\$\(\s*this\s*\)\s*\.\s*data\s*\(\s*[\"']([\w-]+)[\"']\s*\)"
    r"|\bthis\s*\.\s*dataset\s*\.\s*(\w+)|\bthis\s*\.\s*(href|title|id|rel|name)\b(?!\s*=(?!=))"
)
_QUOTE = str.maketrans({"'": "\\'", "\\": "\\\\"})
_PLACE = re.compile(r"[^\s<>\"'()]+")
_GOAL = re.compile(r"(?!#|javascript:)[^\s<>\"'()]*[/.?][^\s<>\"'()]*", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"\n]+)\"|'([^'\n]+)'")
_LONGEST_CHOICE = 300  # characters in which a script that chooses between two places names them


class Clicks:
    """The functions and names of a page's scripts, by which its handlers are read."""

    def __init__(self, script: str) -> None:
        self._functions = {one.name: one for one in functions(script)}
        self._known = settings(script, {}) if self._functions else {}

    def destination(self, code: str, chosen: str | None = None) -> str | None:
        """The URL that a handler goes to, as written (not made absolute); `chosen` is the value of the
        option picked where the handler is a select's."""
        code = _simple(code.strip().removeprefix("javascript:"))
        known = self._known if chosen is None else {**self._known, "this.value": chosen}
        return _goes_to(code, known) or self._by_function(code, known) or _given(code, known)

    def _by_function(self, code: str, known: Known) -> str | None:
        for call in _CALL.finditer(code):
            if call[1] not in self._functions:
                continue
            _, parameters, body = self._functions[call[1]]
            given, _ = arguments(code, call.end(), known)
            bound: dict[str, str] = dict(known)
            for parameter, (written, result) in zip(parameters, given, strict=False):
                bound.pop(parameter, None)
                if result is not None:
                    bound[parameter] = result
                for name, one in known.items():
                    if name.startswith(written + "."):
                        bound[parameter + name[len(written) :]] = one
            found = _goes_to(_simple(body), bound, prefer=parameters) or next(
                filter(only_reads, asked(body, bound)), None
            )
            if found:
                return found
        return None


def _given(code: str, known: Known) -> str | None:
    """The address that a handler gives to a function which cannot be read: `toPage('/gk/nb_2.html')`."""
    for call in _CALL.finditer(code):
        if _ELSEWHERE.search(call[1]):
            continue
        given, _ = arguments(code, call.end(), known)
        addresses = [result for _, result in given if result and _ADDRESS.fullmatch(result)]
        if len(addresses) == 1:
            return addresses[0]
    return None


def own(handler: str, attributes: Mapping[str, str | None]) -> str:
    """The handler with the attributes of its own element that it reads put in as strings."""
    if "this" not in handler:
        return handler

    def read(match: re.Match[str]) -> str:
        of_data = match[2] or re.sub("[A-Z]", lambda letter: f"-{letter[0]}", match[3] or "")
        name = f"data-{of_data}" if of_data else match[1] or match[4]
        value = attributes.get(name.lower())
        return match[0] if value is None else f"'{value.strip().translate(_QUOTE)}'"

    return _OWN.sub(read, handler)


def goals(script: str, place: Known) -> Iterator[str]:
    """All places that a script goes to, as written, whatever it waits for: also within a text that it hands
    to a timer, and both where it chooses between two. `place` is what scripts call the page's own place."""
    code = script.replace("\\'", "'").replace('\\"', '"')
    known: Mapping[str, str] | None = None
    for match in GO.finditer(code):
        known = settings(code, place) if known is None else known
        result, end = value(code, match.end(), known)
        rest = code[match.end() : match.end() + _LONGEST_CHOICE].partition(";")[0].partition("\n")[0]
        written = (one or other for one, other in _QUOTED.findall(rest))
        for goal in (result,) if result and end else written:
            if _GOAL.fullmatch(goal.strip()):
                yield goal.strip()


def _simple(code: str) -> str:
    """The code with the many ways to write a select's value in one."""
    return _CHOSEN.sub(lambda match: f"{match[1] or 'this'}.value", code)


def _goes_to(code: str, known: Known, prefer: list[str] | None = None) -> str | None:
    """The first place that the code goes to; of several the one that depends on what the click gives."""
    best: str | None = None
    within: Mapping[str, str] | None = None
    for match in GO.finditer(code):
        within = settings(code, known) if within is None and prefer is not None else within or known
        result, end = value(code, match.end(), within)
        if not result or not _PLACE.fullmatch(result.strip()) or result.startswith(("#", "javascript:")):
            continue
        if not prefer or re.search(rf"\b(?:{'|'.join(map(re.escape, prefer))})\b", code[match.end() : end]):
            return result.strip()
        best = best or result.strip()
    return best
