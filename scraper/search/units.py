"""Units of a county that the search comes past: those without a report are told."""

import re
from collections.abc import Iterable, Iterator

from gongkai.archive import Ledger
from gongkai.records import Issue
from scraper import vocabulary
from scraper.addresses import canonical
from scraper.listing import ListedLink
from scraper.pages.links import label
from scraper.search.targets import PAGES
from scraper.search.trail import Way

SHOWN = 8
"""Names in one message; the summary has `MOST`."""

MOST = 60

_YEAR = re.compile(r"20\d\d年?度?|[\W_]")
_PLACE = re.compile(r"^.{2,8}?(?:自治[县州旗区]|[市县区州盟旗])(?=.{3,})")
_COMMON = frozenset({"管委会", "办公室", "委员会", "办事处"})


class Units:
    """What one search has met: units by name, with the addresses that lists show under them."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._under: dict[str, dict[str, None]] = {}
        self._titles: dict[str, None] = {}

    def __len__(self) -> int:
        return len(self._names)

    def meet(self, link: ListedLink, way: Way) -> None:
        """A link that is worth following, and is followed."""
        words = label(link)
        if vocabulary.is_unit(words):
            if not vocabulary.names_group(words):
                self._names.setdefault(_bare(words), words)
        elif way.role != "list":
            self._titles[_bare(words)] = None
        if way.trail.unit is not None:
            self._under.setdefault(_bare(way.trail.unit), {})[canonical(link.url)] = None

    def without_reports(self, ledger: Ledger) -> list[str]:
        """Names of units of which no list shows a report, and no page under them is one; none of those where
        something failed, which is told there."""
        titles = "\n".join(self._titles)
        governments = _government(titles)
        return [
            name
            for bare, name in self._names.items()
            if _core(bare) not in titles
            and _government(bare) not in governments
            and not self._is_told_of(ledger, bare)
        ]

    def _is_told_of(self, ledger: Ledger, bare: str) -> bool:
        """Whether there is a report under a unit, or something that failed or was not asked for."""
        for url in self._under.get(bare, ()):
            known = ledger.address(url)
            if known is None or known.fetched_at is None or known.failures or known.role in PAGES:
                return True
        return False

    def issues(self, portal: str, ledger: Ledger) -> Iterator[Issue]:
        """What a person may want to add to the portal file."""
        lacking = self.without_reports(ledger)
        if lacking:
            yield _told(
                "units_without_reports",
                f"{portal}: no report found of {len(lacking)} of {len(self)} units ({some(lacking)}); "
                "where one has a list of them, name it in `start` of the portal file beside the others",
            )


def _told(code: str, message: str) -> Issue:
    return Issue(stage="fetch", code=code, severity="warning", message=message)


def some(names: Iterable[str], most: int = SHOWN) -> str:
    """The first names, and how many more there are."""
    names = list(names)
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return "、".join(names[:most]) + more


def _bare(words: str) -> str:
    """A name as it is compared: without years, marks and spaces."""
    return _YEAR.sub("", vocabulary.squeeze(words))


def _core(bare: str) -> str:
    """A name without that of its place, where what is left still tells it from others."""
    core = _PLACE.sub("", bare)
    return bare if core in _COMMON else core


def _government(text: str) -> str:
    """Names of governments in one spelling: the report of 某县人民政府 is called 某县政府信息公开年度报告."""
    return text.replace("人民政府", "政府")
