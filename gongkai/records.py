"""The nouns that travel between the stages: frozen, typed, and the source of every table row.

All are `msgspec.Struct`s: cheap to make by the hundred, picklable, and JSON by `msgspec.json`. Money is in
yuan, times are aware (`published_at` Asia/Shanghai, `fetched_at` UTC), counts are in the codebook's unit.
"""

from datetime import datetime
from typing import Literal

import msgspec

Form = Literal["disclosure", "requests", "disputes", "statistics"]
Edition = Literal["2014", "2019", "2021"]
PageEdition = Literal["2014", "2019", "2021", "mixed", "none"]
State = Literal[
    "number",  # printed in its cell
    "blank",  # the cell is there and empty: not a zero
    "dash",  # /, -, —, 无
    "absent",  # its row or column is missing in a table that is there
    "prose",  # stated in a sentence, zero in words included
    "inferred",  # a printed number whose one possible cell was proved by the sums
    "unassigned",  # numbers are there, their column cannot be known
    "unreadable",  # something is printed that is no figure
]
Status = Literal["complete", "partial", "prose", "empty", "image", "attachment", "not_a_report"]
AgencyKind = Literal["government", "department", "township", "other"]
Precision = Literal["minute", "day"]
CheckMode = Literal["strict", "blank_as_zero"]
CheckStatus = Literal["pass", "fail", "not_assessable"]
Authority = Literal["official", "implied", "plausible"]
Stage = Literal["fetch", "decode", "parse", "check", "write"]
Severity = Literal["info", "warning", "error"]
Outcome = Literal[
    "ok",
    "not_modified",
    "gone",
    "soft_404",
    "blocked_challenge",
    "blocked_waf",
    "login",
    "maintenance",
    "shell",
    "robots",
    "off_host",
    "refused_address",
    "too_large",
    "timeout",
    "truncated",
    "server_error",
    "network_error",
]

READ_STATES: frozenset[str] = frozenset({"number", "blank", "dash", "prose"})
"""States that count as read (`reports.cells_read`)."""

UNREAD_STATES: frozenset[str] = frozenset({"absent", "unassigned", "unreadable"})
"""States that keep a report from being complete; inferred is none of them."""

VALUE_STATES: frozenset[str] = frozenset({"number", "prose", "inferred"})
"""States whose `value` is not null."""


class Record(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Base of the records below. Cells and checks, of which a report has hundreds, may be given their fields
    in order."""


class Link(Record, frozen=True, kw_only=True):
    """How a list page announced a report: the text, title attribute and date printed there, the list's URL,
    and the heading above where that tells a year or unit that the text leaves out."""

    text: str = ""
    title: str | None = None
    date: str | None = None
    list_url: str | None = None
    heading: str | None = None


class Cell(Record, frozen=True):
    """One figure that the form has, printed or not.

    `grid`, `grid_row`, `grid_column` say where it stood, 0-based: in a table, the number of the table
    element in document order and the position after span expansion; in text without tags, (null, line,
    offset); in a sentence, (section position, null, offset).
    """

    edition: Edition
    form: Form
    item: str
    measure: str
    state: State
    unit: str
    value: float | None = None
    raw: str | None = None
    note: str | None = None
    grid: int | None = None
    grid_row: int | None = None
    grid_column: int | None = None


class Section(Record, frozen=True, kw_only=True):
    """One numbered section with its own text only. Text before the first number is position 0, level 0."""

    position: int
    level: int
    number: str | None
    chapter: int | None
    heading: str | None
    text: str


class Check(Record, frozen=True):
    """One identity (I1 … I10) assessed on one scope, e.g. column `natural_person`; `delta` is lhs - rhs."""

    check_id: str
    scope: str
    mode: CheckMode
    status: CheckStatus
    lhs: float | None
    rhs: float | None
    delta: float | None
    operands: str
    authority: Authority
    note: str | None = None


class Issue(Record, frozen=True, kw_only=True):
    """One thing that was wrong, doubtful or left unread, as a product beside the data."""

    stage: Stage
    code: str
    severity: Severity
    message: str
    location: str | None = None


class ReportFacts(Record, frozen=True, kw_only=True):
    """Everything read from one saved page but its figures and what was checked of them."""

    report_id: str
    source: str
    url: str | None
    portal: str | None
    division_code: str | None
    title: str | None
    agency: str | None
    agency_kind: AgencyKind | None
    report_year: int | None
    published_at: datetime | None
    published_precision: Precision | None
    edition: PageEdition
    status: Status
    encoding: str
    encoding_declared: str | None
    replacements: int
    sha256: str
    parser_version: str
    fetched_at: datetime | None = None
    duplicate_of: str | None = None
    cells_expected: int = 0
    cells_read: int = 0
    checks_passed: int = 0
    checks_failed: int = 0
    sections: tuple[Section, ...] = ()
    issues: tuple[Issue, ...] = ()


class Report(ReportFacts, frozen=True, kw_only=True):
    """Everything read from one saved page. Tables of the dataset are made from this and nothing else."""

    cells: tuple[Cell, ...] = ()
    checks: tuple[Check, ...] = ()
