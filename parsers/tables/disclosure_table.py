"""The table of Article 20: blocks with columns of their own, rows by kind of act."""

import re
from collections.abc import Callable, Sequence, Set
from functools import cache
from itertools import pairwise

from gongkai.records import Edition
from parsers.editions import FORM_EDITIONS, geometry, places_of, vocabulary
from parsers.labels import fold, key
from parsers.tables.cells import COUNTED, FACTORS, FOREIGN, OTHER_MONEY
from parsers.tables.columns import Column, is_stranger, read_columns, with_strangers
from parsers.tables.columns_of_years import own_columns
from parsers.tables.found import Found
from parsers.tables.layout import Row, Slot, has_number
from parsers.tables.marks import CONTENT, marks
from parsers.tables.named_figures import named_figures
from parsers.tables.placing import fill
from parsers.tables.regions import Region
from parsers.tables.rows_of_years import names_years
from parsers.tables.uneven import Usual, usual_of

_MULTIPLE = re.compile(r"(?<![\d.])(?:[十百千]?[万亿]元|[十百千]元)")
_BARE_MULTIPLE = re.compile(r"(?:[(:/,、]|位)([十百千]?[万亿])(?=[)/,、]|$)")
_SCALED = re.compile(r"(?:[(:/,、]|位)((?:[十百千]?[万亿]|[十百千])[件项个条次宗]|[万亿])(?=[)/,、]|$)")
_YUAN = re.compile(r"(?:[(:/,、]|位)元|^元$")
_STATED = re.compile(r"单位(.*)")
_FEWEST_STRANGE = 3
"""Words in one row, that of the labels included, that make it a head of other columns."""

_LAST_YEAR = "items_last_year"
_EARLIER = re.compile(r"上年|去年|上一年|往年|同期")
_ARTICLE = re.compile(r"二十条")


@cache
def forms_of(item: str) -> tuple[tuple[str, ...], ...]:
    """The columns that an item has, in each edition that has it."""
    articles = (a for edition in FORM_EDITIONS["disclosure"] for a in geometry(edition).article)
    return tuple(article.measures for article in articles if item in article.items)


def read_disclosure(
    region: Region, earlier: Sequence[Column], caption: str, year: Callable[[], int | None]
) -> tuple[list[Found], list[Column], list[str]]:
    """Rows of the table in a region, the last heads, and labels that the form does not have. `earlier` are
    the heads of a table that this one continues, `caption` is the line over it; `year` tells the report's
    own, of which the columns are read where a table has those of several years."""
    columns = list(earlier)
    formal = bool(earlier) or is_formal(region, caption)
    heads: list[Row] = []
    found: list[Found] = []
    unknown: list[str] = []
    block: list[tuple[Found, Row]] = []
    blocks = [(columns, block)]
    spoken: str | None = None  # the unit that a row of words states for the rows below it
    named, read = named_figures(region.rows, lambda text: money_unit(text) or stated_unit(caption))
    found += named
    for number, row in enumerate(region.rows):
        if number in read:
            continue
        if _is_head(row):
            heads.append(row)
            continue
        if heads:
            columns = _columns(heads, year)
            unknown += [c.text for c in columns if c.text and c.code is None and not _is_cut(c.text)]
            heads = []
            block = []
            blocks.append((columns, block))
        label = _label(row)
        if label is None:
            name = _name_of_figures(row)
            if name is not None:
                unknown.append(name)
            else:
                block = []
                blocks.append((columns, block))
                spoken = stated_unit("".join(slot.text for slot in row)) or spoken
            continue
        slot, values = label
        match = marks(slot.text).act
        unit = (
            next((unit for other in values if (unit := fold(other.text)) in FACTORS), None)
            or money_unit(slot.text)
            or money_unit(" ".join(column.text for column in columns if column.code == "amount"))
            or spoken
            or stated_unit(caption)
        )
        row_found = Found(match.codes[0], slot.row, unit=unit, exact=match.exact)
        block.append((row_found, values))
        found.append(row_found)
    usual = usual_of([(values, columns) for columns, rows in blocks for _, values in rows])
    for own, rows in blocks:
        _close(rows, own, formal, usual)
        if scales := {
            column.code: scale for column in own if column.code and (scale := scale_of(column.text))
        }:
            for row_found, _ in rows:
                row_found.scales = scales
    return found, _columns(heads, year) if heads else columns, unknown


def names_article(caption: str) -> bool:
    """Whether the line over a table calls it that of Article 20."""
    return _ARTICLE.search(caption) is not None


def is_formal(region: Region, caption: str) -> bool:
    """Whether a table calls itself that of Article 20: by the article, or by the form's head 信息内容."""
    return names_article(caption) or any(
        key(slot.text) == CONTENT or _ARTICLE.search(slot.text) for row in region.rows for slot in row
    )


