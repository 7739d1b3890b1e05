"""Rows that have lost or gained a cell: read only where they can be meant in one way."""

import pytest

from tests.parsers.paper import read, requests, told

UNASSIGNED = ["unassigned"] * 7
WIDE = dict.fromkeys(("received", "granted", "processed_total", "carried_out"), "1|2|3|4|5|6|21|")


def wide(**rows: str) -> str:
    """The requests table with an empty cell behind each row, but those given."""
    table = requests("2021", WIDE | rows)
    return table.replace("|0|0|0|0|0|0|0", "|0|0|0|0|0|0|0|")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("1|2|0|0|0|0|3|", [1, 2, 0, 0, 0, 0, 3]),
        ("1|2|0|0|0|0|3", [1, 2, 0, 0, 0, 0, 3]),  # the empty cell was lost
        ("1||0|0|0|0|1", [1, "blank", 0, 0, 0, 0, 1]),
        ("2|0|0|0|0|3|", UNASSIGNED),  # a figure was lost
        ("1|2|0|0|0|3|", UNASSIGNED),
        ("|1|||||1", ["blank", 1, "blank", "blank", "blank", "blank", 1]),
    ],
)
def test_a_row_shorter_than_the_others(cells: str, expected: list[object]) -> None:
    assert told(read(wide(partly_granted=cells)), "requests", "partly_granted") == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ("1|2|0||0|0|0|3", [1, 2, 0, 0, 0, 0, 3]),
        ("1|2|0|0|0|0|3|", [1, 2, 0, 0, 0, 0, 3]),
        ("1||||||||1", [1, *["blank"] * 5, 1]),
        ("1||||||||||||1", UNASSIGNED),  # so many that it is no row of the form
        ("1|||||||1", [1, *["blank"] * 5, 1]),
        ("1||2|||||3", UNASSIGNED),  # which of the empty cells is too many?
        ("||||2||2|", ["blank", "blank", "blank", "blank", 2, "blank", 2]),  # the sum tells which
        ("0|0|0|0|0|0|0|", [0] * 7),
        ("/|0||0|0|/||", ["dash", 0, "blank", 0, 0, "dash", "blank"]),  # no figure that could have slipped
        ("1|1|||||| ", UNASSIGNED),  # a cell printed twice
        ("1|2|0|0|0|0|0|3", UNASSIGNED),  # nothing empty that could be left out
    ],
)
def test_a_row_longer_than_the_others(cells: str, expected: list[object]) -> None:
    assert told(read(requests("2021", {"partly_granted": cells})), "requests", "partly_granted") == expected


def test_merged_cells_are_not_lost() -> None:
    report = read(
        requests("2021", {"granted": "<6|0", "partly_granted": "3<6|3", "other_remaining": "0|<5|0"})
    )
    assert told(report, "requests", "granted") == [*["blank"] * 6, 0]
    assert told(report, "requests", "partly_granted") == [*["unassigned"] * 6, 3]
    assert told(report, "requests", "other_remaining") == [0, *["blank"] * 5, 0]


NORMS = """
第二十条第（一）项<4
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|1|2|3{}
行政规范性文件{}
信息内容|本年处理决定数量<3
行政许可|7<3{}
"""


@pytest.mark.parametrize(
    ("behind", "cells", "expected"),
    [
        ("", "|4|5|6", [4, 5, 6]),
        ("", "|4||5|6", [4, 5, 6]),
        ("", "|4||6|", ["unassigned"] * 3),
        ("", "|4|5|6|", [4, 5, 6]),
        ("", "|4|4|6|", ["unassigned"] * 3),  # a cell printed twice
        ("|", "|4|5|6|", [4, 5, 6]),
        ("|", "|4|5|6", [4, 5, 6]),
        ("|", "|5|6|", ["unassigned"] * 3),
        ("|99", "|5|6|99", ["unassigned"] * 3),
    ],
)
def test_a_row_of_article_20_beside_others(behind: str, cells: str, expected: list[object]) -> None:
    report = read(NORMS.format(behind, cells, behind))
    assert told(report, "disclosure", "normative_documents") == expected


def test_a_row_far_too_wide_to_be_restored_is_left_alone() -> None:
    """Three cells short of three hundred: more than four million ways, none of which is looked at."""
    names = "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"
    strange = "|".join(f"第{n}街道" for n in range(300))
    lines = requests("2021", {}, f"项目<3|{names}|{strange}").replace("0|0|0|0|0|0|0", "|".join(["1"] * 307))
    head, *rows = lines.splitlines()
    short = [line.removesuffix("|1" * 3) for line in rows[:3]]
    report = read("\n".join([head, *short, *rows[3:]]))
    assert told(report, "requests", "received") == UNASSIGNED
