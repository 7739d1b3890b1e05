"""Titles of annual reports: which words make one, and the agency and the year that it names."""

import re
from typing import NamedTuple

from parsers.labels import fold
from parsers.years import YEAR, as_year

# All patterns read folded text: one width, one script, no white space.
_SUBJECT = re.compile(r"(?:关于)?(?:政府信息(?!化|中心)|政务信息|政务公开|信息(?:与政务)?公开|政府公开)")
_REPORT = re.compile(r"报告|年报|总结")
_OTHER_PAPER = re.compile(
    r"指南|目录|制度|办法|汇总|解读|模板|格式|说明|编制|评估|测评|考核|自查|整改报告|专项|决算|预算|要点|申请表|检查|"
    r"中心|栏目|平台|意见|方案|培训|会议|报表"
)
_ABOUT_OTHERS = re.compile(
    r"(?:环境|企业|财政|决算|预算|财务|价格|高校|学校|医院|党务|村务|厂务)(?:政府)?信息公开"
)
# Looked for before anything is folded: most lines of a page are no titles.
_HINT = re.compile("报|報|总结|總結")
_SENTENCE = re.compile(r"[。>»;,:]|现将|如下|根据|按照|特此|我局|我县|我镇|我区")
_NOTICE = re.compile(r"(?:通知|公告|通告|函|公示)(?:\(.*\))?$")
_WRAPPING = re.compile(r"关于?(?:印发|公布|发布|公开|转发)")
_WRAPPED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*(?:报告|年报)[^《》]*)》")
_REPORT_YEAR = re.compile(
    rf"({YEAR})年?(?:度|年度)?(?:部门|全县|全区|全市)?(?:政府|政务|信息|年报|年度|工作|报告|公开|本级)"
)
_ANY_YEAR = re.compile(rf"({YEAR})(?=年|度|政|信)|\(({YEAR})\)|({YEAR})年?")
_YEAR_WORDS = re.compile(rf"[(\[]?(?<!第){YEAR}年?(?:[-至~]{YEAR}年?)?(?:年?度)?[)\]]?")
_BEFORE_NAME = re.compile(
    r"^(?:【[^】]*】|\([^)]{1,8}\)|图解|一图读懂|标题|名称|题目|附件\d{0,2}|关于|印发|公布|发布|公开|转发|[《:|\-.,、·])+"
)
_AFTER_NAME = re.compile(r"(?:关于.*|的|年度|部门|本级|全年|度|印发|公布|发布|[《:|\-.,、·])+$")
_NAME_AT_END = re.compile(r"\(([^()]{3,30})\)$")


class Title(NamedTuple):
    """What a title names: the agency as printed, and the year reported on."""

    agency: str | None
    year: int | None


def squeezed(text: str) -> str:
    """A title with its white space removed, printed once where it was printed twice in a row."""
    title = "".join(text.split())
    half = len(title) // 2
    return title[:half] if half >= 8 and title[:half] == title[half:] else title


def is_report_title(text: str) -> bool:
    """Whether a text is the title of an annual report (or of a notice that publishes one)."""
    if not 8 <= len(text) <= 150 or not _HINT.search(text):
        return False
    words = fold(text)
    if len(words) > 90 or _SENTENCE.search(words):
        return False
    subject = _SUBJECT.search(words)
    if subject is None or _ABOUT_OTHERS.search(words):
        return False
    tail = words[subject.end() :]
    if _NOTICE.search(words) and not _WRAPPING.search(words):
        return False
    return _REPORT.search(tail) is not None and _OTHER_PAPER.search(tail) is None


def is_notice(title: str) -> bool:
    """Whether a report's title is that of the notice round it (关于印发…的通知)."""
    return _NOTICE.search(fold(title)) is not None


def unwrapped(title: str) -> str:
    """The report's own title in a notice that names it in 《》; other titles as they are."""
    found = _WRAPPED.search(title)
    return found[1] if found and is_report_title(found[1]) else title


def read_title(title: str) -> Title:
    """Agency and year of a report's title. A title of another kind names no agency, perhaps a year."""
    printed = squeezed(title)
    words = fold(printed)
    if len(words) != len(printed):
        printed = words
    year = _REPORT_YEAR.search(words) or _ANY_YEAR.search(words)
    return Title(
        agency=_agency(printed, words) if is_report_title(title) else None,
        year=as_year(next(filter(None, year.groups()))) if year else None,
    )


def _agency(printed: str, words: str) -> str | None:
    """The name before the subject, without years and decoration; else a name in brackets at the end."""
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
    name = _AFTER_NAME.sub("", _BEFORE_NAME.sub("", name))
    if not name and (found := _NAME_AT_END.search(words)):
        name = printed[found.start(1) : found.end(1)]
    return name or None
