"""Pages that are nothing but a jump: an entry of a list whose page sends its visitor to the report at once.

Content systems write such a page for an entry that only links to an article of another column, or for a
column that lies elsewhere: a refresh in its head, or a script that sets the place of the window. A browser
never shows it, so it is followed like a redirect. What has anything else to show is a page of its own,
whatever its scripts do besides; where the visitor's screen decides, nothing is known.
"""

import html as entities
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from scraper.addresses import absolute
from scraper.markup.any_case import any_case
from scraper.markup.locations import OPENED, OWNER, REPLACED, SET
from scraper.markup.markup import scripts, uncommented, without
from scraper.pages.classify import visible
from scraper.pages.links import base, key
from scraper.scripts.expressions import settings, string, value
from scraper.scripts.onward import AT_ONCE, refreshed
from scraper.scripts.script_names import place

JUMPED = 0
"""Stands for the status of a hop that was no redirect of the server but a jump of the page."""

_LONGEST = 12_000  # characters of a page that may be one
_MOST_SEEN = 80  # letters of it that a reader sees: that it is moving on, and where to click if it does not
_SIGNS = any_case(r"\brefresh\b", r"\blocation\b", r"window\s*\.\s*(?:open|navigate)")
_SHOWS = re.compile(r"(?i)<(?:table|i?frame|frameset|embed|object|form|input|button|select|textarea)\b")
_GO = re.compile(rf"{OWNER}(?:{SET}|{REPLACED}|{OPENED})")
_HERE = re.compile(r"\s*,\s*[\"']_(?:self|top|parent)[\"']")
_LATER = re.compile(r"""setTimeout\s*\(\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')""")
_TESTED = re.compile(
    r"document\s*\.\s*cookie\s*=(?!=)|\beval\s*\("
    r"|(?i:useragent|ismobile|matchmedia|ontouchstart|screen\s*\.\s*(?:avail)?width|navigator\s*\.\s*platform)"
)
_DOOR = re.compile(r"(?i)/?(?:(?:index|default|home|main)(?:\.\w{2,5})?)?")


def jump(text: str, url: str) -> str | None:
    """Where the page at `url` sends its visitor at once, when it is nothing but that; else None.

    None too for a page that sends to more than one place, to itself, to the front door of a site (which is
    where a page that is gone leads), or that asks for proof of a browser first.
    """
    if len(text) > _LONGEST or not _SIGNS.search(text):
        return None
    page = without(uncommented(text), ("noscript",))
    if _SHOWS.search(without(page, ("script",))) or len(visible(page)) > _MOST_SEEN:
        return None
    around = base(page, url)
    sent = refreshed(page, around, AT_ONCE)
    goals = [sent] if sent is not None else [*_gone_to(page, url, around)]
    goal = goals[0] if goals else None
    if goal is None or any(one is None or key(one) != key(goal) for one in goals):
        return None
    if key(goal) == key(url) or _is_door(goal) or not _leads_only_to(goal, page, around):
        return None
    return goal


def _gone_to(page: str, url: str, around: str) -> Iterator[str | None]:
    """Where the scripts of a page set its place; None for one that cannot be known."""
    body = LexborHTMLParser(page).body
    opening = (body.attributes.get("onload") or "") if body is not None else ""
    code = "\n".join([*scripts(page), opening])
    code = _LATER.sub(lambda match: f";{string(match[1])};(", code)
    if _TESTED.search(code):
        return
    known = settings(code, place(url))
    for match in _GO.finditer(code):
        goal, end = value(code, match.end(), known)
        if match[0].rstrip("( \t").endswith("open") and not _HERE.match(code, end):
            continue  # another window beside this page
        yield absolute(around, entities.unescape(goal)) if goal else None


def _is_door(url: str) -> bool:
    """Whether a URL is that of a whole site."""
    parts = urlsplit(url)
    return not parts.query and _DOOR.fullmatch(parts.path) is not None


def _leads_only_to(goal: str, page: str, around: str) -> bool:
    """Whether the links of a page, if it has any, lead where it jumps itself."""
    for node in LexborHTMLParser(page).css("a[href]"):
        href = (node.attributes.get("href") or "").strip()
        target = absolute(around, href) if href and not href.startswith("#") else None
        if target is not None and key(target) != key(goal):
            return False
    return True
