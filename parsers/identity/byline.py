"""What portals print around a report's title: 发布时间, 来源, 发布机构, 成文日期 … as label and value."""

import re
from collections.abc import Iterable, Iterator, Sequence

from parsers.document import Document, Line
from parsers.identity.dates import DATE, narrow
from parsers.identity.field_labels import (
    BEGINS_WITH_LABEL,
    KIND,
    LABEL_BEFORE_DATE,
    PAIR,
    end_of_value,
    is_label,
    may_be_label,
)
from parsers.labels import fold

_BYLINE_LENGTH = 300
_LABEL_LENGTH = 12
"""Characters of a label that has a line for itself."""

_BLOCK_ROWS = 12
_LINES_BEFORE, _LINES_AFTER = 2, 8
"""Lines round the title that belong to it, whatever they are."""
_LINES_OF_FACTS = 40
"""Lines that a block of facts beneath the title may have."""

_DATE = re.compile(DATE)
_ISO_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-/.]\d")
_LABEL_BEFORE = re.compile(r"([一-鿿]{2,8})\s*[:：]\s*$")
_OTHER_DATE = re.compile(r"(?:日期|时间|时限)$|^(?:更新|修改|截止|截至|有效)")
_COUNTERS = re.compile("浏览|点击|阅读|访问|来源|作者|字号|字体")
_WORD = re.compile("[一-鿿]{2}")
_SENTENCE = re.compile(r"[，。；,;《》]")
_BARE_LENGTH = 160
_DATE_LAST = re.compile(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}\W*$")
_DATES_OF_A_REPORT = 3
"""Lines round a title that may end with a date; where there are more, they are entries of a list."""
_BUTTONS = 12
"""Characters of the buttons in a byline: 大 中 小, 打印, 分享."""

# A byline without labels begins with the date; a date in words or brackets is the day of writing.
_BARE_DATE = re.compile(
    rf"\s*([（(]|(?=\d{{4}}\s*年\s*\d+\s*月\s*\d+\s*日\s*$))?\s*[\[【]?\s*(?:{DATE})\s*(?:[\]】）)]\s*)?"
    r"(?:$|来源|信息来源|作者|浏览|点击|阅读|访问|【|字)"
)

_MARK_OF_DATE = re.compile("[-/.月－／．]")
_MAY_BE_DATE = re.compile(r"[\s（(\[【]*[12１２]")
"""How such a byline begins, to leave all other lines at once."""


def is_bare_date(text: str) -> bool:
    """Whether a line is a byline that begins with its date, or a date alone."""
    return _BARE_DATE.match(narrow(text)) is not None


def tells_facts(lines: Sequence[Line], number: int) -> bool:
    """Whether a line near the title is a part of the byline: facts, a label, or the value of a label that
    stands in the line before."""
    text = lines[number].text
    if len(text) > _BYLINE_LENGTH or "。" in text:
        return False
    if not _WORD.search(text) or _label_before(lines, number):
        return True
    if (":" in text or "：" in text) and BEGINS_WITH_LABEL.match(text):
        return True
    if len(text) > _BARE_LENGTH:
        return False
    return bool(_line_pairs(lines, (number,)) or (_may_be_dated(text) and _unlabelled(text)))


def names_a_body(lines: Sequence[Line], number: int) -> bool:
    """Whether a line tells, with its label or as the value of the label before it, who publishes or sends."""
    found = PAIR.match(lines[number].text)
    label = fold(found[1]) if found else _label_before(lines, number).rstrip(":")
    return KIND.get(label) in ("publisher", "source", "author")


def _label_before(lines: Sequence[Line], number: int) -> str:
    """The label, folded, that the line before has for itself; "" if it has none."""
    if not number or len(lines[number - 1].text) > _LABEL_LENGTH:
        return ""
    before = fold(lines[number - 1].text)
    return before if is_label(before) else ""


def read_byline(document: Document) -> dict[str, list[str]]:
    """Facts by kind (published, written, publisher, source, title), the ones printed first first."""
    found: dict[str, list[str]] = {}
    for kind, value in _pairs(document):
        values = found.setdefault(kind, []) if value else []
        if value not in values:
            values.append(value)
    return found


def _pairs(document: Document) -> list[tuple[str, str]]:
    """Label and value pairs: next to the title, then of the blocks above it, then beneath the text."""
    lines, body = document.lines, document.body
    first, end = max(0, body.start - _LINES_BEFORE), min(_end_of_facts(lines, body.start), len(lines))
    found = _line_pairs(lines, (*range(first, end), *range(first)))
    dated: list[tuple[str, str]] = []
    for number in range(body.start, end):
        line = lines[number]
        if line.linked <= _BUTTONS and _may_be_dated(line.text) and not _label_before(lines, number):
            dated += _unlabelled(line.text)
    if dated and not _is_list(lines[max(0, body.start - _LINES_AFTER) : end]):
        found += dated
    for grid in document.grids:
        if grid.line <= end and len(grid.texts) <= _BLOCK_ROWS:
            for row, origins in zip(grid.texts, grid.origins, strict=True):
                found += _row_pairs(row, origins)
    last = range(max(end, body.stop - _LINES_BEFORE), min(body.stop + _LINES_BEFORE, len(lines)))
    return found + _line_pairs(lines, last)


