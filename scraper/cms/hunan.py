"""The platform of Hunan's counties: list `/c15124/index.html`, page N (from 2) `/c15124/pages/N.html`."""

import re
from urllib.parse import urlsplit

from scraper.addresses import absolute
from scraper.cms import totals
from scraper.cms.generic import Generic
from scraper.listing import ListPage, Request, Response
from scraper.lists.pager import read_pager
from scraper.pages.links import read_links

_SCRIPTED = re.compile(r"javascript:\s*(?!void\b)\w+\(\s*'?\d", re.IGNORECASE)  # void(0) turns no list
_LIST = re.compile(r"^(.*/(?:c|channel/)\d+)/(?:index\.html?|pages/(\d+)\.html?|)$")


class Hunan:
    """Lists at /cNNN/index.html."""

    name = "hunan"

    def matches(self, response: Response) -> bool:
        """By the URL's shape."""
        return _LIST.match(urlsplit(response.url).path) is not None

    def read(self, response: Response) -> ListPage:
        """The links, and the pages that the pager or the stated total announce."""
        links = read_links(response.text, response.url)
        shape = _LIST.match(urlsplit(response.url).path)
        stated = totals.pages(response.text)
        following = list(read_pager(links, response.url))
        own = all("/pages/" in request.url for request in following)
        if shape and stated and own and not _SCRIPTED.search(response.text):
            here = int(shape[2] or 1)
            made = (
                absolute(response.url, f"{shape[1]}/pages/{page}.html")
                for page in range(here + 1, stated + 1)
            )
            following = [Request(url=url) for url in made if url]
        return ListPage(links=links, following=tuple(following)) if following else Generic().read(response)
