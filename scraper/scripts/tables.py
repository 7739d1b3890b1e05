"""Tables of a page that a library fills from a service: what the page says of each, in calls and attributes.

Nothing is looked at on pages without the words of such a library.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import msgspec
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.scripts.expressions import Function, functions
from scraper.scripts.lookups import looked_up
from scraper.scripts.options import LONGEST, given, items, members
from scraper.scripts.renaming import renamed
from scraper.scripts.script_names import page_scripts
from scraper.scripts.table_libraries import LIBRARIES, Library

MOST = 6
"""Tables of one page that are looked at."""

_MOST_COLUMNS = 60
_MOST_CALLS = 20
_ID = re.compile(r"[\"'](?:table)?#([\w-]+)[\"']\s*(?:\)\s*\.\s*\w+\s*\(|,)$")
_BEFORE = 100  # characters before a call in which the element is named
_HELD = (
    r"(?<![\w$.]){}\s*=\s*(?:(?:\$|jQuery|Object)\s*\.\s*(?:extend|assign)\s*\([^{{}}]{{0,60}})?(?=[{{\[])"
)
_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_MERGING = re.compile(r"\s*(?:\$|jQuery|Object)\s*\.\s*(?:extend|assign)\s*(?=\()")
_CALLED_WITH = re.compile(r"\s*([A-Za-z_$][\w$.]*)\s*[,)]")
_NOTHING = re.compile(r"\s*\)")
_STRING = re.compile(r"\"[^\"\\\n]*\"|'[^'\\\n]*'")
_HYPHEN = re.compile(r"-(\w)")
_FUNCTION = re.compile(r"(?:async\s+)?(?:function\b|[\w$]+\s*=>|\([\w$,\s]*\)\s*=>)")


class Column(NamedTuple):
    """A column: the key of its values in a row, the function, template or name of one that shows them, and
    its heading."""

    field: str
    shows: str
    label: str


class Table(NamedTuple):
    """A table, its options as a script writes them."""

    library: Library
    options: dict[str, str]
    columns: tuple[Column, ...]
    script: str

    def written(self, name: str) -> str:
        """An option as it is written, "" where it is not given; a dot leads into an object."""
        first, _, rest = name.partition(".")
        raw = self.options.get(first, "")
        return members(_resolved(self.script, raw)).get(rest, "") if rest and raw else raw

    def option(self, name: str) -> str:
        """The same, or what stands where it is but the name of an object, an array or a function."""
        return self.resolved(self.written(name))

    def resolved(self, raw: str) -> str:
        """What is written, or what its name stands for."""
        return _resolved(self.script, raw)

    @property
    def is_served(self) -> bool:
        """Whether its rows come from a service that it asks."""
        return any(map(self.option, (*self.library.addresses, *self.library.by_itself)))

    def is_on(self, condition: str) -> bool:
        """Whether an option is on: given and not off, or what the condition says that it is."""
        name, has_value, value = condition.partition("=")
        raw = self.written(name)
        text = unquoted(raw)
        return bool(raw) and text == value if has_value else text not in ("", "false", "0", "null")


def has_table(html: str) -> bool:
    """Whether a page has the words of a library whose tables ask services by themselves."""
    return any(_is_signed(library, html) for library in LIBRARIES.values())


@lru_cache(maxsize=4)  # one page is looked at for its requests and for its links
def tables(html: str) -> tuple[Table, ...]:
    """The tables of a page that have their rows from a service, or are given them by its script."""
    signed = [library for library in LIBRARIES.values() if _is_signed(library, html)]
    if not signed:
        return ()
    script = looked_up(page_scripts(html), html)
    tree = LexborHTMLParser(html)
    found = (table for library in signed for table in _tables(library, script, tree))
    return tuple(table for table in found if table.is_served or any(one.field for one in table.columns))[
        :MOST
    ]


def unquoted(raw: str) -> str:
    """What a string of a script holds; anything else as it is written."""
    return raw[1:-1] if _STRING.fullmatch(raw) else raw


def is_function(raw: str) -> bool:
    """Whether an option is written as a function."""
    return _FUNCTION.match(raw) is not None


def _is_signed(library: Library, html: str) -> bool:
    return any(all(sign in html for sign in group) for group in library.signs)


def _tables(library: Library, script: str, tree: LexborHTMLParser) -> Iterator[Table]:
    """The tables of one library: by its calls, then by the elements that no call has named."""
    chosen = tree.css(library.css) if library.css else []
    nodes = [*{node.mem_id: node for node in chosen}.values()][:MOST]  # one that two selectors meet is one
    left = {node.attributes.get("id") or f"#{number}": node for number, node in enumerate(nodes)}
    common = re.search(library.defaults, script) if library.defaults else None
    defaults = (_argument(script, script, common.end()) if common else None) or {}
    code = _inlined(library, script)
    for call in islice(re.finditer(library.call, code), _MOST_CALLS):
        options = _argument(script, code, call.end())
        if options is None or (library.needed and library.needed not in options):
            continue
        named = _ID.search(code, max(0, call.start() - _BEFORE), call.end())
        selected = unquoted(options.get("elem", ""))
        element = named[1] if named else selected[1:] if selected.startswith("#") else ""
        node = left.pop(element, None) or _by_id(tree, element)
        if node is None and element and not re.search(rf"\bid\s*=\s*\\?[\"']?{re.escape(element)}\b", script):
            continue  # a script may speak of the tables of other pages
        yield _table(library, defaults, options, script, node)
    for node in left.values():
        yield _table(library, defaults, {}, script, node)


def _inlined(library: Library, script: str) -> str:
    """The script with the functions that make a table of what they are given in the place of their calls."""
    for function in functions(script):
        if not function.parameters or re.search(library.call, function.body) is None:
            continue
        name = rf"(?<!function )(?<![\w$]){re.escape(function.name)}\s*(?=\()"
        bodies = [
            _bound(function, written)
            for call in islice(re.finditer(name, script), _MOST_CALLS)
            if (written := given(script, call.end()))
        ]
        if bodies:
            script = ";\n".join((script.replace(function.body, ""), *bodies))
    return script


def _bound(function: Function, written: list[str]) -> str:
    """The body of a function with what it is given, as written, in the place of its parameters."""
    body = function.body
    for name, one in zip(function.parameters, written, strict=False):
        for key, inner in members(one).items():
            body = renamed(body, f"{name}.{key}", inner)
        body = renamed(body, name, one)
    return body


def _by_id(tree: LexborHTMLParser, name: str) -> LexborNode | None:
    return tree.css_first(f'[id="{name}"]') if re.fullmatch(r"[\w-]+", name) else None


def _table(
    library: Library,
    defaults: dict[str, str],
    called_with: dict[str, str],
    script: str,
    node: LexborNode | None,
) -> Table:
    """A table by its call, its element, and what all tables are given."""
    heads = node.css("th")[:_MOST_COLUMNS] if node is not None else []
    options = defaults | (_attributes(library, node) if node is not None else {}) | called_with
    table = Table(library, options, (), script)
    written = [[*_flat(table.option(name), script)] for name in library.columns]
    labels = [(head.text(deep=True) or "").strip() for head in heads]
    columns: list[Column] = []
    for group in written:
        columns += [
            _column(library, one, labels, columns, place) for place, one in enumerate(map(members, group))
        ]
    if not any(column.field for column in columns):
        shown = [_attributes(library, head) for head in heads]
        columns += [_column(library, one, labels, [], place) for place, one in enumerate(shown)]
    columns.append(Column(_first(options, library.field), _first(options, library.links, quoted=True), ""))
    return table._replace(columns=tuple(columns[:_MOST_COLUMNS]))


def _column(
    library: Library, said: dict[str, str], labels: list[str], before: list[Column], place: int
) -> Column:
    """A column by what is said of it, in its place or naming the place of one `before`; its values have the
    place as their key where nothing names them."""
    target = said.get("targets", said.get("aTargets", "")).strip("[] ")
    place = int(target) if target.isdecimal() else place
    heading = labels[place] if place < len(labels) else ""
    meant = before[place].field if target and place < len(before) else "" if library.held else str(place)
    field = _first(said, library.field) or meant
    return Column(field, _first(said, library.links, quoted=True), _first(said, library.label) or heading)


def _first(said: dict[str, str], names: tuple[str, ...], *, quoted: bool = False) -> str:
    raw = next((said[name] for name in names if said.get(name)), "")
    return raw if quoted else "" if is_function(raw) else unquoted(raw)


def _flat(raw: str, script: str) -> Iterator[str]:
    """The objects in an array, be they in arrays of their own."""
    for one in items(raw):
        if one.startswith("["):
            yield from _flat(one, script)
        else:
            yield _resolved(script, one)


def _attributes(library: Library, node: LexborNode) -> dict[str, str]:
    """The options in the attributes of an element."""
    found: dict[str, str] = {}
    for name, value in node.attributes.items():
        text = (value or "").strip()
        if name in library.held:
            found |= members(text if text.startswith("{") else f"{{{text}}}")
        elif name != "class":
            called = _HYPHEN.sub(lambda letter: letter[1].upper(), name.removeprefix("data-"))
            found.setdefault(called, msgspec.json.encode(text).decode())
    return found


def _argument(script: str, code: str, at: int) -> dict[str, str] | None:
    """The options of a call that opens before `at` in the code: an object, the name of one in the script, or
    several put into one; None for another call."""
    merged = _MERGING.match(code, at)
    if merged is not None:
        objects = [_resolved(script, one) for one in given(code, merged.end())]
        return {name: one for written in objects for name, one in members(written).items()}
    named = _CALLED_WITH.match(code, at)
    if named is not None:
        return members(_resolved(script, named[1])) or None
    return {} if _NOTHING.match(code, at) else members(code, at) or None


def _resolved(script: str, raw: str) -> str:
    """What is written, or what its name stands for where it is one: an object, an array, a function."""
    name = unquoted(raw).rpartition(".")[2]
    if not _NAME.fullmatch(name) or name in ("true", "false", "null"):
        return raw
    held = re.search(_HELD.format(re.escape(name)), script)
    if held is not None:
        return script[held.end() : held.end() + LONGEST]
    found = _functions(script).get(name)
    return raw if found is None else f"function({','.join(found.parameters)}){{{found.body}}}"


@lru_cache(maxsize=2)  # one script is asked for many
def _functions(script: str) -> dict[str, Function]:
    """The functions of a script by name, the first of each."""
    found: dict[str, Function] = {}
    for function in functions(script):
        found.setdefault(function.name, function)
    return found
