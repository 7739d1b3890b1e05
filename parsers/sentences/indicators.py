"""What sentences may state, as data: the indicators and the vocabulary of prose.toml."""

import re
from functools import cache
from importlib.resources import files

import msgspec

from gongkai.records import Edition, Form
from parsers.editions import unit_of

Pattern = re.Pattern[str]
_WORD = re.compile(r"\{([^{}\d,]+)\}")


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    item: str
    labels: tuple[str, ...]
    units: str
    sign: str = ""
    form: Form = "statistics"
    measure: str = "reported"
    edition: Edition = "2014"
    rows: tuple[str, ...] = ()
    context: str | None = None
    within: str | None = None
    clause: str | None = None
    heading: str | None = None
    not_after: str | None = None
    followed: str | None = None
    led: str | None = None
    follows: str | None = None
    every: bool = False
    verb: str | None = None
    unless: str | None = None
    chapter: int | None = None
    zero: bool = True
    only_zero: bool = False


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    fill: str
    tail: str
    lead: tuple[str, ...]
    glued: tuple[str, ...]
    subject: str
    others: str
    whole_place: str
    cumulative: str
    last_year: str
    this_year: str
    planned: str
    compared: str
    negation: str
    beside: str
    words: dict[str, str]
    indicator: tuple[_Entry, ...]


class Deferred:
    """A pattern that is compiled when it is first used: pages use few of those that there are, and to compile
    all takes as long as to parse dozens of pages."""

    __slots__ = ("_compiled", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._compiled: Pattern | None = None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Where it first occurs from `start` on."""
        return self.compiled().search(text, start)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Whether it occurs at `start`."""
        return self.compiled().match(text, start)

    def compiled(self) -> Pattern:
        """The pattern itself."""
        if self._compiled is None:
            self._compiled = re.compile(self.text)
        return self._compiled


class Indicator(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One figure of the form and the ways sentences name it: counted in `units`, stored in `unit`.

    `label` finds its name at the end of a phrase, `after` at the beginning of what follows a number; `sign`
    is a part of every name that no sentence cuts, looked for first ("" if there is none). With a `verb`, that
    verb stands before the number (公开了86条信息). The rest says where the name is meant so: patterns for the
    sentence and its headings (`context`), its part between semicolons (`within`), its `clause`, its headings
    alone (`heading`), for what must stand somewhere before (`led`) or must not (`unless`; `not_after`: right
    before) or behind (`followed`), and the `chapter`. Where a number before counts what `follows` finds, this
    one is part of that, which then must be understood (the last such number, or `every` one of its part).
    `zero` says whether a negation means 0, `only_zero` that no other figure is plain enough; `rows` are the
    rows it sums, mostly one.
    """

    form: Form
    item: str
    measure: str
    edition: Edition
    rows: tuple[str, ...]
    unit: str
    units: frozenset[str]
    sign: str
    label: Deferred
    after: Deferred
    context: Deferred | None
    within: Deferred | None
    clause: Deferred | None
    heading: Deferred | None
    not_after: Deferred | None
    followed: Deferred | None
    led: Deferred | None
    follows: Deferred | None
    every: bool
    verb: Deferred | None
    unless: Deferred | None
    chapter: int | None
    zero: bool
    only_zero: bool


class Vocabulary(msgspec.Struct, frozen=True, eq=False, gc=False):
    """Patterns of the words round a label; see prose.toml."""

    fill: Pattern
    lead: Pattern
    glued: Pattern
    subject: Pattern
    others: Pattern
    whole_place: Pattern
    cumulative: Pattern
    last_year: Pattern
    this_year: Pattern
    planned: Pattern
    compared: Pattern
    negation: Pattern
    denied: Pattern
    beside: Pattern


@cache
def _table() -> _Table:
    return msgspec.toml.decode(files("parsers").joinpath("prose.toml").read_bytes(), type=_Table)


@cache
def vocabulary() -> Vocabulary:
    """The words that stand round labels."""
    table = _table()
    negation = table.negation
    return Vocabulary(
        fill=re.compile(rf"(?:{table.fill})+$"),
        lead=re.compile(_spelled("|".join(table.lead), table)),
        glued=re.compile(_spelled("|".join(table.glued), table)),
        subject=re.compile(table.subject),
        others=re.compile(table.others),
        whole_place=re.compile(table.whole_place),
        cumulative=re.compile(table.cumulative),
        last_year=re.compile(table.last_year),
        this_year=re.compile(table.this_year),
        planned=re.compile(table.planned),
        compared=re.compile(table.compared),
        negation=re.compile(negation),
        denied=re.compile(
            rf"(?:情况|方面)?(?:均|都|也|全部)*(?:{negation}|为无)(?:发生|收到|接到|出现|产生|收取|受理|过|的)*(?=[,;。)]|$)"
        ),
        beside=re.compile(rf"(?:{table.beside})(?:{table.tail})*$"),
    )


@cache
def indicators(forms: frozenset[Form]) -> tuple[Indicator, ...]:
    """The indicators of some forms, in the order of prose.toml."""
    table = _table()
    return tuple(_read(entry, table) for entry in table.indicator if entry.form in forms)


def _read(entry: _Entry, table: _Table) -> Indicator:
    label = _spelled("|".join(entry.labels), table)
    rows = entry.rows or (entry.item,)
    return Indicator(
        form=entry.form,
        item=entry.item,
        measure=entry.measure,
        edition=entry.edition,
        rows=rows,
        unit=unit_of(entry.form, rows[0], entry.measure),
        units=frozenset(entry.units.split()),
        sign=entry.sign,
        label=Deferred("(?!)") if entry.verb else Deferred(rf"(?:{label})(?:{table.tail})*$"),
        after=Deferred(
            rf"(?:的)?(?:{label})(?:{table.tail})*(?=$|[,;:、。()]|均|全部|都|已|并|和|及|承担|负责|从事|具体|兼任)"
        ),
        context=_pattern(entry.context, table),
        within=_pattern(entry.within, table),
        clause=_pattern(entry.clause, table),
        heading=_pattern(entry.heading, table),
        not_after=_pattern(entry.not_after, table),
        followed=_pattern(entry.followed, table),
        led=_pattern(entry.led, table),
        follows=_pattern(entry.follows, table),
        every=entry.every,
        verb=None if entry.verb is None else Deferred(f"(?:{entry.verb})$"),
        unless=_pattern(entry.unless, table),
        chapter=entry.chapter,
        zero=entry.zero,
        only_zero=entry.only_zero,
    )


def _pattern(text: str | None, table: _Table) -> Deferred | None:
    return None if text is None else Deferred(_spelled(text, table))


def _spelled(pattern: str, table: _Table) -> str:
    """A pattern with the {words} in it spelled out, words within words too."""
    while (found := _WORD.search(pattern)) is not None:
        pattern = pattern.replace(found[0], table.words[found[1]])
    return pattern
