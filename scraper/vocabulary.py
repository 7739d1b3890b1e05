"""What portals call things: the words of `vocabulary.toml`, and what a text is by them.

A text is graded, not decided: `report` reads like the title of a report, `mention` speaks of one, `veto`
is something else for certain, `none` says nothing. The page itself has the last word, in
`scraper.pages.confirm`.
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

Grade = Literal["report", "mention", "veto", "none"]

_TABLE: dict[str, dict[str, Any]] = msgspec.toml.decode(
    Path(__file__).with_name("vocabulary.toml").read_bytes()
)
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)(?!\d)")
_DAY = re.compile(r"20\d\d([-./年])\d{1,2}[-./月]\d{1,2}日?")  # of publication, not of the report
_CHINESE_YEAR = re.compile(r"二[〇○Oo0零]([一二三][〇○Oo0零一二三四五六七八九])(?=年)")
_CHINESE_DIGITS = str.maketrans("〇○Oo零一二三四五六七八九", "00000123456789")
_BRACKETS = re.compile(r"[(\[【〔][^)\]】〕]*[)\]】〕]")
_LEADING = re.compile(r"^[\W\d_]*(?:20\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)?[·•>»\-\s:：\[\]]*")
_FILE_END = re.compile(r"\.(pdf|docx?|wps|xlsx?|zip|rar|ofd|s?html?)$", re.IGNORECASE)
_SPACE = re.compile(r"[\s​‌‍﻿]+")


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(squeeze(word)) for word in sorted(words, key=len, reverse=True)))


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """The text as it is compared: NFKC, no white space, lower case."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()


_SUBJECT = _any(_TABLE["report"]["subject"])
_TITLE = re.compile(
    f"(?:{_SUBJECT.pattern})(?P<between>.{{0,{_TABLE['report']['between']}}}?)"
    f"(?P<kind>{_any(_TABLE['report']['kind']).pattern})(?P<tail>.*)$"
)
_YEARLY = re.compile(r"20\d\d年?度?[^,。;]{0,20}(?:信息|公开)[^,。;]{0,10}(?:年报|报告|总结)")
_TAIL = re.compile(rf"(?:{_any(_TABLE['report']['tails']).pattern}|20\d\d年?度?|[\d\W_]|年度?)*$")
_MENTION = _any(_TABLE["report"]["mention"])
_WRAPPED = _any(_TABLE["report"]["wrapped"])
_VETO = _any(_TABLE["veto"]["always"])
_INNOCENT = _any(_TABLE["veto"]["innocent"])
_ERRANDS = _any(_TABLE["veto"]["errands"])
_NEWS = _any(_TABLE["veto"]["news"])
_NOTICE = _any(_TABLE["veto"]["notice"])
_COLUMN = _any(_TABLE["column"]["contains"])
_COLUMN_EXACT = frozenset(map(squeeze, _TABLE["column"]["exact"]))
_COLUMN_BUILT = re.compile(_TABLE["column"]["built"])
_YEARLY_WORD = _any(_TABLE["column"]["yearly"])
_COLUMN_HINT = _any(_TABLE["column"]["hints"])
_COLUMN_SEGMENT = re.compile(_TABLE["column"]["segment"], re.IGNORECASE)
_SECTION = _any(_TABLE["section"]["contains"])
_SECTION_NEVER = _any(_TABLE["section"]["never"])
_SECTION_EXACT = frozenset(map(squeeze, _TABLE["section"]["exact"]))
_NEIGHBOURS = frozenset(map(squeeze, _TABLE["section"]["neighbours"]))
_SITEMAP = frozenset(map(squeeze, _TABLE["section"]["sitemap"]))
_ENTRANCE = frozenset(map(squeeze, _TABLE["section"]["entrance"]))
_MENU = _SECTION_EXACT | _NEIGHBOURS | _ENTRANCE | _SITEMAP
_HUB = _any(_TABLE["hub"]["contains"])
_HUB_EXACT = frozenset(map(squeeze, _TABLE["hub"]["exact"]))
_INDEX = _any(_TABLE["hub"]["index"])
_BODIES = _any(_TABLE["hub"]["bodies"])
_BODIES_APART = _any(_TABLE["hub"]["apart"])
_OLDER = re.compile(_TABLE["older"]["built"])
_UNIT = re.compile(rf"[^\d,。;:!?、<>|/\\]{{1,29}}(?:{_any(_TABLE['unit']['suffix']).pattern})$")
_GROUP = re.compile(rf"(?:{_any(_TABLE['unit']['group']).pattern}|\W)+")
_UNIT_NEVER = frozenset(map(squeeze, _TABLE["unit"]["never"]))
_SHORT_HUB = 14  # characters of a text that leads to bodies
_FORBIDDEN_TEXT = frozenset(map(squeeze, _TABLE["forbidden"]["text"]))
_FORBIDDEN_PATH = re.compile(_TABLE["forbidden"]["path"])
_LIST_SERVICE = re.compile(_TABLE["forbidden"]["list_service"])
_CHANNEL = re.compile(_TABLE["forbidden"]["channel"])
_LOGIN = re.compile(r"(?i)/(?:user_?|admin_?)?(?:log-?in|sign-?in|sso|cas|passport)(?:/|\.\w+$|$)")
_FORBIDDEN_QUERY = re.compile(_TABLE["forbidden"]["query"])


