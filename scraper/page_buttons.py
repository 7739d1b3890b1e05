"""Numbers of pages to click on that have no address: their handlers or data name the page."""

import re

LEADS = re.compile(r"(?i)\bhref\s*=\s*[\"']?\s*(?!javascript|#|[\"'\s])\S")
"""In the attributes of an element: it is a link that leads somewhere."""

DISABLED = re.compile(r"(?i)display\s*:\s*none|\bhidden\b|\bdisabled\b")
"""In the attributes of an element: it cannot be clicked on."""

_TURNS = re.compile(
    r"<(?:a|button|li|span|input)\b([^<>]{0,500})>\s*(?:<[^<>]{0,200}>\s*){0,2}(下一?页|后一页|\d{1,3})\s*<",
    re.IGNORECASE,
)
_HANDLER = re.compile(
    r"(?i)(?:javascript:|onclick\s*=\s*[\"']?)[^\"'<>]*?(?<!void)\b(?!void\b)\w+\s*\([^()\d]*(\d{1,4})[^()]*\)"
)
_PAGER = re.compile(
    r"(?i)[上下前后]一?页|[尾末]页|共\s*\d+\s*页|第\s*\d+\s*页|&raquo;|[»›]|data-page|pagination|\bpager?\b"
)
_NEAR = 400  # characters around a number in which its pager shows
_CALL = re.compile(r"(?i)(?:javascript:|onclick\s*=\s*[\"']?)\s*(?:return\s+)?(?!void\b)([A-Za-z_]\w*)\s*\(")
_PLACE = re.compile(
    r"(?i)<(?:div|ul|p|span|nav)\b[^<>]{0,200}\b(?:id|class)\s*=\s*[\"']?[^\"'<>]{0,60}?(?<![a-z])"
    r"(?:(?:turn|list|show|my|jq|the)?page(?:r|s|d|bar|box|nav|nation|num)?|pagination|laypage|fenye|paging)"
    r"(?![a-z])[^<>]{0,100}>\s*</"
)
_DATA = re.compile(r"(?i)\bdata-(?:page|p|num|index|ci-pagination-page|pageno|to|id)\s*=\s*[\"']?(\d{1,4})\b")


def unaddressed(text: str) -> list[int]:
    """The pages that elements of a pager turn to by a script, as far as they can be clicked on."""
    turns: list[int] = []
    for match in _TURNS.finditer(text):
        attributes = match[1]
        if LEADS.search(attributes) or DISABLED.search(attributes):
            continue
        number = _HANDLER.search(attributes) or _DATA.search(attributes)
        if number is None or (match[2].isdecimal() and not _among_pages(text, match)):
            continue
        turns.append(int(number[1]))
    return turns


def _among_pages(text: str, match: "re.Match[str]") -> bool:
    """Whether a number stands in a pager, and not in a calendar or under a slide show."""
    return _PAGER.search(text, max(0, match.start() - _NEAR), match.end() + _NEAR) is not None


def is_drawn_elsewhere(text: str) -> bool:
    """Whether a pager on the page is drawn or turned by a script that is not on it: its place is empty, or
    its handlers call a function that the page does not have."""
    if "<script" not in text:
        return False
    if _PLACE.search(text):
        return True
    names = {match[1] for one in _TURNS.finditer(text) if (match := _CALL.search(one[1]))}
    return any(re.search(rf"\b(?:function\s+{name}\b|{name}\s*[=:])", text) is None for name in names)
