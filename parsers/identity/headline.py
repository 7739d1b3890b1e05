"""The title of a page: the fullest of the texts that name the report, else the page's own headline."""

import re
from collections.abc import Iterator
from itertools import pairwise

from gongkai.records import Link
from parsers.document import Document, Line
from parsers.identity.byline import is_bare_date, names_a_body
from parsers.identity.signed import signatures
from parsers.text.bodies import agency_kind, is_body_name
from parsers.text.furniture import is_byline, is_linked, is_metadata
from parsers.text.titles import is_notice, is_report_title, read_title, squeezed, unwrapped

# Not the hyphen of a span of years, not the dash before a name.
_SITE_PARTS = re.compile(r"\s*(?:[|_｜»]|(?<![—–])[—–](?![—–\d])|-{1,2}(?!\d))\s*")
_LABEL = re.compile(r"^(?:名称|标题|题目|信息名称|文件名称)[:：]")

# A title whose byline stands in the same line.
_RUN_IN_BYLINE = re.compile(
    r"(.{8,90}?)\s*[\[【(（]?(?:发布时间|发布日期|发文日期|信息来源|信息时间|来源|日期|时间|浏览次数)\s*[:：]"
)
_DATED = re.compile(r"(?:19|20)\d\d\s*[-/.年]\s*\d")
_OPEN_BRACKET = re.compile(r"[（(《【][^）)》】]*$")
_CUT = re.compile(r"(?:…|\.\.)\s*$")
_TITLE_LENGTH = 90
_LINES_AFTER_START = 6
_NO_HEADLINE = re.compile(r"[。；;]|^\s*[（(]?[一二三四五六七八九十\d]{1,2}\s*[、)）.．]")


def find_titles(document: Document, byline: dict[str, list[str]], link: Link | None) -> list[str]:
    """Titles that the page gives its report or the notice round it, white space removed, the likeliest
    first; none where nothing is called a report. `link` is heard where the page is silent."""
    found = _printed(document, byline)
    found += [squeezed(title) for title in byline.get("title", ()) if not _CUT.search(title)]
    titles = _of_reports(found)
    best = _fullest(titles)
    if best is None or read_title(best).year is None:
        titles = _of_reports([*found, *_outer(document, link)])
    titles = [_LABEL.sub("", title) if ":" in title or "：" in title else title for title in titles]
    return [title for title in titles if not (title.endswith("的") or _OPEN_BRACKET.search(title))]


def choose_title(
    document: Document, titles: list[str], byline: dict[str, list[str]], link: Link | None
) -> str | None:
    """The fullest of the report's titles, the likeliest of equally full ones; else the page's headline."""
    fullest = _fullest(_of_reports(titles))
    return unwrapped(fullest) if fullest else _headline(document, [*byline.get("title", ()), *_of_link(link)])


def _of_reports(titles: list[str]) -> list[str]:
    """Those of some texts that are titles of reports, each once."""
    return [title for title in dict.fromkeys(titles) if is_report_title(title)]


def _fullest(titles: list[str]) -> str | None:
    if len(titles) == 1:
        return titles[0]
    return max(titles, key=_fullness, default=None)


def _fullness(title: str) -> tuple[bool, bool, bool]:
    title = unwrapped(title)
    agency, year = read_title(title)
    return year is not None, not is_notice(title), agency is not None


def _near(document: Document) -> list[tuple[int, Line]]:
    """Lines that may hold the title, with their numbers."""
    lines = document.lines[: document.body.start + _LINES_AFTER_START]
    return [
        (n, line) for n, line in enumerate(lines) if not line.hidden and not (line.linked and is_linked(line))
    ]


def _printed(document: Document, byline: dict[str, list[str]]) -> list[str]:
    """Titles on the page itself, the likeliest first."""
    lines, near = document.lines, _near(document)
    titles = [n for n, line in near if is_report_title(line.text)]
    headings = [n for n, line in near if line.heading and len(line.text) <= 2 * _TITLE_LENGTH]
    found = [squeezed(lines[n].text) for n in headings]
    for title in _joined(document, near, titles):
        if not _is_contradicted(title, document, byline):
            found.append(title)
    for _, line in near:
        if _may_run_in(line.text) and (run_in := _RUN_IN_BYLINE.match(line.text)):
            found.append(squeezed(run_in[1]))
    found += [squeezed(lines[n].text) for n in reversed(titles) if n not in headings]
    content = document.meta.get("articletitle", "")
    if content not in [line.text for _, line in near]:
        tag = squeezed(content)
        if not any(squeezed(line.text).startswith(tag) for _, line in near):  # content that was cut
            found.append(tag)
    found += [squeezed(line.text) for line in lines if line.hidden and is_report_title(line.text)]
    return found


