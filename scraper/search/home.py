"""A portal that is one folder of a host: what lies beside the folder is another county's."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from scraper.addresses import authority
from scraper.listing import ListedLink


class Home:
    """The place of a home page, `asked` for and `found` (after redirects), with its links.

    A host that many counties share gives each a folder (`/lusong/`). That a home page has a path says little,
    for a portal may put its home anywhere: it is a folder of its own where most links of its home page to its
    host stay in it.
    """

    def __init__(self, asked: str, found: str, links: Sequence[ListedLink]) -> None:
        self._authority = authority(found)
        self._folder = _folder(asked, found)
        here = {urlsplit(link.url).path for link in links if authority(link.url) == self._authority}
        here -= {"/", self._folder, urlsplit(found).path}
        inside = sum(path.startswith(self._folder) for path in here)
        if inside * 2 <= len(here):
            self._folder = "/"

    def has(self, url: str) -> bool:
        """Whether a page can be this portal's: not in another folder of the host that it shares."""
        return self._folder == "/" or (
            authority(url) != self._authority or urlsplit(url).path.startswith(self._folder)
        )


def _folder(asked: str, found: str) -> str:
    """The folder of a home page that was meant to have one; / where the host's own home leads there."""
    if urlsplit(asked).path.strip("/") in ("", "index.html", "index.htm", "index.shtml", "index.jsp"):
        return "/"
    return urlsplit(found).path.rpartition("/")[0] + "/"
