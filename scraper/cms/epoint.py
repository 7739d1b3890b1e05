"""Epoint (新点) WebBuilder: lists from `…/rest/lightfrontaction/getgovinfolist`, asked for with JSON.

The page posts its parameters; the service takes them from the query too, and so they are sent by GET. The
project's name stands in a script of its own and is `EWB-FRONT` nearly everywhere.
"""

from scraper.calls import calls
from scraper.links import read_links
from scraper.listing import ListPage, Response
from scraper.pager import read_pager

_MARKS = ("lightfrontaction", "getgovinfolist", "getGovInfoList")
_USUAL = {"siteInfo.projectName": "/EWB-FRONT", "projectName": "/EWB-FRONT", "siteInfo.siteGuid": ""}


class Epoint:
    """Lists of Epoint."""

    name = "epoint"

    def matches(self, response: Response) -> bool:
        """By the service's name on a page; its answers are data like any other."""
        return any(mark in response.text for mark in _MARKS) and "<" in response.text[:200]

    def read(self, response: Response) -> ListPage:
        """The page's own links, and its call for the first page of the list."""
        links = read_links(response.text, response.url)
        return ListPage(
            links=links,
            following=read_pager(links, response.url) or calls(response.text, response.url, _USUAL)[:1],
        )
