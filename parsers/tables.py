"""Grids -> cells: find which rows belong to which form, match labels to codes, read the figures."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

import msgspec

from gongkai import codebook
from gongkai.records import Cell, Edition, Form, Issue, Severity
from parsers.cells import Kind, read_cell
from parsers.document import Document, Grid
from parsers.figures import Figures
from parsers.labels import fold, key

EDITIONS: tuple[Edition, ...] = ("2019", "2021")

# which measures belong to which items (codebook notes), by edition
DISCLOSURE: dict[Edition, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {
    "2019": (
        (("regulations", "normative_documents"), ("created", "newly_published", "published_total")),
        (("licensing", "other_services"), ("items_last_year", "change", "decisions")),
        (("penalties", "coercion"), ("items_last_year", "change", "decisions")),
        (("fees",), ("items_last_year", "change")),
        (("procurement",), ("projects", "amount")),
    ),
    "2021": (
        (("regulations", "normative_documents"), ("issued", "repealed", "in_force")),
        (("licensing",), ("decisions",)),
        (("penalties", "coercion"), ("decisions",)),
        (("fees",), ("amount",)),
    ),
}
ALIASES = {
    "规范性文件": "normative_documents",
    "行政规范性文件": "normative_documents",
}
MEASURE_ALIASES = {
    "新制作数量": "created",
    "本年新制作数": "created",
    "制作数量": "created",
    "新公开数量": "newly_published",
    "本年新公开数": "newly_published",
    "对外公开总数": "published_total",
    "公开总数量": "published_total",
    "制发件数": "issued",
    "废止件数": "repealed",
    "现行有效数": "in_force",
    "有效件数": "in_force",
    "上年项目数量": "items_last_year",
    "上一年项目数": "items_last_year",
    "上一年度项目数量": "items_last_year",
    "本年增减": "change",
    "本年度增减": "change",
    "增减": "change",
    "处理决定数": "decisions",
    "本年处理决定数": "decisions",
    "采购项目数": "projects",
    "采购总额": "amount",
    "收费金额": "amount",
    "本年收费总金额": "amount",
}
HEADS = {"申请人情况", "法人或其他组织", "法人或者其他组织", "行政复议", "行政诉讼", "信息内容"}


@cache
def _disclosure_items() -> dict[str, str]:
    found = {
        key(label): e.code
        for e in codebook.entries()
        if e.form == "disclosure" and e.kind == "item"
        for label in e.labels.values()
    }
    return found | ALIASES


@cache
def _disclosure_measures() -> dict[str, str]:
    found = {
        key(label): e.code
        for e in codebook.entries()
        if e.form == "disclosure" and e.kind == "measure"
        for label in e.labels.values()
    }
    return found | MEASURE_ALIASES


@cache
def _request_items() -> dict[str, str]:
    return {
        key(label): e.code
        for e in codebook.entries()
        if e.form == "requests" and e.kind == "item"
        for label in e.labels.values()
    }


@cache
def _request_measures() -> dict[str, str]:
    return {key(e.labels["2021"]): e.code for e in codebook.measures("requests", "2021")} | {
        "合计": "total",
        "社会公益机构": "public_interest_organization",
        "法律服务机构": "legal_service_agency",
    }


@cache
def _dispute_measures() -> dict[str, str]:
    return {key(e.labels["2021"]): e.code for e in codebook.measures("disputes", "2021")} | {"合计": "total"}


DISPUTE_ITEMS = {
    "行政复议": "review",
    "未经复议直接起诉": "litigation_direct",
    "复议后起诉": "litigation_after_review",
}
REQUEST_HEADS = {
    "申请人情况",
    "法人或其他组织",
    "自然人",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
}
DISPUTE_HEADS = {
    "行政复议",
    "行政诉讼",
    "未经复议直接起诉",
    "复议后起诉",
    "结果维持",
    "结果纠正",
    "其他结果",
    "尚未审结",
}
_FIGURE = re.compile(r"[\d\s.,，+\-—－/\\（）()元万亿件条项个次人]*")


@dataclass(slots=True)
class Slot:
    text: str
    key: str
    column: int
    last: int
    top: bool  # the cell starts in this row

    @property
    def figure(self) -> bool:
        return not self.key or not any("一" <= c <= "鿿" for c in self.key) or self.key in ("无", "件", "元")


def rows_of(grid: Grid) -> list[list[Slot]]:
    found = []
    above: list[int] = []
    for texts, origins in zip(grid.texts, grid.origins, strict=True):
        row: list[Slot] = []
        for column, (text, origin) in enumerate(zip(texts, origins, strict=True)):
            if row and origin >= 0 and origins[column - 1] == origin:
                row[-1].last = column
                continue
            row.append(
                Slot(
                    text,
                    key(text) if text.strip() else "",
                    column,
                    column,
                    column >= len(above) or above[column] != origin,
                )
            )
        found.append(row)
        above = origins
    return found


@dataclass(slots=True)
class Block:
    """Rows of one grid that belong to one form."""

    grid: Grid
    heads: list[list[Slot]] = field(default_factory=list)
    items: list[tuple[int, str, list[Slot]]] = field(default_factory=list)  # row, item, slots after the label


class Reader:
    def __init__(self, document: Document) -> None:
        self.figures = Figures()
        self.cells: dict[tuple[Form, str, str], Cell] = {}
        grids = [g for g in document.grids if g.texts]
        for hidden in (False, True):
            for grid in grids:
                if grid.hidden == hidden:
                    self.read(grid)
            if self.cells:
                break
        self.finish()

    def read(self, grid: Grid) -> None:
        rows = rows_of(grid)
        keys = {slot.key for row in rows for slot in row}
        if len(keys & set(_request_items())) >= 4 or len(keys & REQUEST_HEADS) >= 4:
            self.read_requests(grid, rows)
        if len(keys & DISPUTE_HEADS) >= 4:
            self.read_disputes(grid, rows)
        if keys & set(_disclosure_items()) and keys & set(_disclosure_measures()):
            self.read_disclosure(grid, rows)
        if len(keys & set(_statistics())) >= 6:
            self.read_statistics(grid, rows)

    def put(self, cell: Cell) -> None:
        name = (cell.form, cell.item, cell.measure)
        old = self.cells.get(name)
        if old is None or old.state == "absent":
            self.cells[name] = cell
        elif (old.value, old.state) != (cell.value, cell.state) and cell.state != "absent":
            self.issue(
                "table_repeated",
                "warning",
                f"{'/'.join(name)} stands twice with different figures",
                cell.grid,
            )

    def issue(self, code: str, severity: Severity, message: str, grid: int | None) -> None:
        issue = Issue(
            stage="parse",
            code=code,
            severity=severity,
            message=message,
            location=None if grid is None else f"table {grid}",
        )
        if issue not in self.figures.issues:
            self.figures.issues.append(issue)

    def cell(
        self,
        edition: Edition,
        form: Form,
        item: str,
        measure: str,
        grid: Grid,
        row: int,
        slot: Slot | None,
        kind: Kind,
        unit: str,
        money: str | None = None,
        note: str | None = None,
    ) -> None:
        if slot is None:
            self.put(
                Cell(
                    edition=edition,
                    form=form,
                    item=item,
                    measure=measure,
                    state="absent",
                    unit=unit,
                    grid=grid.index,
                    grid_row=row,
                )
            )
            return
        reading = read_cell(slot.text, kind, money)
        notes = "; ".join(n for n in (note, reading.note) if n) or None
        self.put(
            Cell(
                edition=edition,
                form=form,
                item=item,
                measure=measure,
                state=reading.state,
                unit=unit,
                value=reading.value,
                raw=slot.text,
                note=notes,
                grid=grid.index,
                grid_row=row,
                grid_column=slot.column,
            )
        )

    # requests

    def read_requests(self, grid: Grid, rows: list[list[Slot]]) -> None:
        head: dict[int, str] = {}
        leaves: list[str] = []
        items: list[tuple[int, str, list[Slot]]] = []
        last = ""
        for number, row in enumerate(rows):
            keys = {slot.key for slot in row}
            if len(keys & DISPUTE_HEADS) >= 2 or keys & {"信息内容"}:
                if items:
                    break
                continue
            if keys & REQUEST_HEADS:
                for slot in row:
                    code = _request_measures().get(slot.key)
                    if code:
                        head[slot.column] = code
                continue
            found = self.request_item(row, last)
            if found:
                item, after = found
                items.append((number, item, after))
                last = item
        if not items:
            return
        codes = {item for _, item, _ in items}
        edition: Edition = (
            "2021" if codes & {"other_amendment_overdue", "other_fee_overdue", "other_remaining"} else "2019"
        )
        self.figures.tables.append(("requests", edition))
        order = [e.code for e in codebook.measures("requests", edition)]
        leaves = [head[c] for c in sorted(head)]
        for number, item, after in items:
            pairs, note = self.pair(after, head, leaves, order)
            for measure in order:
                self.cell(
                    edition,
                    "requests",
                    item,
                    measure,
                    grid,
                    number,
                    pairs.get(measure),
                    "count",
                    "件",
                    note=note,
                )
        for entry in codebook.items("requests", edition):
            if entry.code not in codes:
                for measure in order:
                    self.cell(edition, "requests", entry.code, measure, grid, -1, None, "count", "件")

    def request_item(self, row: list[Slot], last: str) -> tuple[str, list[Slot]] | None:
        items = _request_items()
        for position in range(len(row) - 1, -1, -1):
            slot = row[position]
            code = items.get(slot.key)
            if code is None:
                continue
            if slot.key in ("其他", "总计") and not slot.top:
                continue
            return code, row[position + 1 :]
        return None

    def pair(
        self, after: Sequence[Slot], head: dict[int, str], leaves: list[str], order: list[str]
    ) -> tuple[dict[str, Slot], str | None]:
        direct = {head[s.column]: s for s in after if s.column in head}
        if len(direct) == len(order):
            return direct, None
        filled = list(after)
        while len(filled) > len(order) and not filled[0].text.strip():
            filled = filled[1:]
        if len(filled) == len(order) and (
            leaves == order or not [m for m in leaves if m not in order] and len(leaves) < len(order)
        ):
            return dict(zip(order, filled, strict=True)), "columns by order"
        return direct, None

    # disputes

    def read_disputes(self, grid: Grid, rows: list[list[Slot]]) -> None:
        measures = _dispute_measures()
        columns: dict[int, list[str]] = {}
        seen = False
        for number, row in enumerate(rows):
            keys = [s.key for s in row if s.key]
            labels = [k for k in keys if k in DISPUTE_HEADS or k in measures]
            if (
                labels
                and any(k in DISPUTE_HEADS for k in keys)
                or (
                    seen
                    and labels
                    and len(labels) >= len(keys) / 2
                    and not any(s.figure and s.text.strip() for s in row)
                )
            ):
                seen = True
                for slot in row:
                    if slot.key:
                        for column in range(slot.column, slot.last + 1):
                            columns.setdefault(column, []).append(slot.key)
                continue
            if seen and row and all(s.figure for s in row):
                self.put_disputes(grid, number, row, columns)
                return

    def put_disputes(self, grid: Grid, number: int, row: list[Slot], columns: dict[int, list[str]]) -> None:
        measures = _dispute_measures()
        order = [
            (i.code, m.code)
            for i in codebook.items("disputes", "2021")
            for m in codebook.measures("disputes", "2021")
        ]
        direct: dict[tuple[str, str], Slot] = {}
        for slot in row:
            path = columns.get(slot.column, [])
            item = next((DISPUTE_ITEMS[k] for k in reversed(path) if k in DISPUTE_ITEMS), None)
            measure = next((measures[k] for k in reversed(path) if k in measures), None)
            if item and measure and (item, measure) not in direct:
                direct[item, measure] = slot
        note = None
        if len(direct) < 15 and len(row) == 15:
            direct, note = dict(zip(order, row, strict=True)), "columns by order"
        self.figures.tables.append(("disputes", "2021"))
        for item, measure in order:
            self.cell(
                "2021",
                "disputes",
                item,
                measure,
                grid,
                number,
                direct.get((item, measure)),
                "count",
                "件",
                note=note,
            )

    # disclosure

    def read_disclosure(self, grid: Grid, rows: list[list[Slot]]) -> None:
        items, measures = _disclosure_items(), _disclosure_measures()
        head: list[tuple[str | None, Slot]] = []
        found: list[tuple[int, str, dict[str, Slot], str | None]] = []
        unit: str | None = None
        for number, row in enumerate(rows):
            codes = [(measures.get(s.key), s) for s in row if s.key]
            if any(code for code, _ in codes):
                head = [(code, s) for code, s in codes if s.key != "信息内容"]
                unit = next(
                    (
                        u
                        for code, s in head
                        if code == "amount"
                        for u in ("亿元", "万元", "元")
                        if u in fold(s.text)
                    ),
                    None,
                )
                continue
            position = next((n for n, s in enumerate(row) if s.key in items), None)
            if position is None or not head:
                continue
            after = row[position + 1 :]
            pairs = {c: s for code, h in head if (c := code) for s in after if s.column == h.column}
            if len(pairs) < sum(code is not None for code, _ in head) and len(after) == len(head):
                pairs = {c: s for (c, _), s in zip(head, after, strict=True) if c}
            found.append((number, items[row[position].key], pairs, unit))
        if not found:
            return
        seen = {m for _, _, pairs, _ in found for m in pairs}
        edition: Edition = (
            "2021" if seen & {"issued", "repealed", "in_force"} or seen <= {"decisions", "amount"} else "2019"
        )
        self.figures.tables.append(("disclosure", edition))
        by_item = {item: (number, pairs, money) for number, item, pairs, money in found}
        units = {e.code: e.unit for e in codebook.measures("disclosure", edition)}
        for block_items, block_measures in DISCLOSURE[edition]:
            for item in block_items:
                number, pairs, money = by_item.get(item, (-1, {}, None))
                for measure in block_measures:
                    kind: Kind = (
                        "money" if measure == "amount" else "change" if measure == "change" else "count"
                    )
                    default = money or ("万元" if edition == "2021" else None)
                    self.cell(
                        edition,
                        "disclosure",
                        item,
                        measure,
                        grid,
                        number,
                        pairs.get(measure),
                        kind,
                        units[measure],
                        default,
                    )

    # statistics

    def read_statistics(self, grid: Grid, rows: list[list[Slot]]) -> None:
        entries = {e.code: e for e in codebook.items("statistics", "2014")}
        self.figures.tables.append(("statistics", "2014"))
        seen = set()
        for number, row in enumerate(rows):
            position = next((n for n, s in enumerate(row) if s.key in _statistics()), None)
            if position is None:
                continue
            codes = _statistics()[row[position].key]
            code = next((c for c in codes if c not in seen), None)
            if code is None:
                continue
            seen.add(code)
            after = [
                s
                for s in row[position + 1 :]
                if s.key not in ("件", "条", "次", "篇", "万元", "个", "人", "人次", "元")
            ]
            money = entries[code].unit == "CNY"
            unit = next((s.key for s in row if s.key in ("元", "万元")), "万元") if money else None
            self.cell(
                "2014",
                "statistics",
                code,
                "reported",
                grid,
                number,
                after[0] if after else None,
                "money" if money else "count",
                entries[code].unit,
                unit,
            )

    def finish(self) -> None:
        others = [edition for form, edition in self.figures.tables if form in ("requests", "disclosure")]
        edition = others[0] if others else "2021"
        self.figures.tables = [
            (form, edition if form == "disputes" else own) for form, own in self.figures.tables
        ]
        self.figures.cells.extend(
            msgspec.structs.replace(cell, edition=edition) if cell.form == "disputes" else cell
            for cell in self.cells.values()
        )


@cache
def _statistics() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for e in codebook.items("statistics", "2014"):
        found.setdefault(key(e.labels["2014"]), []).append(e.code)
    return found


def read_tables(document: Document) -> Figures:
    """All figures of the page's tables."""
    return Reader(document).figures
