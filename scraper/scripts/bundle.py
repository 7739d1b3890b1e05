"""What a large script says of services: the places where it names their addresses, and little around them.

A program that runs a whole portal has megabytes, of which a few lines ask a service for something. Only those
are worth reading: strings that look like the path of a service, each with what stands beside it.
"""

import re

WHOLE = 150_000
"""Characters of a script that is read as it is."""

_BEFORE, _AFTER = 500, 900  # characters beside an address in which its call is written
_MOST_PLACES = 200
_PATH = re.compile(
    r"""["'`](?:https?:)?/?/?(?![/.])(?!(?:application|text|image|audio|video|multipart|font)/)"""
    r"""[\w.-]{1,60}(?:/[\w.-]{1,60}){1,8}/?(?:\?[^"'`\s]{0,300})?["'`]"""
)
_IS_FILE = re.compile(
    r"(?i)\.(?:js|css|vue|png|jpe?g|gif|svg|ico|woff2?|ttf|eot|json|map|mp4|tpl|less|scss)[\"'`?]"
)
_ASKS = re.compile(
    r"(?i)\b(?:url|get|post|ajax|getJSON|fetch|request|load|open|axios|http)\b[\"']?\s*[:(]\s*\{?\s*(?:\w+\s*:\s*)?$"
)


def distilled(code: str) -> str:
    """The script itself, or of a large one the pieces that name a service; "" where none does."""
    if len(code) <= WHOLE:
        return code
    pieces: list[str] = []
    begin = end = -1
    for place in _places(code):
        start = max(0, place - _BEFORE)
        if start > end:
            if end >= 0:
                pieces.append(code[begin:end])
            begin = start
        end = min(len(code), place + _AFTER)
    if end >= 0:
        pieces.append(code[begin:end])
    return "\n;\n".join(pieces)


def _places(code: str) -> list[int]:
    """Where the addresses of services stand: first those that a call names, then any, so many in all."""
    named: list[int] = []
    others: list[int] = []
    for match in _PATH.finditer(code):
        if not _IS_FILE.search(match[0]):
            asks = _ASKS.search(code, max(0, match.start() - 40), match.start())
            (named if asks else others).append(match.start())
    return sorted((named + others)[:_MOST_PLACES] if len(named) < _MOST_PLACES else named[:_MOST_PLACES])
