"""What a page says of its own place: its ColumnName, its crumbs."""

import re

from scraper.listing import Response

_COLUMN_META = re.compile(
    r"""(?is)<meta[^<>]{1,1000}name\s*=\s*["']?ColumnName["']?[^<>]{1,1000}content\s*=\s*["']([^"']*)"""
)
_CRUMB = re.compile(r"(?is)(?:当前位置|所在位置|您的位置|您现在的位置|现在位置)[^<]{0,6}(.{0,1500})")
_CRUMB_TEXT = re.compile(r">([^<>]+)<")


def column_name(response: Response) -> str | None:
    """The column that a page says it belongs to: its ColumnName, else the last crumb that names one."""
    meta = _COLUMN_META.search(response.text[:20_000])
    if meta and meta[1].strip():
        return meta[1].strip()
    crumb = _CRUMB.search(response.text)
    if crumb is None:
        return None
    words = [one.strip(" \r\n\t>»＞›&;nbspraquo") for one in _CRUMB_TEXT.findall(crumb[1].split("</div>")[0])]
    return next((one for one in reversed(words) if one), None)
