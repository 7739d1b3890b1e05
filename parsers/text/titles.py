"""Titles of annual reports: which words make one, and the agency and the year that it names."""

import re
from functools import lru_cache
from typing import NamedTuple

from parsers.labels import fold
from parsers.text.bodies import agency_kind
from parsers.text.years import YEAR, as_year

# All patterns read folded text: one width, one script, no white space.
_SUBJECT = re.compile(
    r"(?:关于)?(?:(?:主动|依法|法定)公开)?(?:政务\(政府信息\)公开|政府信息(?!化|中心)|政务信息(?!化|中心)|政务公开(?![办科股])|"
    r"信息(?:与政务)?公开(?![办科股])|政府公开)"
)
_REPORT = re.compile(r"报告|年报|总结")
_OTHER_PAPER = re.compile(
    r"指南|目录|制度|办法|汇总|解读|模板|格式|说明|编制|评估|测评|考核|自查|整改报告|专项|决算|预算|要点|申请表|检查|"
    r"中心|栏目|平台|意见|方案|培训|会议|报表|专栏|规范|答复|统计表|一览|名单|清单|计划|分析"
)
_ABOUT_OTHERS = re.compile(
    r"(?:环境|企业|财政|决算|预算|财务|价格|高校|学校|医院|党务|村务|厂务|社会信用|信用)信息公开"
)
_SENTENCE = re.compile(r"[。>»;,]|现将|如下|根据|按照|特此|我局|我县|我镇|我区")
# News of a report: 某县发布…, …出炉.
_NEWS = re.compile(
    r"^(?!关于)[^《》(]{2,20}(?:发布|公布|晒出|推出|亮出)(?!.*(?:通知|公告|通告)$)|(?:出炉|上线|发布|公布|亮相|来了)!?$"
)
# Papers that have chapters like a report's; what a paper is stands at the end of its title.
_PAPER = re.compile(
    r"(?:指南|制度|条例|办法|规定|规范|规程|要点|方案|意见|细则|公报|解读|规划|目录|申请表|报表|计划|通报|讲话|决算|预算|清单|流程图?|说明|格式|"
    r"模板|汇报)(?:\([^()]*\)|[》\"]|全文)*$|"
    r"法治政府|依法行政|政府工作报告|自查|整改|解读|评估报告|考核"
)
# Papers that show how a report is filled in, with figures made up for it.
_SPECIMEN = re.compile(r"填(?:报|写|表|列)说明|编制说明|样(?:例|表|本)|范(?:例|本)|示(?:例|范文本)")
_BLANK_FORM = re.compile(r"模板|模版|格式|空表|表样")
_PART_OF_A_YEAR = re.compile(rf"{YEAR}年?度?(?:[上下]半年|第?[一二三四1-4]季度|\d{{1,2}}月份)")
# What announces or asks for a report is no report; a notice that is the report's own wrapping is.
_NOTICE = re.compile(r"(?:通知|公告|通告|函|公示)(?:\(.*\))?$")
_ANNOUNCEMENT = re.compile(r"(?:报告|年报)的?(?:公告|通告|公示)(?:\(.*\))?$")
_WRAPPING = re.compile(r"关于?(?:印发|公布|发布|公开|转发)")
_ASKING = re.compile(
    r"(?:做好|开展|报送|上报|填报|(?<!机构)编制|编写|撰写|组织|征集|催报|规范|加强|推进|落实|提交|审核|修改|更正|补充|撤销|举办|召开)"
    r".{0,30}(?:政府信息|政务|信息公开)"
)
_WRAPPED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*(?:报告|年报)[^《》]*)》")
_REPORT_YEAR = re.compile(
    rf"({YEAR})年?(?:度|年度)?(?:部门|全县|全区|全市)?(?:政府|政务|信息|年报|年度|工作|报告|公开|本级)"
)
_ANY_YEAR = re.compile(rf"({YEAR})(?=年|度|政|信)|\(({YEAR})\)|({YEAR})年?")
_YEAR_WORDS = re.compile(
    rf"[(\[【]?(?<!第){YEAR}年?(?:[-至~]{YEAR}年?)?(?:年?度)?(?:\d{{1,2}}月?[-至]\d{{1,2}}月)?[)\]】]?"
)
_BEFORE_NAME = re.compile(
    r"^(?:【[^】]*】|\([^)]{1,8}\)|图解|一图读懂|图文|标题|名称|题目|附件?\d{0,2}(?=:)|附件\d{0,2}|关于|印发|公布|发布|公开|转发|[《:|\-.,、·_])+"
)
_AFTER_NAME = re.compile(r"(?:关于.*|的|年度|部门|本级|全年|度|印发|公布|发布|[《:：|\-—.,、·_])+$")
_NAME_AT_END = re.compile(
    r"^(.*(?:报告|年报|总结)(?:\([^()]*\))?)(?:\(([^()\d,。;]{3,30})\)|[-_|:》]+([^-_|:《》()\d,。;]{3,30}(?:\([^()\d]*\))?))$"
)
# 某局：2020年…: a colon behind a name, not behind words that lead to another page.
_NAME_BEFORE_COLON = re.compile(r"^([^:]{2,30}):(?=[^:]*$)")
_BRACKETED = re.compile(r"[（(【\[](.{2,30}?)[）)】\]]$")
_PRONOUN = re.compile(r"^(?:本|我|该|各|全)(?:单位|部门|机关|局|委|办|院|中心|县|区|市|镇|乡|街道)?$")

