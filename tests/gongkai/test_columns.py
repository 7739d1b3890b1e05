"""Runs of records say what the records say."""

from gongkai.columns import ColumnarReport, Run, Shared, statuses
from gongkai.records import Authority, Cell, Check, CheckMode, CheckStatus


def cell(item: str, value: float, grid: int) -> Cell:
    return Cell("2021", "requests", item, "total", "number", "件", value, str(value), None, grid, 3, 7)


def test_a_run_is_its_records() -> None:
    first = [cell("received", 1.0, 0), cell("granted", 2.0, 0)]
    other = [cell("received", 5.0, 4), cell("granted", 7.0, 4)]
    shared = Shared.of(first, ("value", "raw", "grid"))
    run = Run(Cell, shared, ([5.0, 7.0], ["5.0", "7.0"], [4, 4]))
    assert list(run) == other
    assert len(run) == 2
    assert run.column("item") == ("received", "granted")
    assert run.column("value") == [5.0, 7.0]


def test_two_that_share_alike_are_not_the_same() -> None:
    one, other = (Shared.of([cell("received", 1.0, 0)], ("value",)) for _ in range(2))
    assert one.columns == other.columns
    assert len({one, other}) == 2


def test_a_columnar_report_is_the_report() -> None:
    from parsers import parse

    report = parse("<h1>青溪县2023年政府信息公开工作年度报告</h1><p>未收取信息处理费。</p>".encode())
    assert ColumnarReport.of(report).report() == report


def test_statuses_are_those_of_the_checks_that_are_wanted() -> None:
    def check(status: CheckStatus, mode: CheckMode, authority: Authority) -> Check:
        return Check("I1", "total", mode, status, 1.0, 1.0, 0.0, "a = b", authority)

    loose = (check("pass", "strict", "official"), check("fail", "strict", "implied"))
    shared = Shared.of(
        (*loose, check("pass", "blank_as_zero", "official")), ("status", "lhs", "rhs", "delta")
    )
    run = Run(Check, shared, (["fail", "pass", "pass"], [1.0] * 3, [1.0] * 3, [0.0] * 3))
    assert statuses((run, loose), mode="strict") == ["fail", "pass", "pass", "fail"]
    assert statuses((run, loose), mode="strict", authority="official") == ["fail", "pass"]
