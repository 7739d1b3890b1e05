"""The sentences of a report that may state figures, each with where it stands."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.records import Section
from parsers.labels import fold
from parsers.sentences.phrases import Setting
from parsers.sentences.quantities import UNITS

# A line that is full or ends in a comma goes on in the next one: text saved or scanned line by line.
# And so does a number that the end of a line cuts, which then is none.
_SENTENCE = re.compile(
    r"(?:[^。！？!?\n]|(?<=[，、,])\n|(?<=[^\n]{24})(?<![；;：:])\n"
    rf"|(?<=[0-9０-９])\n(?=[0-9０-９]+\s*(?:{'|'.join(UNITS)})))+"
)
_SIGNS = re.compile(
    r"公开|公開|申请|申請|复议|復議|诉讼|訴訟|培训|人员|经费|机构|会议|查阅|回应|解读|访谈|发布会|收费|费用|微博|微信|举报|投诉|处理费"
)
_NEWER_SIGNS = re.compile(r"申请|申請|复议|復議|诉讼|訴訟|结转|結轉|处理费|處理費|规范性|規範性|决定|決定")
# A digit, a negation, or a numeral and what it counts. Any of them is looked for by its first character.
_FIGURE = re.compile(
    "[0-9０-９没未无無零一二两三四五六七八九十百千万〇不]"
    "(?:(?<=[0-9０-９没未无無零])|(?<=不)存在|(?<!不)[件条份次人名个篇期场宗起元万亿处家位项])"
)
_NUMBER = re.compile(
    r"\s*(?:共计|合计|共|为|是)?\s*[0-9０-９,，.]+\s*[^0-9０-９，。；;,、\s]{0,3}\s*(?:[，。；;,、（(]|$)",
    re.MULTILINE,
)
_ANSWER = re.compile(rf"{_NUMBER.pattern}|\s*(?:无|無|没有|沒有|未|零)", re.MULTILINE)
# Lines of bare numbers, as the cells of a row that lost its table: none of them answers the heading.
_SEVERAL = re.compile(r"\s*[0-9０-９,，.]+\s*\n\s*[0-9０-９,，.]+\s*(?:\n|$)")
_LEANING = re.compile(r"其中|[（(]")
_PROBLEMS = 5
_LONGEST = 1000
"""Characters; what runs on longer is no sentence but a table that lost its lines."""


class Sentence(NamedTuple):
    """A sentence as printed, the position of its section and its offset there (None: it is the heading).

    `words` are what is to be read: the sentence, with the heading it answers or the sentence it leans on.
    """

    raw: str
    section: int
    offset: int | None
    words: str
    setting: Setting


def read_sentences(
    sections: Sequence[Section], agency: str | None, year: int | None, *, newer: bool
) -> Iterator[Sentence]:
    """Sentences with a number or a negation and a word of the form; `newer`: of the forms of 2019 and 2021.

    The last chapters, on faults and plans, are left out. Cheap signs decide, for every page is asked.
    """
    body = fold(agency or "")
    signs, answer = (_NEWER_SIGNS, _NUMBER) if newer else (_SIGNS, _ANSWER)
    path: list[tuple[int, str]] = []
    for section in sections:
        heading = section.heading or ""
        while path and path[-1][0] >= section.level:
            path.pop()
        path.append((section.level, heading))
        # A section without a figure has no sentence with one.
        if section.chapter == _PROBLEMS or not (_FIGURE.search(section.text) or _FIGURE.search(heading)):
            continue
        headings = fold("".join([text for _, text in path]))
        of_form = signs.search(headings) is not None
        if not (of_form or signs.search(section.text) or signs.search(heading)):
            continue
        setting = Setting(headings, section.chapter, year, body)
        before = ""
        for raw, offset, whole in _pieces(section, answer):
            if len(whole) <= _LONGEST and (of_form or signs.search(whole)) and _FIGURE.search(whole):
                words = f"{before}。{whole}" if _LEANING.match(raw) else whole
                yield Sentence(raw, section.position, offset, words, setting)
            before = raw


def _pieces(section: Section, answer: "re.Pattern[str]") -> Iterator[tuple[str, int | None, str]]:
    """Sentences of a section: as printed, their offset (None: the heading), and the words to be read.

    A text that begins with an `answer` is read with its heading (举报投诉数量：2件). In place of a table of
    2019 or 2021, 无 is no answer: it says as little as a dash in every cell.
    """
    heading = section.heading or ""
    answered = (
        bool(heading) and answer.match(section.text) is not None and _SEVERAL.match(section.text) is None
    )
    if heading and not answered:
        yield heading, None, heading
    for found in _SENTENCE.finditer(section.text):
        raw = found[0].strip()
        if raw:
            offset = found.start() + found[0].index(raw)
            yield raw, offset, f"{heading}:{raw}" if answered else raw
            answered = False
