"""The nouns of a list page: what was asked, what came back, the links it holds and where it goes on."""

from datetime import datetime
from typing import Protocol

import msgspec

from gongkai.posted import folded
from gongkai.records import Outcome, Record
from scraper.addresses import canonical
from scraper.markup.number_rows import Row
from scraper.scripts.counts import Count
from scraper.scripts.templates import Template


class Known(Record, frozen=True, kw_only=True):
    """What lets a server say `not modified`: headers, and the URL whose answer they come from. What redirects
    lead to by another way has validators of its own."""

    url: str
    headers: dict[str, str]


class Request(Record, frozen=True, kw_only=True):
    """What to ask for. `headers` are the few a CMS insists on (Referer, X-Requested-With).

    `body` is what is posted, None for a GET; only `scraper.scripts.posting` makes requests that have one.
    `instead` is the same call as a post, for a service that does not know this one; `said` tells that it
    is what the page's own script does, and then any refusal of the GET lets it be tried. `known` is what we
    have already.
    `guess` marks a page of a list that need not be there: by that it is found out how the list is counted. So
    it does a GET to a service that the page posts to, which may not take it.
    `count` says how the pages of a list are counted where no name in the URL does.
    `table`: a table of a library is filled from it, so that it is a list whatever it is called.
    `entry` marks what a link leads to, a list or an entry of one: a page that is nothing but a jump is
    followed there.
    """

    url: str
    headers: dict[str, str] = msgspec.field(default_factory=dict)
    body: str | None = None
    instead: "Request | None" = None
    said: bool = False
    known: Known | None = None
    guess: bool = False
    entry: bool = False
    count: Count | None = None
    table: bool = False

    @classmethod
    def at(cls, count: Count) -> "Request":
        """The request for the page of a list that a count has come to."""
        return cls(url=count.url, count=count)

    @property
    def name(self) -> str:
        """The URL under which the answer is kept: canonical, and with what is posted folded into it."""
        url = canonical(self.url)
        return url if self.body is None else folded(url, self.body)


class Response(Record, frozen=True, kw_only=True):
    """What a portal answered, redirects followed. `body` is after content decoding, `text` after decoding.

    `asked` is the URL as asked, `url` the final one; `hops` the redirects between them as (status, url);
    `made` are the ways to make addresses from data that the page has which asks for this list; `posted` is
    the request where it posted something, `count` how its pages are counted if no name says so; `shown_in` is
    the page whose script asked for it, to show it there.
    """

    asked: str
    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    text: str
    fetched_at: datetime
    outcome: Outcome
    hops: tuple[tuple[int, str], ...] = ()
    made: tuple[Template, ...] = ()
    posted: Request | None = None
    count: Count | None = None
    shown_in: str | None = None

    @property
    def base(self) -> str:
        """What its links are relative to: in a browser, the address of the page that they stand in."""
        return self.shown_in or self.url

    @property
    def request(self) -> Request:
        """What brought it, to ask for the next page in the same way."""
        return self.posted or Request(url=self.url)


class ListedLink(Record, frozen=True, kw_only=True):
    """One link of a page: absolute URL, its text, title attribute, the date beside it.

    `block` is the list it stands in, numbered in page order (-1: none), `heading` the nearest heading
    above it (a unit name, a year), `place` one of "list", "navigation", "body", "footer". `sign` is the word
    of a pager that a link without words stands for, by its picture or style, `fragment` what its address
    ends in behind #, where that may tell a program what to show. `of_reports`: it says 更多 in a box that
    shows reports alone. `row` is where a number stands among others, right behind one.
    """

    url: str
    text: str
    title: str | None = None
    date: str | None = None
    block: int = -1
    heading: str | None = None
    place: str = "body"
    sign: str | None = None
    fragment: str = ""
    of_reports: bool = False
    row: Row | None = None


class ListPage(Record, frozen=True, kw_only=True):
    """A list response read: its entries, the requests that continue the list, the total it states; `others`
    continue further lists that stand on the same page."""

    links: tuple[ListedLink, ...]
    following: tuple[Request, ...] = ()
    total: int | None = None
    spare: tuple[Request, ...] = ()  # only where the last of `following` is not there, or pages repeat
    others: tuple[Request, ...] = ()
    overlaps: bool = False  # it may repeat what the page that asks for it shows without being the end
    rows: int = 0  # of data, where no link could be made of any
    empty_by_text: bool = False  # the page itself says that there is nothing (暂无相关信息)


class Family(Protocol):
    """A CMS family: one small module in `scraper.cms` that reads its kind of list page."""

    name: str

    def matches(self, response: Response) -> bool:
        """Whether the fingerprint of this family is on the page."""

    def read(self, response: Response) -> ListPage:
        """Entries of a list response and the requests that continue it, relative to `response.url`."""
