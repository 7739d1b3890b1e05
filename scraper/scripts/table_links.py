"""How a table of a library makes links from its rows: by what its columns show, and what they are called."""

import re
from collections.abc import Iterator

from scraper.scripts.renaming import renamed
from scraper.scripts.tables import Column, Table, is_function, tables, unquoted
from scraper.scripts.templates import Template, templates

_PARAMETERS = re.compile(r"(?:async\s+)?(?:function\b[^(]*)?\(([\w$,\s]*)\)|(?:async\s+)?([\w$]+)\s*=>")
_INDEX = re.compile(r"(?<=[\w$])\[\s*(\d{1,2})\s*\]")
_KEY = re.compile(r"[A-Za-z_]\w*|\d{1,2}")
_TITLES = re.compile(r"标\s*题|题\s*名|题\s*目|主\s*题|名\s*称|文\s*件\s*名|报\s*告|(?i:title)")
_ROW = "tableRow"


def table_links(html: str, base: str) -> tuple[Template, ...]:
    """The ways in which the tables of the page at `base` make links from their rows."""
    return tuple(dict.fromkeys(one for table in tables(html) for one in _links(table, base)))


def _links(table: Table, base: str) -> Iterator[Template]:
    """The links of one table, called by what they say, or by the column that is headed like a title; and
    nothing but that column, for rows that say themselves where they lead."""
    title = next((one.field for one in table.columns if _TITLES.search(one.label) and one.field), "")
    for column in table.columns:
        code = _shown(table, column)
        for one in templates(code, base, table.script) if code else ():
            yield one if one.title else one._replace(title=title)
    if title:
        yield Template(("",), title)


def _shown(table: Table, column: Column) -> str:
    """What a column shows as a piece of script or markup, with its own value as a member of the row."""
    code = table.resolved(column.shows)
    if not is_function(code):
        return unquoted(code)
    named = _PARAMETERS.match(code)
    names = re.findall(r"[\w$]+", named[1] or named[2] or "") if named else []
    body = _INDEX.sub(r".\1", code[named.end() :] if named else code)
    place = table.library.shown
    if place is None or place >= len(names) or not _KEY.fullmatch(column.field):
        return body
    return renamed(body, names[place], f"{_ROW}.{column.field}")
