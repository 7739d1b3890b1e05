"""codebook.csv as typed rows: the codes, units and official labels of all three editions of the form."""

import csv
import io
from functools import cache
from importlib.resources import files

import msgspec

from gongkai.records import Edition, Form


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the codebook: an item or a measure of a form.

    `labels` holds the printed label by edition and lacks the editions that do not have it; `parent` is the
    path of headings above it, joined by "/"; `unit` is the unit of the stored value, "" where the measure
    (or the item) alone decides.
    """

    form: Form
    kind: str
    code: str
    parent: tuple[str, ...]
    unit: str
    labels: dict[str, str]
    en: str
    note: str


@cache
def entries() -> tuple[Entry, ...]:
    """Every line of codebook.csv, in its order."""
    text = files("gongkai").joinpath("codebook.csv").read_text(encoding="utf-8")
    return tuple(_entry(row) for row in csv.DictReader(io.StringIO(text)))


def _entry(row: dict[str, str]) -> Entry:
    labels = {edition: row[f"label_{edition}"] for edition in ("2014", "2019", "2021")}
    return msgspec.convert(
        {
            "form": row["form"],
            "kind": row["kind"],
            "code": row["code"],
            "parent": tuple(filter(None, row["parent"].split("/"))),
            "unit": row["unit"],
            "labels": {edition: label for edition, label in labels.items() if label},
            "en": row["en"],
            "note": row["note"],
        },
        Entry,
    )


def items(form: Form, edition: Edition) -> tuple[Entry, ...]:
    """Items of a form that the edition has, in the form's order."""
    return _having(form, edition, "item")


def measures(form: Form, edition: Edition) -> tuple[Entry, ...]:
    """Measures of a form that the edition has, in the form's order."""
    return _having(form, edition, "measure")


@cache
def _having(form: Form, edition: Edition, kind: str) -> tuple[Entry, ...]:
    return tuple(e for e in entries() if e.form == form and e.kind == kind and edition in e.labels)
