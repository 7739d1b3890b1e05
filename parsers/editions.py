"""The editions of the form as data: labels of codebook.csv, geometry of editions/*.toml, printed aliases."""

from collections.abc import Set
from functools import cache
from importlib.resources import files

import msgspec

from gongkai import codebook
from gongkai.records import Edition, Form
from parsers.labels import key

FORM_EDITIONS: dict[Form, tuple[Edition, ...]] = {
    "disclosure": ("2019", "2021"),
    "requests": ("2019", "2021"),
    "disputes": ("2019", "2021"),
    "statistics": ("2014",),
}


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One block of the disclosure table: rows and columns by code."""

    heading: str
    items: tuple[str, ...]
    measures: tuple[str, ...]


class Geometry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One edition: its articles, and the unit of money that the form itself prints."""

    edition: Edition
    money: str | None = None
    article: tuple[Article, ...] = ()


@cache
def geometry(edition: Edition) -> Geometry:
    """The geometry of one edition."""
    return msgspec.toml.decode(_read(f"{edition}.toml"), type=Geometry)


def _read(name: str) -> bytes:
    return files("parsers").joinpath("editions").joinpath(name).read_bytes()


@cache
def _aliases() -> dict[str, dict[str, dict[str, str]]]:
    return msgspec.toml.decode(_read("aliases.toml"), type=dict[str, dict[str, dict[str, str]]])


@cache
def vocabulary(form: Form, kind: str) -> dict[str, tuple[str, ...]]:
    """Words of a label -> codes that it may stand for, in the form's order. `kind` is item or measure."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in codebook.entries():
        if entry.form == form and entry.kind == kind:
            for label in entry.labels.values():
                codes = found.get(key(label), ())
                found[key(label)] = codes if entry.code in codes else (*codes, entry.code)
    for label, code in _aliases().get(form, {}).get(f"{kind}s", {}).items():
        found.setdefault(key(label), (code,))
    return found


@cache
def places_of(form: Form, edition: Edition) -> dict[str, tuple[str, ...]]:
    """Measures of each item of a form, in its order."""
    if form == "disclosure":
        return {item: a.measures for a in geometry(edition).article for item in a.items}
    measures = tuple(entry.code for entry in codebook.measures(form, edition))
    return {entry.code: measures for entry in codebook.items(form, edition)}


@cache
def paths_of(form: Form, edition: Edition) -> tuple[tuple[str, str], ...]:
    """Item and measure of each cell of a form, in its order."""
    places = places_of(form, edition)
    return tuple((item, measure) for item, measures in places.items() for measure in measures)


def edition_by_items(form: Form, items: Set[str], otherwise: Edition | None = None) -> Edition:
    """The edition that has most of some items of a form; of several alike `otherwise`, else the oldest."""
    editions = FORM_EDITIONS[form]
    having = {edition: len(items & places_of(form, edition).keys()) for edition in editions}
    best = [edition for edition in editions if having[edition] == max(having.values())]
    return otherwise if otherwise is not None and otherwise in best else best[0]


@cache
def unit_of(form: Form, item: str, measure: str) -> str:
    """The unit of the value: of the measure, else of the item."""
    units = {(e.kind, e.code): e.unit for e in codebook.entries() if e.form == form}
    return units.get(("measure", measure)) or units[("item", item)]
