"""How coverage looks on a terminal: a sign a year for every unit, or shares a year for every portal."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from output.matrix import Entry, Matrix, Unit

SIGNS = {"read": "#", "partial": "~", "no_figures": "o", "missing": "-", "failed": "!"}
STYLES = {"read": "green", "partial": "yellow", "no_figures": "cyan", "missing": "red", "failed": "red"}
LEGEND = "# read   ~ partial   o no figures to read   - missing   ! failed"

ROWS = 40
"""Rows that a screen is taken to have where its height is not known."""
REASONS = 12
_WIDE = 100  # columns of a terminal from which years are written in full


def print_coverage(console: "Console", matrix: "Matrix", every: bool) -> None:
    """Print units by years; portals by years where that many units would fit no screen, unless `every`."""
    if not matrix.units:
        console.print("Nothing is covered here: no report, and none expected. Next: gongkai crawl")
        return
    room = max(10, console.height - REASONS - 10) if console.is_terminal else ROWS
    by_portal = len(matrix.units) > room and len(matrix.portals) > 1 and not every
    if by_portal:
        console.print(_portals(console, matrix))
    else:
        shown = matrix.units if every or len(matrix.units) <= room else _worst(matrix.units, room)
        console.print(_units(console, matrix, shown))
        console.print(LEGEND, style="dim")
        if len(shown) < len(matrix.units):
            console.print(
                f"The {len(shown)} units with most gaps of {len(matrix.units):,}; --all shows every one."
            )
    states = ", ".join(f"{count:,} {state.replace('_', ' ')}" for state, count in matrix.states().items())
    console.print(f"\n{len(matrix.units):,} units, {sum(matrix.states().values()):,} unit years: {states}")
    _print_reasons(console, matrix, single=not by_portal)


def _worst(units: Sequence["Unit"], room: int) -> list["Unit"]:
    """The units with most gaps, in the order they stand."""
    chosen = sorted(range(len(units)), key=lambda number: (-units[number].gaps, number))[:room]
    return [units[number] for number in sorted(chosen)]


def _head(console: "Console", matrix: "Matrix", *columns: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for column in columns:
        table.add_column(column, overflow="ellipsis", no_wrap=True)
    for year in matrix.years:
        short = str(year) if console.width >= _WIDE else f"{(year or 0) % 100:02d}"
        table.add_column("?" if year is None else short, justify="center", no_wrap=True)
    return table


def _units(console: "Console", matrix: "Matrix", units: Sequence["Unit"]) -> "Table":
    from rich.text import Text

    named = len(matrix.portals) > 1
    table = _head(console, matrix, *(["portal"] if named else []), "unit")
    before = None
    for unit in units:
        signs = []
        for year in matrix.years:
            entry = unit.years.get(year)
            state = entry.state if entry else ""
            signs.append(Text(SIGNS.get(state, state[:1]), style=STYLES.get(state, "")))
        # A portal is named once, at its first unit: the matrix reads in blocks.
        portal = [Text(unit.portal if unit.portal != before else "")] if named else []
        table.add_row(*portal, Text(unit.name), *signs)
        before = unit.portal
    return table


def _portals(console: "Console", matrix: "Matrix") -> "Table":
    """Read of all units that a year has, a row a portal."""
    table = _head(console, matrix, "portal", "units")
    for portal in matrix.portals:
        units = [unit for unit in matrix.units if unit.portal == portal]
        cells = []
        for year in matrix.years:
            states = [unit.years[year].state for unit in units if year in unit.years]
            cells.append(f"{states.count('read')}/{len(states)}" if states else "")
        table.add_row(portal or "(files)", f"{len(units):,}", *cells)
    return table


def _print_reasons(console: "Console", matrix: "Matrix", single: bool) -> None:
    """Why not: one line a gap where they are few, else how often each kind of reason stands."""
    gaps = [entry for entry in matrix.entries if entry.state != "read"]
    if not gaps:
        return
    console.print("\nWhy not", style="bold")
    if single and len(gaps) <= REASONS:
        lines = [f"{gap.year or '?'} {gap.unit}: {gap.state.replace('_', ' ')}; {gap.reason}" for gap in gaps]
    else:
        kinds = Counter(_kind(gap) for gap in gaps).most_common()
        lines = [f"{count:>6,}  {kind}" for kind, count in kinds[:REASONS]]
        if len(kinds) > REASONS:
            lines.append(f"{sum(count for _, count in kinds[REASONS:]):>6,}  for other reasons")
        lines.append("--json has the reason of every one")
    for line in lines:
        console.print(f"  {line}", markup=False, soft_wrap=True)


def _kind(gap: "Entry") -> str:
    """A reason without what is particular to one page: its URL, years, counts."""
    reason = re.sub(r"\s*\(https?://[^)]*\)", "", gap.reason or "no reason given")
    alike = re.sub(r"\d+", "N", reason)
    return f"{gap.state.replace('_', ' ')}: {alike}"
