"""A page of regular markup throughout, read as it stands: the tree builder would give back the same.

Where each element is closed before the one round it, and none is such that the builder would close or move
another, or that a part of the page is not displayed, there is nothing for a tree to mend.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from parsers.html.depth import FEW
from parsers.html.lifted import LIFTED
from parsers.html.regular_tags import SPACE, WHITE_SPACE, are_plain

_HEAD = re.compile(
    rf"{SPACE}*+(?:<!(?i:doctype)\b[^<>]*+>{SPACE}*+)?<html\b[^<>]*+>{SPACE}*+<head\b[^<>]*+>"
    rf"(?:{SPACE}*+<(?:(?:meta|link)\b[^<>]*+>|title>[^<&]*+</title>))*+{SPACE}*+</head>{SPACE}*+(?=<body\b)"
)
_TITLE = re.compile("<title>([^<]*+)")
# None can begin within another: else hostile pages would take time that grows with their square.
_TAG = re.compile(r"<(/?[a-z][a-z0-9]*+)([^<>]*+)>")
_ATTRIBUTE = re.compile(r'(?<![^\s"/])([^\s"=/]++)="([^"]*+)"')
_PLACE = re.compile(rf"(?<={LIFTED}=)\d+")
_ESCAPES = ("&nbsp;", "&amp;", "&lt;", "&gt;")
"""Those that the tree builder writes too."""

# Of any other element the tree builder has rules of its own.
_EMPTY = frozenset(("br", "hr", "img", "wbr"))
_INLINE = frozenset("a b big em font i small span strong sub sup u".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS.union(
    "address article aside blockquote center dd div dl dt figcaption figure footer form header li main "
    "nav ol p section table ul".split()
)
"""Elements with which a paragraph ends that is open."""
_LISTS = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",)}


class RegularPage(NamedTuple):
    """What a page says of itself: its title, and the attributes of its meta tags; and the tags of its body,
    each with its attributes and the text behind it, as the tree builder would write them out."""

    title: str
    metas: list[dict[str, str]]
    tags: list[str]
    attributes: list[str]
    texts: list[str]


def read_regular_page(markup: str, tables: int, own: Sequence[str]) -> RegularPage | None:
    """Read a page with this number of tables that were left out of it, whose style sheets do not display what
    the selectors in `own` name. None where a tree may say something else than what stands there."""
    head = _HEAD.match(markup)
    # Most that is not regular has one of these: it is seen before the page is cut.
    if head is None or "<input" in markup or markup.count("<table") != tables:
        return None
    _, *cut = _TAG.split(markup[head.end() :])
    tags, attributes, texts = cut[::3], cut[1::3], cut[2::3]
    if len(tags) > FEW // 2 or not _is_nested(tags):
        return None
    printed = "".join(texts)
    if "".join(texts[-2:]).strip(WHITE_SPACE) or not _is_written_out(printed):
        return None
    of_head = _TAG.findall(head[0])
    even = _evened({*attributes, *[given for _, given in of_head]}, own)
    if even is None:
        return None
    if "\xa0" in printed:
        texts = [text.replace("\xa0", "&nbsp;") for text in texts]
    title = _TITLE.search(head[0])
    metas = [_told(even[given]) for tag, given in of_head if tag == "meta"]
    return RegularPage(title[1] if title else "", metas, tags, [even[given] for given in attributes], texts)


def _told(attributes: str) -> dict[str, str]:
    """The values of attributes; of several with one name, the first counts."""
    told = reversed(_ATTRIBUTE.findall(attributes))
    return {name: value.replace("&quot;", '"') for name, value in told}


def _is_nested(tags: Sequence[str]) -> bool:
    """Whether there is one body, and each element in it is read here, stands where it may, and is closed
    before the one round it."""
    if [*tags[:1], *tags[-2:]] != ["body", "/body", "/html"]:
        return False
    around = [""]
    for tag in tags[1:-2]:
        if tag[0] == "/":
            if around.pop() != tag[1:]:
                return False
        elif tag in _INLINE:
            if tag == "a" and tag in around:
                return False
            around.append(tag)
        elif tag in _BLOCKS:
            if "p" in around or not _may_stand_in(tag, around):
                return False
            around.append(tag)
        elif tag not in _EMPTY or (tag == "hr" and "p" in around):
            return False
    return around == [""]


def _may_stand_in(tag: str, around: Sequence[str]) -> bool:
    """Whether a block leaves open what is open round it."""
    inner = around[-1]
    if tag in _LISTS:
        return inner in _LISTS[tag]
    return not (tag in _HEADINGS and inner in _HEADINGS) and not (tag == "form" and "form" in around)


def _is_written_out(text: str) -> bool:
    """Whether the tree builder would write the text between the tags as it stands."""
    escapes = text.count("&")
    return (
        "<" not in text
        and ">" not in text
        and "\r" not in text
        and "\0" not in text
        and (not escapes or escapes == sum(map(text.count, _ESCAPES)))
    )


def _evened(given: Collection[str], own: Sequence[str]) -> dict[str, str] | None:
    """Attributes as the tree builder writes them out, each by what stands there; None where they are not
    plain."""
    even: dict[str, str] = {}
    for one in given:
        if one[:1] not in WHITE_SPACE + "/":  # a part of the tag's name
            return None
        if "'" in one and '"' not in one:
            even[one] = one.replace("'", '"')
        else:
            even[one] = _PLACE.sub(r'"\g<0>"', one) if LIFTED in one else one
    told = ">".join(even.values())
    names = '"'.join(told.split('"')[::2])
    if names.count("=") != names.count('="') or names.lower() != names or "\xa0" in told:
        return None
    return even if are_plain(even.values(), own) else None