_AFTER_LEADING_NAME = re.compile(rf"{YEAR}|年度|年报|政府信息|政务|信息|工作|报告|关于|总结|发布|公布")
_UNPRINTED = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]+")


class Title(NamedTuple):
    """What a title names: the agency as printed, and the year reported on."""

    agency: str | None
    year: int | None


def packed(text: str) -> str:
    """A text without white space and marks that print nothing."""
    return "".join(_UNPRINTED.sub("", text).split())


def squeezed(text: str) -> str:
    """A title without white space and marks that print nothing, once where it was printed twice in a row."""
    title = packed(text).rstrip("….\ufffd")
    half = len(title) // 2
    return title[:half] if half >= 8 and title[:half] == title[half:] else title


def is_report_title(text: str) -> bool:
    """Whether a text is the title of an annual report (or of a notice that publishes one)."""
    return 8 <= len(text) <= 200 and _names_report(text) and _is_report_title(text)


def _names_report(text: str) -> bool:
    """Whether a text has a word for reports, asked before anything is folded: most lines have none."""
    if "报" in text or "報" in text:
        return True
    return ("总" in text and "总结" in text) or ("總" in text and "總結" in text)


@lru_cache(maxsize=256)
def _is_report_title(text: str) -> bool:
    words, _ = _without_name_at_end(squeezed(fold(text)))
    if ":" in words:
        words = _without_name_before_colon(words)
    if len(words) > 90 or _SENTENCE.search(words):
        return False
    subject = _SUBJECT.search(words)
    if subject is None or _ABOUT_OTHERS.search(words) or _NEWS.search(words):
        return False
    tail = words[subject.end() :]
    if _NOTICE.search(words) and not _publishes(words):
        return False
    return _REPORT.search(tail) is not None and _OTHER_PAPER.search(tail) is None and ":" not in words


@lru_cache(maxsize=256)
def _squeezed_words(title: str) -> tuple[str, str]:
    """A title squeezed, and as its patterns read it."""
    printed = squeezed(title)
    return printed, fold(printed)


def _words(title: str) -> str:
    return _squeezed_words(title)[1]


def is_other_paper(title: str) -> bool:
    """Whether a title is that of another kind of paper, or of a notice that asks for reports."""
    words = _words(title)
    return _PAPER.search(words) is not None or (_NOTICE.search(words) is not None and not _publishes(words))


