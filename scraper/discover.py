"""From a home page to every annual report: pure decisions, no I/O.

The engine asks, `Discovery` decides::

    discovery = Discovery(url=portal.url, start=portal.start, allowed=portal.allows, family=portal.family)
    frontier = deque(discovery.seeds())
    while frontier:
        target = frontier.popleft()
        response = await fetch(target.request)          # or the archived one, see below
        step = discovery.read(target, response) if response.outcome == "ok" else discovery.failed(target)
        frontier.extend(step.lists); frontier.extend(step.reports)

What it has seen in this run is kept in memory only. An interrupted run is taken up by walking again from the
seeds and answering from the archive what was committed in that run: the decisions come out the same. Targets
are never repeated within a run; which of them need no new request tonight is for the engine to say, by what
the archive holds of them (a target announced as a report may have proved to be a list by `Step.kind`:
then it is asked each night).
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal
from urllib.parse import urlsplit

from msgspec import structs

from gongkai.records import Issue, Record
from scraper import confirm, vocabulary
from scraper.cms import choose
from scraper.links import frames, is_file, key, label, mentions_file, onward, read_links
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.pager import Chain, is_pager

Role = Literal["list", "report", "attachment"]
Kind = Literal["list", "report", "attachment", "other"]

MOST_WAYS = 800
"""Pages on the way (sections, units) that are read before the search stops widening."""

DEEPEST = 9
"""Links from the home page to a list; pages of one list do not count."""


class Trail(Record, frozen=True, kw_only=True):
    """How a target was reached: in an annual-report column or not, for which unit and year, how deep."""

    annual: bool = False
    section: bool = False
    unit: str | None = None
    year: int | None = None
    depth: int = 0
    folder: str | None = None  # host and path of the column, which its unlabelled sub-lists do not leave


class Target(Record, frozen=True, kw_only=True):
    """One thing worth asking for. `role` is what it is expected to be; the page itself decides in `read`.

    `link` is how it was announced (None for seeds and pages of a list), `list_url` where; `chain` names the
    list that it is a page of. `year` is the report year that the link tells, if it tells one.
    """

    request: Request
    role: Role
    trail: Trail = Trail()
    link: ListedLink | None = None
    list_url: str | None = None
    chain: str | None = None
    year: int | None = None


class Step(Record, frozen=True, kw_only=True):
    """What a response was, and what to ask for next.

    `kind` is what the page proved to be: only `report` and `attachment` are kept as reports. `entries` counts
    the report links that a list shows, seen before or not: a known list that suddenly has none is broken,
    unless `empty_by_text` (the page says that it holds nothing).
    """

    kind: Kind
    reports: tuple[Target, ...] = ()
    lists: tuple[Target, ...] = ()
    entries: int = 0
    empty_by_text: bool = False
    family: str | None = None
    issues: tuple[Issue, ...] = ()


class Discovery:
    """The search through one portal. `allowed` says whether a URL's authority is on the allow-list."""

    def __init__(
        self,
        *,
        url: str,
        allowed: Callable[[str], bool],
        start: Sequence[str] = (),
        family: str | None = None,
    ) -> None:
        self._url = url
        self._start = tuple(start)
        self._allowed = allowed
        self._family = family
        self._asked: set[str] = set()
        self._chains: dict[str, Chain] = {}
        self._ways = 0
        self._columns = 0

    def seeds(self) -> tuple[Target, ...]:
        """Where the search begins: the start pages (taken as annual-report columns), else the home page."""
        seeds = []
        for url in self._start or (self._url,):
            self._asked.add(key(url))
            trail = Trail(
                annual=bool(self._start),
                section=bool(self._start),
                folder=_folder(url) if self._start else None,
            )
            seeds.append(Target(request=Request(url=url), role="list", trail=trail))
        return tuple(seeds)

    def read(self, target: Target, response: Response) -> Step:
        """What a good response was and where it leads."""
        self._asked.add(key(response.url))
        if target.role == "attachment" or _is_document(response):
            return Step(kind="attachment")
        if target.chain is None and target.trail.depth > 0 and confirm.shows_form(response):
            return Step(kind="report", reports=self._attachments(target, response))
        page = choose(response, self._family if target.role == "list" else None).read(response)
        trail = self._where(target, response)
        listed = label(target.link) if target.link else ""
        if target.chain is None and target.trail.depth > 0:
            verdict = confirm.confirm(response, listed, page.links, inside=target.trail.annual)
            if verdict == "report":
                return Step(kind="report", reports=self._attachments(target, response))
            if verdict == "other" and target.role == "report" and not trail.annual:
                return Step(kind="other")
        return self._list(target, response, page, trail)

    def failed(self, target: Target) -> Step:
        """A target could not be fetched: the rest of the list it is a page of is not lost with it."""
        if target.chain is None:
            return Step(kind="other")
        request = self._chains[target.chain].skip()
        return Step(kind="list", lists=self._page(target, target.trail, target.chain, request))

    def _list(self, target: Target, response: Response, page: ListPage, trail: Trail) -> Step:
        onwards = onward(response.text, response.url)
        shown = (*frames(response.text, response.url), *([onwards] if onwards else ()))
        reports: list[Target] = []
        lists: list[Target] = []
        entries = 0
        unit_blocks = _unit_blocks(page.links)
        for link in page.links:
            role, onto = self._follow(link, trail, unit_blocks)
            if role is None or key(link.url) == key(response.url):
                continue
            if role in ("report", "attachment"):
                entries += 1
            made = self._target(link.url, role, onto, link, response.url)
            if made is not None:
                (lists if made.role == "list" else reports).append(made)
        for url in shown:
            made = self._target(url, "attachment" if is_file(url) else "list", trail, None, response.url)
            if made is not None:
                (lists if made.role == "list" else reports).append(made)
        chain_name = target.chain or key(response.url)
        chain = self._chains.setdefault(chain_name, Chain())
        request = chain.read(response.url, page.links, page.following, entries + len(lists))
        if trail.annual or target.chain is not None or entries:
            lists.extend(self._page(target, trail, chain_name, request))
        return Step(
            kind="list",
            reports=tuple(reports),
            lists=tuple(lists),
            entries=entries,
            empty_by_text=page.empty_by_text,
        )

    def _follow(
        self, link: ListedLink, trail: Trail, unit_blocks: frozenset[int]
    ) -> tuple[Role | None, Trail]:
        """Whether a link is wanted, as what, and where its target would stand."""
        words = label(link)
        if vocabulary.forbidden(link.url, link.text) or is_pager(link) or not self._allowed(link.url):
            return None, trail
        grade = vocabulary.grade(words)
        named = vocabulary.year(words)
        onto = Trail(
            annual=trail.annual,
            section=trail.section,
            unit=words if vocabulary.is_unit(words) else trail.unit,
            year=named or (vocabulary.year(link.heading or "") if link.heading else None) or trail.year,
            depth=trail.depth + 1,
            folder=trail.folder,
        )
        if is_file(link.url):
            wanted = grade == "report" or (trail.annual and grade != "veto" and link.place != "footer")
            return ("attachment" if wanted else None), onto
        if grade == "report" and named is not None:
            return "report", onto
        column = vocabulary.names_column(words) or (
            vocabulary.column_path(link.url) and not vocabulary.vetoed(words) and not trail.annual
        )
        if column:
            return "list", _into_column(onto, link.url)
        if grade == "report" or (grade == "mention" and named is not None):
            return "report", onto
        if grade == "veto" or onto.depth > DEEPEST:
            return None, trail
        if trail.annual:
            return self._inside(link, words, onto, unit_blocks)
        if self._ways > MOST_WAYS:
            return None, trail
        return self._outside(link, words, onto, unit_blocks)

    def _inside(
        self, link: ListedLink, words: str, onto: Trail, unit_blocks: frozenset[int]
    ) -> tuple[Role | None, Trail]:
        """A link of an annual-report column that does not name a report: a year, a unit, or a neighbour."""
        if vocabulary.is_year(words) or vocabulary.hints_column(words):
            return "report", onto
        if vocabulary.is_unit(words) or link.block in unit_blocks:
            if link.place == "footer" or (link.block not in unit_blocks and link.place == "navigation"):
                return None, onto
            return "report", onto
        if vocabulary.names_hub(words):
            return "list", onto
        if link.place in ("list", "body") and onto.folder and _within(link.url, onto.folder):
            return "report", onto
        return None, onto

    def _outside(
        self, link: ListedLink, words: str, onto: Trail, unit_blocks: frozenset[int]
    ) -> tuple[Role | None, Trail]:
        """A link on the way to the column: the section, the units, the entrance of a splash page."""
        section = _with(onto, section=True)
        if vocabulary.names_section(words) or vocabulary.names_hub(words):
            self._ways += 1
            return "list", section
        if vocabulary.is_unit(words) and link.block in unit_blocks and onto.section:
            self._ways += 1
            return "list", section
        if onto.depth == 1 and (vocabulary.names_entrance(words) or vocabulary.names_sitemap(words)):
            return "list", onto
        return None, onto

    def _where(self, target: Target, response: Response) -> Trail:
        """The trail of a page, corrected by what the page says of itself (crumbs, ColumnName)."""
        trail = target.trail
        if trail.annual or trail.depth == 0:
            return trail
        crumb = _column_name(response)
        if crumb and vocabulary.names_column(crumb):
            return _into_column(trail, response.url)
        return trail

    def _attachments(self, target: Target, response: Response) -> tuple[Target, ...]:
        """The files on a report page: links in its body and files in embedded viewers."""
        if not mentions_file(response.text):
            return ()
        made = []
        for link in read_links(response.text, response.url):
            if is_file(link.url) and link.place not in ("navigation", "footer") and self._allowed(link.url):
                made.append(self._target(link.url, "attachment", target.trail, link, response.url))
        for url in frames(response.text, response.url):
            if is_file(url):
                made.append(self._target(url, "attachment", target.trail, None, response.url))
        return tuple(one for one in made if one is not None)

    def _target(
        self, url: str, role: Role, trail: Trail, link: ListedLink | None, list_url: str
    ) -> Target | None:
        if key(url) in self._asked or not self._allowed(url) or vocabulary.forbidden(url):
            return None
        self._asked.add(key(url))
        return Target(
            request=Request(url=url), role=role, trail=trail, link=link, list_url=list_url, year=trail.year
        )

    def _page(self, target: Target, trail: Trail, chain: str, request: Request | None) -> tuple[Target, ...]:
        if request is None or not self._allowed(request.url):
            return ()
        self._asked.add(key(request.url))
        return (Target(request=request, role="list", trail=trail, list_url=target.request.url, chain=chain),)


