"""Whether lists were read to their ends: what each says of its own size, against what was seen of it.

A list says how many pages or entries it has (共5页, 共47条, a count in its pager's script, a total in a
service's answer), has a button for more, or numbers of further pages to click on; or it is empty, and a
service that fills it gives nothing. Where the search did not get as far, reports may be missing, and that is
told as an issue of the list. What a page says of other things (letters, visitors) is no size of its list, so
entries count only beside the words of a pager.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from gongkai.records import Issue
from scraper.addresses import authority
from scraper.cms import totals
from scraper.listing import ListedLink, ListPage, Request, Response
from scraper.lists.page_buttons import has_button, has_place, turns_on, unaddressed
from scraper.lists.pager import is_pager
from scraper.lists.turning import called
from scraper.markup.markup import is_whole, uncommented, without
from scraper.pages.links import key
from scraper.scripts.parameters import paged, parameters
from scraper.scripts.posting import only_reads

CODE = "pages_missing"

_LOADING = re.compile(
    r"(?i)load_?more|more_?(?:load|data|list)|next_?page|page(?:No|Num|Index)?\s*\+\+|\+\+\s*page"
)
_ENTRIES = re.compile(
    r"共有?\s*(\d{1,6})\s*[条项篇](?:记录|信息|数据|结果|内容|文章)?|总?记录数\s*[:：]?\s*(\d{1,6})"
)
_PAGER_WORDS = re.compile(
    r"上一?页|下一?页|首页|尾页|末页|每页|条\s*/\s*页|当前|页次|第\s*\d+\s*页|跳转|转到|共\s*\d+\s*页"
)
_NEAR = 60  # characters without tags around a number of entries in which a pager speaks
_OF_LIST = re.compile(r"(?i)(?:list|page|query|search|select)\w*(?:\.\w+)?/?$")
_JSON = re.compile(
    r"(?i)<script\b[^<>]{0,200}\bapplication/(?:ld\+)?json\b[^<>]{0,200}>[^<]{0,200000}</script>"
)
_TAG = re.compile(r"<[^<>]{0,1000}>|&nbsp;|&#160;")


def goes_on(text: str, shown: int) -> bool:
    """Whether a page that shows `shown` entries of a list says that the list has more."""
    if has_button(text) or _LOADING.search(text) is not None or any(page > 1 for page in unaddressed(text)):
        return True
    pages = totals.in_all(text, shown)
    return pages is not None and pages > 1


@dataclass
class Account:
    """What was seen of one list, page by page, and what it says of itself."""

    url: str
    parent: str | None = None  # the page whose script or frame shows this list
    wanted: bool = False  # it is in an annual-report column, or mostly reports
    open: bool = False  # its next page is still to be asked for
    left: bool = False  # by a guard against endless lists
    told: bool = False  # why it does not go on
    pages: int = 0  # that showed something new, or failed
    size: int = 0  # entries of the first page
    told_of: int = 0  # reports and units that it leads to
    unread: str | None = None  # which service its script has a list from, where that gives none
    seen: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)  # all that its pages link to, beside their pagers
    stated_pages: int | None = None
    stated_entries: int | None = None
    button: bool = False
    leads_to: dict[str, str] = field(default_factory=dict)  # pages by its pagers' links, and what they say
    turns_on: bool = False  # its last page has a 下一页 that calls a function
    turn: int | None = None  # the page that its last page would turn to, in a way that cannot be read

    @property
    def is_answer(self) -> bool:
        """Whether it states its entries, of which some could be read if there are any."""
        return self.stated_entries is not None and bool(self.seen or not self.stated_entries)

    def read(self, response: Response, page: ListPage, wanted: Sequence[str]) -> int:
        """Take in one page and say how many entries it shows; `wanted` are its links worth having."""
        text = _JSON.sub("", uncommented(response.text))
        # The links of an answer are entries; a page with a list that states its size has a menu too.
        served = page.total is not None and not is_whole(response.text)
        shown = _entries_of(page.links, frozenset(map(key, wanted)), served=served)
        links = {key(link.url) for link in page.links if not is_pager(link)}
        # A page of other entries was read too; one that shows an earlier page again is none.
        fresh = bool(shown - self.seen) if shown else bool(links - self.links)
        self.pages += fresh or not self.pages
        self.seen |= shown
        self.links |= links
        self.size = self.size or len(shown)
        if self.stated_entries is None:
            self.stated_entries = page.total if page.total is not None else _entries(text)
        if self.stated_pages is None:
            asked = None if served else called(text, response.url)
            stated = totals.pages(text.replace("\\", "") if served else text)
            self.stated_pages = asked.pages if stated is None and asked is not None else stated
        self.button = self.button or has_button(text)
        self.turns_on = turns_on(text)
        self.turn = min((one for one in unaddressed(text) if one > self.pages), default=None)
        return len(shown)


class Accounts:
    """The accounts of all lists of one search."""

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}

    def of(self, name: str, url: str, parent: str | None) -> Account:
        """The account of a list by its name, which begins at `url`."""
        account = self._accounts.get(name)
        if account is None:
            account = self._accounts[name] = Account(url, parent)
            above = self._accounts.get(parent or "")
            if above is not None and above.size:
                account.seen, account.pages, account.size = set(above.seen), above.pages, above.size
        return account

    def stated(self, name: str) -> tuple[int | None, int | None]:
        """How many entries and pages a list says it has, or the page that shows it."""
        account = self._accounts.get(name)
        while account is not None:
            if account.stated_entries is not None or account.stated_pages is not None:
                return account.stated_entries, account.stated_pages
            account = self._accounts.get(account.parent or "")
        return None, None

    def ends(self, name: str, number: int, shown: int) -> bool:
        """Whether page `number` of a list, with `shown` entries, is its last by what is known of it."""
        account = self._accounts.get(name)
        if account is None:
            return False
        return number >= account.stated_pages if account.stated_pages else shown < account.size

    def failed(self, name: str, *, open: bool, told: bool) -> None:
        """A page of a list could not be had; `open`: another is asked for, `told`: that is an error."""
        account = self._accounts.get(name)
        if account is not None:
            account.pages += told
            account.open = open

    def told_of(self, name: str) -> int:
        """How many reports and units a list leads to."""
        account = self._accounts.get(name)
        return 0 if account is None else account.told_of

    def unread(self, name: str, request: Request, *, away: bool) -> None:
        """What a page has a list from is not there to be had, or lies `away` on another host."""
        account = self._accounts.get(name)
        if account is not None and asks_for_list(request):
            elsewhere = f"on {authority(request.url)}, which is not in `hosts` of the portal file"
            account.unread = f"{elsewhere if away else 'that could not be read'}: {request.url}"

    def unknown(self, name: str) -> None:
        """What a table of a page is filled from cannot be known."""
        account = self._accounts.get(name)
        if account is not None:
            account.unread = account.unread or "whose address could not be read off its script"

    def issues(self, asked: Callable[[str], bool]) -> Iterator[Issue]:
        """The lists that say that they have more than was seen; `asked` tells which URLs were asked for."""
        below: dict[str, list[Account]] = {}
        for account in self._accounts.values():
            if account.parent is not None:
                below.setdefault(account.parent, []).append(account)
        for name, account in self._accounts.items():
            beside = below.get(account.parent or "", [])
            told = None if _is_piece(account, beside) else _lacking(account, below.get(name, []), asked)
            if told:
                # A page that shows its list may have something beside it from the service.
                shows = account.unread is not None and account.told_of > 0
                yield Issue(
                    stage="fetch",
                    code=CODE,
                    severity="warning" if account.left or shows else "error",
                    message=f"{account.url}: {told}; reports may be missing: look at how the list goes on",
                    location=account.url,
                )


def _is_piece(account: Account, beside: Sequence[Account]) -> bool:
    """Whether a service gave the pages of one list one by one, so that each speaks of all of them: together
    they have what each says that there is."""
    stated = account.stated_entries
    alike = [one for one in beside if one.stated_entries == stated]
    return len(alike) > 1 and stated is not None and len(set().union(*(one.seen for one in alike))) >= stated


def _lacking(account: Account, below: Sequence[Account], asked: Callable[[str], bool]) -> str | None:
    """What a list says that it has more, in words; None where nothing is lacking."""
    shown_below = [one for one in below if one.seen - account.seen or one.stated_entries is not None]
    if not account.wanted or account.open or account.told or any(one.open or one.left for one in below):
        return None
    if account.unread is not None and not any(one.told_of or one.is_answer for one in below):
        lies = "more of it" if account.told_of else "the list is empty, and what fills it"
        return f"{lies} comes from a service {account.unread}"
    if any(one.stated_pages or one.stated_entries is not None for one in shown_below):
        return None  # the service that fills the list says itself how much it has
    pages = max(account.pages, *(one.pages for one in shown_below)) if shown_below else account.pages
    seen = account.seen.union(*(one.seen for one in shown_below))
    size, entries = account.size, account.stated_entries
    stated = account.stated_pages
    if entries is not None and entries <= len(seen):
        return None
    if stated is None and entries is not None and size:
        stated = -(-entries // size)
    if stated is not None:
        few = entries is not None and pages > 1 and entries - len(seen) <= max(2, entries // 20)
        if pages >= stated or few or (size and len(seen) > (stated - 1) * size):
            return None
        told = f"{stated} pages" if account.stated_pages else f"{entries} entries"
        got = f"{pages} could be read" if account.stated_pages else f"{len(seen)} could be read"
        return f"the list says that it has {told}, and only {got}"
    if shown_below or account.left:
        return None
    if account.button and account.pages == 1:
        return "a button loads more entries, by a script that could not be read"
    unread = next((url for url in account.leads_to if not asked(url)), None)
    if unread is not None:
        return (
            f"its pager leads to {unread} ({account.leads_to[unread]}), which was not taken for its next page"
        )
    if account.turn is not None:
        return f"a script turns to page {account.turn}, in a way that could not be read"
    if account.turns_on and account.pages == 1:
        return "a script turns to the next page, in a way that could not be read"
    return None


def asks_for_list(request: Request) -> bool:
    """Whether a request is one for a list: it names a page of it, or its path says so."""
    named = (
        request.table or request.count is not None or _OF_LIST.search(urlsplit(request.url).path) is not None
    )
    return only_reads(request.url) and (named or paged(parameters(request)) is not None)


def _entries_of(links: Sequence[ListedLink], wanted: frozenset[str], *, served: bool) -> set[str]:
    """The entries of the list on a page: what stands in one list with anything wanted; all that a service
    gives."""
    blocks = {link.block for link in links if link.block >= 0 and key(link.url) in wanted}
    among = (link for link in links if served or link.block in blocks or key(link.url) in wanted)
    return {key(link.url) for link in among if not is_pager(link)}


def _entries(text: str) -> int | None:
    """The number of entries that a pager states, in words or in its script."""
    plain = _TAG.sub("", without(text, ("script", "style")))
    drawn = has_place(text)  # for a pager, which a script puts there
    for match in _ENTRIES.finditer(plain):
        around = (
            plain[max(0, match.start() - _NEAR) : match.start()] + plain[match.end() : match.end() + _NEAR]
        )
        if drawn or _PAGER_WORDS.search(around):
            return int(match[1] or match[2])
    return totals.in_script(text)
