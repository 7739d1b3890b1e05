"""Names of public bodies: what kind of body one is, by how its name ends."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, cast

from gongkai.records import AgencyKind
from parsers.labels import fold

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
