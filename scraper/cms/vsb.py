"""VSB (博达): after `xxgk.htm` comes `xxgk/23.htm`, then `xxgk/22.htm`: page numbers count down."""

import re
from urllib.parse import urlsplit

from scraper.addresses import absolute
from scraper.cms import totals
from scraper.cms.generic import Generic
from scraper.listing import ListPage, Request, Response
from scraper.lists.pager import read_pager
from scraper.pages.links import read_links

_MARKS = re.compile(r"v_news_content|/system/_content/|vsbcontent|_vsl/|\bvsb_", re.IGNORECASE)
_PAGE = re.compile(r"^(.*)/(\d{1,4})\.htm$")


class Vsb:
    """Lists of VSB."""

    name = "vsb"

    def matches(self, response: Response) -> bool:
        """By VSB's own names in the page, or a pager that counts down."""
        if not urlsplit(response.url).path.endswith(".htm"):
            return False
        return _MARKS.search(response.text) is not None

    def read(self, response: Response) -> ListPage:
        """The links, and the pages down to 1: from the pager, or from the number of pages stated."""
        links = read_links(response.text, response.url)
        following = list(read_pager(links, response.url))
        path = urlsplit(response.url).path
        below = _PAGE.match(path)
        stated = totals.pages(response.text)
        if not following and below:
            following = _down(response.url, below[1], int(below[2]))
        elif not following and stated and stated > 1:
            following = _down(response.url, path.removesuffix(".htm"), stated)
        return ListPage(links=links, following=tuple(following)) if following else Generic().read(response)


def _down(url: str, stem: str, above: int) -> list[Request]:
    made = (absolute(url, f"{stem}/{page}.htm") for page in range(above - 1, 0, -1))
    return [Request(url=one) for one in made if one]
