"""Builds made in this process from pages given as text: what whole-dataset checks are tested on."""

import itertools
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from gongkai.columns import ColumnarReport
from gongkai.identifiers import report_id
from gongkai.records import Report
from output.build import Build
from output.gates import load_gates
from output.inputs import Origin
from output.portals import PortalFacts
from output.publish import Terms, publish
from output.rows import Rows
from parsers import parse

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
_moments = itertools.count()


def report(source: str, page: str, **values: object) -> Report:
    """The record of a page at `source`, with what only a crawl knows set by hand."""
    url = source if "://" in source else None
    read = parse(page.encode(), url=url)
    return msgspec.structs.replace(read, source=source, report_id=report_id(url, source), **values)


def build(
    out: Path,
    reports: Iterable[Report],
    portals: Sequence[PortalFacts] = (),
    seen: dict[str, int] | None = None,
    terms: Terms | None = None,
) -> Build:
    """A published build of `reports`; `seen` gives minutes after BEGIN at which a source was first met."""
    rows = Rows()
    for one in reports:
        first = BEGIN + timedelta(minutes=seen[one.source]) if seen and one.source in seen else None
        rows.add(ColumnarReport.of(one), Origin(input=one.sha256, first_seen=first))
    moment = BEGIN + timedelta(seconds=next(_moments))
    with publish(out, moment, terms or Terms(load_gates({}))) as made:
        made.add(rows.packed())
        made.add_captures(portals)
        made.finish(portals, ["test"])
    return made


def portal(path: Path, **values: object) -> PortalFacts:
    """What the archive of an invented county says."""
    plain: dict[str, Any] = {"name": "泉陵县", "code": "990101", "expected": None, "failed": (), "issues": ()}
    return PortalFacts(path=path, **{"portal": path.stem, **plain, **values})
