"""Every link of a page: where it goes, what it says, and what it stands in."""

import html as entities
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import count
from urllib.parse import parse_qsl, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.addresses import canonical
from scraper.listing import ListedLink
from scraper.vocabulary import squeeze

FILE_TYPES = ("pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "zip", "rar", "ofd")

# Pairs of a query that name a session, a clock or a campaign and never a page.
_FLEETING = re.compile(
    r"(?i)(?:(?:jsessionid|phpsessid|aspsessionid\w*|session_?id|_t|_|timestamp|rand(?:om)?|utm_\w+|spm)(?:=|$)"
    r"|(?:sid|session|token)=\w{16,}$)"
)
_FILE_END = re.compile(rf"(?i)\.(?:{'|'.join(FILE_TYPES)})[\"'&?#\s>]")
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php)$", re.IGNORECASE)
_DATE = re.compile(r"(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})")
_SPACE = re.compile(r"\s+")
_MORE = frozenset(
    {
        "更多",
        "more",
        "更多>>",
        "more>>",
        "更多>",
        "更多+",
        "+更多",
        "查看更多",
        ">>",
        ">",
        "+",
        "进入",
        "详细",
    }
)
_ITEM_TAGS = frozenset(
    {"li", "tr", "td", "dd", "dt", "p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "b", "font"}
)
_HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "dt", "caption", "legend", "th"})
_HEADING_CLASS = re.compile(
    r"(?i)(^|[\s_-])(title|tit|bt|hd|head(ing)?|caption|columnname|lanmu|name)([\s_-]|\d|$)"
)
_NAVIGATION = re.compile(
    r"(?i)(^|[\s_-])(nav\w*|menu\w*|side\w*|crumb\w*|breadcrumb\w*|position|location|dqwz|curmb|top\w*|header\w*|"
    r"related|xgxx|xglj|hot|rank\w*|tuijian|relation\w*)([\s_-]|$)"
)
_FOOTER = re.compile(r"(?i)(^|[\s_-])(footer\w*|foot|copyright|yqlj|friend\w*|links?box|bottom\w*)([\s_-]|$)")
_SCRIPT_LINK = re.compile(
    r"<a\b[^>]*?\bhref\s*=\s*\\?[\"']([^\"'\\<>]+)\\?[\"'][^>]*>(.{0,200}?)<\\?/a>", re.IGNORECASE | re.DOTALL
)
_SCRIPT_WORD = re.compile(r"\b(\w+)\s*=\s*[\"']([^\"'\n]{1,80})[\"']")
_SCRIPT_JOIN = re.compile(r"[\"']\s*\+\s*(\w+)\s*\+\s*[\"']")
_TAG = re.compile(r"<[^>]*>")
_REFRESH = re.compile(
    r"""(?i)<meta[^>]+http-equiv\s*=\s*["']?refresh["']?[^>]+content\s*=\s*["']?\s*(\d*)[^>]*?url\s*=\s*['"]?([^"'>\s]+)"""
)
_LOCATION = re.compile(
    r"""(?:(?:window|self|top|parent|document)\.)?location(?:\.href|\.replace\(|\.assign\()?\s*(?:=|\()?\s*["']([^"']+)["']"""
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@lru_cache(maxsize=8192)
def absolute(base: str, href: str) -> str | None:
    """The URL a browser would go to from `base`, without fragment and session; None if it is no web page."""
    href = re.sub(r"[\t\r\n]", "", href).strip().replace("\\", "/")
    if not href or href.startswith("#"):
        return None
    try:
        url = canonical(urljoin(base, href))
    except ValueError:
        return None
    bare, mark, query = url.partition("?")
    kept = "&".join(pair for pair in query.split("&") if pair and not _FLEETING.match(pair))
    return bare + mark + kept if kept else bare


def key(url: str) -> str:
    """What makes two URLs one page: scheme and a trailing index.html apart, query pairs in any order."""
    parts = urlsplit(url)
    path = _INDEX.sub("/", parts.path) or "/"
    query = "&".join(sorted(parts.query.split("&"))) if parts.query else ""
    return f"{parts.netloc.lower()}{path}" + (f"?{query}" if query else "")


def is_file(url: str) -> bool:
    """Whether the URL is a document to keep and not a page: by its path, or a file name in its query."""
    parts = urlsplit(url)
    names = [parts.path, *(value for _, value in parse_qsl(parts.query))]
    return any(name.lower().rsplit(".", 1)[-1] in FILE_TYPES for name in names if "." in name)


def mentions_file(html: str) -> bool:
    """Whether a page can hold a link to a document at all: a cheap look before a parse."""
    return _FILE_END.search(html) is not None


def label(link: ListedLink) -> str:
    """What the link says in full: its title attribute where the text was cut or is empty, else its text."""
    text = link.text
    if link.title and (not text or squeeze(text).rstrip(".…") in squeeze(link.title)):
        return link.title
    if squeeze(text) in _MORE and link.heading:
        return link.heading
    return text


def read_links(html: str, url: str) -> tuple[ListedLink, ...]:
    """All links of a page in document order: anchors, areas, option lists, and anchors that scripts write."""
    tree = LexborHTMLParser(html)
    base_node = tree.css_first("base[href]")
    base = urljoin(url, (base_node.attributes.get("href") or "").strip()) if base_node else url
    nodes = tree.css(
        "a[href], area[href], option[value], h1, h2, h3, h4, h5, h6, dt, caption, legend, th, [class], script"
    )
    anchors = [node for node in nodes if node.tag in ("a", "area", "option")]
    shares: dict[int, int] = {}
    lines: list[list[LexborNode]] = []
    for node in anchors:
        line = list(_ancestors(node))
        lines.append(line)
        for ancestor in line:
            shares[ancestor.mem_id] = shares.get(ancestor.mem_id, 0) + 1
    numbers: dict[int, int] = {}
    fresh = count()
    found: list[ListedLink] = []
    heading: str | None = None
    place = -1
    for node in nodes:
        tag = node.tag
        if tag == "script":
            found.extend(_script_links(node.text(deep=True) or "", base))
            continue
        if tag not in ("a", "area", "option"):
            words = _heading(node)
            heading = words or heading
            continue
        place += 1
        target = absolute(base, (node.attributes.get("value" if tag == "option" else "href") or ""))
        if target is None or (tag == "option" and not _looks_like_url(node.attributes.get("value") or "")):
            continue
        line = lines[place]
        sharing = [one for one in line if shares[one.mem_id] > 1]
        holder = next((one for one in sharing if one.tag not in _ITEM_TAGS), sharing[-1] if sharing else None)
        block = -1 if holder is None else numbers.setdefault(holder.mem_id, -1)
        if holder is not None and block == -1:
            block = numbers[holder.mem_id] = next(fresh)
        text = _text(node)
        found.append(
            ListedLink(
                url=target,
                text=text,
                title=_clean(node.attributes.get("title") or "") or None,
                date=_date(node, line),
                block=block,
                heading=heading if heading != text else None,
                place=_place(line, tag, 0 if holder is None else shares[holder.mem_id]),
            )
        )
    return tuple(found)


def frames(html: str, url: str) -> tuple[str, ...]:
    """The pages shown inside this one: iframe and frame sources, and the file inside an embedded viewer."""
    found: list[str] = []
    for node in LexborHTMLParser(html).css("iframe[src], frame[src], embed[src], object[data]"):
        target = absolute(url, node.attributes.get("src") or node.attributes.get("data") or "")
        if target is None:
            continue
        found.append(target)
        for name, value in parse_qsl(urlsplit(target).query):
            if name in ("file", "src", "url", "fileUrl") and value.lower().rsplit(".", 1)[-1] in FILE_TYPES:
                inner = absolute(target, value)
                if inner:
                    found[-1] = inner
    return tuple(dict.fromkeys(found))


def onward(html: str, url: str) -> str | None:
    """Where a page sends its visitor at once: a meta refresh within ten seconds, or a bare script."""
    page = _COMMENT.sub("", html)
    match = _REFRESH.search(page)
    if match and int(match[1] or 0) <= 10:
        return absolute(url, entities.unescape(match[2]))
    if len(page) < 4000:
        match = _LOCATION.search(page)
        if match and not re.search(r"<a\b", page, re.IGNORECASE):
            return absolute(url, match[1])
    return None


def _ancestors(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None and parent.tag not in ("body", "html", "-undef"):
        yield parent
        parent = parent.parent


def _clean(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _text(node: LexborNode) -> str:
    text = _clean(node.text(deep=True) or "")
    if text:
        return text
    image = node.css_first("img")
    if image is not None:
        return _clean(image.attributes.get("alt") or image.attributes.get("title") or "")
    return _clean(node.attributes.get("alt") or "")


def _heading(node: LexborNode) -> str | None:
    if node.tag not in _HEADING_TAGS and not _HEADING_CLASS.search(node.attributes.get("class") or ""):
        return None
    if len(node.css("a")) > 3:
        return None
    words = _clean(node.text(deep=True) or "")
    for more in ("更多>>", "更多>", "更多", "MORE", "More", "more", ">>", "+"):
        words = words.removesuffix(more).strip()
    return words if 0 < len(words) <= 60 else None


def _looks_like_url(value: str) -> bool:
    value = value.strip().lower()
    return value.startswith(("http://", "https://", "/", "./", "../", "?")) or bool(
        re.search(r"\.(?:s?html?|jsp|aspx?|php|htm)(?:\?|$)|/$", value)
    )


def _date(node: LexborNode, line: list[LexborNode]) -> str | None:
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


def _place(line: list[LexborNode], tag: str | None, shared: int) -> str:
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


def _script_links(script: str, base: str) -> Iterator[ListedLink]:
    """Anchors in the strings of a script (document.write), with a joined word looked up where it was set."""
    if "<a" not in script and "<A" not in script:
        return
    script = script.replace("\\/", "/").replace('\\"', '"').replace("\\'", "'")
    words = {match[1]: match[2] for match in _SCRIPT_WORD.finditer(script)}
    for match in _SCRIPT_LINK.finditer(script):
        before = {found[1]: found[2] for found in _SCRIPT_WORD.finditer(script, 0, match.start())} or words
        inner = _SCRIPT_JOIN.sub(lambda join, known=before: known.get(join[1], ""), match[2])
        target = absolute(base, entities.unescape(match[1]))
        if target is not None and "+" not in match[1]:
            yield ListedLink(
                url=target, text=_clean(entities.unescape(_TAG.sub("", inner))), place="navigation"
            )
