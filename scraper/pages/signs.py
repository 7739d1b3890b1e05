"""What a link of a pager says that has no words: by its relation, its style's name, its picture's file."""

import re

from selectolax.lexbor import LexborNode

_EDGE = r"(?:^|(?<=[\s_/-])|(?<=\bpage)|(?<=\bpg))"
_END = r"(?=[\s_.-]|page|btn|link|icon|\d|$)"
_SIGNS: dict[str, re.Pattern[str]] = {
    "尾页": re.compile(
        rf"(?i){_EDGE}(?:last|end|final|tail|weiye|moye|wy|my){_END}|double-?right|step-forward"
    ),
    "下一页": re.compile(rf"(?i){_EDGE}(?:next|nxt|down|xiayiye|xiaye|xyy|xy){_END}"),
    "上一页": re.compile(rf"(?i){_EDGE}(?:prev|previous|pre|shangyiye|shangye|syy|sy){_END}"),
    "首页": re.compile(rf"(?i){_EDGE}(?:first|shouye){_END}|double-?left|step-backward"),
    ">": re.compile(rf"(?i){_EDGE}(?:(?:angle|arrow|chevron|caret|triangle)s?[-_]?)?right{_END}"),
    "<": re.compile(rf"(?i){_EDGE}(?:(?:angle|arrow|chevron|caret|triangle)s?[-_]?)?left{_END}"),
}
_FILE = re.compile(r"([^/?#]+)\.(?:gif|png|jpe?g|svg|webp|bmp)\b", re.IGNORECASE)


def sign(node: LexborNode) -> str | None:
    """The word of a pager that an element without text stands for; None where nothing tells."""
    inner = node.css_first("img, i, span, em, svg, b")
    parent = node.parent
    marks = [node.attributes.get("rel"), node.attributes.get("class"), node.attributes.get("id")]
    if inner is not None:
        picture = _FILE.search(inner.attributes.get("src") or "")
        marks += [picture[1] if picture else None, inner.attributes.get("class")]
    if parent is not None and parent.tag in ("li", "span", "td"):
        marks.append(parent.attributes.get("class"))
    for mark in filter(None, marks):
        for word, pattern in _SIGNS.items():
            if pattern.search(mark):
                return word
    return None
