"""Layouts of tables read off the text, known again by their tags and by what their cells ask for.

Offices print one form: its tables have the same tags on thousands of pages, and the same cells span. Whether
they do is seen in a few steps for all cells together; what each asks for is told only where they do not.
"""

import re
from collections.abc import Mapping, Sequence
from operator import contains
from typing import NamedTuple

from parsers.html.attributes import spans
from parsers.html.grid import KEPT_CELLS, ONE, Origins, layout
from parsers.picker import Picker, picker

_ROWS = "(?:rc*+R)"
REGULAR = re.compile(f"[xTH]*+(?:t{_ROWS}*+T?|h{_ROWS}*+H?|{_ROWS}++T?)*+")
"""The tags of a table in which the tree builder mends nothing: r, t and h begin a row, a body and a head, the
capitals end them, c is a cell and x any tag of columns."""
_GROUP = re.compile(f"[th]?({_ROWS}*+)[TH]?")
_ROW = re.compile(_ROWS)

_SPAN = 'span="'
_TAGS_LIMIT = 64
"""Tables with other tags that are known at a time."""
_SPANS_LIMIT = 4
"""Tables with the same tags and other spans that are."""

_Attributes = Sequence[str | None]


class _Known(NamedTuple):
    """A layout, and how it is told: the attributes of the cells that span, each picked once for each way it
    does, hold what is `asked`, and no more spans than these; those of the other cells hold none."""

    spanning: Picker
    asked: Sequence[str]
    number: int
    others: Picker
    origins: Origins

    def is_of(self, attributes: _Attributes) -> bool:
        """Whether a table with these attributes, and the tags for which it is kept, is laid out so."""
        asking = self.spanning(attributes)
        return (
            all(map(contains, asking, self.asked))
            and "".join(asking).count(_SPAN) == self.number
            and _SPAN not in "".join({*self.others(attributes)})
        )


_known: dict[str, list[_Known]] = {}


def layout_of(tags: str, attributes: _Attributes) -> Origins:
    """Which cell covers each slot of a table with such tags, as REGULAR tells them. `attributes` are those of
    its cells, in double quotes; None stands for any other tag."""
    for known in _known.get(tags, ()):
        if known.is_of(attributes):
            return known.origins
    cells = [(place, attributes[place] or "") for place, tag in enumerate(tags) if tag == "c"]
    asked = {place: spans(given) for place, given in cells if _SPAN in given}
    origins = _layout(tags, asked)
    ways = [
        (place, way)
        for place, (colspan, rowspan) in asked.items()
        for way in (f' col{_SPAN}{colspan}"', f' row{_SPAN}{rowspan}"')
        if way in (attributes[place] or "")
    ]
    # A cell may ask in other ways, or twice for the same.
    if len(cells) <= KEPT_CELLS and len(ways) == sum(given.count(_SPAN) for _, given in cells):
        spanning = picker([place for place, _ in ways])
        others = picker([place for place, _ in cells if place not in asked])
        number = "".join(spanning(attributes)).count(_SPAN)
        _keep(tags, _Known(spanning, [way for _, way in ways], number, others, origins))
    return origins


def _keep(tags: str, known: _Known) -> None:
    """Know a layout from now on; none of those before, if there are too many."""
    if tags not in _known and len(_known) >= _TAGS_LIMIT:
        _known.clear()
    same = _known.setdefault(tags, [])
    if len(same) >= _SPANS_LIMIT:
        same.clear()
    same.append(known)


def _layout(tags: str, asked: Mapping[int, tuple[int, int]]) -> Origins:
    """Which cell covers each slot, given the colspan and rowspan of the cells that ask for any, by place."""
    shape: list[tuple[tuple[tuple[int, int], ...], ...]] = []
    for group in _GROUP.finditer(tags, len(tags) - len(tags.lstrip("xTH"))):
        rows = [row.span() for row in _ROW.finditer(tags, *group.span(1))]
        shape.append(
            tuple(tuple(asked.get(place, ONE) for place in range(begin + 1, end - 1)) for begin, end in rows)
        )
    return layout(tuple(shape))
