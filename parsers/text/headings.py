"""Headings: how they are numbered, where they end, and which chapter of the form they name."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from parsers.form_words import row_words
from parsers.labels import fold, key, variants_of

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_IN_BRACKETS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_WITH_POINT = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_IDEOGRAPH_CIRCLED = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"
_NUMERALS = "一二三四五六七八九十"
_DIGITS = "0123456789０１２３４５６７８９"

# One line a style: level it stands at in the official form, what it begins with, its pattern, how its number
# is written.
_STYLES: tuple[tuple[int, str, re.Pattern[str], str], ...] = (
    (1, "第", re.compile(rf"第\s*({_NUMERAL})\s*(?:部分|章|、)\s*[、：:，,.．]?\s*"), "{}"),
    (
        1,
        _NUMERALS,
        re.compile(rf"({_NUMERAL})\s*(?:[、．.，,:：]+|(?=\s))\s*(?!{_NUMERAL}(?:[、级类]|季度|期))"),
        "{}",
    ),
    (2, "（(〔【[", re.compile(rf"[（(〔【\[]\s*({_NUMERAL})\s*[）)〕】\]]\s*[、．.，,:：]*\s*"), "（{}）"),
    (2, _IDEOGRAPH_CIRCLED, re.compile(r"(.)\s*[、．.]?\s*"), "（{}）"),
    (4, "（(〔", re.compile(r"[（(〔]\s*([0-9０-９]{1,2})\s*[）)〕]\s*[、．.]*\s*"), "（{}）"),
    (4, _CIRCLED + _IN_BRACKETS, re.compile(r"(.)\s*[、．.]?\s*"), "（{}）"),
    (3, _WITH_POINT, re.compile(r"(.)\s*"), "{}."),
    (4, _DIGITS, re.compile(r"([0-9０-９]{1,2})\s*[）)]\s*[、．.]*\s*"), "（{}）"),
    (
        3,
        _DIGITS,
        re.compile(r"([0-9０-９]{1,2})\s*[、．.，]\s*(?:(?![0-9０-９])|(?=20\d\d年))"),
        "{}.",
    ),
)
_BEGINNINGS = {
    first: tuple(style for style in _STYLES if first in style[1])
    for first in "".join(starts for _, starts, _, _ in _STYLES)
}
"""First character of a line -> the styles in which it may be numbered."""
_PLAIN_NUMBER = {c: str(n % 20 + 1) for n, c in enumerate(_CIRCLED + _IN_BRACKETS + _WITH_POINT)} | dict(
    zip(_IDEOGRAPH_CIRCLED + _NUMERALS, _NUMERALS * 3, strict=True)
)
_FULL_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")

# Official templates carry their typesetting in brackets: 一、总体情况（宋体加粗小四号字）.
_TYPESETTING = re.compile(r"[（(][^（()）]*(?:宋体|仿宋|黑体|楷体|字号|加粗|号字|行距|磅)[^（()）]*[）)]")
_HEADING_END = re.compile(r"[。：:]")
_PARTING = re.compile(r"[。：:，\s]")
"""What may part a heading from its text, or its characters; most short ones have nothing of it."""
_LOOSE_ENDS = "；;，,、"

_BETWEEN_CHARACTERS = re.compile(r"(?<=[\u3007-\u9fff、，])\s+(?=[\u3007-\u9fff、，])")
_LABEL_LENGTH = 80

HEADING_LENGTH = 40
"""A numbered line longer than this without a full stop near its beginning is a paragraph."""


class Heading(NamedTuple):
    """One line as a heading. `number` and `heading` are None where the page has none."""

    level: int
    number: str | None
    heading: str | None
    text: str  # what follows the heading in its line


class _Chapter(NamedTuple):
    number: int
    words: tuple[str, ...]
    without: tuple[str, ...]


@cache
def _chapters() -> tuple[tuple[_Chapter, ...], dict[str, int], re.Pattern[str]]:
    """Chapters in the order they are tried, whole headings -> chapter, and what finds the characters, in
    either script, that whole headings end with."""
    table = tomllib.loads(files("parsers").joinpath("chapters.toml").read_text(encoding="utf-8"))["chapter"]
    chapters = tuple(_Chapter(c["number"], tuple(c["words"]), tuple(c.get("without", ()))) for c in table)
    headings = {heading: c["number"] for c in table for heading in c["headings"]}
    ends = variants_of(heading[-1] for heading in headings)
    return chapters, headings, re.compile(f"[{''.join(sorted(ends))}]")


@lru_cache(maxsize=512)
def chapter_of(heading: str) -> int | None:
    """Which of the form's six chapters a heading names, by its words; None if none."""
    words = fold(heading)
    for chapter in _chapters()[0]:
        if any(word in words for word in chapter.words) and not any(w in words for w in chapter.without):
            return chapter.number
    return None


