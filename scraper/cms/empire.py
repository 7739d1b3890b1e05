"""EmpireCMS: `index.html`, `index_2.html` …; the pager prints the total of entries first."""

import re

from scraper.addresses import absolute
from scraper.listing import ListPage, Request, Response
from scraper.lists.pager import MOST_PAGES, read_pager
from scraper.pages.links import read_links

_TOTAL = re.compile(
    r"""title=["'](?:Total record|总数)["'][^<>]{0,1000}>\s*(?:&nbsp;)?\s*<b>(\d+)\s*</b>""", re.IGNORECASE
)
_LAST = re.compile(
    r"""href=["']([^"']*?index)_(\d{1,4})(\.\w+)["'][^<>]{0,1000}>\s*(?:尾页|末页)""", re.IGNORECASE
)


class Empire:
    """Lists of EmpireCMS."""

    name = "empire"

    def matches(self, response: Response) -> bool:
        """By the pager's total."""
        text = response.text
        return ("<b>" in text or "<B>" in text) and _TOTAL.search(text) is not None

    def read(self, response: Response) -> ListPage:
        """The links, and every page up to the last one that the pager names."""
        links = read_links(response.text, response.url)
        total = _TOTAL.search(response.text)
        last = _LAST.search(response.text)
        following = list(read_pager(links, response.url))
        if last:
            made = (
                absolute(response.url, f"{last[1]}_{page}{last[3]}")
                for page in range(2, min(int(last[2]), MOST_PAGES) + 1)
            )
            following = [Request(url=url) for url in made if url and url != response.url]
        return ListPage(
            links=links,
            following=tuple(following),
            total=int(total[1]) if total else None,
            empty_by_text=total is not None and total[1] == "0",
        )
