"""Where the article of a page begins and ends: what a change on the page has to touch to be a correction.

It begins with its title, which is that of the page, and ends where the foot of the page or a box beside it
begins, behind its last sentence, heading or table. What says of the report when, by whom or under which
number it came out counts wherever it stands, files and pictures too. Where title or end cannot be told for
certain, all that stands on that side counts.
"""

import re
from collections.abc import Iterator, Sequence

from scraper.markup.blocks import APART, FILE, FOOT, LINK, PICTURE, Piece
from scraper.vocabulary import grade, is_unit, squeeze, year

_FEWEST = 8  # characters of a title
_LONGEST = 80
_PARTS = 3  # pieces that one title is cut into
_TITLE = re.compile(r"(?:公开|20\d\d|年).*(?:报告|年报|总结)")
_SET_OFF = r"[\s\-_|｜—–－·•>»]"
_REVISED = re.compile("更正|修订|勘误|修改")
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z\d]")
_DATE = r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
_DATE_ONLY = re.compile(_DATE)
_DATED = re.compile(
    rf"[\W_]*(?:{_DATE}|二[〇○Oo0零][〇○Oo0零一二三四五六七八九]{{2}}年[一二三四五六七八九十]{{1,2}}月\S{{0,4}})[\W_]*$"
)
_OF_REPORT = re.compile(
    r"(?:(?:发布|发文|公开|公布|更新|成文|生成|印发|修订|落款)(?:时间|日期|机构|机关|单位|人|者)?|日期|时间|来源|作者"
    r"|索引号?|文号|名称|标题|分类|有效性|废止|关键词|主题词?|署名|签发|附件\d*)\s*[:：]|索引号|附件"
    r"|[〔\[【（(](?:19|20)\d\d[〕\]】）)]\s*第?\d+\s*号|第\s*\d+\s*[号期]|更正|修订|勘误"
)
_FILES = re.compile(rf"{FILE}\S+|{PICTURE}\S+")
_DOCUMENTS = re.compile(rf"(?i){FILE}\S+\.(?:pdf|docx?|wps|xlsx?|zip|rar|et|ofd)(?=$|[?#&\s])")
_SPOKEN = FOOT + 1  # a foot that says so in words
_FOOT_WORDS = re.compile(r"版权所有|Copyright|©|&copy;|ICP备|网安备|网站标识码", re.IGNORECASE)
_APART_WORDS = re.compile(
    r"[上下前后]一?[篇条则]\s*[】\])）]?\s*(?:[:：]|$)|^[\W_]*(?:相关|推荐|延伸|热门|热点|最新|更多|同类|近期|往期|(?:本)?栏目)"
    r"(?:信息|文章|链接|新闻|阅读|推荐|内容|稿件|报道|解读|公开|资讯)[\W_]*(?:更多)?[\W_]*$"
    r"|打印(?:本[页文])?[\W_]*$|猜你喜欢|您可能|大家都在|分享[到至]|扫一扫|友情链接|网站地图|返回(?:顶部|首页|上页)|(?:主办|承办)(?:单位|方)?\s*[:：]"
)


def article(parts: Sequence[Piece]) -> list[Piece]:
    """The pieces of a page that count as the report's, all of those on a side without a certain bound."""
    certain = [number for number, part in enumerate(parts) if part.is_certain]
    begin, name = _title(parts, certain[0] if certain else len(parts))
    end = certain[-1] if certain else begin
    behind = list(_behind(parts[end + 1 :], FOOT if not certain else APART)) if end is not None else None
    if begin is None or end is None or behind is None:
        return [*parts[: end + 1], *(behind or ())] if end is not None else list(parts)
    if not certain and not any(FILE in part.text or PICTURE in part.text for part in behind):
        return [*parts[: end + 1], *behind]
    front: list[Piece] = []
    for part in parts[:begin]:
        if not part.is_name:
            front += [part] if _is_own(part) or _is_dated(part) else _files(part, FOOT)
    return [*name, *front, *parts[begin : end + 1], *behind]


def dates(parts: Sequence[Piece]) -> list[str]:
    """The dates that the pieces of an article give of it: labelled, among words, or alone. Dates in a row or
    beside a link are those of other pages."""
    found: list[str] = []
    worded = [part for part in parts if _WORD.search(part.text)]
    alone = [_DATED.match(part.text) is not None for part in worded]
    for number, part in enumerate(worded):
        in_a_row = alone[number] and any(alone[max(0, number - 1) : number] + alone[number + 1 : number + 2])
        of_link = LINK in part.text and _OF_REPORT.search(part.text) is None
        if not (part.is_item or part.is_cell or part.is_name or in_a_row or of_link):
            given = _DATE_ONLY.findall(part.text) or ([part.text] if alone[number] else [])
            found += ("".join(one.split()) for one in given)
    return found


