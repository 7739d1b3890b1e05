"""Numbers of a page that count its visits, told by what they are: grown, outside the article, and
labelled so, in the byline, or beside links to other pages.

A number is only ever called a counter when all other text is the same. What stands in the article, in a table
of several cells, has a unit that reports count in, or belongs to a date or a code is none.
"""

import re
from collections.abc import Sequence

from scraper.markup.blocks import EYE, LINK, Piece

_LONGEST = 160  # characters of a byline
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.,\-/〔%])(?<!\d[:：])(\d[\d,]{0,14}(?:\.\d{1,2})?)万?(?![\d,.])"
    r"(?!\s*[件条份篇项起宗例个元天名年月日号时分秒期届章家户页%％℃+\-/])(?!\s?[:：]\s?\d)"
    rf"(?=\s|$|[\])）】|｜丨·{LINK}]|人|次|位)"
)
_COUNTED = r"(?:访问|浏览|阅读|点击|围观|访客|来访者|已阅|人气|热度|流量)"
_LABEL = re.compile(
    rf"{_COUNTED}(?:者|人|总)?(?:次数|人次|人数|统计|总计|量|数|率|了|过)?\s*(?:为|是)?\s*[:：]?\s*[\[(（【]?\s*$"
)
_AFTER = re.compile(rf"\s*[\])）】]?\s*(?:人|次|位|人次)?\s*(?:{_COUNTED}|访客)(?!\w*\s*[:：\[(（]?\s*\d)")
_EYE_WORDS = r"(?:views?|hits?|visits?|visitors?|reads?|clicks?)"
_ENGLISH = re.compile(rf"(?i)\b{_EYE_WORDS}\s*[:：]?\s*$")
_BYLINE = re.compile(
    "(?:发布|发文|公开|更新|成文|生成|录入)(?:时间|日期)|(?:日期|时间|来源|作者|编辑|字体|字号|发布者|发布人|发布机构|发布单位)"
    r"\s*[:：]|打印|责任编辑"
)
_CODE = re.compile(
    r"(?:号|码|编|序|索引|电话|传真|邮编|邮箱|排序|年份|年度|总数|合计|共|第)\s*[:：]?\s*[\[(（【]?\s*$"
)
_UNLABELLED = re.compile(r"[^\u4e00-\u9fffA-Za-z]*$")
_SLOT = "\x02"


def differ_in_counters_only(before: Sequence[Piece], after: Sequence[Piece]) -> bool:
    """Whether all that changed between two states of a page are numbers that count its visits."""
    if len(before) != len(after):
        return False
    for number, (old, new) in enumerate(zip(before, after, strict=True)):
        if old.text == new.text:
            continue
        if old.is_inside or new.is_inside or len(new.text) > _LONGEST:
            return False
        if _bare(old.text) != _bare(new.text):
            return False
        earlier = _previous(after, number)
        for was, found in zip(_NUMBER.finditer(old.text), _NUMBER.finditer(new.text), strict=False):
            if was[1] != found[1] and not (_grew(was[1], found[1]) and _counts(new, found, earlier)):
                return False
    return True


def _bare(text: str) -> str:
    return "".join(_NUMBER.sub(_SLOT, text).replace(LINK, "").split())


def _previous(all_pieces: Sequence[Piece], number: int) -> Piece | None:
    """The piece before, those without words left out."""
    for place in range(number - 1, max(-1, number - 5), -1):
        if re.search(r"[\u4e00-\u9fffA-Za-z]", all_pieces[place].text):
            return all_pieces[place]
    return None


def _grew(before: str, after: str) -> bool:
    old, new = (float(one.replace(",", "")) for one in (before, after))
    years = all(1990 <= one < 2040 for one in (old, new))
    return new > old and not years


def _counts(piece: Piece, number: "re.Match[str]", earlier: Piece | None) -> bool:
    """Whether a number counts visits: by its label, or by its place where it has none."""
    left, right = piece.text[: number.start()], piece.text[number.end() :]
    if _LABEL.search(left) or _ENGLISH.search(left) or _AFTER.match(right):
        return True
    alone = _UNLABELLED.fullmatch(left.replace(LINK, "")) and _UNLABELLED.fullmatch(right.replace(LINK, ""))
    if alone and earlier is not None and LINK not in piece.text and _LABEL.search(earlier.text):
        return not earlier.is_inside
    if piece.is_cell or _CODE.search(left):
        return False
    if left.rstrip().endswith(EYE):
        return True
    if alone:
        return piece.is_item and LINK in left
    return bool(_BYLINE.search(piece.text)) and _stands_apart(left)


def _stands_apart(left: str) -> bool:
    """Whether the number is no part of the words before it in the byline."""
    return left[-1:].isspace() or left[-1:] in "|｜丨·"
