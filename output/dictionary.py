"""docs/data-dictionary.md from schemas, codebook and meanings: `make docs`, or
`python -m output.dictionary > docs/data-dictionary.md`."""

from collections.abc import Iterator, Sequence
from importlib.resources import files

import pyarrow as pa

from gongkai import codebook
from output.labels import FORMS, header, table_title
from output.schema import TABLES, Table
from output.values import values_of


def render() -> str:
    """The whole page as Markdown: dictionary.md with the tables and forms filled in."""
    page = files("output").joinpath("dictionary.md").read_text(encoding="utf-8")
    forms = (_form(form) for form in FORMS)
    return page.replace("{tables}", "\n\n".join(_tables())).replace("{forms}", "\n\n".join(forms))


def _tables() -> Iterator[str]:
    for table in TABLES.values():
        yield f"## {table.name} · {table_title(table.name)}\n\n{_sentence(table)}\n\n" + _grid(
            ("column", "中文", "type", "meaning"),
            [
                (f"`{field.name}`", header(table.name, field.name), _type(field.type), _meaning(field))
                for field in table.schema
            ],
        )
        yield from _codes(table)


def _sentence(table: Table) -> str:
    kept = "one file a report year" if table.by_year else "one file"
    return f"A row is {table.row}; {kept}."


def _meaning(field: pa.Field) -> str:
    told: dict[str, str] = {key.decode(): value.decode() for key, value in field.metadata.items()}
    unit = f" (unit: {told['unit']})" if "unit" in told else ""
    return told["description"] + unit


def _codes(table: Table) -> Iterator[str]:
    for column in table.schema.names:
        meanings = values_of(table.name, column)
        if meanings and (table.name, column) in _FIRST:
            rows = [(f"`{code}`", meaning.en, meaning.zh) for code, meaning in meanings.items()]
            yield f"`{column}` of {table.name}:\n\n" + _grid(("value", "meaning", "含义"), rows)


def _first_places() -> set[tuple[str, str]]:
    """Where a list of codes is printed: in the first table that has the column with these meanings."""
    places: dict[tuple[str, ...], tuple[str, str]] = {}
    for table in TABLES.values():
        for column in table.schema.names:
            meanings = values_of(table.name, column)
            if meanings:
                places.setdefault((column, *meanings), (table.name, column))
    return set(places.values())


_FIRST = _first_places()


def _type(kind: pa.DataType) -> str:
    return "code" if pa.types.is_dictionary(kind) else str(kind).replace("double", "float64")


def _form(form: str) -> str:
    entries = [entry for entry in codebook.entries() if entry.form == form]
    editions = sorted({edition for entry in entries for edition in entry.labels})
    parts = [f"## Form {form} · {table_title(form)}"]
    for kind, title in (("item", "Rows (`item`)"), ("measure", "Columns (`measure`)")):
        rows = [
            (f"`{e.code}`", *(e.labels.get(edition, "") for edition in editions), e.en, e.unit, e.note)
            for e in entries
            if e.kind == kind
        ]
        parts.append(f"{title}\n\n" + _grid(("code", *editions, "English", "unit", "remark"), rows))
    return "\n\n".join(parts)


def _grid(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(text.replace("|", "\\|") for text in line) + " |" for line in lines)


if __name__ == "__main__":
    print(render(), end="")