def _may_run_in(text: str) -> bool:
    """Whether a line has a colon and what reports are called by, spaced or not: 报告, 年报, 总结."""
    if ":" not in text and "：" not in text:
        return False
    return "报" in text or "報" in text or "结" in text or "結" in text


def _outer(document: Document, link: Link | None) -> Iterator[str]:
    """Titles that stand beside the page: they may name site and column too."""
    for part in _SITE_PARTS.split(document.title_tag or ""):
        *before, last = part.split() or [""]
        if before and is_report_title(last):
            named = before[-1] if agency_kind(before[-1]) and "公开" not in before[-1] else ""
            yield squeezed(named + last)
        else:
            yield squeezed(part)
    yield squeezed(document.meta.get("description", ""))
    yield from _of_link(link)


def _of_link(link: Link | None) -> list[str]:
    return [squeezed(link.title or ""), squeezed(link.text)] if link is not None else []


def _joined(document: Document, near: list[tuple[int, Line]], titles: list[int]) -> Iterator[str]:
    """Titles cut over two or three lines, that none of the lines is alone; `titles` are the numbers of lines
    that are titles as they are."""
    whole = [_is_whole(line.text, is_title=n in titles) for n, line in near]
    if (False, False) not in pairwise(whole):
        return
    tables = {grid.line for grid in document.grids}
    site: set[str] | None = None
    for count in (2, 3):
        for begin in range(len(near) - count + 1):
            if True in whole[begin : begin + count]:
                continue
            lines = near[begin : begin + count]
            texts = [line.text for _, line in lines]
            if sum(map(len, texts)) > _TITLE_LENGTH or any(number in tables for number, _ in lines[1:]):
                continue
            site = site_names(document) if site is None else site
            if not site.isdisjoint(map(squeezed, texts)):
                continue
            if count > 2 and (_names_all("".join(texts[1:])) or _names_all("".join(texts[:-1]))):
                continue
            # A heading is whole; what stands above it is the portal's or the column's name.
            if any(line.heading for _, line in lines) or any(
                names_a_body(document.lines, n) for n, _ in lines
            ):
                continue
            joined = squeezed("".join(texts))
            if _names_all(joined) and (agency_kind(read_title(joined).agency or "") is not None):
                yield joined


def _is_whole(text: str, *, is_title: bool) -> bool:
    """Whether a line is no part of a title: it is too long, one with agency and year, or the byline."""
    if len(text) > _TITLE_LENGTH or (is_title and None not in read_title(text)):
        return True
    return _DATED.search(text) is not None


def _is_contradicted(title: str, document: Document, byline: dict[str, list[str]]) -> bool:
    """Whether the page has the body of a title that was put together signed for, or published, by another."""
    body = read_title(title).agency or ""
    named = (
        *(name for name, _ in signatures(document)),
        *byline.get("publisher", ()),
        *byline.get("source", ()),
    )
    names = list(filter(is_body_name, map(squeezed, named)))
    return bool(names) and not any(name.endswith(body) or body.endswith(name) for name in names)


def _names_all(title: str) -> bool:
    """Whether a text is a report's title with agency and year."""
    return is_report_title(title) and None not in read_title(title)


def site_names(document: Document) -> set[str]:
    """Names of the portal: of its tag and in the title tag."""
    parts = _SITE_PARTS.split(document.title_tag or "")
    names = {squeezed(part) for part in (*parts[1:], document.meta.get("sitename", ""))}
    return {name for name in names if name and not is_report_title(name)}


# The headline of any page


def _headline(document: Document, others: list[str]) -> str | None:
    """What a page that names no report is headed with: the text that most of its signs point to."""
    tag = squeezed(document.meta.get("articletitle", ""))
    parts = [squeezed(part) for part in _SITE_PARTS.split(document.title_tag or "")]
    site = site_names(document) - {tag}
    near = _near(document)
    best, most = None, 0
    for place, (_, line) in enumerate(near):
        text = squeezed(line.text)
        if not 2 <= len(text) <= _TITLE_LENGTH or _is_other(line.text):
            continue
        following = near[place + 1][1].text if place + 1 < len(near) else ""
        signs = (
            4 * (text == tag)
            + 3 * (text in parts or squeezed(document.title_tag or "").startswith(text))
            + 2 * line.heading
            + 2 * (is_byline(following) or is_bare_date(following))
            - 4 * (text in site)
        )
        if signs > most:
            best, most = text, signs
    return best or next(filter(None, (tag, *others, *parts)), None)


def _is_other(text: str) -> bool:
    """Whether a line is no headline: byline, metadata, the first words of the text."""
    return is_byline(text) or is_metadata(text) or is_bare_date(text) or _NO_HEADLINE.search(text) is not None