def _close(
    block: Sequence[tuple[Found, Row]], columns: Sequence[Column], formal: bool, usual: Usual | None
) -> None:
    """Place the rows of a block; those that the heads do not fit are placed without heads, if the table is
    surely the form's."""
    by_forms: dict[tuple[tuple[str, ...], ...], list[tuple[Found, Row]]] = {}
    for found, values in block:
        by_forms.setdefault(forms_of(found.item), []).append((found, values))
    for forms, rows in by_forms.items():
        known = {column.code for column in columns} - {None}
        fitting = [form for form in forms if known & set(form)]
        fitting = [form for form in fitting if known <= set(form)] or fitting
        if fitting:
            fill(rows, columns, fitting, _once_each, usual=usual)
        elif not known and (not formal or any(column.strange for column in columns)):
            # A list of other things about 行政许可 and its like, of other years, or of other bodies.
            for found, values in rows:
                found.rest = tuple(values)
        else:  # the heads of these rows are lost: those above are of another item of article 20
            beside = [form for form in forms if _is_beside(form, known)]
            fill(rows, [], beside, _once_each, usual=usual)


def _once_each(cells: dict[str, Slot]) -> bool:
    """Whether no figure stands twice in a row, as if a cell had been doubled."""
    texts = [slot.text.strip() for slot in cells.values()]
    return not any(one == other and any(c in "123456789" for c in one) for one, other in pairwise(texts))


def _is_beside(form: tuple[str, ...], known: Set[str | None]) -> bool:
    """Whether an edition has both the columns of a form and other known ones."""
    measures = [
        {measure for own in places_of("disclosure", edition).values() for measure in own}
        for edition in FORM_EDITIONS["disclosure"]
    ]
    return any(known <= own and set(form) <= own for own in measures)


def _is_head(row: Row) -> bool:
    return (
        any(marks(slot.text).measure.codes or key(slot.text) == CONTENT for slot in row if not slot.is_figure)
        or _is_strange_head(row)
        or names_years(row)
    )


def _is_strange_head(row: Row) -> bool:
    """Whether a row of words heads columns that are none of the form's: years, the units of a body."""
    words = [slot for slot in row if slot.first and not slot.is_figure]
    return (
        len({slot.text for slot in words}) >= _FEWEST_STRANGE
        and not any(slot.has_figure or marks(slot.text).act.codes for slot in row)
        and all(is_stranger(slot.text, vocabulary("disclosure", "measure")) for slot in words[1:])
    )


def _columns(heads: Sequence[Row], year: Callable[[], int | None]) -> list[Column]:
    """The columns right of 信息内容, or where that is lost, from the first known head on."""
    content = [slot.end + 1 for row in heads for slot in row if key(slot.text) == CONTENT]
    known = [slot.start for row in heads for slot in row if marks(slot.text).measure.codes]
    begin = min(content) if content else min(known, default=heads[0][0].end + 1)
    columns = read_columns(heads, _measure, lambda text: key(text) == CONTENT, begin)
    return own_columns(with_strangers(columns, vocabulary("disclosure", "measure")), heads, year)


def _measure(text: str) -> str | None:
    """The measure that a head names; one of last year is the form's only where it asks for that."""
    codes = marks(text).measure.codes
    if not codes or (codes[0] != _LAST_YEAR and _EARLIER.search(key(text))):
        return None
    return codes[0]


def _is_cut(text: str) -> bool:
    """Whether a head has lost letters of one of the form's and nothing else."""
    words = key(text)
    return any(words in label for label in vocabulary("disclosure", "measure"))


def _label(row: Row) -> tuple[Slot, Row] | None:
    for number in range(len(row) - 1, -1, -1):
        slot = row[number]
        if not slot.is_figure and slot.first and marks(slot.text).act.codes:
            return slot, [other for other in row[number + 1 :] if other.is_figure or other.first]
    return None


def _name_of_figures(row: Row) -> str | None:
    """The label of a row with figures that no form has."""
    for number in range(len(row) - 1, -1, -1):
        if not row[number].is_figure:
            return row[number].text if any(map(has_number, row[number + 1 :])) else None
    return None


def money_unit(text: str) -> str | None:
    """The money unit that a head or a label prints; an amount given as an example is none."""
    folded = fold(text)
    if FOREIGN.search(folded):
        return OTHER_MONEY
    multiple = _MULTIPLE.search(folded)
    if multiple is not None:
        return multiple[0]
    if _YUAN.search(folded):
        return "元"
    bare = _BARE_MULTIPLE.search(folded)
    return bare[1] + "元" if bare is not None else None


def scale_of(text: str) -> str | None:
    """The unit of a head whose counts are told in thousands or more: 万件 of 本年处理决定数量（万件）."""
    scaled = _SCALED.search(fold(text))
    return None if scaled is None else scaled[1] if scaled[1][-1] in COUNTED else scaled[1] + "件"


def stated_unit(text: str) -> str | None:
    """The money unit of a line over figures: what follows 单位 in it."""
    stated = _STATED.search(fold(text))
    return money_unit(":" + stated[1].lstrip(":")) if stated is not None else None


def edition_of(rows: Sequence[Found]) -> Edition:
    """The edition of a table by its rows and their columns."""
    seen = {(found.item, measure) for found in rows for measure in (*found.cells, *found.spread)}
    return nearest_edition(seen, {found.item for found in rows})


def nearest_edition(seen: Set[tuple[str, str]], items: Set[str]) -> Edition:
    """The edition that has most of the cells (item, measure) seen; the older one has more rows too."""

    def fits(edition: Edition) -> tuple[int, int]:
        own = {(item, m) for item, measures in places_of("disclosure", edition).items() for m in measures}
        return len(own & seen), -len({item for item, _ in own} ^ items)

    return max(reversed(FORM_EDITIONS["disclosure"]), key=fits)
