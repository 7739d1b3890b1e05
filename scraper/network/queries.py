"""Queries as a browser would send them: characters of a link's query go in the encoding of its page."""

import codecs
import re
from urllib.parse import quote

from gongkai.decode import decode

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 100
_QUERY = re.compile(
    r"""((?:href|src|value|action)\s*=\s*["']?[^"'<>\s?]{0,300}\?)([^"'<>\s]{0,300}?[^\x00-\x7f][^"'<>\s]{0,300})"""
)


def spelled(html: str, body: bytes) -> str:
    """The page with such characters percent-encoded; in UTF-8, which URLs get anyway, as it is."""
    # Nearly every page is UTF-8, and to know that costs next to nothing beside looking for queries in it.
    if _is_utf8(html, body) or not _QUERY.search(html):
        return html
    encoding = decode(body).encoding
    if encoding.startswith("utf"):
        return html
    return _QUERY.sub(lambda match: match[1] + _quoted(match[2], encoding), html)


def _is_utf8(html: str, body: bytes) -> bool:
    """Whether the text was decoded as UTF-8, told by its first characters beyond ASCII and their bytes."""
    first = _BEYOND_ASCII.search(html)
    if first is None:
        return True
    offset = first.start() + (len(codecs.BOM_UTF8) if body.startswith(codecs.BOM_UTF8) else 0)
    sample = html[first.start() : first.start() + _SAMPLE]
    return body.startswith(sample.encode("utf-8", "surrogatepass"), offset)


def _quoted(query: str, encoding: str) -> str:
    return "".join(one if one.isascii() else quote(one.encode(encoding, "replace")) for one in query)
