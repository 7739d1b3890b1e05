"""Rows of figures -> cells by code: each row under its heads, rows of one shape judged together."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from parsers.tables.columns import (
    NOWHERE,
    Column,
    Placed,
    by_place,
    complete,
    headed,
    in_order,
    is_foreign,
    place,
    windows,
)
from parsers.tables.found import BY_ORDER, Found
from parsers.tables.layout import Row, Slot
from parsers.tables.uneven import (
    Usual,
    bare_places,
    extent,
    in_place,
    in_turn,
    lengths_of,
    like,
    of_length,
    order_of,
    restored,
    usual_length,
)

Refused = Callable[[dict[str, Slot]], bool]


def never(_: dict[str, Slot]) -> bool:
    """No sum is known that could refuse a row."""
    return False


def fill(
    rows: Sequence[tuple[Found, Row]],
    columns: Sequence[Column],
    forms: Sequence[tuple[str, ...]],
    proven: Refused,
    refused: Refused = never,
    usual: Usual | None = None,
) -> None:
    """Put the cells after each row's label under the heads, or where there are none, in the form's order.

    `forms` are the columns that the rows may have by the editions; `proven` tells whether anything confirms
    the cells of a row that has gained one, `refused` whether a sum contradicts them: what order alone placed
    is then unassigned. `usual` is what the rows of the whole table have in common, None where the rows
    given are all of it.
    """
    completed = complete(columns, forms) if columns else None
    begin = columns[0].start if columns else NOWHERE
    lengths = lengths_of([values for _, values in rows], begin)
    length = usual_length([values for _, values in rows], lengths, max(map(len, forms), default=0))
    is_even = [
        _is_even(values, length in own, columns, completed, usual)
        for (_, values), own in zip(rows, lengths, strict=True)
    ]
    shapes: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for number, (_, values) in enumerate(rows):
        if is_even[number]:
            shapes[tuple(slot.start for slot in values)].append(number)
    ends = Counter(values[-1].end for _, values in rows if values)
    furthest = max(ends, key=lambda end: ends[end], default=0)
    places: list[Placed | None] = [None] * len(rows)
    order: list[str | None] | None = None  # of rows all told, from the most frequent shape
    bare: list[int] = []  # places of no code in which no row of that shape has a figure
    for shape in sorted(shapes.values(), key=len, reverse=True):
        alike = [rows[number][1] for number in shape]
        longer = bool(alike[0]) and alike[0][-1].end > furthest
        if usual is not None and completed is not None and usual.extra:
            found = [usual.window(values, completed) or by_place(completed, values) for values in alike]
        elif order is not None and usual is None:
            turned = [of_length(values, length, begin) for values in alike]
            if any(
                slot.has_figure for values in turned for place, slot in enumerate(values) if place in bare
            ):
                # Where by that order none may be stands a figure: no order holds for all rows.
                places = [_filled(values, completed or ()) for _, values in rows]
                break
            found = [in_turn(values, order, completed or ()) for values in turned]
        else:
            found = _placed(alike, columns, completed, forms, longer)
            if usual is None and len(shapes) > 1:
                turned = [of_length(values, length, begin) for values in alike]
                order = order_of(zip(turned, found, strict=True))
                bare = bare_places(turned, order)
                if order is None and len(shape) > 1:
                    break  # where most rows cannot be placed, a single one that seems to fit does not
        for number, placed in zip(shape, found, strict=True):
            places[number] = placed
    if not all(is_even):
        whole = [
            (of_length(rows[number][1], length, begin) if usual is None else rows[number][1], places[number])
            for number, even in enumerate(is_even)
            if even
        ]
        order = order_of(whole)
        bare = bare_places([values for values, _ in whole], order)
        for number, even in enumerate(is_even):
            if not even:
                places[number] = _of_uneven(rows[number][1], whole, order, bare, completed, proven, usual)
    for (row, values), placed in zip(rows, places, strict=True):
        crowded = usual is not None and usual.is_crowded and placed is not None and placed.by_order
        _take(row, values, None if crowded else placed, refused)


def _is_even(
    values: Row,
    is_usual: bool,
    columns: Sequence[Column],
    completed: Sequence[Column] | None,
    usual: Usual | None,
) -> bool:
    """Whether a row has all its cells and no more: as the other rows, or as its own heads."""
    alone = completed is not None and len(headed(completed)) == 1
    if usual is None or (alone and not usual.is_crowded):
        return is_usual
    if not values or not columns or values[-1].end == usual.end:
        return True
    return completed is not None and values[-1].end - columns[-1].end == usual.surplus


def _of_uneven(
    values: Row,
    whole: Sequence[tuple[Row, Placed | None]],
    order: Sequence[str | None] | None,
    bare: Sequence[int],
    completed: Sequence[Column] | None,
    proven: Refused,
    usual: Usual | None,
) -> Placed | None:
    """A row that has more or fewer cells than the others: merged, or damaged. `order` and `bare` are those of
    the whole rows."""
    for other, placed in whole:
        if placed is not None and len(values) != len(other) and extent(values) == extent(other):
            return like(values, other, placed)
    if order is None:
        return None if usual is None or usual.is_crowded else _full(values, completed or (), proven)
    still = (in_place(values, order, other) for other, placed in whole if placed is not None)
    if placed := next(filter(None, still), None):
        return placed
    return restored(values, order, bare, proven)


def _filled(values: Row, columns: Sequence[Column]) -> Placed | None:
    """A row with as many figures as heads, wherever its empty cells stand."""
    named = headed(columns)
    figures = [slot for slot in values if slot.has_figure]
    return in_order(named, figures) if len(figures) == len(named) else None


def _full(values: Row, columns: Sequence[Column], proven: Refused) -> Placed | None:
    """A row with a figure for each head and nothing but empty cells behind them."""
    named = headed(columns)
    own, rest = values[: len(named)], values[len(named) :]
    is_full = len(own) == len(named) and all(slot.has_figure for slot in own)
    if not is_full or not all(slot.is_blank for slot in rest):
        return None
    placed = in_order(named, own)
    return placed if not rest or proven(placed.cells) else None


def _placed(
    shape: Sequence[Row],
    columns: Sequence[Column],
    completed: Sequence[Column] | None,
    forms: Sequence[tuple[str, ...]],
    longer: bool,
) -> list[Placed | None]:
    """Rows of one shape; `longer` tells that a rowspan has pushed them to the right of the others."""
    if completed is None:
        return [_under_some_heads(values, columns, forms) for values in shape]
    lost = not {column.code for column in completed} <= {column.code for column in columns}
    if [column.start for column in completed] == [slot.start for slot in shape[0]]:
        codes = [column.code for column in completed]
        return [
            Placed({code: slot for code, slot in zip(codes, values, strict=True) if code}, by_order=lost)
            for values in shape
        ]
    named = headed(completed)
    firsts = {column.start for column in named}
    outside_blank = not longer and not any(
        slot.has_figure for values in shape for slot in values if slot.start not in firsts
    )
    found = [place(completed, values, outside_blank, longer) for values in shape]
    if None in found:
        for heads in (completed, named):
            offset = windows(shape, heads)
            if offset is not None:
                found = [
                    placed or in_order(heads, values[offset : offset + len(heads)])
                    for placed, values in zip(found, shape, strict=True)
                ]
                break
    if 2 * sum(placed is None for placed in found) >= len(found):
        found = [None if placed is None or placed.by_order else placed for placed in found]
    for placed in found:
        if placed is not None:
            placed.by_order |= lost
    return found


def _under_some_heads(
    values: Row, columns: Sequence[Column], forms: Sequence[tuple[str, ...]]
) -> Placed | None:
    """A row under heads that are not all of a form: a column is missing, or the head of one."""
    named = headed(columns)
    pairs = list(zip(columns, values, strict=False))
    is_padded = len(values) == len(columns) > len(named) > 0 and [*columns[: len(named)]] == named
    if is_padded and all(c.start == slot.start and (c in named or slot.is_blank) for c, slot in pairs):
        # The heads have empty cells behind them too, over nothing.
        return Placed({column.code: slot for column, slot in pairs if column.code})
    if len(values) == len(named) and any(column.code for column in named):
        return place(named, values, outside_blank=False)
    return _without_heads(values, columns, forms)


def _without_heads(values: Row, columns: Sequence[Column], forms: Sequence[tuple[str, ...]]) -> Placed | None:
    """A row with as many cells as one form alone has columns, where the heads that are left do not object."""
    known = [column.code for column in columns if column.code]
    if is_foreign(columns, values):
        return None
    if len(forms) == 1 and (restored := _restored(columns, forms[0])) and len(values) == len(restored):
        return in_order(restored, values)
    if len(forms) > 1 and any(slot.is_blank for slot in values):
        return None  # cells emptied in place of a span would make it the form with more columns
    fitting = {form for form in forms if len(form) == len(values) and _is_part(known, form)}
    if len(fitting) != 1:
        return None
    form = fitting.pop()
    return Placed(dict(zip(form, values, strict=True)), by_order=True)


def _restored(columns: Sequence[Column], form: tuple[str, ...]) -> list[Column] | None:
    """The columns with those of the form put in whose head cells are gone, where their places are plain: next
    to another column of the form."""
    named = headed(columns)
    codes = [column.code for column in named]
    if [code for code in codes if code] != [code for code in form if code in codes]:
        return None
    for rank, code in enumerate(form):
        if code in codes:
            continue
        after = codes.index(form[rank - 1]) + 1 if rank else 0
        later = [codes.index(other) for other in form[rank + 1 :] if other in codes]
        if any(between is None for between in codes[after : min(later, default=after)]):
            return None
        if not later and len(codes) > after:
            return None  # before or behind 小计 or 备注: who knows
        codes.insert(after, code)
        named.insert(after, Column(code, "", NOWHERE, NOWHERE))
    return named


def _is_part(known: Sequence[str], form: tuple[str, ...]) -> bool:
    """Whether the codes stand in the form, in this order."""
    rest = iter(form)
    return all(code in rest for code in known)


def _take(found: Found, values: Row, placed: Placed | None, refused: Refused) -> None:
    found.cells, found.spread, found.note, found.rest = {}, {}, None, ()
    if placed is not None and not (placed.by_order and refused(placed.cells)):
        found.cells = placed.cells
        found.spread = placed.spread
        found.note = BY_ORDER if placed.by_order else None
    else:
        found.rest = tuple(values)