def _is_list(lines: Sequence[Line]) -> bool:
    """Whether lines are entries of a list, which end with their dates."""
    return len([line for line in lines if _DATE_LAST.search(line.text)]) > _DATES_OF_A_REPORT


def _may_be_dated(text: str) -> bool:
    """Whether a line may have a date without a label: it is short and has a year and what parts a day from
    it, or begins like a date."""
    if len(text) > _BARE_LENGTH:
        return _MAY_BE_DATE.match(text) is not None
    return _may_name_year(text) and _MARK_OF_DATE.search(text) is not None


def _may_name_year(text: str) -> bool:
    """Whether a text has the first digits of a year, in either width; one digit is found sooner than two."""
    if ("2" in text or "1" in text) and ("20" in text or "19" in text):
        return True
    return "２" in text or "１" in text or "０" in text or "９" in text


def _end_of_facts(lines: Sequence[Line], start: int) -> int:
    """How far the lines go that tell facts beneath a title."""
    stop = start + _LINES_AFTER
    while stop < min(len(lines), start + _LINES_OF_FACTS) and tells_facts(lines, stop):
        stop += 1
    return stop


def _line_pairs(lines: Sequence[Line], numbers: Iterable[int]) -> list[tuple[str, str]]:
    """Label and value pairs of some lines; the value of a label alone is the line behind it."""
    found: list[tuple[str, str]] = []
    for number in numbers:
        text = lines[number].text
        if len(text) <= _LABEL_LENGTH and may_be_label(text):
            kind = KIND.get(fold(text).rstrip(":"))
            if kind is not None:
                found.append((kind, _until_next(_following(lines, number))))
                continue
        # Every pair has a mark, or a date behind its label; most lines have not, and labels are many.
        may_pair = ":" in text or "：" in text
        if not may_pair and _may_name_year(text):
            may_pair = LABEL_BEFORE_DATE.search(text) is not None
        if may_pair and len(text) <= _BYLINE_LENGTH:
            found += [
                (
                    KIND["".join(pair[1].split())],
                    _until_next(text[pair.end() :] or _following(lines, number)),
                )
                for pair in PAIR.finditer(text)
            ]
    return found


def _following(lines: Sequence[Line], number: int) -> str:
    """The text of the next line; "" behind the last."""
    return lines[number + 1].text if number + 1 < len(lines) else ""


def _unlabelled(text: str) -> Sequence[tuple[str, str]]:
    """A date that stands without a label in the lines round the title, and a name beside it."""
    bare = _BARE_DATE.match(narrow(text)) if _MAY_BE_DATE.match(text) else None
    if bare is not None:
        return (("published" if bare[1] is None else "written", bare.string),)
    if len(text) > _BARE_LENGTH or _SENTENCE.search(text):
        return ()
    words = narrow(text)
    facts: list[tuple[str, str]] = []
    for found in _DATE.finditer(words):
        label = _LABEL_BEFORE.search(words, 0, found.start())
        if label and _OTHER_DATE.search(label[1]):
            continue
        if found[4] is not None or _ISO_DATE.match(found[0]) or _COUNTERS.search(text):
            beside = (words[: found.start()], words[found.end() :])
            facts += [("published", found[0].strip()), *(("source", _until_next(name)) for name in beside)]
    return facts


def _row_pairs(row: list[str], origins: Sequence[int]) -> Iterator[tuple[str, str]]:
    cells = [text for n, text in enumerate(row) if n == 0 or origins[n] != origins[n - 1]]
    for n, text in enumerate(cells):
        if len(text) > 60:
            continue
        label = fold(text).rstrip(":").strip("()")
        if label in KIND and n + 1 < len(cells):
            kind = KIND[label]
            yield kind, cells[n + 1] if kind == "title" else _until_next(cells[n + 1])
        elif found := PAIR.match(text):
            yield KIND["".join(found[1].split())], _until_next(text[found.end() :])


def _until_next(value: str) -> str:
    value = value.strip()
    value = value[: end_of_value(value)]
    # A date behind a name is a fact of its own.
    if _may_name_year(value) and (date := _DATE.search(narrow(value))) and date.start():
        value = value[: date.start()]
    return value.strip(" \xa0　,，;；:：()（）")
