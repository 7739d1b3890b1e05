"""Figures that stand in sentences."""

import re
from collections.abc import Sequence
from decimal import Decimal

from gongkai.records import Cell, Section
from parsers.cells import FACTORS
from parsers.figures import Figures

_FEE = re.compile(r"信息(?:公开)?处理费")
_AMOUNT = re.compile(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*(亿元|万元|元)")
_NONE = re.compile(
    r"(?:未|没有|无|不)[^。；]{0,12}(?:收取|收费|产生|发生)?[^。；]{0,12}信息(?:公开)?处理费|信息(?:公开)?处理费[^。；]{0,6}(?:为零|0元|未收)"
)


def read_prose(sections: Sequence[Section], figures: Figures, year: int | None) -> None:
    """Add the processing fee that chapter six states (2021 edition), zero in words included."""
    if any(edition == "2014" for _, edition in figures.tables):
        return
    for section in sections:
        for sentence in re.finditer(r"[^。；;\n]+", section.text):
            if section.chapter == 6 and _FEE.search(sentence[0]):
                value = _fee(sentence[0])
                if value is None:
                    continue
                figures.cells.append(
                    Cell(
                        edition="2021",
                        form="statistics",
                        item="processing_fee",
                        measure="reported",
                        state="prose",
                        unit="CNY",
                        value=value,
                        raw=sentence[0].strip(),
                        grid=section.position,
                        grid_column=sentence.start(),
                    )
                )
                return


def _fee(sentence: str) -> float | None:
    amounts = _AMOUNT.findall(sentence)
    if len(amounts) == 1:
        return float(Decimal(amounts[0][0].replace(",", "")) * FACTORS[amounts[0][1]])
    return 0.0 if not amounts and _NONE.search(sentence) else None
