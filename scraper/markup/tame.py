"""Whether a page can be searched in a time that grows with its length.

Hostile or broken pages nest tens of thousands of elements, or open as many comments, scripts or tags that
they never close: tree builders and patterns then take quadratic time, and a whole night would wait. Such a
page is kept, but not searched.
"""

import re

FEW = 4_000
"""Tags that nothing takes long over, however they nest."""

DEEPEST = 1_000
"""Elements in one another. Real pages stay under a hundred."""

LEFT_OPEN = 200
"""Comments that are begun and not ended."""

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?=[\s/>])", re.IGNORECASE)

# Elements that are empty, or that the next one of their kind ends.
_SELF_ENDING = frozenset(
    "area base br col embed hr img input link meta param source wbr p li dt dd option td th tr tbody thead "
    "colgroup".split()
)


def is_tame(text: str) -> bool:
    """Whether a page nests and leaves open no more than pages do."""
    signs = text.count("<")
    if signs <= FEW:
        return True
    if text.count("<!--") - text.count("-->") > LEFT_OPEN or text.count(">") * 4 < signs:
        return False
    tags = depth = 0
    for closing, name in _TAG.findall(text):
        tags += 1
        if name.lower() in _SELF_ENDING:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEEPEST:
            return False
    return tags * 4 > signs  # scripts compare numbers with this sign; a page is not made of it
