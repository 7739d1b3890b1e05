"""Reports beside a report: a column that opens with the newest one has the others in a list next to it."""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from scraper import vocabulary
from scraper.listing import ListedLink
from scraper.markup.documents import is_file
from scraper.pages.links import key, label
from scraper.search.trail import Surroundings, Trail, Way, folder, way

_BESIDE = re.compile(r"相关|热门|推荐|最新|链接")
FEWEST_YEARS = 2
"""Links with years that make a list of them."""


def siblings(links: Sequence[ListedLink], url: str, trail: Trail) -> Iterator[tuple[ListedLink, Way]]:
    """The other reports to which the page of a report leads: by their titles, or as years in a list of years
    in the same folder."""
    inside = replace(trail, annual=True, section=True, hub=False, year=None, folder=folder(url))
    around = Surroundings(links)
    years = _lists_of_years(links)
    for link in links:
        if is_file(link.url) or key(link.url) == key(url) or _BESIDE.search(link.heading or ""):
            continue
        words = label(link)
        titled = vocabulary.grade(words) == "report" and vocabulary.year(words) is not None
        if titled or (link.block in years and _is_of_year(words) and _is_near(link.url, url)):
            onto = way(replace(link, place="list"), inside, around)
            if onto is not None and onto.role != "attachment":
                yield link, replace(onto, role="report")  # 2021年度报告 alone sounds like a column


def _lists_of_years(links: Sequence[ListedLink]) -> set[int]:
    """The lists that are mostly years."""
    counts: dict[int, list[int]] = {}
    for link in links:
        if link.block >= 0 and link.place != "footer":
            count = counts.setdefault(link.block, [0, 0])
            count[0] += _is_of_year(label(link))
            count[1] += 1
    return {block for block, (years, all_) in counts.items() if FEWEST_YEARS <= years >= all_ / 2}


def _is_of_year(words: str) -> bool:
    """Whether a text is a year, or the report of a year whose subject is left out."""
    return vocabulary.year(words) is not None and (
        vocabulary.is_year(words) or vocabulary.hints_column(words) or vocabulary.names_year(words)
    )


def _is_near(url: str, other: str) -> bool:
    """Whether a page lies in the folder of the other one or below it."""
    return folder(url).startswith(folder(other))