def _with(trail: Trail, **changes: object) -> Trail:
    return structs.replace(trail, **changes)


def _into_column(trail: Trail, url: str) -> Trail:
    return _with(trail, annual=True, section=True, folder=_folder(url))


def _folder(url: str) -> str:
    parts = urlsplit(url)
    return parts.netloc + parts.path.rsplit("/", 1)[0] + "/"


def _within(url: str, folder: str) -> bool:
    parts = urlsplit(url)
    return (parts.netloc + parts.path).startswith(folder)


def _unit_blocks(links: Sequence[ListedLink]) -> frozenset[int]:
    """The blocks of a page whose links are mostly names of authorities."""
    units: dict[int, int] = {}
    others: dict[int, int] = {}
    for link in links:
        if link.block >= 0 and not is_pager(link):
            count = units if vocabulary.is_unit(label(link)) else others
            count[link.block] = count.get(link.block, 0) + 1
    return frozenset(block for block, many in units.items() if many >= 2 and many >= others.get(block, 0))


_COLUMN_META = re.compile(
    r"""(?is)<meta[^>]+name\s*=\s*["']?ColumnName["']?[^>]+content\s*=\s*["']([^"']*)"""
)
_CRUMB = re.compile(r"(?is)(?:当前位置|所在位置|您的位置|您现在的位置|现在位置)[^<]{0,6}(.{0,1500})")
_CRUMB_TEXT = re.compile(r">([^<>]+)<")


def _column_name(response: Response) -> str | None:
    """The column that a page says it belongs to: its ColumnName, else the last crumb that names one."""
    meta = _COLUMN_META.search(response.text[:20_000])
    if meta and meta[1].strip():
        return meta[1].strip()
    crumb = _CRUMB.search(response.text)
    if crumb is None:
        return None
    words = [one.strip(" \r\n\t>»＞›&;nbspraquo") for one in _CRUMB_TEXT.findall(crumb[1].split("</div>")[0])]
    return next((one for one in reversed(words) if one), None)


def _is_document(response: Response) -> bool:
    """Whether the answer is a file, whatever its URL looked like."""
    kind = next((value for name, value in response.headers.items() if name.lower() == "content-type"), "")
    return bool(
        re.match(r"(?i)application/(pdf|msword|vnd\.|zip|x-zip|octet-stream|x-rar|wps)", kind)
    ) or response.body[:4] in (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
