"""The links of a piece of a page, which a script puts into that page."""

from scraper.listing import ListedLink, Response
from scraper.pages.links import read_links

Links = tuple[ListedLink, ...]


def links_and_pager(response: Response) -> tuple[Links, Links]:
    """The links of a response where it is shown, and those among which its pager is looked for: of the pager
    in a piece a script may read nothing but the number, which it puts to the service."""
    links = read_links(response.text, response.base)
    return links, links if response.base == response.url else read_links(response.text, response.url)
