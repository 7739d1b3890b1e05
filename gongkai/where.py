"""Which reports a build is limited to: `--where`, and what the manifest keeps of it."""

import re
from collections.abc import Sequence
from typing import get_args

from gongkai.errors import UsageError
from gongkai.records import Record, ReportFacts, Status

KEYS = ("code", "year", "status")
UNKNOWN = "unknown"
_CODE = re.compile(r"\d{2}(\d{2}){0,2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_STATUSES: tuple[str, ...] = get_args(Status)


class Where(Record, frozen=True, kw_only=True):
    """Values by key: of one key any may hold, of several keys each must. Empty is no limit.

    `codes` are GB/T 2260 codes or the first two or four digits of them; `years` may hold None, the reports
    without a year.
    """

    codes: tuple[str, ...] = ()
    years: tuple[int | None, ...] = ()
    statuses: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.codes or self.years or self.statuses)

    def has_code(self, code: str | None) -> bool:
        """Whether reports of this division can be meant."""
        return not self.codes or (code is not None and code.startswith(self.codes))

    def holds(self, code: str | None, year: int | None, status: str) -> bool:
        """Whether a report with these is meant."""
        return (
            self.has_code(code)
            and (not self.years or year in self.years)
            and (not self.statuses or status in self.statuses)
        )

    def has(self, report: ReportFacts) -> bool:
        """Whether this report is meant."""
        return self.holds(report.division_code, report.report_year, report.status)

    def told(self) -> list[str]:
        """As it could be given, in one order."""
        return [
            *(f"code={code}" for code in self.codes),
            *(f"year={year or UNKNOWN}" for year in self.years),
            *(f"status={status}" for status in self.statuses),
        ]


EVERYTHING = Where()


def read_where(given: Sequence[str]) -> Where:
    """KEY=VALUE pairs -> Where. Raises UsageError that says what can be given."""
    values: dict[str, set[str]] = {key: set() for key in KEYS}
    for pair in given:
        key, equals, told = pair.partition("=")
        key = key.strip()
        if key not in KEYS or not equals:
            raise UsageError(f"--where {pair}: give KEY=VALUE; keys are {', '.join(KEYS)}")
        for value in told.split(","):
            values[key].add(_checked(pair, key, value.strip()))
    return Where(
        codes=tuple(sorted(values["code"])),
        years=tuple(None if y == UNKNOWN else int(y) for y in sorted(values["year"])),
        statuses=tuple(sorted(values["status"])),
    )


def _checked(pair: str, key: str, value: str) -> str:
    if key == "code" and not _CODE.fullmatch(value):
        raise UsageError(f"--where {pair}: a code has six digits or the first two or four of them, as 430203")
    if key == "year" and value != UNKNOWN and not _YEAR.fullmatch(value):
        raise UsageError(f"--where {pair}: a year has four digits, such as 2020, or is {UNKNOWN}")
    if key == "status" and value not in _STATUSES:
        raise UsageError(f"--where {pair}: no such status; there are {', '.join(_STATUSES)}")
    return value