def is_specimen(title: str) -> bool:
    """Whether a title is that of a paper which shows how reports are written: instructions, an example, or a
    form that names nobody and no year."""
    words = _words(title)
    if _SPECIMEN.search(words):
        return True
    if _BLANK_FORM.search(words) is None:
        return False
    return read_title(title).year is None or leading_name(title) is None


def is_of_part_of_a_year(title: str) -> bool:
    """Whether a title is of a half or a quarter of a year, whose figures are not the year's."""
    return _PART_OF_A_YEAR.search(_words(title)) is not None


def tells_of_a_year(title: str) -> bool:
    """Whether a title is of a year's disclosure, whatever it calls itself (…2017年政府信息公开工作情况)."""
    words = _words(title)
    if len(words) > 90 or _SENTENCE.search(words) or _ABOUT_OTHERS.search(words) or _NEWS.search(words):
        return False
    return _SUBJECT.search(words) is not None and _ANY_YEAR.search(words) is not None


def is_notice(title: str) -> bool:
    """Whether a report's title is that of the notice round it (关于印发…的通知)."""
    return _NOTICE.search(fold(title)) is not None


def unwrapped(title: str) -> str:
    """The report's own title in a notice that names it in 《》; other titles as they are."""
    found = _WRAPPED.search(title)
    return found[1] if found and is_report_title(found[1]) else title


@lru_cache(maxsize=256)
def read_title(title: str) -> Title:
    """Agency and year of a report's title. A title of another kind names no agency, perhaps a year."""
    printed, words = _squeezed_words(title)
    if len(words) != len(printed):
        printed = words
    year = _REPORT_YEAR.search(words) or _ANY_YEAR.search(words)
    return Title(
        agency=_agency(printed, words) if is_report_title(title) else None,
        year=as_year(next(filter(None, year.groups()))) if year else None,
    )


def leading_name(title: str) -> str | None:
    """The name of a body that begins a title of any wording; None where none does."""
    words = _words(title)
    end = _AFTER_LEADING_NAME.search(words)
    name = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", words[: end.start()] if end else words))
    return name if agency_kind(name) and not _PRONOUN.match(name) else None


def _publishes(words: str) -> bool:
    """Whether a notice is the wrapping of a report, not one that asks for reports."""
    if _WRAPPING.search(words):
        return True
    return _ANNOUNCEMENT.search(words) is not None and _ASKING.search(words) is None


def _without_name_at_end(words: str) -> tuple[str, str]:
    """A title and the name of a body that stands behind it, in brackets or after a dash; "" if none does."""
    found = _NAME_AT_END.match(words)
    if found and agency_kind(name := found[2] or found[3]) and not _REPORT.search(name):
        return found[1], name
    return words, ""


def _without_name_before_colon(words: str) -> str:
    """A title without the colon behind the name that begins it."""
    words = _BEFORE_NAME.sub("", words)
    found = _NAME_BEFORE_COLON.match(words)
    if found and agency_kind(found[1]) and not _SUBJECT.search(found[1]):
        return found[1] + words[found.end() :]
    return words


def _agency(printed: str, words: str) -> str | None:
    """The name before the subject, without years and decoration; else a name at the end."""
    subject = _SUBJECT.search(words)
    if subject is None:
        return None
    end = subject.start()
    # 某区人民政府信息公开…: 政府 belongs to the name and to the subject.
    if words[:end].endswith("人民"):
        end += len("政府")
    spans: list[tuple[int, int]] = [found.span() for found in _YEAR_WORDS.finditer(words, 0, end)]
    name = "".join(
        printed[start:stop]
        for start, stop in zip([0, *(e for _, e in spans)], [*(s for s, _ in spans), end], strict=True)
    )
    bracketed = _BRACKETED.match(name)
    if bracketed and agency_kind(bracketed[1]):
        return bracketed[1]
    name = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", name))
    if not name or _PRONOUN.match(name):
        behind = _without_name_at_end(words)[1]
        place = words.rfind(behind)
        name = printed[place : place + len(behind)] if behind else ""
    return name or None
