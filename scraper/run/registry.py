"""The registry: one TOML file a portal, read into `Portal`s, found again by id, slug or code."""

import re
from collections.abc import Sequence
from math import inf
from pathlib import Path
from typing import Any, Literal

import msgspec

from gongkai.errors import UsageError
from scraper.addresses import Allowed, authority, canonical
from scraper.cms import family_names

BUILT_IN = Path(__file__).parents[1] / "portals"

_ID = re.compile(r"\d{6}-[\w][\w.-]*", re.ASCII)
_CODE = re.compile(r"\d{6}")


class Expect(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a portal should yield; less is an issue of that portal."""

    reports_per_year: int | None = None


class Portal(msgspec.Struct, frozen=True, kw_only=True):
    """One county's portal. `id` is the stem of its file; the rest is what the file says, defaults filled in.

    `start` are the list pages to begin at (empty: discovered from `url`), `hosts` the allow-list, `delay`
    the least seconds between two requests, `family` a CMS family by name where its fingerprint fails.
    """

    id: str
    name: str
    code: str
    url: str
    start: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    delay: float = 1.0
    tls: Literal["modern", "legacy"] = "modern"
    allow_private_addresses: bool = False
    family: str | None = None
    expect: Expect = Expect()

    @property
    def slug(self) -> str:
        """The id without its code: `lusong` of `430203-lusong`."""
        return self.id.partition("-")[2]

    @property
    def allowed(self) -> Allowed:
        """The authorities it may be asked at: `hosts`, else those of `url` and `start`."""
        return Allowed(self.hosts or [authority(url) for url in (self.url, *self.start)])


REQUIRED = ("name", "code", "url")
FIELDS = tuple(name for name in Portal.__struct_fields__ if name != "id")


def read_portal(path: Path) -> Portal:
    """Read one portal file. Raises UsageError naming file and key for anything wrong."""
    try:
        values = msgspec.toml.decode(path.read_bytes())
    except (msgspec.DecodeError, OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not a readable TOML file ({error})") from error
    problem = _check_keys(values)
    if problem:
        raise UsageError(f"{path}: {problem}")
    try:
        portal = msgspec.convert({**values, "id": path.stem}, Portal)
    except msgspec.ValidationError as error:
        raise UsageError(f"{path}: {_in_words(error)}") from error
    problem = check_portal(portal)
    if problem:
        raise UsageError(f"{path}: {problem}")
    return portal


def _check_keys(values: dict[str, Any]) -> str | None:
    """Which key is unknown or missing, in words; None when none is."""
    tables = (("", values, FIELDS), (" in [expect]", values.get("expect"), Expect.__struct_fields__))
    for where, table, known in tables:
        unknown = sorted(set(table) - set(known)) if isinstance(table, dict) else []
        if unknown:
            return f"unknown key {unknown[0]!r}{where}; known keys: {', '.join(known)}"
    missing = [name for name in REQUIRED if name not in values]
    return f"no key {missing[0]!r}; required: {', '.join(REQUIRED)}" if missing else None


def _in_words(error: msgspec.ValidationError) -> str:
    """msgspec's message with the key first: `delay: expected float, got str`."""
    message, _, place = str(error).replace("`", "").partition(" - at $.")
    return f"{place}: {message[:1].lower()}{message[1:]}" if place else message


def check_portal(portal: Portal) -> str | None:
    """What is wrong with a portal's values, in words; None when nothing is."""
    if not _CODE.fullmatch(portal.code):
        return f"code {portal.code!r} is not a GB/T 2260 code of six digits"
    if not portal.id.startswith(portal.code + "-") or not _ID.fullmatch(portal.id):
        return f"the file must be named <code>-<slug>.toml, here {portal.code}-something.toml "
    if not portal.name.strip():
        return "the name is empty"
    if not 0 <= portal.delay < inf:
        return "delay must be 0 or more seconds"
    if portal.family is not None and portal.family not in family_names():
        return f"family {portal.family!r} is not known; known families: {', '.join(family_names())}"
    for url in (portal.url, *portal.start):
        try:
            canonical(url)
        except ValueError as error:
            return str(error)
        if portal.hosts and not Allowed(portal.hosts).allows(url):
            return f"{url} is not in hosts; add {authority(url)!r} to hosts"
    return None


def load_portals(folders: Sequence[Path] = ()) -> list[Portal]:
    """All portals of the folders (default: the built-in one), by id. Raises UsageError when there is none,
    when one file is wrong or when two folders have the same id."""
    portals: dict[str, Portal] = {}
    for folder in folders or (BUILT_IN,):
        if not folder.is_dir():
            raise UsageError(
                f"{folder}: no such folder; --portals takes a folder of <code>-<slug>.toml files"
            )
        for path in sorted(folder.glob("*.toml")):
            portal = read_portal(path)
            if portal.id in portals:
                raise UsageError(f"{path}: a portal {portal.id} is already there in another folder")
            portals[portal.id] = portal
    if not portals:
        raise UsageError(f"{', '.join(map(str, folders))}: no portal files (<code>-<slug>.toml) in there")
    return [portals[name] for name in sorted(portals)]


def choose_portals(portals: Sequence[Portal], names: Sequence[str]) -> list[Portal]:
    """The portals named by id, slug or code, in registry order; all when no name is given.

    Raises UsageError for a name that fits none, or a slug or code that fits several.
    """
    if not names:
        return list(portals)
    chosen: set[str] = set()
    for name in names:
        fitting = [p.id for p in portals if name in (p.id, p.slug, p.code)]
        if len(fitting) != 1:
            hint = (
                f"it could be {', '.join(fitting)}" if fitting else "gongkai portals list shows what there is"
            )
            raise UsageError(f"no single portal {name!r}; {hint}")
        chosen.add(fitting[0])
    return [portal for portal in portals if portal.id in chosen]
