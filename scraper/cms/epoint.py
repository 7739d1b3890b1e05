"""Epoint (新点) WebBuilder: lists from `…/rest/lightfrontaction/getgovinfolist`, asked for with JSON.

The page posts its parameters, as JSON or as a form whose `params` is JSON, and so they are sent. The
project's name and the site's id stand in a script of their own; the name is nearly always `EWB-FRONT`.
"""

from scraper.calls import calls
from scraper.links import read_links
from scraper.listing import ListPage, Response
from scraper.pager import read_pager

_MARKS = ("lightfrontaction", "getgovinfolist", "getGovInfoList")
USUAL = {"siteInfo.projectName": "/EWB-FRONT", "projectName": "/EWB-FRONT", "siteInfo.siteGuid": ""}


class Epoint:
    """Lists of Epoint."""

    name = "epoint"

    def matches(self, response: Response) -> bool:
        """By the service's name on a page; its answers are data like any other."""
        return any(mark in response.text for mark in _MARKS) and "<" in response.text[:200]

    def read(self, response: Response) -> ListPage:
        """The page's own links, and its call for the first page of the list."""
        links = read_links(response.text, response.url)
        asked = calls(response.text, response.url, USUAL)
        lists = [one for one in asked if "list" in one.url.lower()] or [*asked]
        return ListPage(links=links, following=read_pager(links, response.url) or tuple(lists[:1]))
