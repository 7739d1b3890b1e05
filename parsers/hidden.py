"""Parts of a page that are not displayed, marked so that they are known after the page is written out."""

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

HIDE, SHOW = "gongkai-hide", "gongkai-show"
"""Elements put before and behind each part that is not displayed."""

_SELECTORS = '[style*="display" i], [style*="visibility" i], [hidden]'
_STRUCK = 'del, s, strike, [style*="line-through" i]'
_STRUCK_OUT = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
_STRUCK_LENGTH = 20
"""Characters; a correction struck out is short, a mark-up that was never closed strikes out a page."""
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE_SELECTOR = re.compile(r"\w*[.#][\w-]+")
_SELECTOR_LIMIT = 12
"""Selectors of the page's own style sheet that are looked for; whole portals' sheets hide menus by dozens."""


def mark_hidden(tree: LexborHTMLParser, sheets: Sequence[str]) -> None:
    """Mark what inline styles, the hidden attribute or the page's own style sheets keep from display, and
    figures and words struck out, which are displayed but no longer say anything."""
    own = _hiding_selectors(sheets)[:_SELECTOR_LIMIT]
    for node in tree.css(", ".join([_SELECTORS, _STRUCK, *own])):
        if node.tag not in ("body", "html", "input") and (_is_hidden(node, own) or _is_struck_out(node)):
            node.insert_before(tree.create_node(HIDE))
            node.insert_after(tree.create_node(SHOW))


def _is_hidden(node: LexborNode, own: list[str]) -> bool:
    attributes = node.attributes
    style = attributes.get("style") or ""
    if "hidden" in attributes or _UNDISPLAYED.search(style):
        return True
    return "display" not in style and bool(own) and bool(node.css_matches(", ".join(own)))


def _is_struck_out(node: LexborNode) -> bool:
    struck = node.tag in ("del", "s", "strike") or _STRUCK_OUT.search(node.attributes.get("style") or "")
    return bool(struck) and len(node.text()) <= _STRUCK_LENGTH and node.tag not in ("table", "tr", "td", "th")


def _hiding_selectors(sheets: Sequence[str]) -> list[str]:
    """Classes and ids that the page's own style sheets do not display; rules of other media are left out."""
    found: list[str] = []
    for sheet in sheets:
        if "display" not in sheet:
            continue
        depth = 0
        for rule in _CSS_COMMENT.sub("", sheet).split("}"):
            depth += rule.count("{")
            selectors, _, declarations = rule.rpartition("{")
            if depth == 1 and _UNDISPLAYED.search(declarations):
                found.extend(filter(_SIMPLE_SELECTOR.fullmatch, map(str.strip, selectors.split(","))))
            depth = max(0, depth - 1)
    return found
