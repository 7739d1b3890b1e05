"""What stands round a report: title, publisher and date as six kinds of portal software print them."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from tests.render.truth import Identity

_FOLDER = Path(__file__).with_name("chrome")
_PARTS = ("menu", "side", "footer")
_HAN = str.maketrans("0123456789", "〇一二三四五六七八九")

CHROMES = tuple(sorted(path.stem for path in _FOLDER.glob("*.html") if ".part" not in path.name))
"""The kinds of portal: pages in chrome/, with $names for what changes."""

TITLES: dict[str, str] = {
    "plain": "{agency}{year}年政府信息公开工作年度报告",
    "year first": "{year}年{agency}政府信息公开工作年度报告",
    "year late": "{agency}政府信息公开工作{year}年度报告",
    "short": "{agency}{year}年政府信息公开年报",
    "no yearly": "{agency}{year}年政府信息公开工作报告",
    "about": "{agency}关于{year}年度政府信息公开工作年度报告",
    "han year": "{agency}{han}年政府信息公开工作年度报告",
    "doubled year": "{agency}{year}年度政府信息公开年度报告",
    "nameless": "{year}年政府信息公开工作年度报告",
    "picture": "【图文】{agency}{year}年政府信息公开工作年度报告",
    "spaced": "{agency} {year}年政府信息公开工作年度报告",
}
"""Ways to title a report; where the title names no body, publisher and signature do."""

DATES: dict[str, tuple[str, str]] = {
    "dashes": ("%Y-%m-%d", "%Y-%m-%d %H:%M"),
    "seconds": ("%Y-%m-%d", "%Y-%m-%d %H:%M:00"),
    "slashes": ("%Y/%m/%d", "%Y/%m/%d %H:%M"),
    "characters": ("%Y年%m月%d日", "%Y年%m月%d日 %H:%M"),
    "points": ("%Y.%m.%d", "%Y.%m.%d %H:%M"),
}
"""Ways to print a date, and a date with its time."""


@dataclass(frozen=True)
class Sheet:
    """A report ready for its portal. `date` names the way dates are printed."""

    title: str
    body: str
    identity: Identity
    date: str = "dashes"


def title(style: str, identity: Identity) -> str:
    """A report's title in one of the ways of TITLES."""
    year = str(identity.year)
    return TITLES[style].format(agency=identity.agency, year=year, han=year.translate(_HAN))


def publish(chrome: str, sheet: Sheet, rng: random.Random) -> str:
    """The whole page; `chrome` names a file of chrome/."""
    identity = sheet.identity
    form = DATES[sheet.date][identity.precision == "minute"]
    names = {
        "title": sheet.title,
        "agency": identity.agency,
        "place": identity.place,
        "code": identity.code,
        "published": identity.published.strftime(form),
        "day": identity.published.strftime("%Y-%m-%d"),
        "year": str(identity.year),
        "last_year": str(identity.year - 1),
        "older_year": str(identity.year - 2),
        "number": str(rng.randint(1000, 9999)),
    }
    parts = {part: _template(f"{part}.part").substitute(names) for part in _PARTS}
    return _template(chrome).substitute(names, body=sheet.body, **parts)


def signed_off(identity: Identity) -> str:
    """The signature beneath a report: body and date in Chinese style."""
    day = identity.published
    return "".join(
        f'<p style="text-align:right">{line}</p>'
        for line in (identity.agency, f"{day.year}年{day.month}月{day.day}日")
    )


@cache
def _template(name: str) -> Template:
    return Template(next(_FOLDER.glob(f"{name}.*")).read_text(encoding="utf-8"))
