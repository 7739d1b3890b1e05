"""Whether two saved texts are the same page: counters, clocks, tokens and lists of other pages apart.

Nothing here is stored: the question is only asked when the bytes of a page have changed, and is then
answered from both texts, so that a better rule also holds for pages saved before it.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from scraper.markup.blocks import EYE, FILE, LINK, PICTURE, Piece, pieces
from scraper.markup.bounds import article, dates
from scraper.markup.counters import differ_in_counters_only
from scraper.markup.markup import scripts, without
from scraper.markup.tame import is_tame

_UNSEEN = ("script", "style", "noscript")
_LINK = re.compile(
    r"<a\b[^<>]{0,1000}\bhref\s*=\s*(?P<quote>[\"']?)(?P<url>[^\"'>\s]*)[^<>]*>.{0,2000}?</a\s*>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_SPACE = re.compile(r"(?:\s|&nbsp;|&#160;|\u3000)+")
_DOCUMENT = re.compile(
    r"\.(?:pdf|docx?|wps|xlsx?|zip|rar|et|ofd)(?:$|[?#&])|download|/down\.|attach|[?&;](?:wb)?file(?:id|name|url|path)?=",
    re.IGNORECASE,
)
_NAMED_DOCUMENT = re.compile(
    r"^\s*附件\s*(?:\d|[:：]|$)|\.(?:pdf|docx?|wps|xlsx?|zip|rar|et|ofd)\s*$", re.IGNORECASE
)
_SESSION = re.compile(r"(?i);jsessionid=[^?#]*")
_ADDRESS = re.compile(r"(?:href|src|url|title)\\?[\"']?\s*[=:]\s*\\?[\"']([^\"'\\]+)", re.IGNORECASE)

_FIELD = re.compile(r"<(input|img|iframe|embed|object)\b[^<>]{0,2000}>", re.IGNORECASE)
_SHOWN = re.compile(
    r"\b(?:src|data)\s*=\s*[\"']?([^\"'<>\s]{0,500}?\.(?:pdf|docx?|wps|xlsx?|ofd))\b", re.IGNORECASE
)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?(\w+)", re.IGNORECASE)
_VALUE = re.compile(r"\bvalue\s*=\s*[\"']?([^\"'<>]*)", re.IGNORECASE)
_SOURCE = re.compile(
    r"\b(?:src|original)\s*=\s*[\"']?([^\"'<>?\s]+\.(?:jpe?g|png|bmp|tiff?|webp))\b", re.IGNORECASE
)
_CELL = re.compile(r"(?:<|&lt;|\\u003c)\s*t[dh]\b", re.IGNORECASE)

_PUBLISHED = re.compile(
    r"<meta\b[^<>]{0,200}\bname\s*=\s*[\"']?PubDate[\"']?[^<>]{0,200}\bcontent\s*=\s*[\"']?(\d{4}\D\d{1,2}\D\d{1,2})",
    re.IGNORECASE,
)

MOST_CELLS = 12  # cells of a table within a script that is page furniture: a calendar's head, a menu

_MARK = LINK
_DATE = r"\d{4}\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_BEGINS_DATE = re.compile(r"\d{4}\s*[-./年]")
_WEEKDAY = r"(?:星期|周)[一二三四五六日天]"
_COUNT = r"\d[\d,.]*\s*万?"
# A time right behind a date is no clock but when something was published.
_UNDATED = r"(?<!T)(?<!\d日)(?<!\d日 )(?<![-./]\d )(?<![-./]\d\d )"
_CLOCK = (
    rf"{_UNDATED}(?<![\d:：])\d{{1,2}}\s*[:：]\s*[0-5]\d\s*[:：]\s*[0-5]\d(?![\d:：])"
    rf"|{_UNDATED}(?<!\d)\d{{1,2}}\s*时\s*\d{{1,2}}\s*分\s*\d{{1,2}}\s*秒"
)
_SKY = (
    r"(?:晴|多云|少云|阴|(?:雷?阵|[小中大暴冻]|大?暴)雨|雨夹雪|[阵小中大暴]雪|[大浓]?雾|霾|浮尘|扬沙|沙尘暴)"
)
_DEGREES = r"-?\d{1,3}(?:\.\d)?\s*(?:[~～/至]\s*-?\d{1,3}(?:\.\d)?\s*)?(?:℃|°\s*C?)"
_AIR = (
    rf"{_SKY}(?:\s*[转到间]\s*{_SKY})?|{_DEGREES}|[东南西北无持续定向旋转微]{{1,6}}风(?:向|力)?"
    r"|[<＜≤]?\s*\d{1,2}\s*(?:[-~～至转]\s*\d{1,2}\s*)?级|(?:相对)?湿度\s*[:：]?\s*\d{1,3}\s*[%％]"
    r"|(?:空气(?:质量)?(?:指数)?|AQI|PM2\.5|PM10)\s*[:：]?\s*\d{0,3}\s*(?:优|良|(?:轻|中|重|严重)度?污染)?"
)
_BETWEEN = r"[\s,，;；|/~～、:：]{0,8}"

_VISITS = (
    rf"(?:浏览|阅读|点击|访问|查看|人气|热度|点赞|收藏|转发|下载|评论)(?:总?次数|总?量|总?数|人次)?\s*[:：\[(（【]\s*{_COUNT}\s*[\])）】]?\s*(?:人?次|人)?",
    rf"(?:浏览|阅读|点击)(?:次数|量|数)\s*{_COUNT}\s*次?",
    rf"\b(?:views?|hits?|visits?|visitors?)\s*[:：]\s*{_COUNT}",
    rf"您?是?(?:本站)?第\s*{_COUNT}\s*(?:位|个)?(?:访客|访问者|来访者|次访问)",
    rf"(?:当前)?在线(?:人数)?\s*[:：]?\s*{_COUNT}\s*人?",
)
_VISIT = re.compile("|".join(_VISITS), re.IGNORECASE)

# What a page says of its visit instead of its subject. Each is removed before texts are compared.
_FURNITURE = re.compile(
    "|".join(
        (
            rf"{_MARK}[\s\[(（【·]*(?:{_DATE}|\d{{1,2}}[-/.]\d{{1,2}})?[\s\])）】]*",
            *_VISITS,
            rf"(?:今天是?|今日|现在是?|(?:现在|当前|北京|系统|服务器|生成|打印)时间(?:是|为)?)\s*[:：]?\s*"
            rf"(?:{_DATE}(?:[\s,，]*{_WEEKDAY})?(?:\s*(?:{_CLOCK}))?|(?:{_CLOCK})|[上下]?午?\s*\d{{1,2}}[:：]\d{{2}})",
            rf"(?:今天是?|今日)\s*[:：]?\s*{_WEEKDAY}(?:[\s,，]*{_DATE})?",
            rf"{_DATE}[\s,，]*{_WEEKDAY}",
            _CLOCK,
            rf"(?:天气(?:预报)?|气温)\s*[:：]?\s*(?:{_AIR})(?:{_BETWEEN}(?:{_AIR}))*",
            rf"(?:{_SKY}{_BETWEEN}){{0,3}}{_DEGREES}(?:{_BETWEEN}(?:{_AIR}))*",
            r"(?:农历|气温|天气)\S{0,24}?(?=\s|$)",
            r"(?:耗时|用时|Processed in|took)\s*[:：]?\s*[\d.]+\s*(?:毫秒|秒|ms|s|seconds?)",
            rf"(?:版权所有|Copyright|©|&copy;)[^\u4e00-\u9fff{_MARK}]{{0,20}}\d{{4}}",
        )
    ),
    re.IGNORECASE,
)


def same_page(before: str, after: str) -> bool:
    """Whether a report or other page still says the same, the later state given last: its title, text, tables
    and dates, and the files and pictures that belong to it. What stands before and behind the article may
    change where both are certain, and so may what counts visits, unless the article itself tells of them."""
    whole = _is_written(before, after)
    return _agree(before, after, list if whole else article)


def same_list(before: str, after: str) -> bool:
    """Whether a list still leads to the same places under the same titles."""
    return _ADDRESS.findall(before) == _ADDRESS.findall(after) and _agree(before, after, list)


def _agree(before: str, after: str, counting: Callable[[list[Piece]], list[Piece]]) -> bool:
    """Whether two states of a page say the same in the pieces that count."""
    if not (is_tame(before) and is_tame(after)):
        return before == after
    old, new = _seen(before), _seen(after)
    if old == new:
        return True
    parts = pieces(old), pieces(new)
    articles = counting(parts[0]), counting(parts[1])
    told = _dates(articles[0])
    if told != _dates(articles[1]) or (not told and _published(before) != _published(after)):
        return False
    if _plain(old) == _plain(new):
        return _told_of_visits(parts[0]) == _told_of_visits(parts[1])
    return any(differ_in_counters_only(*map(_lasting, states)) for states in (parts, articles))


def _dates(parts: list[Piece]) -> list[str]:
    """The dates of an article, clocks apart."""

    def without_clocks(part: Piece) -> Piece:
        words = _FURNITURE.sub(" ", part.text.replace(LINK, " ")).strip()
        return part._replace(text=f"{words} {LINK}" if LINK in part.text else words)

    return dates([without_clocks(part) if _BEGINS_DATE.search(part.text) else part for part in parts])


def _is_written(*states: str) -> bool:
    """Whether a script holds a report: nothing tells where on the page it puts it."""
    return any(_holds_a_table(script) for state in states for script in scripts(state))


def _published(text: str) -> str | None:
    """The day of publication in the head of a page."""
    found = _PUBLISHED.search(text) if "PubDate" in text or "pubdate" in text else None
    return found[1] if found else None


def essence(text: str) -> str:
    """What a page says, as one line: tags, scripts, comments, links to other pages, counters and clocks
    gone; of links to documents the address stays. A page that cannot be searched is returned as it is."""
    if not is_tame(text):
        return text
    return _plain(_seen(text))


def _seen(text: str) -> str:
    """The markup of what is seen, links and fields reduced to what counts of them."""
    page = without(text, _UNSEEN, " ") + "".join(filter(_holds_a_table, scripts(text)))
    return _LINK.sub(_reduce, _FIELD.sub(_filled_in, page))


def _plain(seen: str) -> str:
    text = _SPACE.sub("", _FURNITURE.sub(" ", _SPACE.sub(" ", _TAG.sub(" ", seen))))
    return text.replace(FILE, "").replace(PICTURE, "")


def _told_of_visits(parts: list[Piece]) -> list[str]:
    """The sentences and cells of the article that speak of visits as a counter does."""
    return [_SPACE.sub("", part.text) for part in parts if part.is_told and _VISIT.search(part.text)]


def _lasting(parts: list[Piece]) -> list[Piece]:
    """The pieces without clocks, counters and links, those left out of which nothing remains."""
    lines = "\n".join(part.text.replace("\n", " ") for part in parts)
    ends = list(accumulate(len(part.text) + 1 for part in parts))

    def strip(match: "re.Match[str]") -> str:
        if _VISIT.match(match[0]) and parts[bisect_right(ends, match.start())].is_told:
            return match[0]
        return (_MARK if match[0].startswith(_MARK) else " ") + "\n" * match[0].count("\n")

    texts = _FURNITURE.sub(strip, lines).split("\n")
    return [
        part._replace(text=text.strip())
        for part, text in zip(parts, texts, strict=True)
        if text.strip(f" {_MARK}{EYE}")
    ]


def _holds_a_table(script: str) -> bool:
    """Whether a script holds the report itself, which its page only puts in place."""
    return len(_CELL.findall(script)) > MOST_CELLS


def _filled_in(field: "re.Match[str]") -> str:
    """What a field of a form shows, and the file of a picture or viewer: figures are kept in each."""
    tag, element = field[0], field[1].lower()
    if element == "img":
        # Pages that load pictures late name one that stands in for it first.
        return "".join(f" {PICTURE}{picture} " for picture in _SOURCE.findall(tag)) or " "
    if element != "input":
        shown = _SHOWN.search(tag)
        return f"{tag} {FILE}{shown[1]} " if shown else tag
    kind = _TYPE.search(tag)
    value = _VALUE.search(tag) if not kind or kind[1].lower() in ("text", "number") else None
    return f" {value[1]} " if value else " "


def _reduce(link: "re.Match[str]") -> str:
    url = link["url"]
    words = _TAG.sub("", link[0])
    if _DOCUMENT.search(url) or _NAMED_DOCUMENT.search(words):
        return f" {FILE}{_SESSION.sub('', url)} {words} "
    # An anchor within the page (a footnote of Word) is text of the page, not a way to another one.
    return link[0] if url.startswith("#") else f" {_MARK} "
