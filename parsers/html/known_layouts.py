"""Layouts of tables read off the text, known again by their tags and by what their cells ask for.

Offices print one form: its tables have the same tags on thousands of pages, and the same cells span. Whether
they do is seen in a few steps for all cells together; what each asks for is told only where they do not.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from operator import contains, itemgetter
from typing import NamedTuple

from parsers.html.attributes import spans
from parsers.html.grid import KEPT_CELLS, ONE, Origins, layout

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
_Picker = Callable[[_Attributes], Sequence[str]]


class _Known(NamedTuple):
    """A layout, and how it is told: the attributes of the cells that span, each picked once for each way it
    does, hold what is `asked`, and no more spans than these; those of the other cells hold none."""

    spanning: _Picker
    asked: Sequence[str]
    number: int
    others: _Picker
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
    if len(cells) <= KEPT_CELLS:
        _keep(tags, cells, asked, origins)
    return origins


def _keep(
    tags: str, cells: Sequence[tuple[int, str]], asked: Mapping[int, tuple[int, int]], origins: Origins
) -> None:
    """Know a layout from now on, unless a cell asks for its spans in an unusual way."""
    spanning: list[int] = []
    ways: list[str] = []
    number = 0
    for place, given in cells:
        if place in asked:
            told = [f' {name}{_SPAN}{span}"' for name, span in zip(("col", "row"), asked[place], strict=True)]
            told = [way for way in told if way in given]
            if len(told) != given.count(_SPAN):
                return
            spanning += [place] * len(told)
            ways += told
            number += len(told) ** 2
    others = [place for place, _ in cells if place not in asked]
    same = _known.setdefault(tags, [])
    if len(same) >= _SPANS_LIMIT:
        same.clear()
    if len(_known) > _TAGS_LIMIT:
        _known.clear()
        _known[tags] = same
    same.append(_Known(_picker(spanning), ways, number, _picker(others), origins))


def _picker(places: Sequence[int]) -> _Picker:
    """What picks the attributes of the cells at some places."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda attributes: [attributes[place] or "" for place in places]


def _layout(tags: str, asked: Mapping[int, tuple[int, int]]) -> Origins:
    """Which cell covers each slot, given the colspan and rowspan of the cells that ask for any, by place."""
    shape: list[tuple[tuple[tuple[int, int], ...], ...]] = []
    for group in _GROUP.finditer(tags, len(tags) - len(tags.lstrip("xTH"))):
        rows = [row.span() for row in _ROW.finditer(tags, *group.span(1))]
        shape.append(
            tuple(
                [tuple([asked.get(place, ONE) for place in range(begin + 1, end - 1)]) for begin, end in rows]
            )
        )
    return layout(tuple(shape))
