"""Names of public bodies: what kind of body one is, by how its name ends."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, cast

from gongkai.records import AgencyKind
from parsers.labels import fold

_NAME = re.compile(r"^[\w“”\"·（）()、+]{3,40}$")
# Offices inside a body that no portal names in full: whose they are is not said.
_NAMELESS = re.compile(
    r"^(?:本|局|委|县|区|市|镇|乡)?(?:党政|行政|综合|党委|机关|政府|政务公开|党政综合)?(?:办公室|办|科|股)$|"
    r"^(?:信息|网络|新闻|融媒体)中心$|^(?:电子政务|政务公开)办(?:公室)?$|^(?:宣传|编辑)部$"
)
_ROLE = re.compile(r"^(?:来源|发布机构|单位|本站|原创|转载)|(?:科|股)$")
# 本溪, 全州, 全椒 and 全南 are places.
_PRONOUN = re.compile(r"^(?:我|该|各|本(?!溪)|全(?![州椒南]))")
_REMARK = re.compile(r"\([^()]*\)$")


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(files("parsers").joinpath("agencies.toml").read_text(encoding="utf-8"))


@cache
def _kinds() -> tuple[tuple[AgencyKind, tuple[str, ...]], ...]:
    return tuple((cast(AgencyKind, rule["name"]), tuple(rule["suffixes"])) for rule in _rules()["kind"])


@cache
def _sites() -> tuple[str, ...]:
    return tuple(_rules()["sites"])


@cache
def stands_for() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Endings of names of places, and the office that a place's name alone stands for."""
    return tuple((tuple(rule["suffixes"]), rule["office"]) for rule in _rules()["stands_for"])


def agency_kind(agency: str) -> AgencyKind | None:
    """What kind of body a name is, by its ending, remarks in brackets apart; None where no rule knows it."""
    name = _REMARK.sub("", fold(agency))
    if name.endswith(_sites()):
        return None
    for kind, suffixes in _kinds():
        if name.endswith(suffixes):
            return kind
    return None


def is_body_name(text: str) -> bool:
    """Whether a text is the name of a body and nothing else, so that it can be taken for whose a page is."""
    return (
        _NAME.match(text) is not None
        and agency_kind(text) is not None
        and not _PRONOUN.match(text)
        and not _ROLE.search(text)
        and not _NAMELESS.match(text)
    )
