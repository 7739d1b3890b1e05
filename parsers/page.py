"""HTML text -> Document: one parse, one serialisation, one pass over its tags.

Crossing between Python and the HTML parser's C code is what costs time, so the tree is cleaned there and
written out once in its normalised form.
"""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from parsers.depth import flattened
from parsers.document import Document
from parsers.hidden import mark_hidden
from parsers.markup import Markup
from parsers.reading_order import lay_out

_UNREAD = ["script", "style", "noscript", "template", "select", "svg", "rt", "rp"]
_UNWRAPPED = ["span", "font", "b", "strong", "i", "u", "em"]

_KEEPERS = "textarea, noscript, xmp"
_KEPT_LENGTH = 1000
"""Characters of markup; what is shorter is no report."""
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->")


def read_page(text: str) -> Document:
    """Read an HTML page. Never raises for what the page holds: broken markup is read as browsers read it."""
    saved = _SAVED_FROM.search(text, 0, 4096)
    tree = LexborHTMLParser(flattened(text))
    document = Document(
        lines=[],
        grids=[],
        tags=True,
        title_tag=_title(tree),
        meta=_meta(tree),
        saved_from=saved[1] if saved else None,
    )
    if tree.body is None:
        return document
    kept = _kept_for_scripts(tree)
    mark_hidden(tree, text)
    tree.strip_tags(_UNREAD)
    tree.unwrap_tags(_UNWRAPPED)
    html = (tree.body.html or "").replace("<o:p></o:p>", "")
    lay_out(document, Markup(_COMMENT.sub("", html) if "<!--" in html else html))
    displayed = sum(len(line.text) for line in document.lines if "<" not in line.text)
    for inner in kept:
        if not document.grids and len(inner) > displayed:
            found = read_page(inner)
            return replace(
                found, title_tag=document.title_tag, meta=document.meta, saved_from=document.saved_from
            )
    return document


def _kept_for_scripts(tree: LexborHTMLParser) -> list[str]:
    """Markup kept in a textarea or the like for a script to show; some pages keep their report there."""
    kept = [node.inner_html or "" if node.tag == "noscript" else node.text() for node in tree.css(_KEEPERS)]
    return [inner for inner in kept if len(inner) > _KEPT_LENGTH and "</" in inner]


def _title(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("title")
    return " ".join(node.text().split()) or None if node is not None else None


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = {name.lower(): value or "" for name, value in node.attributes.items()}
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        content = " ".join(attributes.get("content", "").split())
        if name and content and content.lower() not in ("null", "undefined"):
            found.setdefault(name, content)
    return found
