"""What a click on each tab of a page gives its script: an attribute of the tab, or what was chosen.

`$(".tab li").click(function(){ $("#list").load("/nb_" + $(this).attr("data-year") + ".html"); })` asks for
one list a tab. The attribute is put in the place of the expression, for each value that the page shows.
"""

import re
from collections.abc import Iterator

MOST_TABS = 60
"""Tabs of a page that are clicked on in thought."""

_PICKED = re.compile(
    r"(?:\$|jQuery)\s*\(\s*[\w$.]+\s*\)\s*\.\s*"
    r"(?:attr\s*\(\s*[\"']([\w-]+)[\"']\s*\)|data\s*\(\s*[\"']([\w-]+)[\"']\s*\))"
    r"|(?<![\w$.])[\w$.]{1,100}\s*\.\s*(?:getAttribute\s*\(\s*[\"']([\w-]+)[\"']\s*\)|dataset\s*\.\s*(\w+))"
)
_CHOSEN = re.compile(
    r"(?:\$|jQuery)\s*\(\s*(?:this|[\"'](?:select)?#(?P<id>[\w-]+)(?:\s+option:selected)?[\"'])\s*\)\s*\.\s*val\s*\(\s*\)"
    r"|\bthis\s*\.\s*value\b"
)
_WATCHED = re.compile(r"[\"'](?:select)?#([\w-]+)[\"']\s*\)\s*\.\s*(?:change\s*\(|on\s*\(\s*[\"']change)")
_SELECT = re.compile(r"(?is)<select\b([^<>]{0,500})>(.{0,20000}?)</select")
_ID = re.compile(r"(?i)\bid\s*=\s*[\"']?([\w-]+)")
_VALUE = re.compile(r"(?i)<option\b[^<>]{0,200}?\bvalue\s*=\s*[\"']?([^\"'<>\s]{1,60})")
_MOST_CHOICES = 5
_OF_ANY = frozenset(
    "href src id class style title name type value alt target rel onclick width height content action".split()
)
_CAPITAL = re.compile(r"[A-Z]")
_NAME = "clickedTab"


def tabs(html: str, script: str) -> Iterator[tuple[str, dict[str, str]]]:
    """For each tab the script, with a name where it takes the tab's attribute, and what that name stands for.

    Attributes that any element may have (an `href`, an `id`) tell of no tab.
    """
    yield from _choices(html, script)
    picked = dict.fromkeys(_attribute(match) for match in _PICKED.finditer(script))
    for attribute in (one for one in picked if one not in _OF_ANY):
        shown = re.compile(rf"(?i)(?<![\w-]){re.escape(attribute)}\s*=\s*[\"']?([^\"'<>\s]{{1,60}})")
        code = _PICKED.sub(_Named(attribute), script)
        for one in list(dict.fromkeys(shown.findall(html)))[:MOST_TABS]:
            yield code, {_NAME: one}


def _choices(html: str, script: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The same for each option of the choices that are acted on at once; others are fields of a form."""
    if "<select" not in html or not _CHOSEN.search(script):
        return
    watched = {*_WATCHED.findall(script)}
    for select in list(_SELECT.finditer(html))[:_MOST_CHOICES]:
        names = {name for name in _ID.findall(select[1]) if name in watched or "onchange" in select[1]}

        def put(match: re.Match[str], names: set[str] = names) -> str:
            return _NAME if match["id"] is None or match["id"] in names else match[0]

        code = _CHOSEN.sub(put, script)
        if code != script:
            for one in list(dict.fromkeys(_VALUE.findall(select[2])))[:MOST_TABS]:
                yield code, {_NAME: one}


class _Named:
    """Puts the name in the place of one attribute and leaves the others."""

    def __init__(self, attribute: str) -> None:
        self._attribute = attribute

    def __call__(self, match: "re.Match[str]") -> str:
        return _NAME if _attribute(match) == self._attribute else match[0]


def _attribute(picked: "re.Match[str]") -> str:
    """The attribute that a script takes, by whichever function."""
    if picked[1] or picked[3]:
        return (picked[1] or picked[3]).lower()
    return "data-" + _CAPITAL.sub(lambda letter: "-" + letter[0].lower(), picked[2] or picked[4])
