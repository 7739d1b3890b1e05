"""An article in several pages -> one: as it was before the portal's program cut it, or as frames show it.

Pages of one article are made from one template: where two of them differ most, there the article stands. What
differs elsewhere (a counter, a pager, related links) is little. The content of each later page is put behind
that of the first, so that all readers see one article.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import urljoin

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.identifiers import canonical_url
from gongkai.records import Cell

_FLOW = frozenset("body div section article main form center td li dd".split())
"""Elements that hold an article; what else is gone through on the way to one is a table's frame."""

_FRAME = frozenset(("table", "tbody", "tr"))
_BLOCKS = "p, div, table, br"
_MOSTLY = 0.6  # share of all that differs below an element by which the article is in it
_SHORT = 200  # characters of a title or byline; what is longer is text, whose figures count
_PICTURE = 100  # characters that a picture counts as much as
_PAGER_WORD = re.compile(r"[\[【<‹«|\s]*(?:[上下前后]一?页|首页|[尾末]页|第?\d{1,3}页?)[\]】>›»|\s]*")
_PAGER_REST = re.compile(r"[\d\s上下前后一首尾末第共页条/|·.…,，:：\[\]【】()（）<>《》‹›«»-]{0,60}")
# What differs between pages that say the same: the number of the page, how often it was looked at.
_COUNTS = re.compile(
    r"(?:[(（\[_\-—|]+第?\d{1,2}页?|第\d{1,2}页)[)）\]]*$|(?<=浏览|点击|阅读|访问|查看)[次数率量]*[:：]?[(（\[【]?\d+"
)
_FRAME_TAG = re.compile(
    r"<(?P<tag>iframe|frame|object|embed)\b(?P<attributes>[^<>]{0,1000})>(?:.{0,1000}?</(?P=tag)\s*>)?",
    re.IGNORECASE | re.DOTALL,
)
_FRAMESET = re.compile(r"<(/?)frameset\b", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:src|data)\s*=\s*[\"']?\s*([^\"'\s<>]+)", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(?P<end>/?)(?P<name>table|t[rdh])\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_MARK = "data-gongkai-page"


class Joined(NamedTuple):
    """The article as one page: its HTML, and for each page after the first the number of the first table
    element that stands on it or later, and its text without white space."""

    text: str
    tables: tuple[int, ...]
    texts: tuple[str, ...]

    def on_page(self, cell: Cell) -> int | None:
        """Which page a figure stands on, from 1; None where that cannot be told."""
        if cell.state == "prose":
            raw = _SPACE.sub("", cell.raw or "")
            pages = [number for number, text in enumerate(self.texts, 1) if raw and raw in text]
            return pages[0] if len(pages) == 1 else None
        return None if cell.grid is None else 1 + bisect_right(self.tables, cell.grid)


def join(pages: Sequence[tuple[str, str]]) -> Joined:
    """The article whose pages are (HTML, URL), the first page first; what stands in a frame of the first page
    is put there, and is part of that page."""
    whole, rest = _filled(*pages[0], pages[1:])
    if not rest:
        text = LexborHTMLParser(whole)
        return Joined(whole, (), (_text(text.body) if text.body is not None else "",))
    return _put_behind([(whole, pages[0][1]), *rest])


def _filled(text: str, url: str, others: Sequence[tuple[str, str]]) -> tuple[str, Sequence[tuple[str, str]]]:
    """A page with what its frames show in their places, and those of the other pages that no frame shows."""
    waiting = {canonical_url(one): (html, one) for html, one in others}
    tags = list(_FRAME_TAG.finditer(text))
    empty = [tag for tag in tags if not _source(tag)]
    pieces, end = [], 0
    for tag in tags:
        shown = waiting.pop(canonical_url(urljoin(url, _source(tag))), None) if _source(tag) else None
        if shown is None and empty == [tag]:  # a script says what it shows, and names it
            named = next((one for one in waiting if one.rpartition("/")[2] in text), None)
            shown = waiting.pop(named) if named else None
        if shown is not None:
            body = LexborHTMLParser(shown[0]).body
            pieces += [text[end : tag.start()], f"<div>{body.inner_html if body is not None else ''}</div>"]
            end = tag.end()
    if not end:
        return text, others
    # A set of frames is no body, in which there could be an article.
    whole = _FRAMESET.sub(r"<\1div", "".join((*pieces, text[end:])))
    return whole, list(waiting.values())


def _source(tag: re.Match[str]) -> str:
    source = _SOURCE.search(tag["attributes"])
    return unescape(source[1]) if source else ""


def _put_behind(pages: Sequence[tuple[str, str]]) -> Joined:
    """The first page with what is of each later page alone put behind its own article."""
    urls = frozenset(canonical_url(url) for _, url in pages)
    first = _tree(*pages[0], urls)
    later = [_tree(_reopened(text), url, urls) for text, url in pages[1:]]
    texts = [_text(first.body) if first.body is not None else ""]
    whole = first.html or ""
    pieces: list[str] = []
    place: tuple[str, str] | None = None
    for number, tree in enumerate(later, 2):
        texts.append(_text(tree.body) if tree.body is not None else "")
        if first.body is None or tree.body is None:
            continue
        here, there = _article(first.body, tree.body)
        added, tail = _own(here, there)
        place = place or (here.html or "", tail)
        pieces.append(f'<div {_MARK}="{number}">{added}</div>')
    if place is not None:
        outer, tail = place
        begin = outer.removesuffix(tail) if outer.endswith(tail) else outer.rpartition("</")[0]
        whole = whole.replace(outer, begin + "".join(pieces) + outer[len(begin) :], 1)
    return Joined(whole, tuple(_tables(whole, len(pages))), tuple(texts))


def say_page(cells: Sequence[Cell], joined: Joined) -> list[Cell]:
    """The cells, those of later pages with a note that says which."""
    pages = ((cell, joined.on_page(cell)) for cell in cells)
    return [cell if page in (None, 1) else _noted(cell, f"page {page}") for cell, page in pages]


def _noted(cell: Cell, note: str) -> Cell:
    return msgspec.structs.replace(cell, note=f"{cell.note}; {note}" if cell.note else note)


def _reopened(text: str) -> str:
    """The HTML of a later page; where its program cut through a table, the rows have one again."""
    depth = 0
    for tag in _TABLE_TAG.finditer(text):
        if tag["name"].lower() == "table":
            depth = max(0, depth + (-1 if tag["end"] else 1))
        elif depth == 0 and not tag["end"]:
            return f"{text[: tag.start()]}<table>{text[tag.start() :]}"
    return text


def _tree(text: str, url: str, urls: frozenset[str]) -> LexborHTMLParser:
    """The tree of a page without scripts and without what turns its pages."""
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style", "noscript"])
    files = {one.rpartition("/")[2] for one in urls}
    nodes = {node.mem_id: node for node in tree.css("a[href], option[value], [onclick]")}
    turning = {number: node for number, node in nodes.items() if _turns(node, url, urls, files)}
    holders: dict[int, LexborNode] = {}
    for node in _outermost(turning):
        holder = node.parent.parent if node.tag == "option" and node.parent else node.parent
        if holder is not None:
            holders[holder.mem_id] = holder
        node.decompose()
    rests = {number: node for number, node in holders.items() if _is_rest_of_pager(node)}
    for holder in _outermost(rests):
        holder.decompose()
    return tree


def _turns(node: LexborNode, url: str, urls: frozenset[str], files: set[str]) -> bool:
    """Whether an element leads to another page of the article and says no more than that."""
    attributes = node.attributes
    address = (attributes.get("href") or attributes.get("value") or "").strip()
    click = attributes.get("onclick") or ""
    leads = bool(address) and canonical_url(urljoin(url, address)) in urls
    leads = leads or any(f"{one}'" in click or f'{one}"' in click for one in files)
    return leads and (node.tag == "option" or _PAGER_WORD.fullmatch(node.text(deep=True)) is not None)


def _outermost(nodes: dict[int, LexborNode]) -> list[LexborNode]:
    """Those that are in none of the others: what is in one goes with it."""
    return [node for node in nodes.values() if not any(above.mem_id in nodes for above in _above(node))]


def _is_rest_of_pager(node: LexborNode) -> bool:
    return _PAGER_REST.fullmatch(node.text(deep=True)) is not None and node.css_first("table, img") is None


def _above(node: LexborNode) -> Iterator[LexborNode]:
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _article(here: LexborNode, there: LexborNode) -> tuple[LexborNode, LexborNode]:
    """The elements of two pages in which their articles stand."""
    found = here, there
    while True:
        pairs = list(zip(here.iter(), there.iter(), strict=False))
        if [_sign(node) for node in here.iter()] != [_sign(node) for node in there.iter()]:
            return found
        weights = [0 if _alike(_text(one), _text(other)) else _weight(one, other) for one, other in pairs]
        heaviest = max(weights, default=0)
        if not heaviest or heaviest < _MOSTLY * sum(weights):
            return found
        here, there = pairs[weights.index(heaviest)]
        tag = here.tag or ""
        if tag not in _FLOW | _FRAME:
            return found
        if tag in _FLOW and (tag != "td" or (here.css_first(_BLOCKS) and there.css_first(_BLOCKS))):
            found = here, there


def _own(here: LexborNode, there: LexborNode) -> tuple[str, str]:
    """The parts of a later page's content that are its own, not those that it begins or ends with as the
    first page does (a title, a byline, an editor's name); and how the first page's content ends."""
    parts = list(here.iter(include_text=True))
    nodes = list(there.iter(include_text=True))
    first, texts = [_text(node) for node in parts], [_text(node) for node in nodes]
    begin = _shared(first, texts)
    end = _shared(first[begin:][::-1], texts[begin:][::-1])
    own = "".join(node.html or "" for node in nodes[begin : len(nodes) - end])
    tail = "".join(node.html or "" for node in parts[len(parts) - end :])
    return own, f"{tail}</{here.tag}>"


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many parts two pages have in common from their beginning on."""
    pairs = enumerate(zip(one, other, strict=False))
    first_other = (number for number, (a, b) in pairs if not _alike(a, b))
    return next(first_other, min(len(one), len(other)))


def _alike(one: str, other: str) -> bool:
    """Whether two texts say the same, counts of pages and visits apart."""
    return one == other or (len(one) < _SHORT and _COUNTS.sub("", one) == _COUNTS.sub("", other))


def _sign(node: LexborNode) -> tuple[str | None, str | None, str | None]:
    attributes = node.attributes
    return node.tag, attributes.get("id"), attributes.get("class")


def _weight(one: LexborNode, other: LexborNode) -> int:
    return sum(len(_text(node)) + _PICTURE * len(node.css("img")) for node in (one, other))


def _text(node: LexborNode) -> str:
    return _SPACE.sub("", node.text(deep=True) or "")


def _tables(html: str, pages: int) -> Iterator[int]:
    """For each page after the first, how many table elements stand before it."""
    count, marks = 0, 0
    for node in LexborHTMLParser(html).css(f"table, div[{_MARK}]"):
        if node.tag == "table":
            count += 1
        else:
            marks += 1
            yield count
    yield from [count] * (pages - 1 - marks)
