"""Which links of a page are worth following, as what: by what they say and where they stand."""

from collections import Counter
from collections.abc import Sequence
from typing import Literal
from urllib.parse import urlsplit

from msgspec.structs import replace

from gongkai.records import Record
from scraper import vocabulary
from scraper.listing import ListedLink
from scraper.lists.pager import is_pager
from scraper.markup.documents import is_file
from scraper.pages.links import is_vague, label
from scraper.pages.more import is_more
from scraper.search.alphabet import alphabet, names_letters

Role = Literal["list", "report", "attachment", "continuation"]

DEEPEST = 9
"""Links from the home page to a list; pages of one list do not count."""

MANY_LETTERS = 5
"""Letters in a row that are an index of units on the way to a column, where other things have one too."""

_SHORT = 12  # characters of a link inside a column that may name a unit in words nobody foresaw


class Trail(Record, frozen=True, kw_only=True):
    """How a page was reached: in an annual-report column or not, for which unit and year, how deep."""

    annual: bool = False
    section: bool = False
    hub: bool = False  # its links are units, be it one alone
    unit: str | None = None
    year: int | None = None
    depth: int = 0
    folder: str | None = None  # host and path of the column, which its unlabelled sub-lists do not leave


class Way(Record, frozen=True, kw_only=True):
    """A link worth following: what its page is expected to be, and the trail it will have."""

    role: Role
    trail: Trail


class Surroundings:
    """What a link's neighbours say: the blocks of a page that are mostly units, or mostly reports, or that
    hold an annual-report column, or nothing but years; the first below a heading that names one; the page's
    unit where its content names no more than one; and its index of letters."""

    def __init__(self, links: Sequence[ListedLink]) -> None:
        counts: dict[int, Counter[str]] = {}
        columns: set[int] = set()
        named: set[str] = set()
        headed: dict[str, int] = {}
        for link in links:
            if link.date is None and link.place in ("list", "body") and vocabulary.is_unit(label(link)):
                named.add(link.url)
            if link.block < 0 or is_pager(link):
                continue
            words = label(link)
            if link.date is None and vocabulary.names_column(words):
                columns.add(link.block)
            if link.heading and not is_more(link.text) and vocabulary.names_column(link.heading):
                headed.setdefault(link.heading, link.block)
            count = counts.setdefault(link.block, Counter())
            count["all"] += 1
            count["units"] += vocabulary.is_unit(words)
            count["reports"] += vocabulary.grade(words) == "report"
            count["years"] += vocabulary.is_year(words)
        self.letters = alphabet(links)
        self.columns = frozenset(columns)
        self.alone = named.pop() if len(named) == 1 else None
        self.units = frozenset(one for one, of in counts.items() if 2 <= of["units"] >= of["all"] / 2)
        self.reports = frozenset(one for one, of in counts.items() if 2 <= of["reports"] >= of["all"] / 2)
        self.years = frozenset(one for one, of in counts.items() if 2 <= of["years"] == of["all"])
        self.mixed = frozenset(one for one, of in counts.items() if of["units"] or of["reports"])
        self.headed = frozenset(headed.items())


def into_column(trail: Trail, url: str) -> Trail:
    """The trail of a page that is itself an annual-report column."""
    return replace(trail, annual=True, section=True, hub=False, folder=folder(url))


def folder(url: str) -> str:
    """Host and folder of a URL."""
    parts = urlsplit(url)
    return parts.netloc + parts.path.rsplit("/", 1)[0] + "/"


def way(link: ListedLink, trail: Trail, around: Surroundings) -> Way | None:
    """Where a link leads from a page with this trail; None when it is not worth following.

    Titles of reports and names of columns are followed from anywhere. Inside a column years, units and their
    neighbours are, outside of it the sections and units on the way to one.
    """
    if vocabulary.forbidden(link.url, link.text) or is_pager(link):
        return None
    words = label(link)
    grade = vocabulary.grade(words)
    named = vocabulary.year(words)
    onto = Trail(
        annual=trail.annual,
        section=trail.section,
        hub=trail.hub,
        unit=words if vocabulary.is_unit(words) else trail.unit,
        year=named or vocabulary.year(link.heading or "") or trail.year,
        depth=trail.depth + 1,
        folder=trail.folder,
    )
    if is_file(link.url):
        return _file(link, words, onto, around)
    if grade == "report" and named is not None:
        return Way(role="report", trail=onto)
    named_so = vocabulary.names_column(words) or link.of_reports
    if link.date is None and onto.depth <= DEEPEST and named_so:
        return Way(role="list", trail=into_column(onto, link.url))
    if grade == "report" or (grade == "mention" and named is not None):
        return Way(role="report", trail=onto)
    if (grade == "veto" and not vocabulary.names_section(words)) or onto.depth > DEEPEST:
        return None
    if trail.annual:
        return _inside(link, words, onto, around)
    return _outside(link, words, onto, around)


