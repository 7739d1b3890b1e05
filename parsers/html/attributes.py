"""What the attributes of one tag say: spans, files handed out, pictures, the value of a form field.

Attributes come as the tree builder writes them out: in double quotes, names in lower case.
"""

import re

_COLSPAN, _ROWSPAN = 'colspan="', 'rowspan="'
_DIGITS = 6
_NUMBER = re.compile(rf"[ \t\n\r\f]*\+?(\d{{1,{_DIGITS}}})")
_TARGET = re.compile(r'\b(?:href|src|data)="([^"]*)"')
_LINK_TITLE = re.compile(r'\btitle="([^"]*)"')
FILE_KINDS = "pdf|docx?|wps|et|xlsx?|zip|rar|ofd"
"""How the names of files end that may be a report, as a pattern."""
_FILE_END = re.compile(rf"\.(?:{FILE_KINDS})(?:$|[?#&\s）)】])", re.IGNORECASE)
# Programs that hand files out; what file it is stands nowhere.
_HANDED_OUT = re.compile(r"/download[.?/]\w|downfile|downloadattach|[?&](?:fileurl|filename)=", re.IGNORECASE)
_FILLED_IN = re.compile(r'\bvalue="([^"]*)"')
_SELECTED = re.compile(r"(?:^|\s)selected(?:[\s=]|$)")
_NOT_FILLED_IN = re.compile(r'\btype="(?:hidden|button|submit|reset|image|checkbox|radio|password|file)"')

# Pictures that portals put on every page; a table published as a picture has none of these in its tag.
_DECORATION = re.compile(
    r"icon|logo|qrcode|ewm|erweima|weixin|banner|btn|bszs|jiucuo|gov_?error|/ico|\.gif|"
    r'\b(?:width|height)="[1-9]?\d(?:px)?"',
    re.IGNORECASE,
)


def spans(attributes: str) -> tuple[int, int]:
    """Colspan and rowspan of a cell, 1 where it asks for none."""
    before, asks, behind = attributes.partition('span="')
    if not asks:
        return 1, 1
    name = before[-4:]
    if "span=" not in behind and (name == " col" or name == " row"):  # nearly all ask for one of them
        asked = _asked(behind[: behind.find('"')])
        return (asked, 1) if name == " col" else (1, asked)
    return _span(attributes, _COLSPAN), _span(attributes, _ROWSPAN)


def _span(attributes: str, name: str) -> int:
    place = attributes.find(name)
    while place > 0 and not attributes[place - 1].isspace():  # data-colspan, or in another's value
        place = attributes.find(name, place + 1)
    if place < 0:
        return 1
    begin = place + len(name)
    return _asked(attributes[begin : attributes.find('"', begin)])


def _asked(value: str) -> int:
    if value.isdecimal() and len(value) <= _DIGITS:
        return int(value)
    found = _NUMBER.match(value)
    return int(found[1]) if found else 1


def file_of(attributes: str, text: str) -> tuple[str, str] | None:
    """The file that a link with this text leads to, as (text or title, target); None when it is no file."""
    target = _TARGET.search(attributes)
    if target is None:
        return None
    named = _FILE_END.search(target[1]) or ("." in text and _FILE_END.search(text))
    if not named and not _HANDED_OUT.search(target[1]):
        return None
    title = _LINK_TITLE.search(attributes)
    return text or (title[1] if title else ""), target[1].replace("&amp;", "&")


def is_decoration(attributes: str) -> bool:
    """Whether a picture is one that the portal puts on every page."""
    return _DECORATION.search(attributes) is not None


def is_selected(attributes: str) -> bool:
    """Whether an option of a form's field is the one chosen."""
    return _SELECTED.search(attributes) is not None


def filled_in(attributes: str) -> str | None:
    """What a form field shows, None when it shows nothing that was typed."""
    value = _FILLED_IN.search(attributes)
    return value[1] if value and not _NOT_FILLED_IN.search(attributes) else None
