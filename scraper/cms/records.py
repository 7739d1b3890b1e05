"""The records of a Hanweb datastore: pieces of HTML in XML, in CDATA or escaped."""

import html

from scraper.markup import inside


def records(text: str) -> list[str]:
    """The HTML of each record."""
    found = []
    for record in inside(text, "<record>", "</record>"):
        piece = record.strip().removeprefix("<![CDATA[").removesuffix("]]>")
        found.append(html.unescape(piece) if "&lt;" in piece else piece)
    return found


def without_store(text: str) -> str:
    """The page without its datastore."""
    start, end = text.find("<datastore>"), text.rfind("</datastore>")
    return text[:start] + text[end:] if 0 <= start < end else text
