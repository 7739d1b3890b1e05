"""The body that reports, as the page names it."""

import re
from collections import Counter
from collections.abc import Iterator

from gongkai.records import Link, Section
from parsers.document import Document
from parsers.identity.headline import site_names
from parsers.identity.signed import signatures
from parsers.text.bodies import agency_kind, is_body_name, stands_for
from parsers.text.furniture import is_linked
from parsers.text.titles import is_report_title, read_title, squeezed

_PLACE = re.compile(r"[^省市县区州旗盟][省市县区州旗盟乡镇](?!$)|街道(?!$)")
# A town tells no body from all others of its name: most counties have a 城关镇.
_COUNTY = re.compile(r"[^省市县区州旗盟][省市县区州旗盟](?!$)")
_PRESS = re.compile(r"(?:融媒体中心|融媒体|电视台|广播台|报社|新闻中心|新闻社|门户网站|资讯中心)$")
_BODY = r"[^，。；：、\s]{3,30}?(?:局|委员会|人民政府|办公室|中心|街道办事处|管委会|乡|镇)"
# A clause that begins so leads to the body, and may end like the name of one (坚持以人民为中心，…).
_PREAMBLE = "坚持|按照|根据|依据|遵照|为|在|深入|认真|贯彻|围绕|落实|以|经|对|县委|区委|市委|全面"
_OPENING = re.compile(
    rf"(?:本(?:年度)?报告由|^\s*(?:20\d\d年[，,]?)?(?:现将)?由?)(?!由|{_PREAMBLE})({_BODY})"
    r"(?=编制|在|认真|深入|坚持|严格|高度|积极|按照|根据|以|全面|20\d\d年|政府信息公开|[，,])"
)
# 根据《…》规定，某县教育局编制了2023年…报告: who writes it.
_WRITING = re.compile(
    rf"(?:^|[，,。；;\s])(?:本(?:年度)?报告|现)?由?(?!由|{_PREAMBLE})({_BODY})"
    r"(?:办公室|办)?(?:负责)?(?:组织)?(?:编制|编写|撰写|汇总发布|制作并?发布|发布)(?=[了并完]|本|20\d\d|《|[，,。；;]|$)"
)
# The verb of such a clause with what may stand on either side of it, to leave most texts at once.
_WRITTEN = re.compile(
    r"(?:编制|编写|撰写|发布)(?<=[局会府室心处乡镇办责织总作并]..)(?=[了并完]|本|20\d\d|《|[，,。；;]|$)"
)
# 如对本报告有疑问，请与某县教育局联系; an office within it (办公室) is no body.
_CONTACT = re.compile(
    rf"请(?:直接)?(?:与|和|同|向)({_BODY})(?:[\u4e00-\u9fff]{{0,4}}(?:办公室|办|科|股))?(?:联系|咨询|反映)"
)
_CRUMBS = re.compile(r"(?:当前|您现在|所在)(?:的)?位置(?:是|为)?[:：]?|您当前位置[:：]?")
_CRUMB_SIGN = re.compile(r"\s*(?:>|»|›|→|/|\\|-{1,2}|_|\||·)+\s*")
_OFFICE = re.compile(r"政府(?:办公室|办公厅|办)$")
_SITE_WORDS = re.compile(
    r"(?:门户网站|政务公开网|信息公开网|政务网|官方网站|网站|门户网?|政府信息公开|网)+$|^(?:欢迎访问|中国)[·:：]?"
)
_OWN = re.compile("(?:我|本)(?:局|委|办|中心|院|镇|乡|街道|单位|校|公司)")
_TAGS = ("contentsource", "publisher", "author")
_LINES_OF_CRUMBS = 3
_PLACES = r"(?:[一-鿿]{1,12}?[省市县区州旗盟])"
"""A place's name that begins a clause."""


def read_agency(
    named: str | None,
    document: Document,
    byline: dict[str, list[str]],
    sections: list[Section],
    link: Link | None = None,
) -> str | None:
    """The reporting body: what the report's title calls it (`named`), in full where the page prints it in
    full; else the signature, the publisher, the opening sentence, the source, the list that announced the
    report. None where nothing names it."""
    if named is not None and _is_full(named):
        return named
    others = [name for name in _other_names(document, byline, sections, link) if is_body_name(name)]
    if named is None and not others:
        return None
    if named is None and _COUNTY.search(others[0]):
        return others[0]
    named = named or others[0]
    for suffixes, office in stands_for():
        if named.endswith(suffixes):
            whole = named + office
            longest = max((name for name in others if name.endswith(whole)), key=len, default=whole)
            if longest in others or _is_printed(whole, document):
                named = longest
            break
    if not _COUNTY.search(named):
        own = named.lstrip("本我")
        longer = (name for name in others if name.endswith(own) and len(name) > len(named))
        return next(longer, None) or _in_text(own, sections) or named
    return named


