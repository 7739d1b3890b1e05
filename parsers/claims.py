"""One sentence -> the figures it states, each with the rule by which it was read.

A figure is taken only where the whole clause is understood: its label stands beside the number, and nothing
but the words of prose.toml's `lead` stands before the label. Anything else may be another figure.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from gongkai.records import AgencyKind
from parsers.indicators import Indicator, vocabulary
from parsers.quantities import Marked, Number

_NUMBER = re.compile(r"N[^,;:、()。N]{0,2}")
_BOUNDARY = re.compile(r"[,;:、()。]")
_CLAUSE = re.compile(r"[,;。]")
_JOINED = re.compile(r"、|以及|和(?!谐)|(?<!涉)及(?!时)|(?<!参)与|或者|或")
_REMARK = re.compile(r"\([^()N]*\)|\"")
_WAYS = re.compile(
    r"(?:主要)?(?:通过|利用|借助|依托|运用|采用|采取|以)[^,;N。]{0,60}?(?:等|各种|多种|各类|不同|多|多个)[^,;N。]{0,6}?"
    r"(?:渠道|方式|形式|途径|载体|平台|媒体|媒介)(?:和(?:渠道|方式|形式|途径))?(?:上)?(?=[^N]|$)"
)
_GROUNDS = re.compile(r"(?:根据|按照|依据|依照|遵照)[^,;N。]{0,40}?(?:要求|规定|精神|原则|程序)")
_TOTAL = re.compile(r"(?:共计|总计|合计|累计|一共|共|计|总数|达)")
_EACH = re.compile(r"(?:均|都|皆|各|全部)(?:为|是|有|计)?$")
_RESPECTIVELY = re.compile(r"分别(?:为|是|有|计|达|公开|收到|受理)?$")
_ONE = re.compile(r"N(?:起|件|例|次|宗|份|条|个|项)")
_MATTER = re.compile(
    r"(?:因|由于|由|针对|对|就|涉及|与|有关|关于|围绕)(?:(?!复议|诉讼|举报|投诉)[^,;。]){0,30}?(?:引起|引发|导致|产生|提起|提出|相关|有关|发生|引致|造成)的?"
)
_DISCLOSURE = re.compile(r"信息公开|公开信息|政府信息|公开工作|依申请")


class Claim(NamedTuple):
    """A figure that a sentence states; `value` in the codebook's unit."""

    indicator: Indicator
    value: Decimal
    rule: str
    whole_place: bool = False  # said of the whole county, not of the body


class _Named(NamedTuple):
    """An indicator that a phrase names, and where in the sentence its label begins."""

    indicator: Indicator
    place: int


class Setting(NamedTuple):
    """Where a sentence stands: headings above it with the sentence it leans on, chapter, and who reports."""

    headings: str
    chapter: int | None
    year: int | None
    kind: AgencyKind | None


def read_claims(marked: Marked, wanted: Sequence[Indicator], setting: Setting) -> list[Claim]:
    """The figures that one sentence states, in its order."""
    return _Sentence(marked, wanted, setting).claims()


