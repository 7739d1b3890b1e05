"""What a fresh dataset holds, as the demo tells it: tables of portals and years, and three findings."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

GRANTED, PARTLY, RESULTS = "granted", "partly_granted", "processed_total"


class Tour:
    """The tables of one dataset that the demo speaks of, loaded once."""

    def __init__(self, dataset: Path) -> None:
        from output import load

        self.reports = load("reports", path=dataset)
        # Sums and shares count each report once, however often it is published.
        self.cells = load("cells", path=dataset, duplicates="drop")
        self.checks = load("checks", path=dataset, duplicates="drop")

    def by_portal(self, requests: dict[str, int]) -> "Table":
        """One row a portal: pages asked for (given), reports, figures read, checks passed and failed."""
        table = _table("portal", "pages asked", "reports", "figures read", "checks passed", "failed")
        groups = self.reports.groupby("portal", observed=True)
        sums = groups[["cells_read", "checks_passed", "checks_failed"]].sum()
        for portal, counts in sums.iterrows():
            numbers = [requests.get(str(portal), 0), int(groups.size()[portal]), *map(int, counts)]
            table.add_row(str(portal), *(f"{number:,}" for number in numbers))
        return table

    def by_year(self) -> "Table":
        """One row a report year, one column an edition of the form."""
        reports = self.reports
        editions = sorted(reports["edition"].dropna().astype(str).unique())
        table = _table("report year", *editions, "all")
        for year, group in reports.groupby("report_year", dropna=False):
            counts = group["edition"].astype(str).value_counts()
            table.add_row(
                "unknown" if year != year or year is None else str(int(year)),
                *(str(counts[e]) if e in counts else "" for e in editions),
                str(len(group)),
            )
        return table

    def example(self) -> str:
        """URL of a report worth showing: a complete one of a government, of the last year."""
        reports = self.reports[self.reports["status"] == "complete"].sort_values(
            ["agency_kind", "report_year"]
        )
        chosen = reports[reports["agency_kind"] == "government"]
        return str((chosen if len(chosen) else reports)["source"].iloc[-1])

    def findings(self) -> list[str]:
        """Three sentences that the figures support, each computed from the dataset."""
        return [self._answers(), self._identity(), self._blanks()]

    def _answers(self) -> str:
        cells = self.cells[(self.cells["form"] == "requests") & (self.cells["measure"] == "total")]
        sums = cells.groupby("item", observed=True)["value"].sum()
        results, granted, partly = (int(sums.get(item, 0)) for item in (RESULTS, GRANTED, PARTLY))
        years = self.reports.loc[self.reports["report_id"].isin(cells["report_id"]), "report_year"]
        return (
            f"Of {results:,} requests concluded in the reports of {years.min()} to {years.max()}, "
            f"{_percent(granted, results)} were granted in full and {_percent(partly, results)} in part."
        )

    def _identity(self) -> str:
        strict = self.checks[(self.checks["check_id"] == "I1") & (self.checks["mode"] == "strict")]
        assessed = strict[strict["status"].isin(["pass", "fail"])]
        failed = assessed[assessed["status"] == "fail"]
        start = (
            "The identity printed in the form itself (new + carried over = concluded + carried on) was "
            f"assessed in {assessed['report_id'].nunique()} reports and "
            f"fails in {failed['report_id'].nunique()}"
        )
        if failed.empty:
            return start + "."
        worst = failed.loc[failed["delta"].abs().idxmax()]
        report = self.reports.set_index("report_id").loc[worst["report_id"]]
        return (
            f"{start}; by most in {report['agency'] or report['title']}'s of {report['report_year']}: "
            f"{worst['lhs']:g} against {worst['rhs']:g}."
        )

    def _blanks(self) -> str:
        cells = self.cells[self.cells["form"] == "requests"]
        blank = int((cells["state"] == "blank").sum())
        zero = int((cells["value"] == 0).sum())
        return (
            f"Of {len(cells):,} cells of the request tables {_percent(zero, len(cells))} are a printed zero "
            f"and {_percent(blank, len(cells))} are left blank: two things, kept apart in the Parquet."
        )


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "none"


def _table(*columns: str) -> "Table":
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table


def print_tour(console: "Console", tour: Tour, requests: dict[str, int]) -> None:
    """Print what the dataset holds: by portal, by year, and the findings."""
    console.print(tour.by_portal(requests))
    console.print(tour.by_year())
    for number, finding in enumerate(tour.findings(), 1):
        console.print(f"{number}. {finding}", markup=False)
