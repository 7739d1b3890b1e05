"""What columns are called: in Chinese as the form prints them, in English, or by their codes."""

from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

import msgspec

from gongkai import codebook
from gongkai.errors import UsageError
from gongkai.records import Form
from output.schema import TABLES

Language = Literal["zh", "en", "code"]
Figure = tuple[str, str]
"""(item, measure): one column of a wide form."""

FORMS: tuple[str, ...] = get_args(Form)


def figure_label(form: str, figure: Figure, language: Language = "zh") -> str:
    """Name of one figure of `form`, unlike that of any other: item and measure, or the item alone where
    the form has one measure. A figure that is not in the codebook goes by its codes."""
    return _labels(form, language).get(figure, ".".join(figure))


def unit_of(form: str, figure: Figure) -> str:
    """Unit of a figure's value: the measure's, or the item's where the measure has none. Money is CNY."""
    item, measure = (_entries().get((form, *pair)) for pair in zip(KINDS, figure, strict=True))
    return (measure.unit if measure else "") or (item.unit if item else "")


def in_form_order(form: str, figures: set[Figure]) -> list[Figure]:
    """Figures as they stand on the form, row by row; those that are not in the codebook at the end."""
    known = [figure for figure in _figures(form) if figure in figures]
    return [*known, *sorted(figures - set(known))]


def code_label(form: str, kind: str, code: str, language: Language = "zh") -> str:
    """Name of one item or measure by itself: the printed label of its latest edition, or English."""
    entry = _entries().get((form, kind, code))
    if entry is None or language == "code":
        return code
    if language == "en" or not entry.labels:
        return entry.en
    return entry.labels[max(entry.labels)]


def header(table: str, column: str) -> str:
    """Chinese header of a column of a table."""
    headers = _headers()
    name = headers.get(table, {}).get(column) or headers["all"].get(column)
    if name is None:
        raise UsageError(f"output/headers.toml: no header for {table}.{column}; add one")
    return name


def table_title(name: str) -> str:
    """Chinese title of a table or form."""
    return _headers()["names"][name]


def check_language(language: str) -> None:
    """Raise UsageError for a language there are no labels in."""
    if language not in get_args(Language):
        raise UsageError(f"language={language!r}: there are {', '.join(get_args(Language))}")


KINDS = ("item", "measure")


@cache
def _headers() -> dict[str, dict[str, str]]:
    text = files("output").joinpath("headers.toml").read_bytes()
    headers = msgspec.toml.decode(text, type=dict[str, dict[str, str]])
    unknown = set(headers) - {*TABLES, "all", "names"}
    if unknown:
        raise UsageError(f"output/headers.toml: no table {sorted(unknown)[0]!r}")
    return headers


@cache
def _entries() -> dict[tuple[str, str, str], codebook.Entry]:
    return {(e.form, e.kind, e.code): e for e in codebook.entries()}


def _entry(form: str, kind: str, code: str) -> codebook.Entry:
    return _entries()[form, kind, code]


@cache
def _codes(form: str, kind: str) -> tuple[str, ...]:
    return tuple(e.code for e in codebook.entries() if (e.form, e.kind) == (form, kind))


@cache
def _figures(form: str) -> tuple[Figure, ...]:
    """Every row of the form crossed with every column of it."""
    return tuple((item, measure) for item in _codes(form, "item") for measure in _codes(form, "measure"))


@cache
def _labels(form: str, language: Language) -> dict[Figure, str]:
    alone = len(_codes(form, "measure")) == 1
    if language == "code":
        return {f: f[0] if alone else ".".join(f) for f in _figures(form)}
    names = {figure: _names(form, figure, language) for figure in _figures(form)}
    labels = {figure: name[0] if alone else " | ".join(name) for figure, name in names.items()}
    # Statistics tables repeat a few labels under different headings, such as （二）被依法纠错数.
    told = list(labels.values())
    for figure, label in labels.items():
        if told.count(label) > 1:
            parent = _entry(form, "item", figure[0]).parent
            labels[figure] = f"{parent[-1]} / {label}" if parent else label
    return labels


def _names(form: str, figure: Figure, language: Language) -> tuple[str, str]:
    """Labels of item and measure as the latest edition that has both prints them: the amount of the 2019
    form is 采购总金额, that of the 2021 form 本年收费金额."""
    entries = [_entry(form, kind, code) for kind, code in zip(KINDS, figure, strict=True)]
    if language == "en":
        return entries[0].en, entries[1].en
    shared = set(entries[0].labels) & set(entries[1].labels)
    found = [
        entry.labels[max(shared & set(entry.labels) or set(entry.labels))] if entry.labels else entry.en
        for entry in entries
    ]
    return cast(tuple[str, str], tuple(found))
