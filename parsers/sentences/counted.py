"""Numbers of a sentence and the labels beside them: before, after, and in lists."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from parsers.sentences.indicators import Indicator, vocabulary
from parsers.sentences.phrases import DISCLOSURE, JOINED, Named, Phrases
from parsers.sentences.quantities import Number

Found = tuple[Named, Decimal, str, str]
"""What is counted, how many, the unit printed, the rule."""

_NUMBER = re.compile(r"N")
_TOTAL = re.compile(r"(?:共计|总计|合计|累计|一共|共|计|总数|达)")
_EACH = re.compile(r"(?:均|都|皆|各|全部)(?:为|是|有|计)?$")
_RESPECTIVELY = re.compile(r"分别(?P<verb>[^,;:、()。N]{0,14})$")
_NEAR = re.compile(r"[,;:()。N]")
_FAR = re.compile(r"[;()。N]")
_PART = re.compile(r"[;。]")
_CELL_MARK = re.compile(r"[,、;/|]*")
_BETWEEN = re.compile(r"[、,]?(?:和|及|与)?")


def read_counted(phrases: Phrases) -> list[Found]:
    """Every number of the sentence whose label is known."""
    return _Counting(phrases).found() if phrases.numbers else []


class _Counting:
    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.text = phrases.text
        self.numbers = phrases.numbers
        self.starts = [found.start() for found in _NUMBER.finditer(self.text)]
        self.ends = [
            start + 1 + len(number.unit) for start, number in zip(self.starts, self.numbers, strict=True)
        ]
        self.left: list[tuple[int, str]] = []
        for n in range(len(self.numbers)):
            self.left.append(self._phrase(n))

    def found(self) -> list[Found]:
        told: dict[int, list[Found]] = {}
        known: dict[int, list[Found]] = {}
        for n in range(len(self.numbers)):
            if n not in told:
                told |= self._respectively(self._group(n)) or {n: self._each(n) or [*self._alone(n)]}
            known[n] = [one for one in told[n] if self._is_part_of_known(one[0], n, known)]
        return [one for ones in known.values() for one in ones]

    def _is_part_of_known(self, named: Named, n: int, known: dict[int, list[Found]]) -> bool:
        """Whether the number that this one follows (收到申请5件，办结5件) was one of disclosure."""
        follows = named.indicator.follows
        if follows is None:
            return True
        leaders = [k for k in range(n) if follows.search(self.left[k][1])]
        if named.indicator.every:
            part = self.phrases.start_of(self.starts[n], _PART)
            return all(known[k] for k in leaders if self.starts[k] >= part)
        if not leaders or known[leaders[-1]]:
            return True
        return any(DISCLOSURE.search(self.left[k][1]) for k in (leaders[-1], n))

    def _phrase(self, n: int) -> tuple[int, str]:
        """The phrase before a number: its place and text, back to the boundary or the number before it."""
        start = self.starts[n]
        last = self.ends[n - 1] if n else -1
        begin = max(self.phrases.start_of(start), last)
        phrase = self.text[begin:start]
        bare = vocabulary().fill.sub("", phrase)
        if bare:
            return begin, bare
        # Nothing but 共 stands between: the label is that of the number before, which is counted in another
        # unit (3类共103条; 2次、56人次), or it stands before the mark (公开信息：86条; 公开信息，共86条).
        mark = self.text[begin - 1 : begin]
        total = _TOTAL.match(phrase) is not None
        if n and self.numbers[n - 1].unit != self.numbers[n].unit and begin - last in (0, 1):
            if begin == last or not phrase or total:
                return self.left[n - 1]
        elif mark in (":", "(") or (mark == "," and total):
            stop = begin - 1
            begin = max(self.phrases.start_of(stop), last)
            return begin, vocabulary().fill.sub("", self.text[begin:stop])
        return begin, ""

    def _alone(self, n: int) -> Iterator[Found]:
        """The number's own label, before it or after it; none where others stand right beside it, as in a row
        that lost its table (3件4件7件)."""
        begin, phrase = self.left[n]
        if self._touches(n - 1) or self._touches(n):
            return
        named = self.phrases.named(phrase, begin, self.numbers[n].unit, self.text[self.ends[n] :])
        if named is not None:
            # A、B3件: three of both, which is the figure of neither.
            if self.text[begin - 1 : begin] != "、" or not self._is_in_list(begin - 1):
                yield from self._taken(named, n, "label before the number")
            return
        start = self.phrases.start_of(self.starts[n])
        before = self.text[start : self.starts[n]]
        for indicator in self.phrases.wanted:
            after = indicator.after.match(self.text, self.ends[n])
            if after is None or after.end() == self.ends[n] or not self._leads_to(before, indicator):
                continue
            if self.phrases.fits(indicator, start, after.end()):
                yield from self._taken(Named(indicator, self.starts[n]), n, "label after the number")
                return

    def _touches(self, n: int) -> bool:
        """Whether a number and the next stand like the cells of one row: nothing is between two of one unit,
        or no more than a mark behind one without any."""
        if not 0 <= n < len(self.numbers) - 1:
            return False
        between = self.text[self.ends[n] : self.starts[n + 1]]
        unit = self.numbers[n].unit
        return (
            _CELL_MARK.fullmatch(between) is not None
            if not unit
            else (not between and unit == self.numbers[n + 1].unit)
        )

    def _leads_to(self, before: str, indicator: Indicator) -> bool:
        """Whether what stands before a number says only who, when and how, and the verb of its label."""
        if indicator.verb is None:
            return self.phrases.is_clean(before)
        verb = indicator.verb.search(before)
        return verb is not None and self.phrases.is_clean(before[: verb.start()])

    def _is_in_list(self, mark: int) -> bool:
        return "N" not in self.text[self.phrases.start_of(mark) : mark]

    def _each(self, n: int) -> list[Found]:
        """行政复议、行政诉讼均为0件; 专职、兼职人员各1人; 行政复议、行政诉讼0件."""
        before = self.text[: self.starts[n]]
        each = _EACH.search(before)
        stop = each.start() if each else len(vocabulary().fill.sub("", before))
        if each is None and (
            self.numbers[n].value or not JOINED.search(before[:stop], self.phrases.start_of(stop, _NEAR))
        ):
            return []
        rule = "one number for each in a list"
        named = self.phrases.listed(stop, _FAR if each else _NEAR)
        return [found for one in named for found in self._taken(one, n, rule)]

    def _group(self, first: int) -> list[int]:
        """Numbers that follow one another with nothing but 、和 between."""
        group = [first]
        for n in range(first + 1, len(self.numbers)):
            if not _BETWEEN.fullmatch(self.text[self.ends[n - 1] : self.starts[n]]):
                break
            group.append(n)
        return group

    def _respectively(self, group: Sequence[int]) -> dict[int, list[Found]]:
        """当面申请、网络申请分别为2件和3件: as many names as numbers, or nothing."""
        start = self.starts[group[0]]
        word = _RESPECTIVELY.search(self.text[:start]) if len(group) > 1 else None
        if word is None:
            return {}
        ending = vocabulary().fill.sub("", word["verb"])
        named = self.phrases.listed(word.start(), _NEAR, ending)
        parts = JOINED.split(self.text[self.phrases.start_of(word.start(), _NEAR) : word.start()])
        if not len(named) == len(parts) == len(group):
            return {n: [] for n in group}
        pairs = zip(named, group, strict=True)
        return {n: [*self._taken(one, n, "respectively")] for one, n in pairs}

    def _taken(self, named: Named, n: int, rule: str) -> Iterator[Found]:
        """The figure, if its unit and its year are the indicator's."""
        number: Number = self.numbers[n]
        money = "元" in named.indicator.units
        if number.unit not in named.indicator.units and (number.unit or (money and number.value)):
            return
        if number.value != number.value.to_integral_value() and not money:
            return
        if number.value and (self.phrases.qualified[n] or named.indicator.only_zero):
            return
        if number.value and not self.phrases.is_this_year(named.place, self.text[self.ends[n] :]):
            return
        if not number.value and self.phrases.is_other_year(named.place):
            return
        yield named, number.value, number.unit, rule