@lru_cache(maxsize=4096)
def is_summing_up(text: str) -> bool:
    """Whether a title calls itself a 总结: a report only where it stands in an annual-report column."""
    match = _TITLE.search(_BRACKETS.sub("", _FILE_END.sub("", squeeze(text))))
    return match is not None and match["kind"].endswith("总结")


@lru_cache(maxsize=4096)
def grade(text: str) -> Grade:
    """What a title or link text is, as far as words can tell."""
    plain = squeeze(text)
    plain = _INNOCENT.sub("", _FILE_END.sub("", plain))
    if not _SUBJECT.search(plain):
        return "veto" if _VETO.search(plain) else "none"
    bare = _BRACKETS.sub("", plain)
    match = _TITLE.search(bare) or _TITLE.search(plain)
    if _ERRANDS.search(bare):
        return "veto"
    notice = bool(_NOTICE.search(bare))
    if _NEWS.search(bare):
        return "veto" if notice or match is None else "mention"
    if notice:
        # 关于印发…年度报告的通知 holds the report; 关于编制…年度报告的通知 asks for it.
        wrapped = match is not None and (_WRAPPED.search(bare[: match.start()]) or not _VETO.search(bare))
        return "report" if wrapped else "veto"
    if _VETO.search(bare):
        return "veto"
    if match is None:
        return "mention" if _YEARLY.search(bare) else "none"
    if _MENTION.search(bare[: match.start()]) or not _TAIL.match(match["tail"]):
        return "mention"
    return "report"


@lru_cache(maxsize=4096)
def year(text: str) -> int | None:
    """The report year that a text names: the one year in it, digits or 二〇一九年; None when unsure."""
    plain = _DAY.sub("", unicodedata.normalize("NFKC", text))
    years = {int(found) for found in _YEAR.findall(plain)}
    years |= {int("20" + found.translate(_CHINESE_DIGITS)) for found in _CHINESE_YEAR.findall(plain)}
    return years.pop() if len(years) == 1 else None


def is_year(text: str) -> bool:
    """Whether the text is nothing but a year: 2020, 2020年, 2020年度, 二〇二〇年."""
    plain = squeeze(text)
    return (
        year(text) is not None
        and len(plain) <= 8
        and re.sub(r"[\d年度〇○零一二三四五六七八九\W_]", "", plain) == ""
    )


_AROUND_YEAR = 3  # characters that may stand beside a year in a text that is about this year alone
_MONTH = re.compile(r"20\d\d[-/.]\d{1,2}(?!\d)|\d月|[上下]个?月|月份|[上下]旬|第?[一二三四1-4]季")


def names_year(text: str) -> bool:
    """Whether the text is a year with little or an authority beside it, or with 年报; and no month of it."""
    plain = squeeze(text)
    if year(text) is None or _MONTH.search(plain):
        return False
    beside = re.sub(r"20\d\d年?度?|[\W_]", "", _BRACKETS.sub("", plain))
    beside = _COLUMN_HINT.sub("", beside)
    return len(beside) <= _AROUND_YEAR or is_unit(beside)


@lru_cache(maxsize=4096)
def names_column(text: str) -> bool:
    """Whether a link text (or the last crumb) names an annual-report column."""
    plain = squeeze(text)
    bare = _LEADING.sub("", _BRACKETS.sub("", plain)).rstrip(">»+")
    if _COLUMN_EXACT & {plain, bare} or (_COLUMN_BUILT.fullmatch(bare) and _YEARLY_WORD.search(bare)):
        return True
    if _COLUMN.search(plain):
        return not _VETO.search(plain) and not _NOTICE.search(plain)
    return False


def hints_column(text: str) -> bool:
    """Whether a text of the 政府信息公开 section speaks of annual reports, its subject left out."""
    plain = squeeze(text)
    return bool(_COLUMN_HINT.search(plain)) and not any(
        words.search(plain) for words in (_VETO, _NOTICE, _ERRANDS, _NEWS)
    )


def column_path(url: str) -> bool:
    """Whether a path segment of the URL is one that annual-report columns have."""
    return any(_COLUMN_SEGMENT.fullmatch(segment) for segment in urlsplit(url).path.split("/"))


