"""The numbered outline of a report, 一、（一）1.（1）, to the full text of every section."""

from msgspec.structs import replace

from gongkai.records import Section
from parsers.document import Document
from parsers.outline.report_lines import report_lines
from parsers.text.headings import Heading, chapter_of, read_heading


def read_outline(document: Document) -> list[Section]:
    """Sections in page order with their own text; text before the first heading is position 0, level 0."""
    lines = report_lines(document)
    headings = [read_heading(line) for line in lines]
    shift = _shift(headings)
    sections: list[Section] = []
    level, number, heading, chapter = 0, None, None, None
    texts: list[str] = []

    def close() -> None:
        text = "\n".join(filter(None, texts))
        if level or text:
            position = sections[-1].position + 1 if sections else min(level, 1)
            sections.append(
                Section(
                    position=position,
                    level=level,
                    number=number,
                    chapter=chapter,
                    heading=heading,
                    text=text,
                )
            )

    for line, found in zip(lines, headings, strict=True):
        if found is None:
            texts.append(line)
            continue
        close()
        level = max(1, found.level - shift)
        number, heading, texts = found.number, found.heading, [found.text]
        if level == 1:
            chapter = chapter_of(heading or "")
    close()
    return _once(sections)


def _once(sections: list[Section]) -> list[Section]:
    """Sections without a second copy of the whole report (for printing, for phones) that is displayed too."""
    first = next((n for n, section in enumerate(sections) if section.level), None)
    if first is None:
        return sections
    told = [(section.number, section.heading, section.text) for section in sections]
    for copy in range(first + 1, len(sections)):
        if (
            told[copy] == told[first]
            and set(told[copy + 1 : -1]) <= set(told[:copy])
            and len(told) - copy > 1
        ):
            *rest, last = sections[:copy]
            preface = sections[0].text if first else ""
            return [*rest, replace(last, text=last.text.removesuffix(preface).rstrip())]
    return sections


def _shift(headings: list[Heading | None]) -> int:
    """How far the page's numbering stands below the form's: 1 where its chapters are numbered （一）."""
    levels = [h.level for h in headings if h is not None and h.heading and chapter_of(h.heading)]
    return min(levels, default=1) - 1
