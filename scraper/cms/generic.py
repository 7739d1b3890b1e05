"""Any list page: its anchors, and the pager that a person would click."""

from scraper.cms import totals
from scraper.links import base, read_links
from scraper.listing import ListPage, Response
from scraper.pager import read_pager, read_script_pager


class Generic:
    """Reads what no other family claims."""

    name = "generic"

    def matches(self, response: Response) -> bool:  # noqa: ARG002 - the last resort takes everything
        """Always."""
        return True

    def read(self, response: Response) -> ListPage:
        """All links, and the pager's pages."""
        links = read_links(response.text, response.url)
        joined = read_script_pager(response.text, response.url, totals.pages(response.text) or 0)
        following, spare = joined[:-1], joined[-1:]
        if not following:
            following = read_pager(links, response.url) or read_pager(
                links, base(response.text, response.url)
            )
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
