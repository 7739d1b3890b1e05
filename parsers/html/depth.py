"""How deep a page nests, told before it is parsed.

Hostile or broken pages nest tens of thousands of elements: tree builders then take quadratic time or overflow
their stack. Only a bound is computed, by counting in pieces; what exceeds it loses its formatting tags.
"""

import re

LIMIT = 1000
"""Elements in one another. Word and WPS pages stay under a hundred, layout tables included."""

FEW = 4 * LIMIT
"""Tags that no tree builder takes long over, however they nest."""

_PIECE = 4096
_FORMATTING = re.compile(
    r"</?(?:span|font|b|strong|i|u|em|big|small|a|del|ins|s|strike|center|section|article|ul|ol|dl|o:p)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCKS = re.compile(r"</?div\b[^<>]*>", re.IGNORECASE)
_EMPTY_ELEMENTS = re.compile(
    r"<(?:br|img|meta|link|input|hr|p|li|td|tr|th|option|dd|dt|param|embed|area|base|col|wbr)\b",
    re.IGNORECASE,
)


def depth_bound(text: str) -> int:
    """At least the depth of the deepest element of `text`, within a few of it on well-formed pages."""
    depth = deepest = 0
    for start in range(0, len(text), _PIECE):
        end = start + _PIECE
        closed = text.count("</", start, end)
        opened = text.count("<", start, end) - closed
        deepest = max(deepest, depth + opened)
        depth = max(0, depth + opened - closed)
    return deepest


def flattened(text: str) -> str:
    """`text` with nesting under the limit where formatting tags and divs made it deep, else unchanged.

    Elements that need no end tag are counted only if the cheap bound, which takes them as nested, is over.
    """
    if text.count("<") <= FEW or depth_bound(text) <= LIMIT:
        return text
    if depth_bound(_EMPTY_ELEMENTS.sub("", text)) <= LIMIT:
        return text
    return _BLOCKS.sub("<br>", _FORMATTING.sub("", text))
