"""How coverage looks on a terminal: a sign a year for every unit, or shares a year for every portal."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gongkai.cli.wording import counted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from output.matrix import Entry, Matrix, Unit

SIGNS = {"read": "#", "partial": "~", "no_figures": "o", "missing": "-", "failed": "!"}
STYLES = {"read": "green", "partial": "yellow", "no_figures": "cyan", "missing": "red", "failed": "red"}
LEGEND = "# read   ~ partial   o no figures to read   - missing   ! failed"

SHARES = "n/m: n of the m units that the year has are read; --all shows every unit"

ROWS = 40
"""Rows that a screen is taken to have where its height is not known."""
REASONS = 12
_NAME = 16  # columns that a name keeps at least
_GAP = 2  # columns between two of the table


def print_coverage(console: "Console", matrix: "Matrix", every: bool) -> None:
    """Print units by years; portals by years where that many units would fit no screen, unless `every`."""
    if not matrix.units:
        console.print("Nothing is covered here: no report, and none expected. Next: gongkai crawl")
        return
    room = max(10, console.height - REASONS - 10) if console.is_terminal else ROWS
    by_portal = len(matrix.units) > room and len(matrix.portals) > 1 and not every
    if by_portal:
        console.print(_portals(console, matrix))
        console.print(SHARES, style="dim")
    else:
        shown = matrix.units if every or len(matrix.units) <= room else _worst(matrix.units, room)
        console.print(_units(console, matrix, shown))
        console.print(LEGEND, style="dim")
        if len(shown) < len(matrix.units):
            console.print(
                f"The {len(shown)} units with most gaps of {len(matrix.units):,}; --all shows every one."
            )
    states = ", ".join(f"{count:,} {state.replace('_', ' ')}" for state, count in matrix.states().items())
    console.print(
        f"\n{counted(len(matrix.units), 'unit')}, "
        f"{counted(sum(matrix.states().values()), 'unit year')}: {states}"
    )
    _print_reasons(console, matrix, single=not by_portal)


def _worst(units: Sequence["Unit"], room: int) -> list["Unit"]:
    """The units with most gaps, in the order they stand."""
    chosen = sorted(range(len(units)), key=lambda number: (-units[number].gaps, number))[:room]
    return [units[number] for number in sorted(chosen)]


def _units(console: "Console", matrix: "Matrix", units: Sequence["Unit"]) -> "Table":
    named = len(matrix.portals) > 1
    rows = []
    before = None
    for unit in units:
        # A portal is named once, at its first unit: the matrix reads in blocks.
        portal = [unit.portal if unit.portal != before else ""] if named else []
        states = {year: entry.state for year, entry in unit.years.items()}
        signs = {year: (SIGNS.get(state, state[:1]), STYLES.get(state, "")) for year, state in states.items()}
        rows.append(([*portal, unit.name], signs))
        before = unit.portal
    return _grid(console, [*(["portal"] if named else []), "unit"], rows, matrix.years)


def _portals(console: "Console", matrix: "Matrix") -> "Table":
    """Read of all units that a year has, a row a portal."""
    rows = []
    for portal in matrix.portals:
        units = [unit for unit in matrix.units if unit.portal == portal]
        shares = {}
        for year in matrix.years:
            states = [unit.years[year].state for unit in units if year in unit.years]
            if states:
                shares[year] = (f"{states.count('read')}/{len(states)}", "")
        rows.append(([portal or "(files)", f"{len(units):,}"], shares))
    return _grid(console, ["portal", "units"], rows, matrix.years)


def _grid(
    console: "Console",
    heads: Sequence[str],
    rows: Sequence[tuple[list[str], dict[int | None, tuple[str, str]]]],
    years: Sequence[int | None],
) -> "Table":
    """A table that the terminal can hold: years by two digits and long names cut in the middle where it is
    narrow, and the latest years only where it is narrower still."""
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    longest = max(len(text) for _, cells in rows for text, _ in cells.values())
    widths = [
        max(cell_len(text) for text in column)
        for column in zip(heads, *(names for names, _ in rows), strict=True)
    ]
    least = [min(width, _NAME) for width in widths]
    room = console.width - _GAP * (len(heads) + 1)
    digits = 4 if len(years) * (max(4, longest) + _GAP) <= room - sum(least) else 2
    cell = max(digits, longest) + _GAP
    shown = list(years)[-max(1, (room - sum(least)) // cell) :]
    spare = room - len(shown) * cell - sum(least)
    for number, width in enumerate(widths):
        least[number] += min(width - least[number], max(0, spare))
        spare -= least[number] - min(width, _NAME)
    caption = None if len(shown) == len(years) else f"Years before {shown[0]} are left out; --year chooses."
    table = Table(
        box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), caption=caption, caption_justify="left"
    )
    for head in heads:
        table.add_column(head, no_wrap=True)
    for year in shown:
        table.add_column("?" if year is None else str(year)[-digits:], justify="center", no_wrap=True)
    for names, cells in rows:
        cut = [Text(_cut(name, width)) for name, width in zip(names, least, strict=True)]
        table.add_row(*cut, *(Text(*cells.get(year, ("", ""))) for year in shown))
    return table


def _cut(name: str, width: int) -> str:
    """`name` in so many columns of a terminal: units of one county begin alike and end differently."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(name) <= width:
        return name
    head = set_cell_size(name, (width - 1) // 2)
    tail = set_cell_size(name[::-1], width - 1 - cell_len(head))[::-1]
    return f"{head.rstrip()}…{tail.lstrip()}"


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
    alike = re.sub(r"\d+", "…", re.sub(r"\d+ of the \d+", "some of the", reason))
    return f"{gap.state.replace('_', ' ')}: {alike}"
