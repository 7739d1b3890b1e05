"""Small folders of saved reports whose figures a test knows and can bend."""

import random
from collections.abc import Iterable, Mapping
from pathlib import Path

from fixtures.figures import Year, history
from fixtures.report_page import body

AGENCY = "泉陵县水利局"
OTHERS = ("泉陵县教育局", "泉陵县人民政府", "泉陵县石桥镇人民政府")
YEARS = range(2019, 2024)


def figures(seed: int = 1, years: range = YEARS) -> dict[int, Year]:
    """True figures of one unit; what is carried on in a year is taken up in the next."""
    return history(random.Random(seed), years, 30)


def html(agency: str, year: int, told: Year, url: str | None = None) -> str:
    """A saved page with its report, said to be saved from `url`."""
    title = f"{agency}{year}年政府信息公开工作年度报告"
    saved = f"<!-- saved from url=({len(url):04d}){url} -->" if url else ""
    text = body(random.Random(f"{agency}{year}"), agency, year, told, str)
    return (
        f'<!DOCTYPE html>{saved}<html><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1><p>发布时间：{year + 1}-01-20</p>{text}</body></html>"
    )


def save(folder: Path, agency: str, by_year: Mapping[int, Year], stem: str = "r") -> list[Path]:
    """One file a year, `stem`-YEAR.html."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for year, told in by_year.items():
        path = folder / f"{stem}-{year}.html"
        path.write_text(html(agency, year, told), encoding="utf-8")
        paths.append(path)
    return paths


def county(folder: Path, agencies: Iterable[str] = (AGENCY, *OTHERS)) -> Path:
    """Reports of several agencies over several years."""
    for number, agency in enumerate(agencies):
        save(folder, agency, figures(number + 1), f"u{number}")
    return folder
