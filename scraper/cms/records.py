"""The records of a Hanweb datastore: pieces of HTML in XML, in CDATA or escaped."""

import html

from scraper.markup.markup import inside


def records(text: str) -> list[str]:
    """The HTML of each record."""
    found = []
    for record in inside(text, "<record>", "</record>"):
        piece = record.strip().removeprefix("<![CDATA[").removesuffix("]]>")
        found.append(html.unescape(piece) if "&lt;" in piece else piece)
    return found


def without_store(text: str) -> str:
    """The page without its datastores."""
    pieces = text.split("<datastore>")
    kept = (piece.partition("</datastore>")[2] for piece in pieces[1:])
    return "".join((pieces[0], *kept)) if all("</datastore>" in piece for piece in pieces[1:]) else text
