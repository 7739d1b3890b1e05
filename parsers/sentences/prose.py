"""Figures that stand in sentences: cells where the page has no table for them, else held against the table.

Statistics come from sentences only where the page has neither a 统计表 nor a table of 2019 or 2021; from a
report on 2019 or later, what the newer forms have too becomes a cell of those forms instead. The processing
fee alone stands in a sentence by rule (chapter six, from 2021).
"""

from collections.abc import Iterator, Sequence
from functools import cache

from gongkai.records import Cell, Edition, Form, Issue, Section
from parsers.figures import Figures
from parsers.identity.identity import Identity
from parsers.labels import simplified
from parsers.sentences.claims import Claim, read_claims
from parsers.sentences.indicators import Indicator, indicators
from parsers.sentences.retold import Statement, hold_against
from parsers.sentences.sentences import read_sentences

FEE = ("statistics", "processing_fee", "reported")
"""The one figure that stands in a sentence by rule."""

_HEADS: dict[str, tuple[str, ...]] = {
    "requests": ("商业企业", "科研机构", "法律服务机构"),
    "disputes": ("结果维持", "尚未审结"),
    "disclosure": ("信息内容",),
}
"""Words that no sentence has together."""


def read_prose(sections: Sequence[Section], figures: Figures, identity: Identity) -> None:
    """Add to `figures` the cells and the checks that sentences give, and issues for sentences that differ."""
    tables = {form for form, _ in figures.tables}
    wanted = _wanted(tables, identity.report_year)
    newer = any(one.form != "statistics" for one in wanted)
    statements = [
        Statement(claim, sentence.raw, sentence.section, sentence.offset)
        for sentence in read_sentences(sections, identity.agency, identity.report_year, newer=newer)
        for claim in read_claims(sentence.words, wanted, sentence.setting)
    ]
    if any(not one.claim.unit and one.claim.indicator.form in _HEADS for one in statements):
        lost = _lost_tables(sections)
        statements = [one for one in statements if one.claim.unit or one.claim.indicator.form not in lost]
    if not statements:
        return
    shared = tables.intersection(statement.path[0] for statement in statements)
    of_tables = figures.of_forms(shared) if shared else []
    held = {(cell.form, cell.item, cell.measure): cell for cell in of_tables}
    alone: list[Statement] = []  # figures that no table of the page holds
    retold: list[Statement] = []
    for statement in statements:
        path = statement.path
        is_alone = path == FEE or path[0] not in tables or _is_missing(held.get(path))
        (alone if is_alone else retold).append(statement)
    if retold:
        figures.checks += hold_against(retold, held)
    told = [*_cells(alone, figures, identity)]
    for cell in told:
        before = held.get((cell.form, cell.item, cell.measure))
        if before is not None:
            figures.loosen()
            figures.cells.remove(before)
    figures.cells += told


def _lost_tables(sections: Sequence[Section]) -> set[str]:
    """Forms whose heads stand in the text: a label with a bare number beside it is a row of that table, and
    the number may be in any of its columns."""
    text = simplified("\n".join(section.text for section in sections))
    return {form for form, heads in _HEADS.items() if all(head in text for head in heads)}


def _is_missing(cell: Cell | None) -> bool:
    """Whether a list of indicators in the text, which is no table, leaves this one to a sentence."""
    return cell is not None and cell.state == "absent" and cell.grid is None and cell.form == "statistics"


def _wanted(tables: set[Form], year: int | None) -> tuple[Indicator, ...]:
    """The indicators that sentences of this report may mean."""
    if tables - {"statistics"} or (not tables and year is not None and year >= 2019):
        return _newer("2021" if year is None or year >= 2021 else "2019")
    return _oldest()


@cache
def _oldest() -> tuple[Indicator, ...]:
    """Figures of the form of 2014."""
    return tuple(one for one in indicators(frozenset(("statistics",))) if one.edition == "2014")


@cache
def _newer(due: Edition) -> tuple[Indicator, ...]:
    """Figures of the newer forms that the edition due has; and the fee, on whatever form."""
    found = indicators(frozenset(("requests", "disputes", "disclosure")))
    fee = tuple(one for one in indicators(frozenset(("statistics",))) if one.item == FEE[1])
    return (*(one for one in found if one.edition <= due), *fee)


def _cells(statements: Sequence[Statement], figures: Figures, identity: Identity) -> Iterator[Cell]:
    """A cell for each figure that all its sentences state alike; an issue where they do not."""
    told: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in statements:
        if statement.claim.whole_place and identity.agency_kind != "government":
            continue
        if len(statement.claim.indicator.rows) == 1:
            told.setdefault(statement.path, []).append(statement)
    for path, of_one in told.items():
        first = of_one[0].claim.value
        if all(statement.claim.value == first for statement in of_one[1:]):
            yield _cell(of_one[0], identity)
            continue
        values = sorted({statement.claim.value for statement in of_one})
        message = f"{'/'.join(path)}: sentences state different figures: {', '.join(map(str, values))}"
        figures.issues.append(
            Issue(stage="parse", code="prose_contradicts", severity="warning", message=message)
        )


def _cell(statement: Statement, identity: Identity) -> Cell:
    indicator = statement.claim.indicator
    edition: Edition = indicator.edition
    if edition == "2019" and (identity.report_year or 0) >= 2021:
        edition = "2021"
    return Cell(
        edition=edition,
        form=indicator.form,
        item=indicator.item,
        measure=indicator.measure,
        state="prose",
        unit=indicator.unit,
        value=float(statement.claim.value),
        raw=statement.raw,
        note=_note(statement.claim),
        grid=statement.section,
        grid_column=statement.offset,
    )


def _note(claim: Claim) -> str:
    """The rule, and the unit printed where it is another way to count the same."""
    unit = claim.unit
    return claim.rule if unit in ("", "元", claim.indicator.unit) else f"{claim.rule}; unit {unit}"
