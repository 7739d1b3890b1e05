"""Documents, which are kept and not read: told by URL, by text, by what comes."""

import re
from urllib.parse import parse_qsl, urlsplit

from scraper.listing import ListedLink, Response
from scraper.vocabulary import squeeze

FILE_TYPES = ("pdf", "doc", "docx", "wps", "xls", "xlsx", "et", "zip", "rar", "ofd")


def _any_case(word: str) -> str:
    return "".join(f"[{letter}{letter.upper()}]" for letter in word)


# Every page is looked through for it, and Word's markup is full of dots: the letter behind one is looked at
# first, and letters of both cases are named, for to ignore case costs twice as much.
_FILE_END = re.compile(
    rf"\.(?:{'|'.join(sorted({_any_case(kind[0]) for kind in FILE_TYPES}))})"
    rf"(?:{'|'.join(f'(?<={_any_case(kind[0])}){_any_case(kind[1:])}' for kind in FILE_TYPES)})[\"'&?#\s>]"
)

_PAGE = re.compile(
    rb"(?i)(?:\xef\xbb\xbf)?\s*(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head)\b", re.DOTALL
)
"""How a page begins."""

_OCTETS = re.compile(r"(?i)(?:application|binary)/octet-stream")
_DOCUMENT = re.compile(r"(?i)application/(?:pdf|msword|vnd\.|zip|x-zip|x-rar|wps)")


_TYPE = re.compile(rf"\.(?:{'|'.join(map(_any_case, FILE_TYPES))})")


def is_file(url: str) -> bool:
    """Whether the URL is a document to keep and not a page: by its path, or a file name in its query."""
    if "%" not in url and not _TYPE.search(url):
        return False  # as of nearly every link
    parts = urlsplit(url)
    names = [parts.path, *(value for _, value in parse_qsl(parts.query))]
    return any(name.lower().rsplit(".", 1)[-1] in FILE_TYPES for name in names if "." in name)


def mentions_file(html: str) -> bool:
    """Whether a page can hold a link to a document at all: a cheap look before a parse."""
    return _FILE_END.search(html) is not None


def names_file(link: ListedLink) -> bool:
    """Whether a link is to a document: by its URL, or by a file name as its text."""
    return is_file(link.url) or squeeze(link.text).rsplit(".", 1)[-1] in FILE_TYPES


def is_document(response: Response) -> bool:
    """Whether the answer is a file, whatever its URL looked like; a page may be called a stream of octets."""
    kind = next((value for name, value in response.headers.items() if name.lower() == "content-type"), "")
    if response.body[:4] in (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        return True
    if _OCTETS.match(kind):
        return _PAGE.match(response.body) is None
    return _DOCUMENT.match(kind) is not None
