"""Tables whose cells were saved as lines of text: rows found by their labels."""

from gongkai import codebook
from gongkai.records import Cell
from parsers.cells import read_cell
from parsers.document import Document
from parsers.figures import Figures
from parsers.labels import key


def read_flat(document: Document, figures: Figures) -> None:
    """Add the request rows that have as many values as the form has columns, one line a cell."""
    if any(form == "requests" for form, _ in figures.tables) or document.grids:
        return
    items = {key(e.labels[ed]): e.code for ed in ("2019", "2021") for e in codebook.items("requests", ed)}
    lines = [(n, part) for n, line in enumerate(document.lines) for part in line.text.split()]
    measures = [e.code for e in codebook.measures("requests", "2021")]
    at = 0
    while at < len(lines):
        item = items.get(key(lines[at][1]))
        values = []
        after = at + 1
        while item and after < len(lines) and lines[after][1].strip("-/").isdigit():
            values.append(lines[after])
            after += 1
        if item and len(values) == len(measures):
            for measure, (number, text) in zip(measures, values, strict=True):
                reading = read_cell(text)
                figures.cells.append(
                    Cell(
                        edition="2019",
                        form="requests",
                        item=item,
                        measure=measure,
                        state=reading.state,
                        unit="件",
                        value=reading.value,
                        raw=text,
                        grid_row=number,
                        grid_column=0,
                    )
                )
        at = after
