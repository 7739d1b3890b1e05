"""What a fetched page is: a report, a list that leads to reports, or something else.

The form's own words decide first, then the page's title, then how it was listed.
"""

import re
from collections.abc import Sequence
from typing import Literal

from scraper.links import label
from scraper.listing import ListedLink, Response
from scraper.vocabulary import grade, is_unit, is_year, names_column, squeeze, year

Verdict = Literal["report", "list", "other"]

_CUT = re.compile(r"(?is)<(script|style|noscript|head)\b.*?</\1\s*>|<!--.*?-->")
_TAG = re.compile(r"<[^>]*>|&nbsp;|&#160;|\s+")
_TITLE = re.compile(r"(?is)<title[^>]*>(.*?)</title>")
_META = re.compile(
    r"""(?is)<meta[^>]+name\s*=\s*["']?(ArticleTitle|title)["']?[^>]+content\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
_HEADINGS = re.compile(
    r"""(?is)<h[1-4][^>]*>(.*?)</h[1-4]>|<(?:div|p|span|td)[^>]+(?:class|id)\s*=\s*["']?[^"'>]*(?:title|bt|tit)[^"'>]*["']?[^>]*>(.{4,300}?)</(?:div|p|span|td)>"""
)
_PICTURE = re.compile(r"(?i)<img\b|<embed\b|<object\b|<iframe\b")
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
_CHAPTERS = re.compile(
    r"(?:[一二三四五六七八九][、.．]|第[一二三四五六七八九]部分)(?:[^。]{0,6}(?:总体情况|概述|基本情况|主动公开|收到和处理|依申请公开|"
    r"行政复议|存在的?(?:主要)?问题|改进|其他需要报告|不予公开|收费|组织领导|咨询处理|举报))"
)
_PROSE = re.compile(r"主动公开|依申请公开|申请公开|行政复议|行政诉讼|收费|减免")


def page_text(response: Response) -> str:
    """The page's text without tags, scripts and white space."""
    return _TAG.sub("", _CUT.sub("", response.text))


def titles(response: Response) -> tuple[str, ...]:
    """What the page calls itself, most telling first: ArticleTitle, headings, title."""
    metas = [found[1] or found[2] for found in _META.findall(response.text[:20_000])]
    heads = [first or second for first, second in _HEADINGS.findall(response.text)][:12]
    named = _TITLE.search(response.text)
    all_titles = [*metas, *heads, named[1] if named else ""]
    return tuple(dict.fromkeys(words for title in all_titles if 1 < len(words := _TAG.sub("", title)) <= 120))


def confirm(response: Response, listed: str, links: Sequence[ListedLink], *, inside: bool) -> Verdict:
    """What the page is. `listed` is how it was announced, `inside` whether in an annual-report column."""
    text = page_text(response)
    names = titles(response)
    grades = [grade(name) for name in (*names, listed)]
    if "veto" in grades and "report" not in grades:
        return "list" if inside and entries(links, response.url) >= 2 else "other"
    words = sum(word in text for word in _FORM_WORDS)
    chapters = len(set(_CHAPTERS.findall(text)))
    if words >= 3 or (chapters >= 3 and ("report" in grades or inside)):
        return "report"
    wanted = entries(links, response.url)
    titled = any(grade(name) == "report" and year(name) is not None for name in names)
    if titled and wanted <= 1:
        return "report"
    if titled and len(_PROSE.findall(text)) >= 4 and chapters:
        return "report"
    if wanted >= 1:
        return "list"
    if titled:
        return "report"
    if (
        inside
        and _body(response, text)
        and (grade(listed) == "report" or (is_unit(listed) or is_year(listed)))
    ):
        return "report"
    return "list" if any(names_column(name) for name in names) else "other"


def entries(links: Sequence[ListedLink], url: str) -> int:
    """How many links of the page look like reports, units or years: what makes it a list."""
    wanted = 0
    for link in links:
        if link.place in ("navigation", "footer") or link.url == url:
            continue
        words = label(link)
        if grade(words) == "report" or is_year(words) or (link.place == "list" and is_unit(words)):
            wanted += 1
    return wanted


def _body(response: Response, text: str) -> bool:
    """Whether an article stands on the page: sentences about disclosure, or a picture in place of them."""
    if len(_PROSE.findall(text)) >= 2 and "信息公开" in text:
        return True
    inner = re.search(
        r"(?is)<div[^>]+(?:zoom|trs_editor|v_news_content|content|article|nr)[^>]*>(.*)", response.text
    )
    return bool(inner and _PICTURE.search(inner[1][:20_000]))


def same_words(one: str, other: str) -> bool:
    """Whether two titles say the same, white space and width apart."""
    return squeeze(one) == squeeze(other)
