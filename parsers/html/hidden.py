"""Parts of a page that are not displayed, marked so that they are known after the page is written out."""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parsers.html.lifted import LIFTED

HIDE, SHOW = "gongkai-hide", "gongkai-show"
"""Elements put before and behind each part that is not displayed."""
RAISE, LOWER = "gongkai-raise", "gongkai-lower"
"""The same for what style sheets alone raise above its line, as notes' marks are."""

_STYLE = re.compile(r"""style\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
_STYLE_IN_CAPITALS = re.compile(_STYLE.pattern.replace("style", "STYLE"))
_HIDING_STYLES = ("display", "visibility", "line-through")
"""Words of inline styles for which an element is looked at."""
_STRUCK_TAGS = re.compile(r"<(?:del|strike|s|DEL|STRIKE|S)[\s>]")
_STRUCK_OUT = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
_STRUCK_LENGTH = 20
"""Characters; a correction struck out is short, a mark-up that was never closed strikes out a page."""
# The first letter stands by itself: without one to look for, every character of a style sheet is tried.
_UNDISPLAYED = re.compile(r"[dDvV](?i:(?<=d)isplay\s*:\s*none|(?<=v)isibility\s*:\s*hidden)")
_FAINT_STYLES = ("mso-hide", "opacity", "clip", "-9", "overflow", "super")
_FAINT_ELEMENTS = {
    "<xml": "xml",
    "MsoComment": '[class*="MsoComment" i]',
    "msocom": '[class*="msocom" i]',
}
"""What the markup has where a page may hide words without saying so, and the elements to be looked at."""
_FAINT_CLASS = "msocom"
"""The beginning of the classes of Word's comments, in small letters."""
_HIDING_WORDS = (*_HIDING_STYLES, *_FAINT_STYLES, _FAINT_CLASS)
_NO_SIZE = re.compile(r"font-size\s*:\s*0")
_NOUGHT = r"\s*:\s*0(?:\.0*)?(?:px|pt|em|rem|%)?\s*(?:!|;|$)"
_UNSEEN = re.compile(
    rf"mso-hide\s*:\s*all|(?<![\w-])(?:font-size|opacity){_NOUGHT}"
    r"|(?<![\w-])(?:left|right|top|text-indent|margin-left|margin-top)\s*:\s*-(?:9\d\d|\d{4,})(?:\.\d+)?(?:px|pt|em|rem)"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
_NO_ROOM = re.compile(rf"(?<![\w-])(?:max-)?(?:height|width){_NOUGHT}", re.IGNORECASE)
_CUT_OFF = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_COMMENT = re.compile(r"MsoComment|msocom", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.IGNORECASE)
_FAINT_LENGTH = 20
"""Characters; what fades in or is laid out by programs is longer than what is hidden in a cell."""
_CELLS = frozenset(("table", "tbody", "tr", "td", "th"))
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIMPLE_SELECTOR = re.compile(r"\w*[.#][\w-]+")
_SELECTOR_LIMIT = 12
"""Selectors of the page's own style sheet that are looked for; whole portals' sheets hide menus by dozens."""


class OwnStyles(NamedTuple):
    """Selectors of what a page's own style sheets do not display, and of what they strike out."""

    undisplayed: tuple[str, ...]
    struck: tuple[str, ...]

    @property
    def selectors(self) -> tuple[str, ...]:
        """All of them."""
        return self.undisplayed + self.struck


def mark_hidden(
    tree: LexborHTMLParser, own: OwnStyles, markup: str, lifted: Sequence[Sequence[str]] = ()
) -> None:
    """Mark what inline styles, the hidden attribute or the page's `own` style sheets keep from display, and
    figures and words struck out, which are displayed but no longer say anything. `markup` is what the tree
    was built of; it tells what is worth looking for. `lifted` are the texts of the tables left out of it."""
    if not _may_hide_anything(markup, own.selectors):
        return
    styles = _styles(markup)
    _mark_faint(tree, markup, styles, lifted)
    selectors = [*_with_style(_HIDING_STYLES, styles), *own.selectors]
    if "hidden" in markup or "HIDDEN" in markup:
        selectors.append("[hidden]")
    if _STRUCK_TAGS.search(markup):
        selectors.append("del, s, strike")
    undisplayed, struck = (_named(tree, named) for named in own)
    for node in tree.css(", ".join(selectors)) if selectors else ():
        if node.tag not in ("body", "html", "input") and (
            _is_hidden(node, undisplayed) or _is_struck_out(node, struck, lifted)
        ):
            _enclose(tree, node, HIDE, SHOW)


def _may_hide_anything(markup: str, own: Sequence[str]) -> bool:
    """Whether markup has any of the words and tags for which elements are looked at."""
    # None of these words is written in letters beyond ASCII, which are slow to make small.
    small = markup.encode("ascii", "ignore").lower().decode("ascii")
    return (
        may_hide(small)
        or is_named(small, own)
        or "hidden" in small
        or any(sign in markup for sign in _FAINT_ELEMENTS)
        or _STRUCK_TAGS.search(markup) is not None
    )


def may_hide(attributes: str) -> bool:
    """Whether attributes, in small letters, are such that an element is looked at."""
    for word in _HIDING_WORDS:  # a loop: one call for each word would take as long as the search for it
        if word in attributes:
            return True
    return _NO_SIZE.search(attributes) is not None


def is_named(attributes: str, own: Sequence[str]) -> bool:
    """Whether attributes, in small letters, may be those of an element that one of the selectors names."""
    return any(re.split("[.#]", selector)[1].lower() in attributes for selector in own)


def _enclose(tree: LexborHTMLParser, node: LexborNode, begin: str, end: str) -> None:
    node.insert_before(tree.create_node(begin))
    node.insert_after(tree.create_node(end))


def _styles(markup: str) -> str:
    """The inline styles of a page, each once, in small letters: a tenth of its markup, or less."""
    found = set(_STYLE.findall(markup))
    if "STYLE" in markup:
        found.update(_STYLE_IN_CAPITALS.findall(markup))
    return "\n".join(found).lower()


def _with_style(words: Sequence[str], styles: str) -> list[str]:
    """Selectors of the elements whose styles have one of the words, as far as any has."""
    return [f'[style*="{word}" i]' for word in words if word in styles]


def _mark_faint(tree: LexborHTMLParser, markup: str, styles: str, lifted: Sequence[Sequence[str]]) -> None:
    """Mark a few characters that are laid out where nobody sees them, comments of Word among them, and those
    that a style raises."""
    selectors = _with_style(_FAINT_STYLES, styles)
    selectors += [selector for sign, selector in _FAINT_ELEMENTS.items() if sign in markup]
    if _NO_SIZE.search(styles):
        selectors.append('[style*="font-size" i]')
    for node in tree.css(", ".join(selectors)) if selectors else ():
        if node.tag in _CELLS or node.tag in ("body", "html", "input"):
            continue
        style = node.attributes.get("style") or ""
        if _is_faint(node, style) and _length(node, lifted) <= _FAINT_LENGTH:
            _enclose(tree, node, HIDE, SHOW)
        elif _RAISED.search(style) and node.tag != "sup":
            _enclose(tree, node, RAISE, LOWER)


def _is_faint(node: LexborNode, style: str) -> bool:
    return (
        node.tag == "xml"
        or _UNSEEN.search(style) is not None
        or (_NO_ROOM.search(style) is not None and _CUT_OFF.search(style) is not None)
        or _COMMENT.search(node.attributes.get("class") or "") is not None
    )


def _named(tree: LexborHTMLParser, own: Sequence[str]) -> Set[int]:
    """The nodes that one of the selectors names; to ask a node itself would tell of those within it too."""
    return {node.mem_id for node in tree.css(", ".join(own))} if own else frozenset()


def _is_hidden(node: LexborNode, own: Set[int]) -> bool:
    attributes = node.attributes
    style = attributes.get("style") or ""
    if "hidden" in attributes or _UNDISPLAYED.search(style):
        return True
    return "display" not in style and node.mem_id in own


def _length(node: LexborNode, lifted: Sequence[Sequence[str]]) -> int:
    """How many characters of text an element has, those of tables that were left out of it counted."""
    tables = node.css(f"[{LIFTED}]") if lifted else ()
    texts = [text for table in tables for text in lifted[int(table.attributes[LIFTED] or 0)]]
    return len(node.text()) + sum(map(len, texts))


def _is_struck_out(node: LexborNode, own: Set[int], lifted: Sequence[Sequence[str]]) -> bool:
    style = node.attributes.get("style") or ""
    struck = (
        node.tag in ("del", "s", "strike")
        or _STRUCK_OUT.search(style)
        or ("text-decoration" not in style and node.mem_id in own)
    )
    if not struck or node.tag in ("table", "tr", "td", "th"):
        return False
    return _length(node, lifted) <= _STRUCK_LENGTH


def own_styles(sheets: Sequence[str]) -> OwnStyles:
    """Classes and ids that the page's own style sheets do not display or strike out, as many of each as are
    looked for; rules of other media are left out."""
    undisplayed: list[str] = []
    struck: list[str] = []
    for sheet in sheets:
        if "display" not in sheet and "line-through" not in sheet:
            continue
        depth = 0
        for rule in _CSS_COMMENT.sub("", sheet).split("}"):
            depth += rule.count("{")
            selectors, _, declarations = rule.rpartition("{")
            if depth == 1:
                for found, sign in ((undisplayed, _UNDISPLAYED), (struck, _STRUCK_OUT)):
                    if sign.search(declarations):
                        found += filter(_SIMPLE_SELECTOR.fullmatch, map(str.strip, selectors.split(",")))
            depth = max(0, depth - 1)
    return OwnStyles(tuple(undisplayed[:_SELECTOR_LIMIT]), tuple(struck[:_SELECTOR_LIMIT]))
