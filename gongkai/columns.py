"""Records by the column: what those of many pages have in common is held once, for all of them.

Most offices print the national form as it is. Of the figures of two such pages nothing differs but what is
printed in the cells, and Arrow wants columns in the end.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, compress
from typing import Any, Generic, TypeVar

from msgspec.structs import astuple

from gongkai.records import Cell, Check, Record, Report, ReportFacts

R = TypeVar("R", bound=Record)
Column = Sequence[Any]


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """The columns that runs of records have in common, in the order of the record's fields; None stands for
    each column that a run has for itself. Two are the same only if they are one object."""

    columns: tuple[Column | None, ...]

    @classmethod
    def of(cls, records: Sequence[Record], own: Collection[str]) -> "Shared":
        """What other runs share with these records: all but the fields in `own`."""
        names = records[0].__struct_fields__
        columns = zip(names, zip(*map(astuple, records), strict=True), strict=True)
        return cls(tuple(None if name in own else column for name, column in columns))


@dataclass(frozen=True, slots=True, eq=False)
class Run(Generic[R]):
    """Records that follow each other: the columns that they share with other runs, and their own."""

    kind: type[R]
    shared: Shared
    own: tuple[Column, ...]

    def columns(self) -> list[Column]:
        """All columns, in the order of the record's fields."""
        own = iter(self.own)
        return [next(own) if column is None else column for column in self.shared.columns]

    def column(self, name: str) -> Column:
        """The column of one field."""
        return self.columns()[self.kind.__struct_fields__.index(name)]

    def __iter__(self) -> Iterator[R]:
        return map(self.kind, *self.columns())

    def __len__(self) -> int:
        return len(self.own[0])


Runs = tuple[Run[R] | tuple[R, ...], ...]
"""Records in their order: in columns where they stand in runs, else as they are."""


def statuses(checks: Runs[Check], **wanted: str) -> list[str]:
    """The status of each check of which some other fields, none of them a run's own, are as `wanted`."""
    found: list[str] = []
    for run in checks:
        if isinstance(run, Run):
            found += compress(run.column("status"), _are_as(run.shared, tuple(wanted.items())))
        else:
            found += [c.status for c in run if all(getattr(c, key) == text for key, text in wanted.items())]
    return found


@lru_cache(maxsize=64)
def _are_as(shared: Shared, wanted: tuple[tuple[str, str], ...]) -> list[bool]:
    """Of each check of a run, whether its fields are as `wanted`."""
    columns = [(shared.columns[Check.__struct_fields__.index(name)], text) for name, text in wanted]
    told = [[value == text for value in column] for column, text in columns if column is not None]
    return [*map(all, zip(*told, strict=True))]


class ColumnarReport(ReportFacts, frozen=True, kw_only=True):
    """A Report whose figures and checks are columns where they can be: what rows are made from."""

    cells: Runs[Cell] = ()
    checks: Runs[Check] = ()

    @classmethod
    def of(cls, report: Report) -> "ColumnarReport":
        """The same report."""
        return cls(**_facts(report), cells=(report.cells,), checks=(report.checks,))

    def report(self) -> Report:
        """The same report, every record an object of its own."""
        return Report(**_facts(self), cells=_all(self.cells), checks=_all(self.checks))


_FACTS = ReportFacts.__struct_fields__


def _facts(report: ReportFacts) -> dict[str, Any]:
    return dict(zip(_FACTS, astuple(report), strict=False))


def _all(runs: Runs[R]) -> tuple[R, ...]:
    return tuple(chain.from_iterable(runs))
