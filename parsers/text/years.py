"""Years as reports print them: 2020年, ２０２０年度, 二〇二〇年, 二○二○年, 二O二O年, 二0二0年."""

_CHINESE = "〇○OoＯ零0０一二三四五六七八九"
_DIGITS = str.maketrans(_CHINESE, "00000000123456789")
_ARABIC = r"(?<![0-9０-９].)\s*[0０OoＯ](?:\s*[0-9０-９]){2}(?![0-9０-９])"
_HAN = rf"[〇○OoＯ零0０][{_CHINESE}]{{2}}"
YEAR = rf"(?:[2２二](?:(?<=二){_HAN}|(?<=[2２]){_ARABIC}))"
"""Pattern of a year's digits; give what it finds to `as_year`. It begins with a character, so that all
others of a text are passed over at once."""


def as_year(digits: str) -> int:
    """The year that four printed digits mean."""
    return int("".join(digits.split()).translate(_DIGITS))