def read_heading(line: str) -> Heading | None:
    """The line as a heading, or None where it is text (or a row of a table that lost its tags)."""
    first = line[:1]
    for level, _, pattern, form in _BEGINNINGS.get(first, ()):
        if found := pattern.match(line):
            number = form.format(_PLAIN_NUMBER.get(found[1]) or found[1].translate(_FULL_DIGITS))
            rest = _without_typesetting(line[found.end() :]).strip()
            if not rest or (len(rest) <= _LABEL_LENGTH and key(rest) in row_words()):
                return None
            if len(rest) <= HEADING_LENGTH and _PARTING.search(rest) is None:
                return Heading(level, number, rest.rstrip(_LOOSE_ENDS), "")
            return Heading(level, number, *(_run_in(rest) or _split(rest)))
    if len(line) > HEADING_LENGTH or first in _BEGINNINGS or first.isspace() or not _may_be_whole(line):
        return None
    whole = _without_typesetting(line)
    return Heading(1, None, whole.strip(), "") if key(whole) in _chapters()[1] else None


def headings_of(lines: Sequence[str]) -> list[tuple[int, Heading]]:
    """Those of some lines that are headings, each with its place."""
    return [
        (place, heading)
        for place, line in enumerate(lines)
        if (len(line) <= HEADING_LENGTH or line[0] in _BEGINNINGS) and (heading := read_heading(line))
    ]


def _may_be_whole(line: str) -> bool:
    """Whether a line has a character that one of the form's own headings ends with; most lines have none."""
    return _chapters()[2].search(line) is not None


def _without_typesetting(text: str) -> str:
    return _TYPESETTING.sub("", text) if ")" in text or "）" in text else text


def _run_in(rest: str) -> tuple[str, str] | None:
    """(heading, text) where one of the form's own headings runs into its text without a mark."""
    is_long = len(rest) > HEADING_LENGTH or "，" in rest or "。" in rest
    found = _whole_headings().match(rest) if is_long else None
    return (rest[: found.end()].strip(), rest[found.end() :].lstrip(" 。：:")) if found else None


@cache
def _whole_headings() -> re.Pattern[str]:
    """The form's own headings, with any punctuation, not followed by more of a heading's words."""
    headings = sorted(_chapters()[1], key=len, reverse=True)
    return re.compile(
        "(?:"
        + "|".join(r"[\s、，,和及]*".join(heading) for heading in headings)
        + r")(?=\s|[。：:]|[\d２2本我全自根按])"
    )


def _split(rest: str) -> tuple[str | None, str]:
    """(heading, text) of what follows a number: a run-in heading ends at its first full stop or colon."""
    end = _HEADING_END.search(rest)
    if end is None:
        heading = _closed_up(rest).rstrip(_LOOSE_ENDS)
        return (heading, "") if len(heading) <= HEADING_LENGTH else (None, rest)
    if end.start() > HEADING_LENGTH:
        return None, rest
    return _closed_up(rest[: end.start()]), rest[end.end() :].strip()


def _closed_up(heading: str) -> str:
    """A heading without the spaces that spread its characters (总 体 情 况)."""
    heading = heading.strip()
    return _BETWEEN_CHARACTERS.sub("", heading) if len(heading.split()) > 1 else heading


def continues(line: str, following: str) -> bool:
    """Whether two short lines are one heading: a number alone, or words cut in two."""
    for _, _, pattern, _ in _BEGINNINGS.get(line[:1], ()):
        if number := pattern.match(line):
            if number.end() == len(line):
                return True
            if following[:1] in _NUMERALS:  # which none of the form's own headings has
                return False
            whole = _chapters()[1]
            return key(line) not in whole and key(line + following) in whole
    return False
