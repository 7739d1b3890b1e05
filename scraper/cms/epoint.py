"""Epoint (新点) WebBuilder: lists from `…/rest/lightfrontaction/getgovinfolist`, asked for with JSON.

The page posts its parameters, as JSON or as a form whose `params` is JSON. The project's name and the site's
id stand in a script of their own; the name is nearly always `EWB-FRONT`. Where a page names the service and
its category, and a function elsewhere does the rest, what such pages ask for is known.
"""

import re
from urllib.parse import urlencode, urlsplit

from msgspec.structs import replace

from scraper.addresses import absolute
from scraper.listing import ListPage, Request, Response
from scraper.lists.pager import read_pager
from scraper.pages.links import read_links
from scraper.scripts.calls import calls
from scraper.scripts.parameters import parameters
from scraper.scripts.posting import JSON, may_be_posted, post

_MARKS = ("lightfrontaction", "getgovinfolist", "getGovInfoList")
USUAL = {"siteInfo.projectName": "/EWB-FRONT", "projectName": "/EWB-FRONT", "siteInfo.siteGuid": ""}
_SERVICE = re.compile(r"/rest/\w*frontaction/getgovinfolist(?=[\"'?])", re.IGNORECASE)
_CATEGORY = re.compile(r"(?i)\bcate(?:gory)?_?num\w*[\"']?\s*[:=]\s*[\"'](\d{3,})[\"']")
_FIELD = re.compile(
    r"(?i)<\w+\b(?=[^<>]{0,300}\b(?:id|name)\s*=\s*[\"']?cate(?:gory)?_?num)[^<>]{0,300}\bvalue\s*=\s*[\"']?(\d{3,})"
)
_FOLDER = re.compile(r"/(\d{6,})/[^/]*$")
_PROJECT = re.compile(r"\bprojectName[\"']?\s*[:=]\s*[\"'](/[\w/-]*)[\"']")
_SITE = re.compile(r"\bsiteGuid[\"']?\s*[:=]\s*[\"']([\w-]+)[\"']")
_ROWS = 20


class Epoint:
    """Lists of Epoint."""

    name = "epoint"

    def matches(self, response: Response) -> bool:
        """By the service's name on a page; its answers are data like any other."""
        return any(mark in response.text for mark in _MARKS) and "<" in response.text[:200]

    def read(self, response: Response) -> ListPage:
        """The page's own links, and its call for the first page of the list."""
        links = read_links(response.text, response.url)
        asked = [one for one in calls(response.text, response.url, USUAL) if "list" in one.url.lower()]
        named = [one for one in asked if any(name.lower().startswith("cate") for name in parameters(one))]
        following = (
            read_pager(links, response.url) or tuple(named[:1]) or _usual(response) or tuple(asked[:1])
        )
        return ListPage(links=links, following=following)


def _usual(response: Response) -> tuple[Request, ...]:
    """The call that a page makes by a function which cannot be read; none where its category is not known."""
    service = _SERVICE.search(response.text)
    told = _CATEGORY.search(response.text) or _FIELD.search(response.text)
    category = told or _FOLDER.search(urlsplit(response.url).path)
    project, site = _PROJECT.search(response.text), _SITE.search(response.text)
    if service is None or category is None:
        return ()
    url = absolute(response.url, f"{project[1] if project else USUAL['projectName']}{service[0]}")
    if url is None or not may_be_posted(url, response.url):
        return ()
    data = {
        "deptcode": "",
        "categorynum": category[1],
        "pageIndex": 0,
        "pageSize": _ROWS,
        "siteGuid": site[1] if site else "",
    }
    posted = post(url, data, response.url, JSON)
    headers = {name: value for name, value in posted.headers.items() if name != "Content-Type"}
    plain = Request(url=f"{url}?{urlencode(data)}", headers=headers)
    return (replace(plain, instead=posted, said=True),)
