"""One list response through one family, as paths."""

from typing import NamedTuple

from scraper.cms import choose
from scraper.listing import Family, ListPage
from tests.scraper.paper import HOST, response


class Read(NamedTuple):
    """What a family made of a response: texts of the links, paths of what follows, and the page itself."""

    texts: list[str]
    following: list[str]
    page: ListPage
    family: str


def read(path: str, text: str, family: Family | None = None, content_type: str = "text/html") -> Read:
    """Read a response as the chosen family (or the given one) does."""
    given = response(f"http://{HOST}{path}", text, content_type)
    chosen = family or choose(given)
    page = chosen.read(given)
    following = [request.url.removeprefix(f"http://{HOST}") for request in page.following]
    return Read([link.text for link in page.links], following, page, chosen.name)
