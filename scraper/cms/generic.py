"""Any list page: its anchors, and the pager that a person would click."""

from scraper.cms import totals
from scraper.cms.pieces import links_and_pager
from scraper.listing import ListPage, Response
from scraper.lists.named_pages import named_pages
from scraper.lists.pager import read_pager, shown
from scraper.lists.turning import turned_by_script
from scraper.pages.links import base


class Generic:
    """Reads what no other family claims."""

    name = "generic"

    def matches(self, response: Response) -> bool:  # noqa: ARG002 - the last resort takes everything
        """Always."""
        return True

    def read(self, response: Response) -> ListPage:
        """All links, and the pager's pages."""
        links, own = links_and_pager(response)
        stated = totals.pages(response.text)
        pages = totals.in_all(response.text, shown(links))
        following, spare = turned_by_script(response.text, response.url, pages or 0)
        if not following:
            following = read_pager(own, response.url, stated) or read_pager(
                links, base(response.text, response.base), stated
            )
        if not following:
            following = named_pages(response.text, response.url, links)
        return ListPage(
            links=links,
            following=following,
            spare=spare,
            empty_by_text=says_empty(response.text),
        )


def says_empty(text: str) -> bool:
    """Whether the page itself says that its list holds nothing."""
    return any(
        words in text
        for words in (
            "暂无相关信息",
            "暂无数据",
            "暂无信息",
            "暂无内容",
            "没有找到相关",
            "暂无记录",
            "共0条",
            "共 0 条",
        )
    )
