"""Markup cut apart in one pass: pages come from strangers, and a pattern that looks ahead for an end that is
not there looks through the rest of the page for each beginning."""

import re
from collections.abc import Iterator, Sequence

_ELEMENTS = ("script", "style", "noscript", "head", "template")
_OPEN = re.compile(rf"<!--|<({'|'.join(_ELEMENTS)})\b", re.IGNORECASE)
_CLOSE = {name: re.compile(rf"</{name}\b[^<>]*>?", re.IGNORECASE) for name in _ELEMENTS}
_CLOSE["--"] = re.compile("-->")


def without(text: str, names: Sequence[str], filling: str = "") -> str:
    """The text without comments and without the elements of these names (in lower case), all of them."""
    kept: list[str] = []
    end = 0
    for start, after in spans(text, frozenset(names)):
        kept += (text[end:start], filling)
        end = after
    return "".join((*kept, text[end:]))


_WHOLE = re.compile(r"(?i)<(?:html|head|body|frameset)\b")


def is_piece(text: str) -> bool:
    """Whether a text is a piece of a page, for a script to put into it."""
    return text.lstrip()[:1] == "<" and not is_whole(text) and "<?xml" not in text[:100]


def is_whole(text: str) -> bool:
    """Whether a text is a page for people, and neither a piece of one nor data."""
    return _WHOLE.search(text) is not None


OF_FILE = " data-from=file"
"""In the tag of a script that stands in a file of its own and was put where the page refers to it."""

_FROM_FILE = re.compile(rf"<script{OF_FILE}>.*?</script>", re.DOTALL)


def own(text: str) -> str:
    """The page without the script files put into it: what they say, they say on every page."""
    return _FROM_FILE.sub("", text) if OF_FILE in text else text


_COMMENT = re.compile(r"/[*/]")
_LONGEST_COMMENT = 5_000
_BEFORE = frozenset(("", "\n", ">", ";", "{", "}"))
"""What stands before a comment of one line: `//` is part of an address behind anything else."""


def uncommented(text: str) -> str:
    """The page without comments, those in its scripts included."""
    page = without(text, ())
    kept: list[str] = []
    end = at = 0
    while (match := _COMMENT.search(page, at)) is not None:
        begin, after = match.span()
        at = begin + 1
        if match[0] == "/*":
            close = page.find("*/", after, after + _LONGEST_COMMENT + 2)
            after = close + 2 if close >= 0 else 0
        else:
            while begin > end and page[begin - 1] in " \t":
                begin -= 1
            close = page.find("\n", after)
            after = len(page) if close < 0 else close
            after = after if page[begin - 1 : begin] in _BEFORE else 0
        if after > begin:
            kept.append(page[end:begin])
            end = at = after
    return "".join((*kept, page[end:]))


def inside(text: str, begin: str, end: str) -> Iterator[str]:
    """What stands between each `begin` and the next `end`."""
    for piece in text.split(end)[:-1]:
        start = piece.find(begin)
        if start >= 0:
            yield piece[start + len(begin) :]


def scripts(text: str) -> Iterator[str]:
    """The contents of the script elements that are not commented out."""
    for start, after in spans(text, frozenset({"script"})):
        if text.startswith("<!--", start):
            continue
        body = text.find(">", start, after)
        close = text.rfind("<", start, after)
        if 0 <= body < close:
            yield text[body + 1 : close]


def spans(text: str, names: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Beginning and end of each comment and each element of these names that is closed."""
    unclosed: set[str] = set()
    at = 0
    while (match := _OPEN.search(text, at)) is not None:
        name = (match[1] or "--").lower()
        at = match.end()
        if name in unclosed or (name != "--" and name not in names):
            continue
        close = _CLOSE[name].search(text, at)
        if close is None:
            unclosed.add(name)
            continue
        yield match.start(), close.end()
        at = close.end()
