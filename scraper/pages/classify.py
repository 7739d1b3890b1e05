"""What an answer is: the page, or something that stands in its place.

A challenge or an error page with status 200 looks like a successful crawl in which there was nothing new.
So every answer gets an outcome before anything else looks at it; the signatures are data.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec

from gongkai.records import Outcome
from scraper.markup.locations import REPLACED, SET
from scraper.markup.markup import without

RICH = 4_000  # bytes more than characters: so much Chinese that no page which stands in for another has it
SCRIPT_PAGE = 400_000  # characters: challenges carry long scripts, but not longer ones
MENU = 12  # links: a page with more is one that leads on
TOO_MANY = 429
SHELL_TEXT = 40  # visible characters: a page of scripts with fewer, and nothing else, is an empty shell

UNSEEN = ("script", "style", "noscript", "head", "template")
_UNSEEN = re.compile(r"<[^<>]*>|&\w+;")
_TITLE = re.compile(r"<title[^<>]{0,1000}>(.{0,600}?)</title", re.DOTALL | re.IGNORECASE)
_SEEN = re.compile(r"[\w\u4e00-\u9fff]+")
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_CONTENT = re.compile(
    r"<\s*(?:a\b[^<>]{0,1000}\bhref|img|i?frame|embed|object|option|datastore|recordset|record)\b"
    r"|http-equiv\s*=\s*[\"']?refresh|createPageHTML"
    rf"|(?:{SET}|{REPLACED})\s*[\"']",
    re.IGNORECASE,
)
_OURS = re.compile(r"年度报告|年报|公开报告")
_LINK = re.compile(r"<a\b[^<>]{0,1000}\bhref", re.IGNORECASE)


class Verdict(NamedTuple):
    """An outcome, the name of the signature that told (None: the status did), and whether it says that the
    whole authority does not want to be asked."""

    outcome: Outcome
    signature: str | None = None
    stops: bool = False


class Signature(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One entry of signatures.toml; see there."""

    name: str
    outcome: Outcome
    status: tuple[int, ...] = ()
    header: str | None = None
    any: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    visible: int | None = None
    url: str | None = None
    stops: bool = False

    def fits(self, page: "_Page") -> bool:
        """Whether every condition that it names holds."""
        return (
            (not self.status or page.status in self.status)
            and (self.header is None or self.header in page.headers)
            and (self.url is None or re.search(self.url, page.path) is not None)
            and all(word in page.text for word in self.all)
            # To count what is seen, once, costs less than to look for the words of so many signatures.
            and (self.visible is None or page.visible() <= self.visible)
            and (not self.any or any(word in page.text for word in self.any))
            and (self.visible is None or not page.has_content())
        )


class _Page:
    """One answer; what a reader would see of it is counted once, and only when a signature asks."""

    def __init__(self, status: int, headers: tuple[tuple[str, str], ...], url: str, text: str) -> None:
        self.status = status
        self.headers = "\n".join(f"{name}: {value}".lower() for name, value in headers)
        self.path = urlsplit(url).path
        self.text = text
        self._visible: int | None = None
        self._content: bool | None = None

    def has_content(self) -> bool:
        """Whether it speaks of annual reports or leads to many pages: short, but what was asked for."""
        if self._content is None:
            self._content = bool(_OURS.search(visible(self.text))) or len(_LINK.findall(self.text)) > MENU
        return self._content

    def visible(self) -> int:
        """How many letters and characters a reader would see."""
        if self._visible is None:
            self._visible = len(visible(self.text))
        return self._visible


def visible(text: str) -> str:
    """The letters and characters that a browser without scripts would show."""
    return "".join(_SEEN.findall(_UNSEEN.sub(" ", without(text[:SCRIPT_PAGE], UNSEEN, " "))))


@cache
def signatures() -> tuple[Signature, ...]:
    """The entries of signatures.toml, in order."""
    path = Path(__file__).with_name("signatures.toml")
    table = msgspec.toml.decode(path.read_bytes(), type=dict[str, tuple[Signature, ...]])
    return table["signature"]


def classify(
    status: int, headers: tuple[tuple[str, str], ...], url: str, text: str | None, size: int = 0
) -> Verdict:
    """The outcome of an answer: its status, headers, final URL, decoded text (None: no text, a file) and
    size in bytes before decoding."""
    if status == 304:
        return Verdict("not_modified")
    if text is None:
        return _by_status(status)
    if status == 200 and size - len(text) > RICH:
        return Verdict("ok")
    page = _Page(status, headers, url, text)
    for signature in signatures():
        if signature.fits(page):
            return _told(signature, status)
    if 200 <= status < 300 and _is_shell(page):
        return Verdict("shell", "shell")
    return _by_status(status)


def _told(signature: Signature, status: int) -> Verdict:
    stops = signature.stops or signature.outcome == "blocked_challenge"
    if status == TOO_MANY and signature.outcome != "blocked_challenge":
        return _by_status(status)  # a request to go slower, however it is worded
    if signature.outcome == "soft_404" and not 200 <= status < 300:
        return _by_status(
            status
        )  # soft is only what says that all is well; a failing server has removed nothing
    if signature.outcome == "login" and status in (404, 410):
        return _by_status(status)  # the page is not there; the login is one of its menu
    return Verdict(signature.outcome, signature.name, stops)


def _by_status(status: int) -> Verdict:
    if 200 <= status < 300:
        return Verdict("ok")
    if status in (404, 410):
        return Verdict("gone")
    if status == 401:
        return Verdict("login")
    if status == 403:
        return Verdict("blocked_waf")
    return Verdict("server_error")


def _is_shell(page: _Page) -> bool:
    """A page that only scripts would fill. Links, pictures, frames and data islands are content too."""
    text = page.text
    if not text.strip():
        return True
    if not _SCRIPT.search(text) or _CONTENT.search(text):
        return False
    return page.visible() < SHELL_TEXT
