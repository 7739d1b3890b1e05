"""The year that a report is on: what its title says, weighed against the period its text states."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from gongkai.records import Issue, Link, Section
from parsers.text.titles import read_title
from parsers.text.years import YEAR, as_year

_PERIOD = re.compile(
    rf"({YEAR})\s*[年.]\s*0?[1１]\s*[月.]\s*0?[1１]\s*日?.{{0,16}}?[1１][2２]\s*[月.]\s*[3３][1１](?![0-9０-９])"
)
_TEXT_YEAR = re.compile(rf"({YEAR})\s*年")
_OPENING_LENGTH = 600


def read_year(
    title: str | None,
    titles: Sequence[str],
    sections: Sequence[Section],
    published: datetime | None,
    link: Link | None = None,
) -> tuple[int | None, list[Issue]]:
    """The year reported on, and an issue for whatever contradicts it. `title` is the report's chosen title,
    `titles` all that the page gives it, `published` the printed date; `link` is heard where the page is
    silent."""
    in_title = read_title(title).year if title else None
    issues: list[Issue] = []
    in_titles = {year for text in titles if (year := read_title(text).year)}
    if len(in_titles) > 1:
        years = ", ".join(map(str, sorted(in_titles)))
        issues.append(_issue("year_conflict", f"titles of the page name the years {years}"))
    period = _period(sections)
    in_text = period or _most_named(sections)
    in_list = year_of_link(link)
    year = in_title or in_text or in_list
    if year is None:
        return None, [*issues, _issue("year_missing", "neither title nor text say which year is reported on")]
    if in_title and published and period == in_title - 1 and published.year == in_title:
        message = (
            f"the title says {in_title}, the year of publication; the text states {period}, which was taken"
        )
        return period, [*issues, _issue("year_conflict", message)]
    if in_title and in_text and in_title != in_text and (period or in_title not in _named(sections)):
        message = f"the title says {in_title}, the text {in_text}; the title's year was taken"
        issues.append(_issue("year_conflict", message))
    if published and published.year < year:
        message = f"published on {published:%Y-%m-%d}, before the end of the year {year} reported on"
        issues.append(_issue("year_conflict", message))
    return year, issues


def year_of_link(link: Link | None) -> int | None:
    """The one year that a list entry names: in its title or text, else in the heading above it."""
    if link is None:
        return None
    for text in (link.title or "", link.text):
        if year := read_title(text).year or _only_year(text):
            return year
    return _only_year(link.heading or "")


def _only_year(text: str) -> int | None:
    """The year that a text names, where it is one alone."""
    years = {as_year(found) for found in re.findall(YEAR, text)}
    return years.pop() if len(years) == 1 else None


def _period(sections: Sequence[Section]) -> int | None:
    """The year of the period that a text states to report on."""
    for section in sections:
        text = section.text
        ends = ("3" in text and "31" in text) or "３" in text
        if ends and (period := _PERIOD.search(text)):
            return as_year(period[1])
    return None


def _named(sections: Sequence[Section]) -> list[int]:
    """The years that the opening of a text names, each as often as it does."""
    opening = "\n".join([section.text for section in sections[:3]])[:_OPENING_LENGTH]
    if "年" not in opening:
        return []
    return [as_year(found[1]) for found in _TEXT_YEAR.finditer(opening)]


def _most_named(sections: Sequence[Section]) -> int | None:
    named = _named(sections)
    if not named:
        return None
    (year, count), *rest = Counter(named).most_common(2)
    return year if not rest or count > rest[0][1] else None


def _issue(code: str, message: str) -> Issue:
    return Issue(stage="parse", code=code, severity="warning", message=message)