def _is_full(name: str) -> bool:
    """Whether a name tells its county, and is not that of a place alone, which stands for an office there."""
    return _COUNTY.search(name) is not None and not any(name.endswith(ends) for ends, _ in stands_for())


def _is_printed(name: str, document: Document) -> bool:
    return any(name in line.text for line in document.lines) or name in document.meta.get("sitename", "")


def _in_text(own: str, sections: list[Section]) -> str | None:
    """The name with its place, as the text has it most often; None where the text has two as often."""
    pattern = re.compile(rf"(?<![一-鿿])(?:(?<=\d)(?:年度?|[月日])|由)?+({_PLACES}{re.escape(own)})")
    found = Counter(name for section in sections for name in pattern.findall(section.text))
    (name, count), *rest = found.most_common(2) or [("", 0)]
    return name if name and (not rest or count > rest[0][1]) else None


def _other_names(
    document: Document, byline: dict[str, list[str]], sections: list[Section], link: Link | None
) -> Iterator[str]:
    """Names by how surely they are the reporting body's own. The county's office publishes for everybody:
    its name counts after those of all others that the page says anything of."""
    offices: list[str] = []
    for name in _told(document, byline, sections):
        if _OFFICE.search(name):
            offices.append(name)
        else:
            yield name
    for text in (link.title or "", link.text) if link is not None else ():
        yield read_title(text).agency or squeezed(text)
    yield from offices
    yield _above_title(document)
    yield from map(squeezed, byline.get("author", ()))
    yield from _crumbs(document)
    yield from (found[1] for section in sections for found in _CONTACT.finditer(section.text))
    last = document.lines[document.body.stop - 1].text if document.body else ""
    yield squeezed(last) if _PLACE.search(last) else ""


def _told(document: Document, byline: dict[str, list[str]], sections: list[Section]) -> Iterator[str]:
    """Names that the page says something of: who signs, publishes, works, sends."""
    yield from (name for name, _ in signatures(document))
    yield from map(squeezed, byline.get("publisher", ()))
    if sections:
        opening = sections[0].text[:400]
        # Without these words only its beginning may name the body.
        first = _OPENING.finditer(opening) if "报告由" in opening else [_OPENING.match(opening)]
        yield from (found[1] for found in first if found)
        written = (section.text for section in sections if _WRITTEN.search(section.text))
        yield from (found[1] for text in written for found in _WRITING.finditer(text))
    named = [*byline.get("source", ()), *(document.meta.get(name, "") for name in _TAGS)]
    for name in map(squeezed, named):
        if not _PRESS.search(name):
            yield name


def _above_title(document: Document) -> str:
    """A line right above the title, unless it is the name of the portal, or its links."""
    start = document.body.start
    if not start or is_linked(document.lines[start - 1]):
        return ""
    above = squeezed(document.lines[start - 1].text)
    return "" if above in site_names(document) else above


def _crumbs(document: Document) -> Iterator[str]:
    """What the way to the page leads through, the last first: 当前位置：首页 > 某县教育局 > 年报."""
    for line in document.lines[: document.body.start + _LINES_OF_CRUMBS]:
        if begin := _CRUMBS.search(line.text):
            site = site_names(document)
            parts = map(squeezed, _CRUMB_SIGN.split(line.text[begin.end() :]))
            yield from (part for part in reversed([*parts]) if part not in site and not is_report_title(part))


def site_agency(document: Document, sections: list[Section]) -> str | None:
    """The body whose site the page is on; None where it is a government and the text speaks of itself as a
    department or township does."""
    sites = (_SITE_WORDS.sub("", name) for name in [document.meta.get("sitename", ""), *site_names(document)])
    name = next((name for name in map(squeezed, sites) if is_body_name(name) and _PLACE.search(name)), None)
    if name and agency_kind(name) == "government" and any(_OWN.search(s.text) for s in sections):
        return None
    return name
