"""Printed words made comparable: one width, one script, one kind of each mark, no white space.

`fold` is for matching alone; what is kept of a page is always what was printed. The variants that Unicode's
own compatibility folding (NFKC) does not know stand in variants.csv: CJK radicals that OCR and PDF printers
put for characters, traditional characters, and words that machine conversion puts for others (檔案 for 文件).
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

# Characters that print nothing, or only space, on a Chinese page: control characters, soft hyphen, zero-width
# marks, joiners, variation selectors, and U+E5E5, which GB18030's second full-width space decodes to.
_EMPTY_RANGES = (
    (0x00, 0x20),
    (0x7F, 0xA0),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x1680, 0x1680),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x2000, 0x200F),
    (0x2028, 0x202F),
    (0x205F, 0x206F),
    (0x3000, 0x3000),
    (0x3164, 0x3164),
    (0xE5E5, 0xE5E5),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFC),
)

_MARKS = {
    "(": "〔【［｛〖[{",
    ")": "〕】］｝〗]}",
    '"': "“”„‟″〝〞「」『』‘’‚‛′'`´",
    "-": "‐‑‒–—―─━−﹣－⁃",
    ".": "．｡",
    "·": "•‧∙⋅・･",
    "《": "〈«",
    "》": "〉»",
    "/": "∕⁄╱",
    "~": "～〜",
}

# NFKC would make a bare digit of a digit in a circle, which then runs into the number after it.
_CIRCLED = {chr(0x2460 + n): f"({n + 1})" for n in range(20)} | {
    chr(0x2776 + n): f"({n + 1})" for n in range(10)
}
_CIRCLES = re.compile(f"[{''.join(_CIRCLED)}]")


def _variants() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    """Single characters and whole words of variants.csv, printed -> folded."""
    with files("parsers").joinpath("variants.csv").open(encoding="utf-8") as lines:
        pairs = [(row["printed"], row["folded"]) for row in csv.DictReader(lines)]
    return dict(p for p in pairs if len(p[0]) == 1), tuple(p for p in pairs if len(p[0]) > 1)


_CHARACTERS, _WORDS = _variants()
_TABLE: dict[int, str | None] = {
    **{code: None for first, last in _EMPTY_RANGES for code in range(first, last + 1)},
    **{ord(mark): kind for kind, marks in _MARKS.items() for mark in marks},
    **{ord(printed): folded for printed, folded in _CHARACTERS.items()},
}


_SIMPLE: dict[int, str | None] = {ord(c): folded for c, folded in _CHARACTERS.items() if len(folded) == 1}

_Table = tuple[re.Pattern[str], dict[str, str]]


def _table(translations: dict[int, str | None]) -> _Table:
    """What `str.translate` takes, as what _translated takes."""
    characters = {chr(code): text or "" for code, text in translations.items()}
    return re.compile(f"[{re.escape(''.join(characters))}]"), characters


def _translated(text: str, table: _Table) -> str:
    """`text.translate`, which asks for each character on its own: thirty times as long, where few have
    another."""
    pattern, characters = table
    return pattern.sub(lambda found: characters[found[0]], text)


_FOLDED, _SIMPLIFIED = _table(_TABLE), _table(_SIMPLE)
# The wide marks that every sentence has; what is in NFKC already is seen so at once.
_WIDE = {wide: unicodedata.normalize("NFKC", wide) for wide in "，：；（）！？"}
# To see at once that nothing of a text is another when folded, as of most labels: all of it is ASCII, common
# marks and plain characters, which NFKC leaves as they are, and none is a variant.
_NOT_PLAIN = "\\x7f-\\u3000\\u3003-\\u3009\\u300c-\\u4dff\\ua000-\\U0010ffff"
_TO_FOLD = re.compile(f"[{_NOT_PLAIN}{re.escape(''.join((*_CIRCLED, *_WIDE, *_FOLDED[1])))}]")
_HAS_WORD = re.compile("|".join(re.escape(printed) for printed, _ in _WORDS))


def variants_of(characters: Iterable[str]) -> frozenset[str]:
    """Some characters and all that are folded to one of them."""
    known = frozenset(characters)
    return known | {printed for printed, folded in _CHARACTERS.items() if folded in known}


def simplified(text: str) -> str:
    """`text` with each traditional character in simplified script, all in their places."""
    return _translated(text, _SIMPLIFIED)


def fold(text: str) -> str:
    """`text` as it is compared: idempotent, not cached, fit for labels and for whole sentences.

    Width, script, brackets, quotes, dashes and middle dots are one kind each, white space and invisible
    characters are gone, a digit in a circle stands in round brackets. Letters, digits, commas and the
    full stop 。 stay apart as printed.
    """
    if _TO_FOLD.search(text):
        if _CIRCLES.search(text):
            text = _CIRCLES.sub(lambda found: _CIRCLED[found[0]], text)
        for wide, narrow in _WIDE.items():
            if wide in text:
                text = text.replace(wide, narrow)
        text = _translated(unicodedata.normalize("NFKC", text), _FOLDED)
    if _HAS_WORD.search(text):
        for printed, folded in _WORDS:
            text = text.replace(printed, folded)
    return text


_NUMBERING = re.compile(
    r"""^(?:
        其中[:,]?
      | \((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[.、,:]?
      | 第?[一二三四五六七八九十]{1,3}[、.,:)]
      | \d{1,2}(?:[、:)]|[.,](?!\d))
    )""",
    re.VERBOSE,
)
_BRACKETS = re.compile(r"\([^()]*\)")
_UNCLOSED = re.compile(r"\([^()]*$")
_NO_WORD = re.compile(r"[^\w《》]+|_+")
# Pinyin that a reading aid puts after characters.
_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[a-zà-öø-ÿāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ\u0300-\u036f]+")


def strip_numbering(folded: str) -> str:
    """A folded label without its number (一、 （一） 1. ① 其中：), however often numbers stand before it."""
    while found := _NUMBERING.match(folded):
        folded = folded[found.end() :]
    return folded


def strip_notes(folded: str) -> str:
    """A folded label without remarks in brackets, nested and unclosed ones too."""
    while "(" in folded:
        shorter = _BRACKETS.sub("", folded)
        if shorter == folded:
            return _UNCLOSED.sub("", folded)
        folded = shorter
    return folded


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """The words alone of a printed label: folded, without numbering, bracketed notes, pinyin, punctuation."""
    return _PINYIN.sub("", _NO_WORD.sub("", strip_notes(strip_numbering(fold(text)))))
