"""What stands around a link: the heading above, the date beside, the kind of place, the rest of its row."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

_SPACE = re.compile(r"\s+")
_DATE = re.compile(r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})")
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "legend", "th"})
_HEADING_CLASS = re.compile(
    r"(?i)(^|[\s_-])(title|tit|bt|hd|head(ing)?|caption|columnname|lanmu|name)([\s_-]|\d|$)"
)
_NAVIGATION = re.compile(
    r"(?i)(^|[\s_-])(nav\w*|menu\w*|side\w*|crumb\w*|breadcrumb\w*|position|location|dqwz|curmb|top\w*|header\w*|"
    r"related|xgxx|xglj|hot|rank\w*|tuijian|relation\w*)([\s_-]|$)"
)
_FOOTER = re.compile(r"(?i)(^|[\s_-])(footer\w*|foot|copyright|yqlj|friend\w*|links?box|bottom\w*)([\s_-]|$)")
WIDEST_ROW = 60  # cells of a table row that are looked at


def clean(text: str) -> str:
    """The text with its white space in single blanks."""
    return _SPACE.sub(" ", text).strip()


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around a node, the nearest first, up to the body."""
    parent = node.parent
    while parent is not None and parent.tag not in ("body", "html", "-undef"):
        yield parent
        parent = parent.parent


def heading(node: LexborNode) -> str | None:
    """What a heading says; None for an element that is none."""
    if node.tag not in _HEADING_TAGS and not _HEADING_CLASS.search(node.attributes.get("class") or ""):
        return None
    if len(node.css("a")) > 3:
        return None
    words = clean(node.text(deep=True) or "")
    for more in ("更多>>", "更多>", "更多", "MORE", "More", "more", ">>", "+"):
        words = words.removesuffix(more).strip()
    return words if 0 < len(words) <= 60 else None


def date(node: LexborNode, line: list[LexborNode]) -> str | None:
    """The date printed beside a link, in its list item, row or cell group, as YYYY-MM-DD."""
    for ancestor in line[:4]:
        if ancestor.tag in ("ul", "ol", "table", "tbody", "dl", "body"):
            break
        match = _DATE.search(
            (ancestor.text(deep=True) or "")[:600].replace(node.text(deep=True) or "\0", "", 1)
        )
        if match:
            return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"
        if ancestor.tag in ("li", "tr", "dd"):
            break
    return None


def place(line: list[LexborNode], tag: str | None, shared: int) -> str:
    """The kind of place: footer, navigation, list or body; `shared` links stand in the same list."""
    for ancestor in line:
        if ancestor.tag in ("footer", "nav", "header"):
            return "footer" if ancestor.tag == "footer" else "navigation"
        marks = f"{ancestor.attributes.get('class') or ''} {ancestor.attributes.get('id') or ''}"
        if marks != " ":
            if _FOOTER.search(marks):
                return "footer"
            if _NAVIGATION.search(marks):
                return "navigation"
    if tag == "option":
        return "navigation"
    if shared >= 2 and any(ancestor.tag in ("li", "td", "dd") for ancestor in line[:3]):
        return "list"
    return "list" if shared >= 5 else "body"


def row(line: list[LexborNode]) -> str | None:
    """What a link that only says 查看 is about: its row's first cell and its column's head, else its line."""
    cell = next((one for one in line if one.tag == "td"), None)
    if cell is not None and cell.parent is not None and cell.parent.tag == "tr":
        return _of_table(cell, cell.parent)
    item = next((one for one in line[:4] if one.tag in ("li", "p", "dd")), None)
    if item is None or len(item.css("a")) > 3:
        return None
    text = clean(item.text(deep=True) or "")
    for link in item.css("a"):
        text = text.replace(clean(link.text(deep=True) or ""), "", 1)
    return _bounded(_DATE.sub("", text))


def _of_table(cell: LexborNode, line: LexborNode) -> str | None:
    cells = line.css("td, th")[:WIDEST_ROW]
    column = next((index for index, one in enumerate(cells) if one.mem_id == cell.mem_id), 0)
    texts = [clean(one.text(deep=True) or "") for one in cells[:column] if not one.css_first("a")]
    named = [text for text in texts if text and not text.isdecimal() and not _DATE.fullmatch(text)]
    table = next((one for one in ancestors(line) if one.tag == "table"), None)
    first = table.css_first("tr") if table is not None else None
    heads = first.css("td, th")[:WIDEST_ROW] if first is not None and first.mem_id != line.mem_id else []
    head = clean(heads[column].text(deep=True) or "") if len(heads) == len(cells) else ""
    return _bounded("".join([*named[-1:], head if re.search(r"20\d\d", head) else ""]))


def _bounded(text: str) -> str | None:
    text = text.strip(" \u3000:：-·[]【】()（）")
    return text if 1 < len(text) <= 80 else None
