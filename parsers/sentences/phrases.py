"""What the phrases of a sentence name, and of whom and of which year they speak."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from parsers.sentences.indicators import Indicator, vocabulary
from parsers.sentences.quantities import mark

BOUNDARY = re.compile(r"[,;:、()。]")
JOINED = re.compile(r"、|以及|和(?!谐)|(?<!涉)及(?!时)|(?<!参)与|或者|或")
"""What parts the members of a list."""

# What a clause may say beside its figure: by which ways and on what grounds something was done, and remarks.
_WAYS = re.compile(
    r"(?:主要)?(?:通过|利用|借助|依托|运用|采用|采取|以)[^,;NY。]{0,60}?(?:等|各种|多种|各类|不同|多|多个)[^,;NY。]{0,6}?"
    r"(?:渠道|方式|形式|途径|载体|平台|媒体|媒介)(?:和(?:渠道|方式|形式|途径))?上?(?!N)"
    r"|(?:通过|利用|依托)[^,;NY。]{2,60}?等(?=(?:共|共计|累计)?(?:主动|依法|及时|对外)*公开)"
)
_GROUNDS = re.compile(
    r"(?:根据|按照|依据|依照|遵照)[^,;NY。]{0,40}?(?:要求|规定|精神|原则|程序)"
    r"|在[^,;NY。]{2,40}(?=设立|设置|建立|建成|增设)"
)
_REMARK = re.compile(r"\([^()NY]*\)|\"[^\"NY]{1,12}\"(?=(?:政务|官方)?(?:微信|微博|公众号))|\"")
# A remark that makes a number a part of what its label says: 收到申请1件（网上）; others change nothing.
_QUALIFIED = re.compile(
    r"N(?:[^,;:、()。N]{0,3}\((?!不?含|不?包括|其中|占|较|比|同比|去年|上年|增|减|详|见|附|全|均|已|下同|另|驳回|维持|撤销|结果|O)[^()NY]*\))?"
)
# What a dispute is about: 因政府信息公开引起的行政复议.
_MATTER = re.compile(
    r"(?:因|由于|由|针对|对|就|涉及|与|有关|关于|围绕)(?:(?!复议|诉讼|举报|投诉)[^,;。]){0,30}?"
    r"(?:引起|引发|导致|产生|提起|提出|相关|有关|发生|引致|造成)的?"
)
DISCLOSURE = re.compile(r"信息公开|公开信息|政府信息|公开工作|依申请")
# All years' sum is broken down: 累计公开205条，其中2016年新增86条.
_OF_ALL = re.compile(r"[,;]?其中[:,]?(?:Y|本年|今年|全年|新增)")
_CLAUSE_END = re.compile(r"[,;。]")
_PART_END = re.compile(r"[;。]")
_YEARS = re.compile(r"Y(?:(?:、|和|及|与|以及|至|到|-|~)Y)*$")
_OF_A_PAPER = re.compile(r"新?(?:修订|修正|颁布|公布|施行|实施)后?的?新?(?:《|条例)")
_SINCE = re.compile(r"以来|至今|至目前|起(?!诉)")
_UP_TO = re.compile(r"(?:截[至止]|[至到~-])$")


class Named(NamedTuple):
    """An indicator that a phrase names, and where in the sentence its label begins."""

    indicator: Indicator
    place: int


class Setting(NamedTuple):
    """Where a sentence stands: the headings above it, folded, and its chapter;
    the year reported on, and the body that reports ("" where it is not known)."""

    headings: str
    chapter: int | None
    year: int | None
    agency: str


_ITSELF = "我单位"
_SHORTEST_NAME = 3
# The names of province, city and county before that of a body, where a clause begins with them.
_PLACES = (
    r"(?:(?:(?<=^)|(?<=[,;。:年度》Y]))"
    r"[^\W\d_收办受申请向对由于在及和与为是有共了的因按经依据]{2,14}?(?:[省市县区州旗盟][^\W\d_]{0,3}?)?)?"
)


class Phrases:
    """A sentence, and the indicators that may be meant where it stands.

    `qualified` says of each number whether a remark behind it makes it a part of what its label says.
    """

    def __init__(self, sentence: str, wanted: Sequence[Indicator], setting: Setting) -> None:
        marked = mark(sentence)
        text = _GROUNDS.sub("", _WAYS.sub("", _REMARK.sub("", _of_itself(marked.text, setting.agency))))
        self.text = vocabulary().glued.sub(lambda found: JOINED.sub("", found[0]), text)
        self.numbers = marked.numbers
        self.qualified = [len(found[0]) > 1 for found in _QUALIFIED.finditer(marked.text)]
        self._years = marked.years
        self._setting = setting
        about = f"{setting.headings}\n{marked.folded}"
        self.wanted = [
            one
            for one in wanted
            if (one.chapter is None or one.chapter == setting.chapter)
            and one.sign in self.text
            and (one.context is None or one.context.search(about))
            and (one.heading is None or one.heading.search(setting.headings))
        ]

    def start_of(self, stop: int, marks: "re.Pattern[str]" = BOUNDARY) -> int:
        """Where the phrase begins that ends at `stop`: after the last of the marks before."""
        start = 0
        for found in marks.finditer(self.text, 0, stop):
            start = found.end()
        return start

    def named(self, phrase: str, begin: int, unit: str = "", rest: str = "") -> Named | None:
        """The indicator whose label ends the phrase and which is counted in `unit`, where that is known.

        The longest label, if several do; None if more is said. `rest` is what follows the number.
        """
        end = begin + len(phrase)
        phrase = without_matter(phrase)
        best: Named | None = None
        for indicator in self.wanted:
            if unit and unit not in indicator.units:
                continue
            found = indicator.label.search(phrase)
            while found is not None and found[0]:
                start = found.start()
                if self.is_clean(phrase[:start]):  # the longest label after clean words alone
                    place = end - len(phrase) + start
                    if (best is None or place < best.place) and self.fits(indicator, begin, end, rest):
                        best = Named(indicator, place)
                    break
                found = indicator.label.search(phrase, start + 1)
        return best

    def listed(self, stop: int, marks: "re.Pattern[str]", ending: str = "") -> list[Named]:
        """Indicators named in the list that ends at `stop`, back to the last of `marks`.

        `ending` is what its last member goes on with. Empty unless the last member is one too, or a thing
        that stands in such lists.
        """
        text = self.text[:stop].rstrip(",:")
        begin = self.start_of(len(text), marks)
        parts: list[tuple[int, str]] = []
        for found in re.finditer(rf"{JOINED.pattern}|[,:]|$", text):
            if found.start() >= begin:
                parts.append((begin, text[begin : found.start()]))
                begin = found.end()
        *others, (place, last) = parts
        return self.named_in_list([*others, (place, last + ending)])

    def named_in_list(self, parts: Sequence[tuple[int, str]]) -> list[Named]:
        """The same for a list that is parted already, into members and their places."""
        *others, (place, last) = parts
        named = self.named(last, place)
        if named is None and not vocabulary().beside.search(last):
            return []
        found = [self.named(part, place) or self._short(part, last, place) for place, part in others]
        return [one for one in [*found, named] if one is not None]

    def _short(self, part: str, last: str, place: int) -> Named | None:
        """专职、兼职人员: what the last of a list ends with belongs to all."""
        ends = (last[k:] for k in range(1, len(last)))
        found = (self.named(part + end, place) for end in ends if part)
        return next((one for one in found if one and not one.indicator.label.search(last)), None)

    def fits(self, indicator: Indicator, begin: int, end: int, rest: str = "") -> bool:
        """Whether an indicator may be meant by a phrase between two places of the sentence."""
        if (
            rest.startswith("/")  # 100元/件 is a rate
            or (indicator.not_after and indicator.not_after.search(self.text[:begin]))
            or (indicator.followed and not indicator.followed.search(rest))
            or (indicator.led and not indicator.led.search(f"{self._setting.headings}\n{self.text[:end]}"))
        ):
            return False
        if not (indicator.unless or indicator.within or indicator.clause):
            return True
        part = self.text[self.start_of(begin, _PART_END) : end]
        after = _PART_END.split(self.text[end:], 1)[0]
        clause = _CLAUSE_END.split(part)[-1] + _CLAUSE_END.split(after, 1)[0]
        return not (
            (indicator.unless and indicator.unless.search(part))
            or (indicator.within and not indicator.within.search(part + after))
            or (indicator.clause and not indicator.clause.search(clause))
        )

    def is_clean(self, phrase: str) -> bool:
        """Whether a phrase says only who, when and how."""
        words = vocabulary()
        if words.others.search(phrase):
            return False
        if not words.lead.sub("", phrase):
            return True
        body = words.subject.match(phrase)
        return (
            body is not None
            and self._is_reporting(body["body"])
            and not words.lead.sub("", phrase[body.end() :])
        )

    def _is_reporting(self, name: str) -> bool:
        """Whether a name may be short for the body that reports: 县卫计委 for 某县卫生和计划生育委员会."""
        agency = iter(self._setting.agency)
        return not self._setting.agency or all(c in agency for c in name)

    def is_this_year(self, place: int, rest: str) -> bool:
        """Whether the sentence up to a label speaks of the year reported on, and not of all years.

        `rest` is what follows the number.
        """
        words = vocabulary()
        before = self.text[:place]
        if words.planned.search(_PART_END.split(before)[-1]):
            return False
        if "累计" in _CLAUSE_END.split(before)[-1] and _OF_ALL.match(rest):
            return False
        last = _last_time(before)
        cumulative = max((found.end() for found in words.cumulative.finditer(before)), default=0)
        if cumulative and (last is None or last.start() < cumulative):
            return False
        if last is None or self._setting.year is None:
            return True
        if last[0] == "Y":
            return self._year(last) == self._setting.year
        return words.this_year.fullmatch(last[0]) is not None

    def is_other_year(self, place: int) -> bool:
        """Whether what is denied at a place is denied of another year alone: what there was none of since an
        earlier one, or up to a later one, there was none of in the year reported on either."""
        last = _last_time(self.text[:place])
        if last is None or self._setting.year is None:
            return False
        if last[0] != "Y":
            return vocabulary().last_year.fullmatch(last[0]) is not None
        joined = _YEARS.search(self.text[: last.end()])
        earlier = self.text[: joined.start()].count("Y") if joined is not None else 0
        if joined is not None and self._setting.year in self._years[earlier : earlier + joined[0].count("Y")]:
            return False
        if _OF_A_PAPER.match(self.text, last.end()):
            return False
        year = self._year(last)
        if year < self._setting.year:
            return _SINCE.search(self.text, last.end(), place) is None
        return year > self._setting.year and _UP_TO.search(self.text[: last.start()]) is None

    def _year(self, found: "re.Match[str]") -> int:
        return self._years[self.text[: found.start()].count("Y")]

    def is_of_whole_place(self, place: int) -> bool:
        """Whether what is said at a place is said of the whole county."""
        stop = _CLAUSE_END.search(self.text, place)
        return vocabulary().whole_place.search(self.text[: stop.start() if stop else None]) is not None


def _last_time(text: str) -> "re.Match[str] | None":
    """The last year that a text names, by number or not, but for those that another one is compared with."""
    words = vocabulary()
    compared = [found.span() for found in words.compared.finditer(text)]
    times = re.finditer(rf"Y|{words.last_year.pattern}|{words.this_year.pattern}", text)
    named = [found for found in times if not any(start <= found.start() < stop for start, stop in compared)]
    return named[-1] if named else None


def _of_itself(text: str, agency: str) -> str:
    """A sentence of the body that reports: its name, with those of the places that it lies in or without, may
    hold words that join others (工业和信息化局)."""
    if len(agency) < _SHORTEST_NAME or agency not in text:
        return text
    return re.sub(_PLACES + re.escape(agency), _ITSELF, text)


def without_matter(text: str) -> str:
    """Text without what disputes are about, where that is disclosure."""
    return _MATTER.sub(lambda found: "" if DISCLOSURE.search(found[0]) else found[0], text)
