"""The numbered outline of a report, 一、（一）1.（1）, to the full text of every section."""

from msgspec.structs import replace

from gongkai.records import Section
from parsers.document import Document
from parsers.outline.report_lines import report_lines
from parsers.text.headings import chapter_of, headings_of


def read_outline(document: Document) -> list[Section]:
    """Sections in page order with their own text; text before the first heading is position 0, level 0."""
    lines = report_lines(document)
    headings = headings_of(lines)
    chapters = [chapter_of(heading.heading) if heading.heading else None for _, heading in headings]
    # How far the page's numbering stands below the form's: 1 where its chapters are numbered （一）.
    chapter_levels = [heading.level for (_, heading), own in zip(headings, chapters, strict=True) if own]
    shift = min(chapter_levels, default=1) - 1
    ends = [*(place for place, _ in headings), len(lines)]
    sections: list[Section] = []
    if preface := "\n".join(filter(None, lines[: ends[0]])):
        sections.append(Section(position=0, level=0, number=None, chapter=None, heading=None, text=preface))
    chapter: int | None = None
    for position, ((place, heading), own) in enumerate(zip(headings, chapters, strict=True), 1):
        level = max(1, heading.level - shift)
        if level == 1:
            chapter = own
        sections.append(
            Section(
                position=position,
                level=level,
                number=heading.number,
                chapter=chapter,
                heading=heading.heading,
                text="\n".join(filter(None, (heading.text, *lines[place + 1 : ends[position]]))),
            )
        )
    return _once(sections)


def _once(sections: list[Section]) -> list[Section]:
    """Sections without a second copy of the whole report (for printing, for phones) that is displayed too."""
    first = next((n for n, section in enumerate(sections) if section.level), None)
    if first is None:
        return sections
    texts = [section.text for section in sections]
    if texts.count(texts[first]) == 1:
        return sections
    told = [(section.number, section.heading, section.text) for section in sections]
    for copy in range(first + 1, len(told) - 1):
        if told[copy] == told[first] and set(told[copy + 1 : -1]) <= set(told[:copy]):
            *rest, last = sections[:copy]
            preface = sections[0].text if first else ""
            return [*rest, replace(last, text=last.text.removesuffix(preface).rstrip())]
    return sections
