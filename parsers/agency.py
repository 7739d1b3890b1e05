"""The body that reports, as the page names it, and what kind of body it is."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, cast

from gongkai.records import AgencyKind, Section
from parsers.document import Document
from parsers.labels import fold
from parsers.titles import read_title, squeezed
from parsers.years import YEAR

_PLACE = re.compile(r"[^省市县区州旗盟][省市县区州旗盟乡镇](?!$)|街道(?!$)")
_NAME = re.compile(r"^[\w“”\"·（）()、+]{3,40}$")
_ROLE = re.compile(r"^(?:来源|发布机构|单位|本站|原创|转载)|(?:网|网站|平台|专栏|频道|科|股)$")
_OPENING = re.compile(
    r"(?:本(?:年度)?报告由|^\s*(?:20\d\d年[，,]?)?(?:现将)?)"
    r"([^，。；：、\s]{3,30}?(?:局|委员会|人民政府|办公室|中心|街道办事处|管委会|乡|镇))"
    r"(?=编制|在|认真|深入|坚持|严格|高度|积极|按照|根据|以|全面|20\d\d年|政府信息公开|[，,])"
)
_PRONOUN = re.compile(r"^(?:我|本|该|各|全)")
_SIGNATURE_DATE = re.compile(
    rf"^(?:{YEAR})年[\d〇○零一二三四五六七八九十]{{1,3}}月(?:[\d〇○零一二三四五六七八九十]{{1,3}}日?)?$"
)
_OFFICE = re.compile(r"政府(?:办公室|办公厅|办)$")


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(files("parsers").joinpath("agencies.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> tuple[tuple[AgencyKind, tuple[str, ...]], ...]:
    return tuple((cast(AgencyKind, rule["name"]), tuple(rule["suffixes"])) for rule in _rules()["kind"])


@cache
def _stands_for() -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((tuple(rule["suffixes"]), rule["office"]) for rule in _rules()["stands_for"])


def agency_kind(agency: str) -> AgencyKind | None:
    """What kind of body a name is, by its ending, remarks in brackets apart; None where no rule knows it."""
    name = re.sub(r"\([^()]*\)$", "", fold(agency))
    for kind, suffixes in _kinds():
        if name.endswith(suffixes):
            return kind
    return None


def read_agency(
    title: str | None, document: Document, byline: dict[str, list[str]], sections: list[Section]
) -> str | None:
    """The reporting body: the title's name for it, in full where the page prints it in full; else the
    signature, the publisher, the opening sentence, the source. None where nothing names it."""
    named = read_title(title).agency if title else None
    others = [name for name in _other_names(document, byline, sections) if _is_name(name)]
    if named is None:
        return others[0] if others else None
    for suffixes, office in _stands_for():
        if named.endswith(suffixes):
            whole = named + office
            return whole if whole in others or _is_printed(whole, document) else named
    if not _PLACE.search(named):
        own = named.lstrip("本我")
        return next((name for name in others if name.endswith(own) and len(name) > len(named)), named)
    return named


def _is_name(name: str) -> bool:
    return (
        _NAME.match(name) is not None
        and agency_kind(name) is not None
        and not _PRONOUN.match(name)
        and not _ROLE.search(name)
    )


def _is_printed(name: str, document: Document) -> bool:
    return any(name in line.text for line in document.lines) or name in document.meta.get("sitename", "")


def _other_names(document: Document, byline: dict[str, list[str]], sections: list[Section]) -> Iterator[str]:
    """Names by how surely they are the reporting body's own. The county's office publishes for everybody:
    its name counts last of all."""
    offices: list[str] = []
    for name in _in_order(document, byline, sections):
        if _OFFICE.search(name):
            offices.append(name)
        else:
            yield name
    yield from offices


def _in_order(document: Document, byline: dict[str, list[str]], sections: list[Section]) -> Iterator[str]:
    yield from _signatures(document)
    yield from map(squeezed, byline.get("publisher", ()))
    if sections:
        for found in _OPENING.finditer(sections[0].text[:400]):
            yield found[1]
    yield from map(squeezed, byline.get("source", ()))
    for name in ("contentsource", "publisher", "author"):
        yield squeezed(document.meta.get(name, ""))


def _signatures(document: Document) -> Iterator[str]:
    """Lines right before a closing date: who signs."""
    lines = document.lines
    for number in reversed(document.body):
        if number and _SIGNATURE_DATE.match(squeezed(lines[number].text)):
            yield squeezed(lines[number - 1].text).strip("（）()")
