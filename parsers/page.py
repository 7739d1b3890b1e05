"""HTML text -> Document: one parse, one serialisation, one pass over its tags.

Crossing between Python and the HTML parser's C code is what costs time, so the tree is cleaned there and
written out once in its normalised form.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from parsers.depth import flattened
from parsers.document import Document
from parsers.hidden import hiding_selectors, mark_hidden
from parsers.markup import Markup
from parsers.reading_order import lay_out
from parsers.regular_tables import RegularTable, lift_tables

_UNWRAPPED = ["span", "font", "b", "strong", "i", "u", "em"]

_KEEPERS = "textarea, xmp"
_KEPT_LENGTH = 1000
"""Characters of markup; what is shorter is no report."""
# What no reader of the page sees goes before the tree is built, which then is half as large. What seems never
# to end is left to the tree builder, who knows whether it began at all (it may stand in an attribute).
_UNSEEN = re.compile(
    r"<(?=[!sS][-cCtT])"  # to pass over other tags at once
    r"(?:!--(?:-?>|.*?--!?>|(?P<comment>.*))"
    r"|script\b(?:.*?</script\b[^>]*>|(?P<script>.*))"
    r"|style\b(?:[^>]*>(?P<sheet>.*?)</style\b[^>]*>|(?P<style>.*)))",
    re.DOTALL | re.IGNORECASE,
)
_KEPT = re.compile(
    r"<script\b[^>]*\btype\s*=\s*[\"']?text/(?:html|template|x-)[^>]*>(?P<script>.*?)</script"
    r"|<template\b[^>]*>(?P<template>.*?)</template",
    re.DOTALL | re.IGNORECASE,
)
_ENDLESS = ("comment", "script", "style")
# Items of lists that are a link alone: navigation, by the hundred. They are no text of a report, unless they
# name a file, which may be the report. The dots and the letters d of the tag are stepped through: behind them
# stand a file's ending and the words of programs that hand files out.
_NAVIGATION = re.compile(
    r"<li\b[^<>]*+>\s*+<a\s[^<>.d]*+"
    r"(?:[.d](?!(?<=\.)(?i:pdf|docx?|wps|et|xlsx?|zip|rar|ofd)\b|(?<=d)own(?:load[.?]|file))[^<>.d]*+)*+>"
    r"[^<.]*+</a>\s*+</li>"
)
_RUNNING_TEXT = 50
"""Characters; a page with a longer line of sentences is no list."""
_REPORT_LINKS = ("报告</a>", "年报</a>", "报告</span></a>", "年报</span></a>")
# Of a link whose text is cut, the title is whole.
_TITLED_LINKS = re.compile(r"""<a\s[^>]*?title=["'][^"'>]*(?:报告|年报)["']""")
_SHOWN_BY_SCRIPT = re.compile(
    r"""(?:(?:embed|pdf)\w{0,30}\(|(?:pdf\w{0,30}|\bfile)["']?\s*[:=])\s*["']([^"'<>\s]{1,300}\.pdf)""",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Some say `about:internet` there, or where a file lay: no address of a page.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->", re.IGNORECASE)


def read_page(text: str) -> Document:
    """Read an HTML page. Never raises for what the page holds: broken markup is read as browsers read it."""
    markup, sheets = _seen(text)
    hiding = hiding_selectors(sheets)
    rest, tables = lift_tables(markup, hiding)
    tree, read = _built(rest, hiding, tables)
    if len(read.put_back) < len(tables):
        # Where the tree builder saw no table, there was none: its tags stood in a text area, or a comment.
        tree, read = _built(markup, hiding, ())
    saved = _SAVED_FROM.search(text, 0, 4096)
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
    lay_out(document, read)
    if not any(len(line.text) > _RUNNING_TEXT and "。" in line.text for line in document.lines):
        document.listed = sum(map(text.count, _REPORT_LINKS)) or len(_TITLED_LINKS.findall(text))
    if document.grids:
        return document
    if not document.attachments and (shown := _SHOWN_BY_SCRIPT.search(text)):
        document.attachments.append(("", shown[1]))
    return _kept_for_scripts(text, tree, document) or document


def _built(
    markup: str, hiding: Sequence[str], tables: Sequence[RegularTable]
) -> tuple[LexborHTMLParser, Markup]:
    """The tree of the markup that is left of a page, and what one pass over it collects."""
    markup = _NAVIGATION.sub("", markup)
    tree = LexborHTMLParser(flattened(markup))
    if tree.body is None:
        return tree, Markup("", tables)
    mark_hidden(tree, hiding, markup)
    tree.unwrap_tags(_UNWRAPPED)
    html = (tree.body.html or "").replace("<o:p></o:p>", "")
    return tree, Markup(_COMMENT.sub("", html) if "<!--" in html else html, tables)


def _seen(text: str) -> tuple[str, list[str]]:
    """The markup without scripts and comments; and the page's own style sheets, taken out of it."""
    sheets: list[str] = []

    def take(found: re.Match[str]) -> str:
        if any(rest is not None for rest in found.group(*_ENDLESS)):
            return found[0]
        if found["sheet"]:
            sheets.append(found["sheet"])
        return ""

    return _UNSEEN.sub(take, text), sheets


def _kept_for_scripts(text: str, tree: LexborHTMLParser, page: Document) -> Document | None:
    """The report that a page without tables keeps as markup for a script to show: in a textarea, in a
    template, in a script of a type that no browser runs."""
    displayed = sum(len(line.text) for line in page.lines if "<" not in line.text)
    templates = (found["script"] or found["template"] or "" for found in _KEPT.finditer(text))
    for inner in (*(node.text() for node in tree.css(_KEEPERS)), *templates):
        if len(inner) > max(displayed, _KEPT_LENGTH) and "</" in inner:
            found = read_page(inner)
            return replace(found, title_tag=page.title_tag, meta=page.meta, saved_from=page.saved_from)
    return None


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