def _file(link: ListedLink, words: str, onto: Trail, around: Surroundings) -> Way | None:
    """A listed file: a report by its title, or by standing among a column's years and units."""
    grade = vocabulary.grade(words)
    wanted = grade == "report" or (
        onto.annual
        and grade != "veto"
        and link.place != "footer"
        and (
            grade == "mention"
            or vocabulary.year(words) is not None
            or vocabulary.is_unit(words)
            or vocabulary.hints_column(words)
            or link.block in around.units | around.reports
            or (is_vague(words) and (onto.unit is not None or onto.year is not None))
        )
    )
    return Way(role="attachment", trail=onto) if wanted else None


def _inside(link: ListedLink, words: str, onto: Trail, around: Surroundings) -> Way | None:
    """A link of a column that does not name a report: a year, a unit, or a neighbour of them."""
    if link.place == "footer":
        return None
    if vocabulary.names_index(words) or _is_letter(link, around):
        return Way(role="list", trail=replace(onto, hub=True))
    if vocabulary.names_older(words) and link.date is None:
        return Way(role="list", trail=replace(onto, folder=folder(link.url)))
    if vocabulary.is_year(words) or vocabulary.hints_column(words):
        return Way(role="report", trail=onto)
    if link.block in around.units | around.reports:
        return Way(role="report", trail=onto)
    if link.place == "navigation":
        return None
    entry = link.place == "list" or link.date is not None
    if vocabulary.is_unit(words) or vocabulary.names_year(words) or (entry and is_cut(words)):
        return Way(role="report", trail=onto)
    if is_vague(words) and (onto.unit is not None or onto.year is not None):
        return Way(role="report", trail=onto)  # 查看, and nothing beside it: the page itself tells
    near = onto.folder is not None and _within(link.url, onto.folder)
    if near and link.block in around.mixed and len(vocabulary.squeeze(words)) <= _SHORT:
        return Way(role="report", trail=onto)
    return None


def _is_letter(link: ListedLink, around: Surroundings) -> bool:
    """Whether a link leads to the units whose names begin with a letter."""
    return link.url in around.letters and names_letters(link)


def is_cut(words: str) -> bool:
    """Whether a text was cut, so that what it does not say may have stood in the rest."""
    return words.rstrip().endswith(("…", "...", "．．．"))


def _outside(link: ListedLink, words: str, onto: Trail, around: Surroundings) -> Way | None:
    """A link on the way to the column: the section, the units, the entrance of a splash page."""
    if link.date is not None:
        return None
    if onto.unit is not None and link.block in around.columns and vocabulary.is_neighbour(words):
        return None
    indexed = onto.section and len(around.letters) >= MANY_LETTERS and _is_letter(link, around)
    if (link.heading, link.block) in around.headed:
        below = _inside(link, words, into_column(onto, link.url), around)
        if below is not None:
            return below
    yearly = link.block in around.years and link.place in ("list", "body") and not around.columns
    if onto.unit is not None and onto.section and yearly:
        return Way(role="report", trail=onto)
    section = replace(onto, section=True, hub=indexed or vocabulary.names_hub(words))
    if not words and vocabulary.column_path(link.url):
        return Way(role="list", trail=into_column(onto, link.url))
    if vocabulary.names_section(words) or vocabulary.names_hub(words) or indexed:
        return Way(role="list", trail=section)
    if (
        onto.section
        and link.place != "footer"
        and (vocabulary.hints_column(words) or vocabulary.column_path(link.url))
    ):
        return Way(role="list", trail=into_column(onto, link.url))
    among = link.block in around.units or (onto.hub and link.place == "list") or link.url == around.alone
    listed = among and vocabulary.is_unit(words)
    if listed and (onto.section or vocabulary.names_hub(link.heading or "")):
        return Way(role="list", trail=section)
    near = onto.unit in (None, words) and (onto.section or onto.depth == 1) and link.place != "footer"
    if near and vocabulary.speaks_of_bodies(words):
        return Way(role="list", trail=replace(section, hub=True, unit=None))
    if onto.depth == 1 and vocabulary.names_entrance(words):
        return Way(
            role="list", trail=replace(onto, depth=0)
        )  # where it leads is what the home page is elsewhere
    if onto.depth == 1 and vocabulary.names_sitemap(words):
        return Way(role="list", trail=onto)
    return None


def _within(url: str, where: str) -> bool:
    parts = urlsplit(url)
    return (parts.netloc + parts.path).startswith(where)