def names_section(text: str) -> bool:
    """Whether a link text leads to the 政府信息公开 section."""
    plain = squeeze(text)
    if plain in _SECTION_EXACT:
        return True
    others = (_SECTION_NEVER, _VETO, _NOTICE, _ERRANDS, _NEWS)
    return len(plain) <= 24 and bool(_SECTION.search(plain)) and not any(one.search(plain) for one in others)


def leads_to_others(text: str) -> bool:
    """Whether a text that may speak of disclosure is one of forms, rules, recruitment or news."""
    plain = squeeze(text)
    return any(one.search(plain) for one in (_SECTION_NEVER, _VETO, _NOTICE, _ERRANDS, _NEWS))


def is_neighbour(text: str) -> bool:
    """Whether a text names a column that stands beside a unit's annual reports and does not hold them."""
    return squeeze(text) in _NEIGHBOURS


def stands_in_menu(text: str) -> bool:
    """Whether a text is one of a menu of the site or of its section: the section itself, its forms and rules,
    the rest of what is disclosed, the home page."""
    plain = squeeze(text)
    if plain in _MENU or _SECTION.fullmatch(plain):
        return True
    return bool(_SECTION_NEVER.search(plain)) and not is_unit(text)


def names_hub(text: str) -> bool:
    """Whether a link text leads to the departments or townships of a county."""
    plain = squeeze(text)
    return plain in _HUB_EXACT or (len(plain) <= 20 and bool(_HUB.search(plain))) or names_index(text)


def names_index(text: str) -> bool:
    """Whether a link text leads to units by how their names begin."""
    plain = squeeze(text)
    return len(plain) <= _SHORT_HUB and _INDEX.search(plain) is not None


def is_aside(text: str) -> bool:
    """Whether a text is about something else for certain: forms, rules, errands, news."""
    plain = squeeze(text)
    return any(words.search(plain) for words in (_VETO, _SECTION_NEVER, _NOTICE, _ERRANDS, _NEWS))


def speaks_of_bodies(text: str) -> bool:
    """Whether a short text of the section speaks of departments, townships or bodies, and of nothing else."""
    plain = squeeze(text)
    if len(plain) > _SHORT_HUB or not _BODIES.search(plain):
        return False
    return not any(
        words.search(plain) for words in (_BODIES_APART, _VETO, _SECTION_NEVER, _NOTICE, _ERRANDS, _NEWS)
    )


def names_older(text: str) -> bool:
    """Whether a link of a column leads to its older years: 历史信息, 往年年报, 2018年以前."""
    return _OLDER.fullmatch(squeeze(text).strip(">»+[]【】()")) is not None


@lru_cache(maxsize=4096)
def is_unit(text: str) -> bool:
    """Whether the text is the name of an authority and nothing else (a year beside it is allowed)."""
    plain = re.sub(r"20\d\d年?度?", "", squeeze(text)).strip("·•-—_:>»[]【】()")
    plain = _BRACKETS.sub("", plain)
    return 2 <= len(plain) <= 30 and plain not in _UNIT_NEVER and bool(_UNIT.fullmatch(plain))


def names_group(text: str) -> bool:
    """Whether a text is the name of a group of authorities, or of a government without its place: 乡镇,
    部门街镇, 县人民政府. Some end like the name of one authority."""
    return bool(_GROUP.fullmatch(squeeze(text)))


def names_sitemap(text: str) -> bool:
    """Whether a link text leads to a map of the site."""
    return squeeze(text) in _SITEMAP


def names_entrance(text: str) -> bool:
    """Whether a link text leads from a splash page into the site."""
    return squeeze(text).strip(">»[]()!") in _ENTRANCE


def forbidden(url: str, text: str = "") -> bool:
    """Whether a link must never be followed: login, search, print, share, a script, a mail address."""
    return squeeze(text) in _FORBIDDEN_TEXT or _leads_astray(url)


@lru_cache(maxsize=4096)
def _leads_astray(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    if parts.scheme not in ("http", "https"):
        return True
    if _LIST_SERVICE.search(parts.path):
        return False
    if _CHANNEL.search(f"{parts.path}?{parts.query}"):
        return _FORBIDDEN_QUERY.search(parts.query) is not None
    return any(map(_forbids, parts.path.split("/"))) or _FORBIDDEN_QUERY.search(parts.query) is not None


@lru_cache(maxsize=4096)
def _forbids(name: str) -> bool:
    """Whether a folder or file of a path must never be asked for; each folder is met by the thousand."""
    return _FORBIDDEN_PATH.search(name) is not None


def leads_to_login(url: str) -> bool:
    """Whether a URL is that of a login by its path, wherever it stands."""
    return _LOGIN.search(urlsplit(url).path) is not None
