"""Every link of a page: where it goes, what it says, and what it stands in."""

import html as entities
import re
from base64 import b64decode
from binascii import Error
from collections.abc import Sequence
from functools import lru_cache
from itertools import count
from urllib.parse import unquote, urljoin, urlsplit

from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.fleeting import names_visitor
from scraper.addresses import absolute
from scraper.listing import ListedLink
from scraper.markup import number_rows
from scraper.markup.any_case import any_case
from scraper.markup.documents import is_file
from scraper.pages import beside
from scraper.pages.more import box, is_icon, is_more, is_of_reports
from scraper.pages.signs import sign
from scraper.scripts.clicks import Clicks, own
from scraper.scripts.insertion import inserted
from scraper.scripts.templates import templates
from scraper.scripts.written import written
from scraper.vocabulary import grade, squeeze

_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
_VAGUE = frozenset("链接 公开 已公开 已发布 √ ↓ 进入".split())
_VAGUE_BUILT = re.compile(
    r"(?=.*[^\W\d_])(?!.*20[0-3]\d)(?:点击|查看|查阅|在线|下载|详情|详细|全文|原文|原件|正文|阅读|浏览|预览|打开|这里|此处|附件|文件|文档|附|"
    r"pdf|word|excel|docx?|wps|xlsx?|ofd|zip|文字|图片|电子|版本?|格式|[\d\W_])+"
)
_DAY = re.compile(r"[\W_]*20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:[\W_]*\d{1,2}:\d{2}(?::\d{2})?)?[\W_]*")
_ITEM_TAGS = frozenset(
    {"li", "tr", "td", "dd", "dt", "p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "font"}
)
_LINKS = "a, area[href], link[rel=next], option[value], [onclick], [data-href], [data-url]"
_OTHERS = "h1, h2, h3, h4, h5, h6, dt, caption, legend, th, [class], script"
_HANDLED = any_case("onclick", "onchange", "javascript:")
_DATA = ("data-href", "data-url", "data-link")
_ROUTE = re.compile(r"#!?(?:/[^\s<>]{1,300}|[\w-]*\d[\w-]{0,60}|[^\s<>=]{1,60}=[^\s<>]{1,300})")
_TO_SPOT = re.compile(r"""(?i)href\s*=\s*["']?\s*#[^\s"'>]""")
_BASE = re.compile(r"""(?i)<base\b[^<>]{0,1000}?\bhref\s*=\s*["']?([^"'\s>]+)""")
_ENCODED = re.compile(r"[>\"']\s*([A-Za-z0-9+/]{40,}={0,2})\s*[<\"']")


@lru_cache(maxsize=8192)
def key(url: str) -> str:
    """What makes two URLs one page: scheme, a final index.html and the visitor's session apart, query pairs
    in any order."""
    parts = urlsplit(url)
    path = _INDEX.sub("/", parts.path) or "/"
    query = "&".join(sorted(one for one in parts.query.split("&") if one and not names_visitor(one)))
    return f"{parts.netloc.lower()}{path}" + (f"?{query}" if query else "")


def label(link: ListedLink) -> str:
    """What the link says in full: its title attribute where the text was cut or is empty, else its text; for
    a link that only says 更多 or 查看 what stands around it."""
    return _in_full(link.text, link.title, link.heading)


@lru_cache(maxsize=4096)  # every link of a list is asked for it by several
def _in_full(text: str, title: str | None, heading: str | None) -> str:
    plain = squeeze(text)
    if is_more(text or title or ""):
        return next((one for one in (title, heading) if one and not is_more(one)), text)
    in_full = title and plain.rstrip(".…") in squeeze(title) and grade(text) != "report"
    if title and (in_full or not text or is_vague(text)):
        return title
    return text


@lru_cache(maxsize=8192)
def is_vague(text: str) -> bool:
    """Whether a link's text says only that it is one: 查看, 详情, 下载PDF, 附件1, or only from which day."""
    plain = squeeze(text)
    return plain in _VAGUE or any(one.fullmatch(plain) for one in (_VAGUE_BUILT, _DAY))


def read_links(html: str, url: str) -> tuple[ListedLink, ...]:
    """All links of a page in document order: anchors, areas, option lists, elements with a handler that goes
    somewhere, and what scripts write or hold as data."""
    tree = LexborHTMLParser(inserted(html) + _hidden(html))
    where = base(html, url)
    script = "\n".join(node.text(deep=True) or "" for node in tree.css("script"))
    clicks = Clicks(script) if _HANDLED.search(html) else None
    made = templates(script, where)
    # What fits several selectors comes several times.
    nodes = list({node.mem_id: node for node in tree.css(f"{_LINKS}, {_OTHERS}")}.values())
    spots = _spots(tree) if _TO_SPOT.search(html) else frozenset[str]()
    goals = [_goal(node, where, clicks, spots) for node in nodes]
    shares: dict[int, int] = {}
    lines: list[list[LexborNode]] = []
    for node, goal in zip(nodes, goals, strict=True):
        line = list(beside.ancestors(node)) if goal else []
        lines.append(line)
        for ancestor in line:
            shares[ancestor.mem_id] = shares.get(ancestor.mem_id, 0) + 1
    numbers: dict[int, int] = {}
    fresh = count()
    found: list[ListedLink] = []
    places: list[tuple[int, list[LexborNode], bool]] = []
    heading: str | None = None
    for node, goal, line in zip(nodes, goals, lines, strict=True):
        if node.tag == "script":
            found.extend(written(node.text(deep=True) or "", where, fresh, made))
            continue
        if goal is None:
            words = beside.heading(node)
            heading = beside.below(words, heading, node) if words else heading
            continue
        sharing = [one for one in line if shares[one.mem_id] > 1]
        holder = next((one for one in sharing if one.tag not in _ITEM_TAGS), sharing[-1] if sharing else None)
        block = -1 if holder is None else numbers.setdefault(holder.mem_id, -1)
        if holder is not None and block == -1:
            block = numbers[holder.mem_id] = next(fresh)
        text = _text(node)
        title = beside.clean(node.attributes.get("title") or "")
        vague = is_vague(text) or (not text and is_file(goal))
        more = is_more(text or title) if text or title else not is_file(goal) and is_icon(node)
        above = box(node, line, shares) if more else None
        about = None if not vague or _crowded(line, shares) else beside.row(line)
        found.append(
            ListedLink(
                url=goal,
                text=text or ("更多" if more else ""),
                title=title or about,
                date=beside.date(node, line, shares) or (beside.day(text) if about else None),
                block=block,
                heading=above or (heading if heading != text else None),
                place=beside.place(line, node.tag, 0 if holder is None else shares[holder.mem_id]),
                sign=None if text or title else sign(node),
                fragment=_fragment(node),
                row=number_rows.row(node, text),
            )
        )
        places.append((len(found) - 1, line, more))
    return tuple(_with_boxes_of_reports(found, places))


def _with_boxes_of_reports(
    found: list[ListedLink], places: Sequence[tuple[int, list[LexborNode], bool]]
) -> list[ListedLink]:
    """The links, with those marked that say 更多 in a box of reports. `places` are the number of each link
    that the page itself has, the elements around it, and whether it says 更多."""
    if any(more for *_, more in places):
        lines = [line for _, line, _ in places]
        labels = [label(found[number]) for number, *_ in places]
        for index, (number, _, more) in enumerate(places):
            if more and is_of_reports(index, lines, labels):
                found[number] = replace(found[number], of_reports=True)
    return found


def _crowded(line: list[LexborNode], shares: dict[int, int]) -> bool:
    """Whether a table row holds more links than a list of units and years has columns."""
    return any(one.tag == "tr" and shares[one.mem_id] > beside.WIDEST_ROW for one in line)


def base(html: str, url: str) -> str:
    """What relative links of a page are relative to: its base element, else its own URL."""
    match = _BASE.search(html)
    return urljoin(url, entities.unescape(match[1]).strip()) if match else url


def _spots(tree: LexborHTMLParser) -> frozenset[str]:
    """What the places on a page are called that an address can end in."""
    named = (node.attributes for node in tree.css("[id], a[name]"))
    return frozenset(name for one in named for name in (one.get("id"), one.get("name")) if name)


def _goal(node: LexborNode, base: str, clicks: Clicks | None, spots: frozenset[str]) -> str | None:
    """Where a click on an element leads; None for what is no link, or leads to one of the page's `spots`."""
    attributes = node.attributes
    if node.tag == "option":
        return _choice(node, base, clicks)
    if node.tag in ("a", "area", "link"):
        href = attributes.get("href") or ""
        goal = absolute(base, href)
        if goal is not None:
            return goal
        if unquote(href.strip()[1:]) in spots:
            return None
        if _ROUTE.fullmatch(href.strip()):
            return base.partition("#")[0]
        if clicks is not None and href.strip().lower().startswith("javascript:"):
            goal = _went(base, clicks.destination(href.strip()[len("javascript:") :]))
            if goal is not None:
                return goal
    elif not _handles(node):
        return None
    for name in _DATA:
        goal = absolute(base, attributes.get(name) or "")
        if goal is not None:
            return goal
    handler = own(attributes.get("onclick") or "", attributes)
    return _went(base, clicks.destination(handler)) if clicks is not None and handler else None


def _fragment(node: LexborNode) -> str:
    """What the address of an anchor ends in behind #, if it is more than a place on the page."""
    href = (node.attributes.get("href") or "").strip() if node.tag in ("a", "area") else ""
    place = href.find("#")
    return href[place + 1 :] if place >= 0 and _ROUTE.fullmatch(href, place) else ""


def _handles(node: LexborNode) -> bool:
    """Whether an element that is no anchor leads somewhere itself, and not by an anchor inside it."""
    if "onclick" not in node.attributes and not any(name in node.attributes for name in _DATA):
        return False
    return all(inner.mem_id == node.mem_id for inner in node.css("a, [onclick], [data-href]"))


def _choice(node: LexborNode, base: str, clicks: Clicks | None) -> str | None:
    """Where an option of a jump list leads: its own URL, or what its select makes of its value."""
    chosen = (node.attributes.get("value") or "").strip()
    if _looks_like_url(chosen):
        return absolute(base, chosen)
    if not chosen or clicks is None:
        return None
    select = next((one for one in beside.ancestors(node) if one.tag == "select"), None)
    handler = (select.attributes.get("onchange") or "") if select is not None else ""
    return _went(base, clicks.destination(handler, chosen)) if handler else None


def _went(base: str, destination: str | None) -> str | None:
    return absolute(base, destination) if destination else None


def _hidden(html: str) -> str:
    """Markup that a page keeps encoded (base64 of percent-encoded HTML) for a script to put in its place."""
    if "atob" not in html:
        return ""
    found = []
    for match in _ENCODED.finditer(html):
        try:
            piece = unquote(b64decode(match[1], validate=True).decode("utf-8", "replace"))
        except (Error, ValueError):
            continue
        if "<a" in piece:
            found.append(piece)
    return "".join(found)


def _text(node: LexborNode) -> str:
    text = beside.clean(node.text(deep=True) or "")
    if text:
        return text
    image = node.css_first("img")
    if image is not None:
        return beside.clean(image.attributes.get("alt") or image.attributes.get("title") or "")
    return beside.clean(
        node.attributes.get("alt") or node.attributes.get("value") or node.attributes.get("aria-label") or ""
    )


@lru_cache(maxsize=2048)
def _looks_like_url(value: str) -> bool:
    value = value.strip().lower()
    return value.startswith(("http://", "https://", "/", "./", "../", "?")) or bool(
        re.search(r"\.(?:s?html?|jsp|aspx?|php|htm)(?:\?|$)|/$", value)
    )
