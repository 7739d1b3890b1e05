"""What stands around a link: the heading above, the date beside, the kind of place, the rest of its row."""

import re
from collections.abc import Callable, Iterator, Mapping

from selectolax.lexbor import LexborNode

from scraper.vocabulary import grade, is_unit, is_year, year

_SPACE = re.compile(r"\s+")
_CLOCK = re.compile(
    r"(?:今天|今日|现在|当前)\D{0,8}20\d\d\D\d{1,2}\D\d{1,2}日?|20\d\d\D\d{1,2}\D\d{1,2}日?\s*星期"
)
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
_WHOLES = frozenset("ul ol table tbody dl body form".split())
"""What holds many rows."""

_MORE_AT_END = re.compile(r"(?i)\s*(?:(?:查看|点击)?(?:更多|more)[\s>»+.…\]]*|[>»+\s]+)$")
_FRAMES = " \u3000:：-·|[]【】()（）"
_NEAREST = 5  # elements around a link in which what it is about may stand
MOST_OF_ROW = 3  # links that one row has
_NEIGHBOURS = 24  # elements and texts on either side of a link in which its date may stand
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
    if len(node.css("a")) > 3 or (node.tag == "th" and not _is_alone(node)):
        return None
    words = clean(node.text(deep=True) or "")
    words = _MORE_AT_END.sub("", words)
    return words if 0 < len(words) <= 60 else None


def _is_alone(cell: LexborNode) -> bool:
    """Whether a head is that of a table or of a group of its rows, and not of one column."""
    return cell.parent is None or len(cell.parent.css("td, th")) == 1


def below(words: str, above: str | None, node: LexborNode) -> str:
    """The heading that `words` are under `above`: a term under a year's heading is of that year."""
    if node.tag not in ("dt", "th") or above is None or year(words) is not None or year(above) is None:
        return words
    return f"{above.partition(' ')[0]} {words}"


def day(text: str) -> str | None:
    """The first day that a text names, as YYYY-MM-DD."""
    match = _DATE.search(text)
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}" if match else None


def date(node: LexborNode, line: list[LexborNode], shares: Mapping[int, int]) -> str | None:
    """The date printed beside a link, in its list item, row or cell group, as YYYY-MM-DD. `shares` says how
    many links stand in each element of `line`.

    What stands in a part of its own with other links is theirs: a menu or a box's heading above a list of
    dated entries has no date by it. A clock is nobody's.
    """
    own = node
    for ancestor in line[:4]:
        if ancestor.tag in ("ul", "ol", "table", "tbody", "dl", "body"):
            break
        sharing = shares[ancestor.mem_id]
        if sharing == 1:
            text = (ancestor.text(deep=True) or "")[:600].replace(node.text(deep=True) or "\0", "", 1)
        else:
            text = around(own, beyond=sharing <= MOST_OF_ROW and own.tag not in _HEADING_TAGS)
        found = day(_CLOCK.sub("", text))
        if found:
            return found
        if ancestor.tag in ("li", "tr", "dd"):
            break
        own = ancestor
    return None


def around(own: LexborNode, *, beyond: bool) -> str:
    """The text beside `own` that may belong to it, the nearest first: not that of neighbours which hold links
    themselves, and what lies beyond the nearest of these only on demand."""
    after = _beside(own.next, beyond, lambda one: one.next)
    before = _beside(own.prev, beyond, lambda one: one.prev)
    return " ".join(text for _, text in sorted((*after, *before), key=lambda one: one[0]))[:600]


