"""True records: who reports, when, and every figure of the form with the state it is printed in."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal

from gongkai import codebook
from gongkai.records import AgencyKind, Edition, Form, Precision, State

Path = tuple[Form, str, str]
"""Form, item and measure: the name of one figure."""

FEE: Path = ("statistics", "processing_fee", "reported")
"""The one figure that stands in a sentence of chapter six, from 2021."""

CHINA = timezone(timedelta(hours=8))
APPLICANTS = tuple(m.code for m in codebook.measures("requests", "2019"))[:-1]
OUTCOMES = tuple(m.code for m in codebook.measures("disputes", "2019"))[:-1]
DISPUTES = tuple(i.code for i in codebook.items("disputes", "2019"))

DISCLOSURE: dict[str, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    "2019": (
        ("（一）", ("created", "newly_published", "published_total"), ("regulations", "normative_documents")),
        ("（五）", ("items_last_year", "change", "decisions"), ("licensing", "other_services")),
        ("（六）", ("items_last_year", "change", "decisions"), ("penalties", "coercion")),
        ("（八）", ("items_last_year", "change"), ("fees",)),
        ("（九）", ("projects", "amount"), ("procurement",)),
    ),
    "2021": (
        ("（一）", ("issued", "repealed", "in_force"), ("regulations", "normative_documents")),
        ("（五）", ("decisions",), ("licensing",)),
        ("（六）", ("decisions",), ("penalties", "coercion")),
        ("（八）", ("amount",), ("fees",)),
    ),
}
"""Blocks of the disclosure table by edition: item of article 20, its columns, its rows."""

SUMS_2014: dict[str, tuple[str, ...]] = {
    "requests_received": ("received_in_person", "received_fax", "received_online", "received_letter"),
    "requests_closed": ("closed_on_time", "closed_extended"),
    "answered_denied": (
        "denied_state_secret",
        "denied_trade_secret",
        "denied_privacy",
        "denied_security_stability",
        "denied_not_government_information",
        "denied_other_law",
    ),
    "requests_answered": (
        "answered_already_public",
        "answered_granted",
        "answered_partly_granted",
        "answered_denied",
        "answered_not_this_authority",
        "answered_not_exist",
        "answered_amend",
        "answered_other_channel",
    ),
    "reviews": ("reviews_upheld", "reviews_corrected", "reviews_other"),
    "litigation": ("litigation_upheld", "litigation_corrected", "litigation_other"),
    "staff": ("staff_full_time", "staff_part_time"),
}
"""Rows of the 2014 form that are sums of others; a summand that is a sum itself stands before its whole."""


@dataclass(frozen=True)
class Figure:
    """What stands in one cell: a number (in the codebook's unit), or nothing, or a dash."""

    value: Decimal | None
    state: State = "number"


@dataclass(frozen=True)
class Identity:
    """Whose report it is, of which year, and when it was published."""

    agency: str
    kind: AgencyKind
    year: int
    published: datetime
    precision: Precision
    place: str  # the county, as its portal calls it
    code: str  # its GB/T 2260 code


@dataclass(frozen=True)
class Truth:
    """One report as it truly is. `editions` names the form that each table stands on."""

    identity: Identity
    editions: dict[Form, Edition]
    figures: dict[Path, Figure]

    @property
    def edition(self) -> str:
        """The edition of the page as `reports.edition` has it."""
        found = set(self.editions.values())
        return found.pop() if len(found) == 1 else "mixed" if found else "none"

    def having(self, figures: dict[Path, Figure]) -> "Truth":
        """The same report with some figures in another state."""
        return replace(self, figures=self.figures | figures)


_COUNTIES = (
    ("澜州市栖云区", "130791"),
    ("澜州市石渡县", "130792"),
    ("朔川省禾川县", "230893"),
    ("临泽市青埠区", "340894"),
    ("芷水县", "431291"),
    ("望岭自治县", "522691"),
    ("白圩市", "320692"),
)
_BODIES: tuple[tuple[str, AgencyKind], ...] = (
    ("人民政府", "government"),
    ("人民政府办公室", "government"),
    ("水利局", "department"),
    ("教育体育局", "department"),
    ("市场监督管理局", "department"),
    ("卫生健康委员会", "department"),
    ("人力资源和社会保障局", "department"),
    ("医疗保障局", "department"),
    ("行政审批服务局", "department"),
    ("城市管理综合执法局", "department"),
    ("柳桥镇人民政府", "township"),
    ("北塘街道办事处", "township"),
    ("石鼓乡人民政府", "township"),
)
_DUE: dict[str, range] = {"2014": range(2014, 2019), "2019": range(2019, 2021), "2021": range(2021, 2026)}


def identity(rng: random.Random, edition: Edition) -> Identity:
    """An invented body and a report year in which the edition was due."""
    place, code = rng.choice(_COUNTIES)
    body, kind = rng.choice(_BODIES)
    year = rng.choice(_DUE[edition])
    minute = rng.random() < 0.5
    published = datetime(
        year + 1,
        rng.randint(1, 3),
        rng.randint(1, 28),
        rng.randint(8, 18) if minute else 0,
        rng.randint(0, 59) if minute else 0,
        tzinfo=CHINA,
    )
    return Identity(place + body, kind, year, published, "minute" if minute else "day", place, code)


def draw(rng: random.Random, editions: dict[Form, Edition]) -> Truth:
    """A random true report whose sums hold and whose every figure is printed as a number."""
    newest = max(editions.values())
    values: dict[Path, int | Decimal] = {}
    size = rng.choice((0, 2, 15, 200, 4000))
    for form, edition in editions.items():
        values |= _DRAWN[form](rng, edition, size)
    figures = {path: Figure(Decimal(value)) for path, value in values.items()}
    fee = rng.choice((None, 0, rng.randint(1, 50) * 20))
    if newest == "2021" and fee is not None:
        figures[FEE] = Figure(Decimal(fee), "prose")
    return Truth(identity(rng, newest), editions, figures)


def whole(edition: Edition) -> dict[Form, Edition]:
    """The tables of a report that keeps to one edition."""
    if edition == "2014":
        return {"statistics": "2014"}
    return {"disclosure": edition, "requests": edition, "disputes": edition}


def _disclosure(rng: random.Random, edition: Edition, size: int) -> dict[Path, int | Decimal]:
    values: dict[Path, int | Decimal] = {}
    for _, measures, items in DISCLOSURE[edition]:
        for item in items:
            for measure in measures:
                values["disclosure", item, measure] = _disclosed(rng, measure, size)
    for item in ("regulations", "normative_documents"):
        if edition == "2019":
            new = int(values["disclosure", item, "newly_published"])
            values["disclosure", item, "published_total"] = new + rng.choice((0, 0, rng.randint(1, 90)))
    return values


def _disclosed(rng: random.Random, measure: str, size: int) -> int | Decimal:
    if measure == "amount":
        return rng.choice(
            (Decimal(0), Decimal(rng.randint(1, 99_999_999)) / 10, Decimal(rng.randint(1, 900)) * 1000)
        )
    if measure == "change":
        return rng.choice((0, 0, rng.randint(-9, 9), rng.randint(-400, 1500)))
    return rng.choice((0, rng.randint(0, 9), rng.randint(0, 30 + 20 * size)))


def _requests(rng: random.Random, edition: Edition, size: int) -> dict[Path, int | Decimal]:
    results = [entry.code for entry in codebook.items("requests", edition) if entry.parent]
    outcomes = [code for code in results if code != "processed_total"]
    table: dict[tuple[str, str], int] = {}
    for applicant in APPLICANTS:
        for outcome in outcomes:
            table[outcome, applicant] = _count(rng, size)
        done = sum(table[outcome, applicant] for outcome in outcomes)
        carried_out = rng.randint(0, 3) if size else 0
        carried_in = rng.randint(0, min(4, done + carried_out))
        table["processed_total", applicant] = done
        table["carried_out", applicant] = carried_out
        table["carried_in", applicant] = carried_in
        table["received", applicant] = done + carried_out - carried_in
    for item in dict.fromkeys(item for item, _ in table):
        table[item, "total"] = sum(table[item, applicant] for applicant in APPLICANTS)
    return {("requests", item, measure): value for (item, measure), value in table.items()}


def _disputes(rng: random.Random, _edition: Edition, size: int) -> dict[Path, int | Decimal]:
    values: dict[Path, int | Decimal] = {}
    for item in DISPUTES:
        counts = [_count(rng, size) for _ in OUTCOMES]
        values |= {
            ("disputes", item, outcome): count for outcome, count in zip(OUTCOMES, counts, strict=True)
        }
        values["disputes", item, "total"] = sum(counts)
    return values


def _statistics(rng: random.Random, _edition: Edition, size: int) -> dict[Path, int | Decimal]:
    table: dict[str, int | Decimal] = {}
    for entry in codebook.items("statistics", "2014"):
        money = Decimal(rng.choice((0, 0, rng.randint(1, 900_000)))) if entry.unit == "CNY" else None
        table[entry.code] = (
            rng.choice((0, rng.randint(0, 12), rng.randint(0, 30 + 5 * size))) if money is None else money
        )
    for chief in ("press_conferences", "interviews"):
        table[f"{chief}_chief"] = rng.randint(0, int(table[chief]))
    table["disclosed_normative"] = rng.randint(0, int(table["disclosed_total"]))
    for total, parts in SUMS_2014.items():
        table[total] = sum(table[part] for part in parts)
    return {("statistics", item, "reported"): value for item, value in table.items()}


def _count(rng: random.Random, size: int) -> int:
    if not size or rng.random() < 0.7:
        return 0
    return rng.choice((1, rng.randint(1, 9), rng.randint(1, 1 + size)))


_DRAWN = {"disclosure": _disclosure, "requests": _requests, "disputes": _disputes, "statistics": _statistics}


def totals(figures: Iterable[Path]) -> list[Path]:
    """Those of the paths whose figure is a sum of others in its row."""
    return [path for path in figures if path[0] in ("requests", "disputes") and path[2] == "total"]
