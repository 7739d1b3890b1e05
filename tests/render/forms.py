"""The tables of the form as rectangles of boxes, before any markup and before anyone has bent them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from gongkai import codebook
from gongkai.records import Edition, Form
from tests.render.hand import MONEY, Hand, counted, plain
from tests.render.truth import APPLICANTS, DISCLOSURE, DISPUTES, Truth
from tests.render.words import Wording

Role = Literal["title", "head", "label", "value", "pad", "note"]
CORNER = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
CHAPTERS = {
    "disclosure": "二、主动公开政府信息情况",
    "requests": "三、收到和处理政府信息公开申请情况",
    "disputes": "四、政府信息公开行政复议、行政诉讼情况",
    "statistics": "政府信息公开情况统计表",
}


@dataclass(frozen=True)
class Box:
    """One cell of a table."""

    text: str
    across: int = 1
    down: int = 1
    role: Role = "value"


Row = list[Box]


@dataclass(frozen=True)
class Table:
    """One table of the page: `forms` it holds (none: it is no part of the form), heading above it, rows."""

    forms: tuple[Form, ...]
    heading: str
    rows: list[Row] = field(default_factory=list)

    def with_rows(self, rows: list[Row]) -> "Table":
        """The same table with other rows."""
        return replace(self, rows=rows)

    @property
    def width(self) -> int:
        """Columns, by the first row."""
        return sum(box.across for box in self.rows[0])


@dataclass(frozen=True)
class Pen:
    """What turns a record into print: the hand for figures, the wording for labels, and the dice."""

    truth: Truth
    hand: Hand
    wording: Wording
    rng: random.Random

    def label(self, text: str, *, across: int = 1, down: int = 1, role: Role = "label") -> Box:
        """A box with one of the form's labels."""
        return Box(self.wording(text, self.rng), across, down, role)

    def value(self, form: Form, item: str, measure: str, *, across: int = 1) -> Box:
        """A box with a figure."""
        path = (form, item, measure)
        text = self.hand.print(path, self.truth.figures[path], self.truth.editions[form], self.rng)
        return Box(text, across)


def label_of(form: Form, kind: str, code: str, edition: Edition) -> str:
    """The official label of an item or a measure."""
    return next(
        e.labels[edition] for e in codebook.entries() if (e.form, e.kind, e.code) == (form, kind, code)
    )


def disclosure(pen: Pen) -> Table:
    """Chapter two's table: a block for each item of article 20, four columns."""
    edition = pen.truth.editions["disclosure"]
    rows: list[Row] = []
    for article, measures, items in DISCLOSURE[edition]:
        last = 4 - len(measures)
        spans = [1] * (len(measures) - 1) + [last]
        rows.append([pen.label(f"第二十条第{article}项", across=4, role="title")])
        heads = [_measure(pen, measure, edition) for measure in measures]
        rows.append(
            [pen.label("信息内容", role="head")]
            + [pen.label(head, across=span, role="head") for head, span in zip(heads, spans, strict=True)]
        )
        for item in items:
            rows.append(
                [pen.label(label_of("disclosure", "item", item, edition))]
                + [pen.value("disclosure", item, m, across=s) for m, s in zip(measures, spans, strict=True)]
            )
    return Table(("disclosure",), CHAPTERS["disclosure"], rows)


def _measure(pen: Pen, measure: str, edition: Edition) -> str:
    label = label_of("disclosure", "measure", measure, edition)
    return label + MONEY[pen.hand.money][edition].head if measure == "amount" else label