def _beside(
    one: LexborNode | None, beyond: bool, step: Callable[[LexborNode], LexborNode | None]
) -> list[tuple[int, str]]:
    """The texts on one side of a link and how far away they are. A date that was made a link is a text, and
    a line ends at its break."""
    found: list[tuple[int, str]] = []
    for distance in range(_NEIGHBOURS):
        if one is None or one.tag == "br":
            break
        linked = one.tag == "a" or (one.tag != "-text" and one.css_first("a") is not None)
        text = one.text(deep=True) or ""
        if not linked or not _DATE.sub("", text).strip(_FRAMES):
            found.append((distance, text))
        elif not beyond:
            break
        one = step(one)
    return found


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
    """What a link that only says 查看 is about: the cells of its row and its column's head, the term above it
    in a list of terms, else whatever stands in the nearest thing around it that says anything."""
    for ancestor in line[:_NEAREST]:
        if ancestor.tag in _WHOLES:
            return None
        if ancestor.tag in ("td", "th") and ancestor.parent is not None and ancestor.parent.tag == "tr":
            return _of_table(ancestor, ancestor.parent)
        links = ancestor.css("a")
        if len(links) > MOST_OF_ROW:
            return None
        text = _without(clean(ancestor.text(deep=True) or ""), links)
        if ancestor.tag == "dd" and not text:
            text = _term(ancestor)
        if text:
            return _bounded(text)
    return None


def _without(text: str, links: list[LexborNode]) -> str:
    """A text without that of the links in it, without dates and without what only frames it."""
    for link in links:
        text = text.replace(clean(link.text(deep=True) or ""), "", 1)
    return _DATE.sub("", text).strip(_FRAMES)


def _term(definition: LexborNode) -> str:
    """The term (dt) that a definition (dd) belongs to, where it has no link of its own."""
    before = definition.prev
    while before is not None and before.tag != "dt":
        before = before.prev
    return "" if before is None or before.css_first("a") else clean(before.text(deep=True) or "")


def _of_table(cell: LexborNode, line: LexborNode) -> str | None:
    cells = line.css("td, th")[:WIDEST_ROW]
    column = next((index for index, one in enumerate(cells) if one.mem_id == cell.mem_id), 0)
    named = _told([_own(one) for one in (*_from_above(line, cells), *cells[:column])])
    named = named or _told([_own(cell), *(_own(one) for one in cells[column + 1 :])])
    table = next((one for one in ancestors(line) if one.tag == "table"), None)
    first = table.css_first("tr") if table is not None else None
    heads = first.css("td, th")[:WIDEST_ROW] if first is not None and first.mem_id != line.mem_id else []
    head = _head(heads[column]) if len(heads) == len(cells) else ""
    return _bounded("".join([*named, head]))


def _head(cell: LexborNode) -> str:
    """The year at the head of a column; nothing where the first row is an entry like the others."""
    words = clean(cell.text(deep=True) or "")
    entry = cell.css_first("a") is not None and not is_year(words)
    return "" if entry or not re.search(r"20\d\d", words) else words


def _own(cell: LexborNode) -> str:
    return _without(clean(cell.text(deep=True) or ""), cell.css("a"))


def _told(texts: list[str]) -> list[str]:
    """Of the cells of a row what names its report: a title, else a unit and a year, else the last words."""
    for text in texts:
        if grade(text) == "report":
            return [text]
    units = [text for text in texts if is_unit(text)][-1:]
    years = [text for text in texts if is_year(text)][-1:]
    words = [text for text in texts if text and not text.isdecimal()][-1:]
    return list(dict.fromkeys([*units, *years])) if units else list(dict.fromkeys([*words, *years]))


def _from_above(line: LexborNode, cells: list[LexborNode]) -> list[LexborNode]:
    """The cells of earlier rows that reach down into this one."""
    found: list[LexborNode] = []
    before, distance = line.prev, 0
    while before is not None and distance < WIDEST_ROW:
        if before.tag == "tr":
            distance += 1
            above = before.css("td, th")[:WIDEST_ROW]
            found = [one for one in above if _reaches(one) > distance] + found
            if len(above) - len(found) == len(cells):
                break
        before = before.prev
    return found


def _reaches(cell: LexborNode) -> int:
    span = cell.attributes.get("rowspan") or ""
    return int(span) if span.isdecimal() and len(span) < 5 else 1


def _bounded(text: str) -> str | None:
    text = text.strip(_FRAMES)
    return text if 1 < len(text) <= 80 else None
