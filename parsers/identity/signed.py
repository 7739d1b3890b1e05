"""Signatures beneath a report: the body that signs, and the day."""

import re
from collections.abc import Iterator

from parsers.document import Document
from parsers.identity.dates import DATE, HAN_DATE, narrow
from parsers.text.titles import squeezed

_LENGTH = 60
_DAY = rf"(?:{DATE}|{HAN_DATE})"
_DATED = re.compile(r"[日号\d０-９][）)\s]*$")
_ALONE = re.compile(rf"[（(]?{_DAY}[）)]?$")
_BEHIND_NAME = re.compile(rf"(?P<name>[^，。；：:\d]{{3,40}}?)[（(]?{_DAY}[）)]?$")
_SEAL = re.compile(r"[（(](?:盖章|公章|印章)[）)]$")


def signatures(document: Document) -> Iterator[tuple[str, str]]:
    """(name, date) as printed, the last first. The name stands right before the date, in the line before or
    in the line behind."""
    lines = document.lines
    for number in reversed(document.body):
        line = lines[number]
        if line.hidden or len(line.text) > _LENGTH or not _DATED.search(line.text):
            continue
        text = squeezed(narrow(line.text))
        if number > document.body.start and _ALONE.match(text):
            following = lines[number + 1].text if number + 1 < document.body.stop else ""
            for name in (lines[number - 1].text, following):
                yield _SEAL.sub("", squeezed(name)).strip("（）()"), text
        elif signed := _BEHIND_NAME.match(text):
            yield _SEAL.sub("", signed["name"]), text