def _title(parts: Sequence[Piece], before: int) -> tuple[int | None, list[Piece]]:
    """Where the title stands on the page, and what the page's name says besides it and the site."""
    names = [part for part in parts if part.is_name]
    name = " ".join(part.text for part in names)
    for number, part in enumerate(parts[:before]):
        if part.is_name or LINK in part.text or not _WORD.search(part.text):
            continue
        text = ""
        for following in parts[number : min(before, number + _PARTS)]:
            text += squeeze(following.text)
            if len(text) > _LONGEST:
                break
            if len(text) >= _FEWEST and _TITLE.search(text) and text in squeeze(name):
                return number, [] if _is_site_besides(name, text) else names
    for number, part in enumerate(parts[:before]):
        if part.is_name or LINK in part.text or len(part.text) > _LONGEST:
            continue
        if grade(part.text) == "report" and year(part.text) is not None:
            return _with_unit(parts, number), names
    return None, names


def _with_unit(parts: Sequence[Piece], title: int) -> int:
    """Where a title begins whose unit may stand on a line of its own before it."""
    begin = title
    while (
        begin > max(0, title - _PARTS) and LINK not in parts[begin - 1].text and not parts[begin - 1].is_name
    ):
        begin -= 1
    return begin


def _is_site_besides(name: str, title: str) -> bool:
    """Whether the page's name is its title and, set off by a mark or space, the names of column and site."""
    raw = [place for place, character in enumerate(name) if squeeze(character)]
    flat = "".join(squeeze(name[place]) for place in raw)
    start = flat.find(title)
    if start < 0 or len(flat) != len(raw):
        return False
    front, after = name[: raw[start]], name[raw[start + len(title) - 1] + 1 :]
    if _REVISED.search(front + after):
        return False
    return bool((not front or re.search(f"{_SET_OFF}$", front)) and (not after or re.match(_SET_OFF, after)))


def _behind(parts: Sequence[Piece], least: int) -> Iterator[Piece]:
    """What counts behind the last substance of the article; only `least` and more ends it."""
    zone = 0
    for part in parts:
        zone = max(zone, part.begins if part.begins >= least else 0)
        mark = _mark(part)
        if mark is not None and mark[0] >= least and zone <= FOOT:
            # One line without tags may hold the end of the report and the beginning of the foot.
            kept = part._replace(text=part.text[: mark[1]])
            if _counts(kept, zone):
                yield kept
            zone = max(zone, mark[0] if mark[0] < FOOT else _SPOKEN)
            part = part._replace(text=part.text[mark[1] :])
            yield from _files(part, zone)
        elif _counts(part, zone):
            yield part
        else:
            yield from _files(part, zone)


def _counts(part: Piece, zone: int) -> bool:
    """Whether a piece behind the article is the report's: any before the first box or foot, then what is told
    so by itself. A name says less than words: what is called the foot may hold the report's last lines."""
    if zone == 0:
        return _WORD.search(part.text) is not None or PICTURE in part.text
    if zone == FOOT:
        return LINK not in part.text and (_DATED.match(part.text) is not None or _is_body(part))
    return zone == APART and _is_own_aside(part)


def _files(part: Piece, zone: int) -> Iterator[Piece]:
    """The addresses of documents on a piece that is not the report's otherwise, and pictures in a box."""
    pattern = _FILES if zone < FOOT else _DOCUMENTS
    found = pattern.findall(part.text)
    if found:
        yield part._replace(text=" ".join(found))


def _mark(part: Piece) -> tuple[int, int] | None:
    """Whether a piece ends the article by its words: what begins, and where in the piece."""
    foot, apart = _FOOT_WORDS.search(part.text), _APART_WORDS.search(part.text)
    if foot is not None:
        return FOOT, min(foot.start(), apart.start() if apart else len(part.text))
    if apart is not None and part.text[-1] not in "。；！？":
        return APART, apart.start()
    return None


def _is_dated(part: Piece) -> bool:
    """Whether a line before the title gives a date, with or without a label: perhaps the report's."""
    return len(part.text) <= _LONGEST and LINK not in part.text and _DATE_ONLY.search(part.text) is not None


def _is_body(part: Piece) -> bool:
    """Whether a piece is the name of a body and nothing else."""
    return LINK not in part.text and is_unit(squeeze(part.text))


def _is_own(part: Piece) -> bool:
    """Whether a piece says of the report when, by whom or under which number it came out."""
    if part.is_index or _DATED.match(part.text) or _OF_REPORT.search(part.text):
        return True
    return _is_body(part)


def _is_own_aside(part: Piece) -> bool:
    """The same of a piece behind the article: figures, pictures and sentences may be the report's, too."""
    if PICTURE in part.text or part.is_inside:
        return True
    if LINK in part.text:
        return _OF_REPORT.search(part.text) is not None
    return _is_own(part) or any(character.isdigit() for character in part.text)
