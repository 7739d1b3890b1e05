"""Years as reports print them: 2020年, ２０２０年度, 二〇二〇年, 二○二○年, 二O二O年."""

import re

_DIGITS = {c: d for d, cs in enumerate(("〇○OoＯ零0０", "一壹1１", "二贰2２", "三叁3３", "四肆4４", "五伍5５", "六陆6６", "七柒7７", "八捌8８", "九玖9９"))
           for c in cs}  # fmt: skip
_CHINESE = "〇○OoＯ零一二三四五六七八九"
_ARABIC = r"[2２]\s*[0０](?:\s*[0-9０-９]){2}"
YEAR = rf"(?:(?<![0-9０-９]){_ARABIC}(?![0-9０-９])|二[〇○OoＯ零][{_CHINESE}]{{2}})"
"""Pattern of a year's digits; give what it finds to `as_year`."""

_YEARS = re.compile(rf"({YEAR})\s*年?")


def as_year(digits: str) -> int:
    """The year that four printed digits mean."""
    return int("".join(str(_DIGITS[c]) for c in digits if not c.isspace()))


def years_in(text: str) -> list[int]:
    """All years printed in a text, 2000 to 2099, in their order."""
    return [as_year(found[1]) for found in _YEARS.finditer(text)]
