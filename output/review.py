"""What changed since the last build, summed up for a person who reviews a parser."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from gongkai.records import Record
from output.changes import WHOLE

EXAMPLES = 3
"""Examples of each group."""


class Example(Record, frozen=True, kw_only=True):
    """One change, with where its report came from."""

    report_id: str
    source: str
    measure: str | None
    old: str | None
    new: str | None


class Group(Record, frozen=True, kw_only=True):
    """Changes of one item by one cause; without a form, of a column of reports or of whole reports."""

    form: str | None
    item: str
    cause: str
    changes: int
    reports: int
    examples: tuple[Example, ...]


class Review(Record, frozen=True, kw_only=True):
    """All changes of a build: figures, reports concerned, those that came and went; large groups first."""

    figures: int
    reports: int
    came: int
    went: int
    groups: tuple[Group, ...]


def review_changes(dataset: Path) -> Review:
    """Sum up the table `changes` of a dataset."""
    table = pq.read_table(dataset / "changes" / "all.parquet")
    rows = table.to_pylist()
    groups: dict[tuple[str | None, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["form"], row["item"], row["cause"]), []).append(row)
    ordered = sorted(groups.items(), key=lambda g: (g[0][0] is not None, -len(g[1])))
    shown = [row for _, members in ordered for row in _spread(members)]
    sources = _sources(dataset, {row["report_id"] for row in shown})
    whole = [row for row in rows if row["form"] is None and row["item"] == WHOLE]
    return Review(
        figures=sum(row["form"] is not None for row in rows),
        reports=len({row["report_id"] for row in rows}),
        came=sum(row["old"] is None for row in whole),
        went=sum(row["new"] is None for row in whole),
        groups=tuple(_group(*key, members, sources) for key, members in ordered),
    )


def _group(
    form: str | None, item: str, cause: str, rows: Sequence[dict[str, Any]], sources: dict[str, str]
) -> Group:
    examples = tuple(
        Example(
            report_id=row["report_id"],
            source=sources.get(row["report_id"], row["report_id"]),
            measure=row["measure"],
            old=row["old"],
            new=row["new"],
        )
        for row in _spread(rows)
    )
    reports = len({row["report_id"] for row in rows})
    return Group(form=form, item=item, cause=cause, changes=len(rows), reports=reports, examples=examples)


def _spread(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Examples from different reports where there are several."""
    by_report = {row["report_id"]: row for row in reversed(rows)}
    return list(by_report.values())[::-1][:EXAMPLES] if len(by_report) > 1 else list(rows[:EXAMPLES])


def _sources(dataset: Path, ids: set[str]) -> dict[str, str]:
    if not ids:
        return {}
    filters = [("report_id", "in", sorted(ids))]
    table: pa.Table = pq.read_table(dataset / "reports", columns=["report_id", "source"], filters=filters)
    return dict(zip(*(table.column(n).to_pylist() for n in ("report_id", "source")), strict=True))
