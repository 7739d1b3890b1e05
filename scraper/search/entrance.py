"""The way in from a splash page: a word, a picture, a click anywhere, a few seconds of waiting.

Many portals greet their visitors with a page that shows a picture and leads to the real home. Such a page is
told by having hardly any links, none of which leads to what is sought; so what it does lead to is tried.
"""

import html as entities
import re
from collections.abc import Callable, Iterator, Sequence

from scraper.addresses import absolute, canonical
from scraper.listing import ListedLink, Response
from scraper.markup.documents import is_file
from scraper.markup.markup import scripts
from scraper.pages.links import label
from scraper.scripts.clicks import goals
from scraper.scripts.onward import refreshed
from scraper.scripts.script_names import place
from scraper.vocabulary import forbidden, names_entrance

MOST_LINKS = 12
"""Links of its own with which a page is still a splash page."""

FEW_LINKS = 3
"""Links among which any may be the way in, whatever it says."""

MOST = 4
"""Ways in that are tried from one page."""

_ASIDE = re.compile(
    r"(?i)/(?:en|eng|english|ja|jp|ko|kr|ru|big5|ft|m|mobile|wap|3g|wx|old|lnb|wza)(?:/|$|\.|index)"
)
_HANDLER = re.compile(r"(?i)\son(?!click|change)[a-z]{3,12}\s*=\s*(?:\"([^\"<>]{1,300})\"|'([^'<>]{1,300})')")
_INWARD = re.compile(r"进入|跳过|访问|网站|门户|政府|主页|首页|点击|enter|home|welcome", re.IGNORECASE)
_NO_PAGE = re.compile(r"(?i)\.(?:js|css|png|jpe?g|gif|ico|bmp|swf|mp4|webp|svg|apk)(?:$|\?)")


def entrances(
    response: Response, links: Sequence[ListedLink], mine: Callable[[str], bool], *, any_link: bool
) -> tuple[str, ...]:
    """Where a splash page leads, the likeliest first; nothing for a page that has many links. `mine` says
    which URLs may be asked for, `any_link` whether links that say something else are meant too.

    Words that name an entrance come first, then where a script goes, then what has no words (a picture), then
    what else may be meant. Other languages and the versions for small screens are tried only where there is
    nothing else.
    """
    here = canonical(response.url)
    own = [link for link in links if link.date is None and _is_way(link.url, here, mine, link.text)]
    count = len({link.url for link in own})
    if count > MOST_LINKS:
        return ()
    went = [url for url in sent(response.text, response.url) if _is_way(url, here, mine)]
    words = [link.url for link in own if names_entrance(label(link))]
    bare = [link.url for link in own if not link.text]
    any_link = any_link and count <= FEW_LINKS
    rest = [link.url for link in own if any_link or _INWARD.search(label(link))]
    found = list(dict.fromkeys((*words, *went, *bare, *rest)))
    straight = [url for url in found if not _ASIDE.search(url)]
    return tuple((straight or found)[:MOST])


def _is_way(url: str, here: str, mine: Callable[[str], bool], text: str = "") -> bool:
    leads = canonical(url) != here and mine(url)
    return leads and not forbidden(url, text) and not is_file(url) and _NO_PAGE.search(url) is None


def sent(text: str, url: str) -> Iterator[str]:
    """Where the page goes by itself, after however long, or on a click that a script waits for."""
    after = refreshed(text, url)
    if after is not None:
        yield after
    handlers = (entities.unescape(one or other) for one, other in _HANDLER.findall(text))
    for goal in goals("\n".join((*scripts(text), *handlers)), place(url)):
        there = absolute(url, goal)
        if there is not None:
            yield there
