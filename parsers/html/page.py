"""HTML text -> Document: one parse, one serialisation, one pass over its tags.

Crossing between Python and the HTML parser's C code is what costs time, so the tree is cleaned there and
written out once in its normalised form; no tree is built of a page that is in this form as it stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from parsers.document import Document
from parsers.html.depth import flattened
from parsers.html.hidden import mark_hidden
from parsers.html.markup import Markup, tags_of
from parsers.html.reading_order import lay_out
from parsers.html.regular_page import read_regular_page
from parsers.html.skim import Skimmed, skim
from parsers.text.plain import has_lines_of_its_own, with_breaks

_UNWRAPPED = ["span", "font", "b", "strong", "i", "u", "em"]

_CELL = re.compile("<t[dh]", re.IGNORECASE)
_KEEPERS = "textarea, xmp"
_KEPT_LENGTH = 1000
"""Characters of markup; what is shorter is no report."""
_KEPT = re.compile(
    r"<(?:(script)\b[^<>]*\btype\s*=\s*[\"']?text/(?:html|template|x-)|(template)\b)[^<>]*>", re.IGNORECASE
)
_ENDS = {"script": re.compile("</script", re.IGNORECASE), "template": re.compile("</template", re.IGNORECASE)}
_RUNNING_TEXT = 50
"""Characters; a page with a longer line of sentences is no list."""
_REPORT_LINKS = ("报告</a>", "年报</a>", "报告</span></a>", "年报</span></a>")
# Of a link whose text is cut, the title is whole.
_TITLED_LINKS = re.compile(r"""<a\s[^<>]*?title=["'][^"'>]*(?:报告|年报)["']""")
_SHOWN_BY_SCRIPT = re.compile(
    r"""(?:(?:embed|pdf)\w{0,30}\(|(?:pdf\w{0,30}|\bfile)["']?\s*[:=])\s*["']([^"'<>\s]{1,300}\.pdf)""",
    re.IGNORECASE,
)
_NAMES_PDF = re.compile(r"\.[pP][dD][fF]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# Some say `about:internet` there, or where a file lay: no address of a page.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->", re.IGNORECASE)


class _Read(NamedTuple):
    """What a page says of itself, what one pass over its body collects, and the tree if one was built."""

    title: str
    metas: Sequence[Mapping[str, str | None]]
    markup: Markup
    tree: LexborHTMLParser | None


def read_page(text: str) -> Document:
    """Read an HTML page. Never raises for what the page holds: broken markup is read as browsers read it."""
    skimmed = skim(text)
    read = _read_as_it_stands(skimmed)
    if read is None and has_lines_of_its_own(skimmed.markup):
        text = with_breaks(text)
        skimmed = skim(text)
    if read is None:
        read = _read_by_tree(skimmed)
    if len(read.markup.put_back) < len(skimmed.tables):
        # Where the tree builder saw no table, there was none: its tags stood in a text area, or a comment.
        read = _read_by_tree(skim(text, lift=False))
    saved = _SAVED_FROM.search(text, 0, 4096)
    document = Document(
        lines=[],
        grids=[],
        tags=True,
        title_tag=" ".join(read.title.split()) or None,
        meta=_meta(read.metas),
        saved_from=saved[1] if saved else None,
    )
    if read.tree is not None and read.tree.body is None:
        return document
    lay_out(document, read.markup)
    if not any(len(line.text) > _RUNNING_TEXT and "。" in line.text for line in document.lines):
        document.listed = sum(map(text.count, _REPORT_LINKS)) or len(_TITLED_LINKS.findall(text))
    if document.grids:
        return document
    if not document.attachments and _NAMES_PDF.search(text) and (shown := _SHOWN_BY_SCRIPT.search(text)):
        document.attachments.append(("", shown[1]))
    return _kept_for_scripts(text, read.tree, document) or document


def _read_as_it_stands(page: Skimmed) -> _Read | None:
    """What is left of a page, where a tree would give back the same."""
    regular = read_regular_page(page.markup, len(page.tables), page.own.selectors)
    if regular is None:
        return None
    tags = zip(
        repeat(None), repeat(""), repeat(""), regular.tags, regular.attributes, regular.texts, strict=False
    )
    return _Read(regular.title, regular.metas, Markup(tags, page.tables), None)


def _read_by_tree(page: Skimmed) -> _Read:
    """What is left of a page, as the tree builder mends it: one pass over what it writes out."""
    markup, tables, own = page
    tree = LexborHTMLParser(flattened(markup))
    title = tree.css_first("title")
    metas = [node.attributes for node in tree.css("meta")]
    html = ""
    if tree.body is not None:
        mark_hidden(tree, own, markup, [table.texts for table in tables])
        if _CELL.search(markup):  # which is read in one piece without them
            tree.unwrap_tags(_UNWRAPPED)
        html = (tree.body.html or "").replace("<o:p></o:p>", "")
        if "<!--" in html:
            html = _COMMENT.sub("", html)
    return _Read(title.text() if title is not None else "", metas, Markup(tags_of(html), tables), tree)


def _kept_for_scripts(text: str, tree: LexborHTMLParser | None, page: Document) -> Document | None:
    """The report that a page without tables keeps as markup for a script to show: in a textarea, in a
    template, in a script of a type that no browser runs."""
    displayed = sum(len(line.text) for line in page.lines if "<" not in line.text)
    kept = [node.text() for node in tree.css(_KEEPERS)] if tree is not None else []
    for inner in (*kept, *_templates(text)):
        if len(inner) > max(displayed, _KEPT_LENGTH) and "</" in inner:
            found = read_page(inner)
            return replace(found, title_tag=page.title_tag, meta=page.meta, saved_from=page.saved_from)
    return None


def _templates(text: str) -> Iterator[str]:
    """What scripts of other types and templates hold, where they end."""
    done = 0
    ends = dict(_ENDS)
    for begun in _KEPT.finditer(text):
        name = (begun[1] or begun[2]).lower()
        if begun.start() < done or name not in ends:
            continue
        end = ends[name].search(text, begun.end())
        if end is None:
            del ends[name]  # none ends behind here
        else:
            yield text[begun.end() : end.start()]
            done = end.end()


def _meta(metas: Iterable[Mapping[str, str | None]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for given in metas:
        attributes = {name.lower(): value or "" for name, value in given.items()}
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        content = " ".join(attributes.get("content", "").split())
        if name and content and content.lower() not in ("null", "undefined"):
            found.setdefault(name, content)
    return found