def requests(pen: Pen) -> Table:
    """Chapter three's table: three label columns and seven of figures, a head of three rows."""
    edition = pen.truth.editions["requests"]
    measures = (*APPLICANTS, "total")
    heads = [label_of("requests", "measure", m, edition) for m in measures]
    rows: list[Row] = [
        [Box(CORNER, 3, 3, "note"), pen.label("申请人情况", across=7, role="head")],
        [
            pen.label(heads[0], down=2, role="head"),
            pen.label("法人或其他组织", across=5, role="head"),
            pen.label(heads[-1], down=2, role="head"),
        ],
        [pen.label(head, role="head") for head in heads[1:-1]],
    ]
    items = codebook.items("requests", edition)
    results = [entry for entry in items if entry.parent]
    seen: set[str] = set()
    for entry in items:
        row: Row = []
        if entry is results[0]:
            row.append(pen.label(entry.parent[0], down=len(results)))
        if len(entry.parent) == 2 and entry.parent[1] not in seen:
            seen.add(entry.parent[1])
            row.append(pen.label(entry.parent[1], down=sum(e.parent == entry.parent for e in results)))
        row.append(pen.label(entry.labels[edition], across=3 - len(entry.parent)))
        row += [pen.value("requests", entry.code, measure) for measure in measures]
        rows.append(row)
    return Table(("requests",), CHAPTERS["requests"], rows)


def disputes(pen: Pen) -> Table:
    """Chapter four's table: one row of fifteen figures under a head of three rows."""
    edition = pen.truth.editions["disputes"]
    entries = codebook.measures("disputes", edition)
    review, direct, after = (label_of("disputes", "item", item, edition) for item in DISPUTES)
    rows: list[Row] = [
        [pen.label(review, across=5, role="head"), pen.label("行政诉讼", across=10, role="head")],
        [pen.label(e.labels[edition], down=2, role="head") for e in entries]
        + [pen.label(direct, across=5, role="head"), pen.label(after, across=5, role="head")],
        [pen.label(e.labels[edition], role="head") for _ in range(2) for e in entries],
        [pen.value("disputes", item, e.code) for item in DISPUTES for e in entries],
    ]
    return Table(("disputes",), CHAPTERS["disputes"], rows)


def statistics(pen: Pen) -> Table:
    """The annex of 2014: indicator, unit, figure."""
    hand = replace(pen.hand, number=plain) if pen.hand.number is counted else pen.hand
    rows: list[Row] = [[pen.label(text, role="head") for text in ("统计指标", "单位", "统计数")]]
    entries = codebook.items("statistics", "2014")
    labels = {entry.labels["2014"] for entry in entries}
    seen: set[str] = set()
    for entry in entries:
        for head in entry.parent:
            if head not in seen | labels:
                rows.append([pen.label(head), Box("——", role="note"), Box("——", role="note")])
            seen.add(head)
        money = entry.unit == "CNY"
        figure = pen.truth.figures["statistics", entry.code, "reported"]
        text = hand.print(
            ("statistics", entry.code, "reported"),
            replace(figure, value=figure.value / 10_000) if money and figure.value is not None else figure,
            "2014",
            pen.rng,
        )
        label = _OF_WHICH.get(entry.code, "") + entry.labels["2014"] + _NOTES_2014.get(entry.code, "")
        rows.append([pen.label(label), Box("万元" if money else entry.unit, role="note"), Box(text)])
    return Table(("statistics",), CHAPTERS["statistics"], rows)


_OF_WHICH = dict.fromkeys(
    ("disclosed_normative", "press_conferences_chief", "interviews_chief", "denied_state_secret"), "其中：　"
)
_NOTES_2014 = {
    "disclosed_total": "（不同渠道和方式公开相同信息计1条）",
    "responses": "（不同方式回应同一热点或舆情计1次）",
    "staff_full_time": "（不包括政府公报及政府网站工作人员数）",
    "budget": "（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
}

TABLES: dict[Form, Callable[[Pen], Table]] = {
    "disclosure": disclosure,
    "requests": requests,
    "disputes": disputes,
    "statistics": statistics,
}


def tables(pen: Pen) -> list[Table]:
    """The tables of the report, in the form's order."""
    return [TABLES[form](pen) for form in TABLES if form in pen.truth.editions]