class _Sentence:
    def __init__(self, marked: Marked, wanted: Sequence[Indicator], setting: Setting) -> None:
        text = _GROUNDS.sub("", _WAYS.sub("", _REMARK.sub("", marked.text)))
        self.text = vocabulary().glued.sub(lambda found: _JOINED.sub("", found[0]), text)
        self.numbers = marked.numbers
        self.years = marked.years
        self.setting = setting
        about = f"{setting.headings}\n{self.text}"
        self.wanted = [
            one
            for one in wanted
            if (one.chapter is None or one.chapter == setting.chapter)
            and (one.context is None or one.context.search(about))
            and (one.heading is None or one.heading.search(setting.headings))
        ]

    def claims(self) -> list[Claim]:
        found = []
        if self.wanted:
            taken: set[int] = set()
            for claim in [*self._counted(taken), *self._denied()]:
                found.append(claim)
        return found

    # -- numbers

    def _counted(self, taken: set[int]) -> Iterator[Claim]:
        places = list(_NUMBER.finditer(self.text))
        if len(places) != len(self.numbers):
            return
        ends = [place.start() + 1 + len(n.unit) for place, n in zip(places, self.numbers, strict=True)]
        for n, (place, number) in enumerate(zip(places, self.numbers, strict=True)):
            if n in taken:
                continue
            start = place.start()
            group = self._list_of_numbers(n, places, ends)
            left = self._left(start, ends[:n])
            if len(group) > 1 and (listed := self._respectively(start, group)):
                taken.update(group)
                yield from listed
            elif each := self._each(start, number):
                yield from each
            elif claim := self._before(n, left, ends[n]) or self._behind(n, start, ends[n]):
                yield claim

    def _list_of_numbers(self, first: int, places: Sequence["re.Match[str]"], ends: list[int]) -> list[int]:
        """Numbers that follow one another with nothing but 、和 between: their places in the sentence."""
        group = [first]
        for n in range(first + 1, len(places)):
            if not re.fullmatch(r"[、,]?(?:和|及|与)?", self.text[ends[n - 1] : places[n].start()]):
                break
            group.append(n)
        return group

    def _left(self, start: int, ends: Sequence[int]) -> tuple[int, str]:
        """The phrase before a number: its place and text, back to the boundary or the number before it."""
        begin = max((m.end() for m in _BOUNDARY.finditer(self.text, 0, start)), default=0)
        begin = max([begin, *(end for end in ends if end <= start)])
        phrase = self.text[begin:start]
        bare = vocabulary().fill.sub("", phrase)
        if bare:
            return begin, bare
        # Nothing but 共 stands between: the label is that of the number before (3类共103条), or it stands
        # before the mark (主动公开政府信息：86条; 主动公开政府信息，共86条).
        mark = self.text[begin - 1 : begin]
        counted = begin in ends or (
            begin - 1 in ends and ((mark == "," and _TOTAL.match(phrase)) or (mark in ",、" and not phrase))
        )
        if counted:
            before = max((e for e in ends if e < begin - 1), default=0)
            previous = max(m.start() for m in _NUMBER.finditer(self.text, 0, begin))
            begin = max((m.end() for m in _BOUNDARY.finditer(self.text, 0, previous)), default=0)
            begin = max(begin, before if before <= previous else 0)
            return begin, vocabulary().fill.sub("", self.text[begin:previous])
        if mark in (":", "(") or (mark == "," and _TOTAL.match(phrase)):
            stop = begin - 1
            begin = max((m.end() for m in _BOUNDARY.finditer(self.text, 0, stop)), default=0)
            begin = max([begin, *(end for end in ends if end <= stop)])
            return begin, vocabulary().fill.sub("", self.text[begin:stop])
        return begin, ""

    def _before(self, n: int, left: tuple[int, str], end: int) -> Claim | None:
        begin, phrase = left
        named = self._named(phrase, begin, self.numbers[n].unit)
        if named is None:
            return None
        if self.text[begin - 1 : begin] == "、" and self._opens_a_list(begin - 1):
            # A、B3件: three of both, which is neither; A、B0件: none of either.
            return None
        followed = named.indicator.followed
        if followed and not followed.search(self.text[end:]):
            return None
        return self._claim(named, self.numbers[n], "label before the number")

    def _opens_a_list(self, mark: int) -> bool:
        begin = max((m.end() for m in _BOUNDARY.finditer(self.text, 0, mark)), default=0)
        return "N" not in self.text[begin:mark]

    def _behind(self, n: int, start: int, end: int) -> Claim | None:
        begin = max((m.end() for m in _BOUNDARY.finditer(self.text, 0, start)), default=0)
        if not self._is_clean(self.text[begin:start]):
            return None
        for indicator in self.wanted:
            found = indicator.after.match(self.text, end)
            if found and found.end() > end and self._fits(indicator, begin, found.end()):
                return self._claim(_Named(indicator, start), self.numbers[n], "label after the number")
        return None

    def _claim(self, named: _Named, number: Number, rule: str) -> Claim | None:
        indicator, place = named
        if number.unit not in indicator.units and (number.unit or ("元" in indicator.units and number.value)):
            return None
        if number.value != number.value.to_integral_value() and "元" not in indicator.units:
            return None
        if number.value and not self._is_this_year(place):
            return None
        return Claim(indicator, number.value, rule, self._is_of_whole_place(place))

    # -- lists

    def _each(self, start: int, number: Number) -> list[Claim]:
        """行政复议、行政诉讼均为0件; 专职、兼职人员各1人; 行政复议、行政诉讼0件."""
        bare = self.text[:start]
        found = _EACH.search(bare)
        if found is None:
            if number.value or not self._ends_a_list(start):
                return []
            stop = start - len(self.text[:start]) + len(vocabulary().fill.sub("", bare))
        else:
            stop = found.start()
        rule = "one number for each in a list"
        named = self._listed(stop, far=found is not None)
        return [claim for one in named if (claim := self._claim(one, number, rule))]

    def _ends_a_list(self, start: int) -> bool:
        begin = max((m.end() for m in re.finditer(r"[,;:()。N]", self.text[:start])), default=0)
        return _JOINED.search(self.text[begin:start]) is not None

    def _respectively(self, start: int, group: list[int]) -> list[Claim]:
        found = _RESPECTIVELY.search(self.text[:start])
        if found is None:
            return []
        names = self._listed(found.start(), far=False)
        if len(names) != len(group) or self._parts(found.start()) != len(group):
            return []
        pairs = zip(names, group, strict=True)
        return [claim for one, n in pairs if (claim := self._claim(one, self.numbers[n], "respectively"))]

    def _parts(self, stop: int) -> int:
        begin = max((m.end() for m in re.finditer(r"[,;:()。]", self.text[:stop])), default=0)
        return len(_JOINED.split(self.text[begin:stop]))

    def _listed(self, stop: int, *, far: bool) -> list[_Named]:
        """Indicators named in the list that ends at `stop`, the last of which must be one."""
        text = self.text[:stop].rstrip(",:")
        marks = r"[;()。N]" if far else r"[,;:()。N]"
        begin = max((m.end() for m in re.finditer(marks, text)), default=0)
        parts: list[tuple[int, str]] = []
        for mark in re.finditer(rf"{_JOINED.pattern}|[,:]|$", text):
            if mark.start() >= begin:
                parts.append((begin, text[begin : mark.start()]))
                begin = mark.end()
        return self._named_in_list(parts)

    def _named_in_list(self, parts: list[tuple[int, str]]) -> list[_Named]:
        *others, (place, last) = parts
        named = self._named(last, place)
        if named is None and not vocabulary().beside.search(last):
            return []
        found = [
            one
            for place, part in others
            if (one := self._named(part, place) or self._short(part, last, place))
        ]
        return [*found, named] if named else found

    def _short(self, part: str, last: str, place: int) -> _Named | None:
        """专职、兼职人员: what the last of a list ends with belongs to all."""
        ends = (last[k:] for k in range(1, len(last)))
        found = (self._named(part + end, place) for end in ends if part)
        return next((one for one in found if one and not one.indicator.label.search(last)), None)

    # -- negations

    def _denied(self) -> Iterator[Claim]:
        words = vocabulary()
        for denial in words.negation.finditer(self.text):
            clause = max((m.end() for m in _CLAUSE.finditer(self.text, 0, denial.start())), default=0)
            if words.denied.match(self.text, denial.start()):
                yield from self._denied_before(denial.start(), clause)
                continue
            end = _CLAUSE.search(self.text, denial.end())
            region = self.text[denial.end() : end.start() if end else len(self.text)]
            before = self.text[max(clause, self.text.rfind(":", 0, denial.start()) + 1) : denial.start()]
            if not self._is_clean(_without_matter(before)):
                continue
            region = _ONE.sub("", _without_matter(region))
            if "N" in region:
                continue
            parts = [(clause, part) for part in re.split(rf"{_JOINED.pattern}|[()]", region)]
            for named in self._named_in_list(parts):
                yield from self._none(named._replace(place=clause))

    def _denied_before(self, stop: int, clause: int) -> Iterator[Claim]:
        """行政复议、行政诉讼没有发生; 行政诉讼：无."""
        text = self.text[:stop]
        far = not text[clause:].strip(",:")
        for named in self._listed(stop, far=far):
            yield from self._none(named)

    def _none(self, named: _Named) -> Iterator[Claim]:
        if named.indicator.zero:
            yield Claim(named.indicator, Decimal(0), "zero in words", self._is_of_whole_place(named.place))

    # -- what a phrase names, and of whom and when

    def _named(self, phrase: str, begin: int, unit: str = "") -> _Named | None:
        """The indicator whose label ends the phrase and which is counted in `unit`, where that is known.

        The longest label, if several do; None if more is said.
        """
        end = begin + len(phrase)
        phrase = _without_matter(phrase)
        best: _Named | None = None
        for indicator in self.wanted:
            found = indicator.label.search(phrase) if phrase else None
            if found is None or (unit and unit not in indicator.units):
                continue
            place = end - len(phrase) + found.start()
            if (best is None or place < best.place) and (
                self._is_clean(phrase[: found.start()]) and self._fits(indicator, begin, end)
            ):
                best = _Named(indicator, place)
        return best

    def _fits(self, indicator: Indicator, begin: int, end: int) -> bool:
        if indicator.not_after and indicator.not_after.search(self.text[:begin]):
            return False
        sentence = self.text[max(self.text.rfind(mark, 0, begin) for mark in ";。") + 1 : end]
        if indicator.unless and indicator.unless.search(sentence):
            return False
        if indicator.led and not indicator.led.search(f"{self.setting.headings}\n{self.text[:end]}"):
            return False
        if indicator.within is None:
            return True
        stop = re.search(r"[;。]", self.text[end:])
        return indicator.within.search(sentence + self.text[end:][: stop.start() if stop else None]) is not None

    def _is_clean(self, phrase: str) -> bool:
        """Whether a phrase says only who, when and how."""
        words = vocabulary()
        if words.others.search(phrase):
            return False
        rest = words.lead.sub("", phrase)
        return not rest or not words.lead.sub("", words.subject[self.setting.kind].sub("", phrase))

    def _is_this_year(self, begin: int) -> bool:
        """Whether the sentence up to a label speaks of the year reported on, and not of all years."""
        words = vocabulary()
        text = words.compared.sub("", self.text[:begin])
        if words.cumulative.search(text) or words.planned.search(text[text.rfind(",") + 1 :]):
            return False
        times = list(re.finditer(rf"Y|{words.last_year.pattern}|今年|本年|全年", self.text[:begin]))
        if not times or self.setting.year is None:
            return True
        last = times[-1]
        if last[0] != "Y":
            return words.last_year.fullmatch(last[0]) is None
        year = self.years[self.text[: last.start()].count("Y")]
        return year == self.setting.year

    def _is_of_whole_place(self, begin: int) -> bool:
        stop = _CLAUSE.search(self.text, begin)
        return (
            vocabulary().whole_place.search(self.text[: stop.start() if stop else len(self.text)]) is not None
        )


def _without_matter(text: str) -> str:
    """Text without what disputes are about, where that is disclosure (因信息公开引起的行政复议)."""
    return _MATTER.sub(lambda found: "" if _DISCLOSURE.search(found[0]) else found[0], text)
