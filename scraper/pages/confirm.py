"""What a fetched page is: a report, a list that leads to reports, or something else.

The form's own words decide first, then the page's title, then how it was listed.
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from scraper.listing import ListedLink, Response
from scraper.markup.documents import FILE_TYPES, is_file, names_file
from scraper.markup.markup import without
from scraper.pages.links import label, read_links
from scraper.vocabulary import (
    grade,
    is_summing_up,
    is_unit,
    is_year,
    names_column,
    names_hub,
    names_year,
    speaks_of_bodies,
    squeeze,
    year,
)

Verdict = Literal["report", "list", "other"]

_UNSEEN = ("script", "style", "noscript", "head")
_LINKED = re.compile(r"(?is)<a\b[^<>]{1,2000}>.{0,400}?</a>")
_TAG = re.compile(r"<[^<>]{0,1000}>|&nbsp;|&#160;|\s+")
_TITLE = re.compile(r"(?is)<title[^<>]{0,1000}>(.{0,600}?)</title>")
_META = re.compile(
    r"""(?is)<meta[^<>]{1,1000}name\s*=\s*["']?(ArticleTitle|title)["']?[^<>]{1,1000}content\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
_HEAD = 20_000
_H1 = re.compile(r"(?is)<h1[^<>]{0,1000}>(.{0,400}?)</h1>")
_HEADINGS = re.compile(
    r"""(?is)<h[1-4][^<>]{0,1000}>(.{0,600}?)</h[1-4]>|<(?:div|p|span|td)[^<>]{1,1000}(?:class|id)\s*=\s*["']?[^"'>]*(?:title|bt|tit)[^"'>]*["']?[^<>]{0,1000}>(.{4,300}?)</(?:div|p|span|td)>"""
)
_BESIDE = re.compile(r"相关|热门|推荐|最新|链接|导航")
_PICTURE = re.compile(rf"(?i)<img\b|<(?:embed|object|iframe)\b[^<>]{{0,1000}}\.(?:{'|'.join(FILE_TYPES)})\b")
_FRAME = re.compile(r"(?i)<(?:iframe|object|embed)\b[^<>]{0,1000}\b(?:src|data)\s*=|<iframe\b[^<>]{0,1000}>")
_FORM_WORDS = (
    "本年新收政府信息公开申请数量",
    "上年结转政府信息公开申请数量",
    "本年度办理结果",
    "结转下年度继续办理",
    "勾稽关系",
    "第二十条第",
    "未经复议直接起诉",
    "主动公开政府信息数",
    "收到申请数",
    "申请办结数",
    "申请答复数",
    "统计指标",
)
_LANDMARK = "勾稽关系"
"""Stands in the head of the largest of the form's tables, and its first character hardly anywhere else: to
see where that is takes a seventh of the time that it takes to look for one of its words."""

_BYLINE = re.compile(r"发布时间|发布日期|来源[:：]|浏览次数|字体[:：]|信息来源|发文日期|索引号")
_PUBLISHED = re.compile(r"(?:发布|发文|成文|公开|生成)(?:时间|日期)[:：]20\d\d")
_CONTENT = re.compile(
    r"""(?i)<div[^<>]{1,1000}(?:id|class)\s*=\s*["']?[^"'>]*(?:zoom|trs_editor|v_news_content|article|content|editor|detail|nr|text|wz)"""
    r"""[^"'>]*["']?[^<>]{0,1000}>"""
)
_ENOUGH_WORDS = 3
_ENOUGH_SENTENCES = 3
_ANY_SENTENCES = 2
_CHAPTERS = re.compile(
    r"(?:[一二三四五六七八九][、.．]|第[一二三四五六七八九]部分)(?:[^。]{0,6}(?:总体情况|概述|基本情况|主动公开|收到和处理|依申请公开|"
    r"行政复议|存在的?(?:主要)?问题|改进|其他需要报告|不予公开|收费|组织领导|咨询处理|举报))"
)
_PROSE = re.compile(r"主动公开|依申请公开|申请公开|行政复议|行政诉讼|收费|减免")


def page_text(response: Response) -> str:
    """The page's text without tags, scripts and white space."""
    return _TAG.sub("", without(response.text, _UNSEEN))


def names(response: Response) -> tuple[str, ...]:
    """What the page calls itself in its head and first headings: ArticleTitle, h1, title."""
    text = response.text
    return _tidy([*_in_meta(text), *_in_heading(text), *_in_title(text)])


def _in_meta(text: str) -> list[str]:
    return [one[1] or one[2] for one in _META.findall(text, 0, _HEAD)]


def _in_heading(text: str) -> list[str]:
    match = _H1.search(text)
    return [match[1]] if match else []


def _in_title(text: str) -> list[str]:
    match = _TITLE.search(text)
    return [match[1]] if match else []


def headings(response: Response) -> tuple[str, ...]:
    """What stands on the page as a heading or in a title's place."""
    return _tidy([first or second for first, second in _HEADINGS.findall(response.text)][:12])


def _tidy(found: Sequence[str]) -> tuple[str, ...]:
    plain = (_TAG.sub("", one) for one in found)
    return tuple(dict.fromkeys(one for one in plain if 1 < len(one) <= 120))


def shows_form(response: Response) -> bool:
    """Whether the national form stands on the page and its title does not say that it is something else.

    Made for the many: a report page is told without a look at its links.
    """
    shown = _has_form(response.text) or _has_form(page_text(response))
    return shown and _may_be_report(response)


def shows_form_plainly(response: Response) -> bool:
    """The same by the words as they stand in the markup, which in most reports no tag cuts."""
    return _has_form(response.text) and _may_be_report(response)


def _may_be_report(response: Response) -> bool:
    """Whether no name of the page says that it is something else, or one that it is a report; that of nearly
    all of them stands where the page begins, and the rest of it need not be looked through."""
    vetoed = False
    for found in (_in_title, _in_heading, _in_meta):
        grades = [grade(name) for name in _tidy(found(response.text))]
        if "report" in grades:
            return True
        vetoed = vetoed or "veto" in grades
    return not vetoed


def _has_form(text: str) -> bool:
    """Whether enough of the form's words stand in the text, looking no farther than needed: they follow one
    another as they are listed."""
    found, last = 0, max(0, text.find(_LANDMARK[0]))
    for words in _FORM_WORDS:
        place = text.find(words, last)
        if place < 0:
            place = text.find(words, 0, last + len(words))
        if place >= 0:
            found, last = found + 1, place
        if found == _ENOUGH_WORDS:
            return True
    return False


def confirm(
    response: Response,
    listed: str,
    links: Sequence[ListedLink],
    *,
    inside: bool,
    fresh: Callable[[str], bool] | None = None,
) -> Verdict:
    """What a page without the form is. `listed` is how it was announced, `inside` whether in a column.

    `fresh` says whether an address is one of this portal that nothing has led to yet; None: nobody knows.
    """
    text = page_text(response)
    own = (*names(response), *headings(response))
    grades = [grade(name) for name in (*own, listed)]
    if fresh is not None:
        links = [link for link in links if fresh(link.url) or not _is_way_back(label(link))]
    wanted = entries(links, response.url) or _files(links)
    if "veto" in grades and "report" not in grades:
        return "list" if inside and wanted >= 2 else "other"
    chapters = len(set(_CHAPTERS.findall(text)))
    if chapters >= 3 and ("report" in grades or inside):
        return "report"
    titled = any(
        grade(name) == "report" and year(name) is not None and (inside or not is_summing_up(name))
        for name in own
    )
    body = _body(response, text, wanted)
    if titled and not body and _FRAME.search(response.text):
        return "list"
    if titled and not wanted and not body and fresh is not None and _only_leads_on(text, links, fresh):
        return "list"
    if titled and (not wanted or body or (chapters and len(_PROSE.findall(text)) >= 4)):
        return "report"
    if wanted:
        return "list"
    if inside and body and (names_year(listed) or is_unit(listed)):
        return "report"
    return "list" if any(names_column(name) for name in own) else "other"


def tells_year(response: Response) -> bool:
    """Whether the page's title tells a year."""
    return year(next(iter(names(response)), "")) is not None


def is_article(response: Response, links: Sequence[ListedLink]) -> bool:
    """Whether what is no report is an article all the same, and no list that shows none today: by its title,
    by its one date of publication, or by its sentences, where these are no extracts of dated entries."""
    title, told = next(iter(names(response)), ""), tells_year(response)
    if entries(links, response.url) or (names_column(title) and not told):
        return False
    if told and grade(title) == "veto":
        return True
    text = page_text(response)
    dated = sum(link.date is not None and link.place in ("list", "body") for link in links)
    return len(_PUBLISHED.findall(text)) == 1 or (dated < 2 and text.count("。") >= _ENOUGH_SENTENCES)


def judged(response: Response, *, inside: bool) -> Verdict:
    """What a page is by itself, however it was announced; `inside` a column."""
    if shows_form(response):
        return "report"
    return confirm(response, "", read_links(response.text, response.url), inside=inside)


def speaks_of_form(text: str) -> bool:
    """Whether any of the form's words stand in the text: no empty page then."""
    if text.startswith(_LANDMARK, max(0, text.find(_LANDMARK[0]))):
        return True
    return any(words in text for words in _FORM_WORDS)


def is_empty(response: Response) -> bool:
    """Whether a page that is to be a report holds nothing of one: no form, article, picture or file."""
    if speaks_of_form(response.text):
        return False
    text = page_text(response)
    return not _has_form(text) and len(_CHAPTERS.findall(text)) < 2 and not _body(response, text, 0)


def entries(links: Sequence[ListedLink], url: str) -> int:
    """How many links of the page look like reports, units or years: what makes it a list."""
    wanted = 0
    for link in links:
        if link.place in ("navigation", "footer") or link.url == url or is_file(link.url):
            continue
        if _BESIDE.search(link.heading or ""):
            continue
        words = label(link)
        if grade(words) == "report" or is_year(words) or (link.place == "list" and is_unit(words)):
            wanted += 1
    return wanted


def _only_leads_on(text: str, links: Sequence[ListedLink], fresh: Callable[[str], bool]) -> bool:
    """Whether all that a page shows is links to columns or units that nothing else has led to: whatever its
    title says, it is a list. One that has a file or sentences is none."""
    within = [link for link in links if link.place in ("list", "body")]
    if any(names_file(link) for link in within) or text.count("。") >= _ANY_SENTENCES:
        return False
    return any(_branches(label(link)) and fresh(link.url) for link in within)


def _is_way_back(words: str) -> bool:
    """Whether a link to what was met before is a menu's or a crumb's, to a column around the page."""
    return names_column(words) and year(words) is None


def _branches(words: str) -> bool:
    return names_column(words) or is_unit(words) or names_hub(words) or speaks_of_bodies(words)


def _files(links: Sequence[ListedLink]) -> int:
    """How many files, each titled like a report of its own, the page shows: two and more make it a list."""
    titles = {
        squeeze(words).rpartition(".")[0] or squeeze(words)
        for link in links
        if is_file(link.url) and grade(words := label(link)) == "report" and year(words) is not None
    }
    return len(titles) if len(titles) > 1 else 0


def _body(response: Response, text: str, wanted: int) -> bool:
    """Whether an article stands on the page: sentences about disclosure, or a picture or file instead.

    A picture on a page with several entries is an article's only under a byline; else it is an icon.
    """
    byline = _BYLINE.search(text) is not None
    if byline and "信息公开" in text and len(_PROSE.findall(text)) >= 2:
        told = _TAG.sub("", _LINKED.sub("", without(response.text, _UNSEEN)))
        if len(_PROSE.findall(told)) >= 2:  # and no menu that has 依申请公开 and 主动公开
            return True
    inner = _CONTENT.search(response.text)
    if inner is None or (wanted > 2 and not byline):
        return False
    return _PICTURE.search(response.text, inner.end(), inner.end() + 3_000) is not None
