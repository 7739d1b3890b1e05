"""What lies on hosts that are not in a portal's list: never asked for, but told, with the host to add."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from gongkai.records import Issue
from scraper import vocabulary
from scraper.addresses import authority
from scraper.listing import ListedLink
from scraper.pages.links import label
from scraper.search.trail import Trail, Way
from scraper.search.units import some

_ABOVE = re.compile(r"国务院|国办|上级|友情|相关链接|省人民政府|省政府")
"""Whose reports a county shows without their being its own."""


def is_listed_report(link: ListedLink, way: Way, trail: Trail) -> bool:
    """Whether a link to another host is an entry of an annual-report list, so that its report is missed.

    A list that names a report in full counts it among its own; reports of a higher level, and what stands
    around the list, are shown without being so.
    """
    words = label(link)
    return (
        trail.annual
        and way.role != "list"
        and link.place in ("list", "body")
        and vocabulary.grade(words) == "report"
        and vocabulary.year(words) is not None
        and not _ABOVE.search(f"{link.heading or ''} {words}")
    )


class Elsewhere:
    """The hosts to which one search came upon links that are worth following, with what these say."""

    def __init__(self, url: str) -> None:
        self._home = urlsplit(url).hostname or ""
        self._reports: dict[str, dict[str, None]] = {}
        self._ways: dict[str, dict[str, None]] = {}

    def pass_by(self, link: ListedLink, way: Way) -> None:
        """A link that would be worth following, but leads to a host that is not one of the portal."""
        words = label(link)
        of_units = way.role != "list" or vocabulary.is_unit(words) or self._is_kin(link.url)
        if of_units or link.place != "footer":
            self._remember(self._reports if of_units else self._ways, link.url, words)

    def pass_by_redirect(self, url: str, link: ListedLink) -> None:
        """An entry of a list whose page leads on to a host that is not one of the portal."""
        self._remember(self._reports, url, label(link))

    def pass_by_frame(self, url: str, trail: Trail) -> None:
        """A page of the section that shows one of another host inside it."""
        if trail.section or trail.annual:
            self._remember(self._ways, url, "iframe")

    def pass_by_service(self, url: str, link: ListedLink) -> None:
        """A service of another host that fills the list on a page, which `link` announces."""
        self._remember(self._ways, url, label(link) or "a list")

    def _remember(self, where: dict[str, dict[str, None]], url: str, words: str) -> None:
        where.setdefault(authority(url), {})[words] = None

    def _is_kin(self, url: str) -> bool:
        """Whether a host is of the same body as that of the home page: xxgk.x.gov.cn and www.x.gov.cn are."""
        host = urlsplit(url).hostname or ""
        parent = self._home.partition(".")[2]
        named = parent.count(".") > 1 and not parent[-1].isdigit()
        return host == self._home or (named and f".{host}".endswith(f".{parent}"))

    def hosts(self) -> tuple[str, ...]:
        """The hosts, each with the first words that lead there: those of ways to the section come first."""
        return tuple(_told({**self._ways, **self._reports}))

    def issues(self, portal: str) -> Iterator[Issue]:
        """What a person may want to add to the portal file, where reports were found without it."""
        hosts = list(_told(self._reports))
        if hosts:
            yield Issue(
                stage="fetch",
                code="other_hosts",
                severity="warning",
                message=f"{portal}: links to reports or units lead to {len(hosts)} hosts that are not in "
                f"`hosts` of the portal file and were not asked: {some(hosts, 4)}",
            )


def _told(hosts: dict[str, dict[str, None]]) -> Iterable[str]:
    return (f"{host} ({some(words, 3)})" for host, words in hosts.items())
