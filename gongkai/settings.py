"""Settings: defaults, then `gongkai.toml` (in the data folder, else the working folder), then environment.

Every key can be given as an environment variable `GONGKAI_<KEY>` in capitals, which wins.
"""

import os
from pathlib import Path
from typing import Any

import msgspec

from gongkai.errors import UsageError

FILE = "gongkai.toml"


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a user can set. Sizes are in bytes after decompression, times in seconds."""

    contact: str = ""  # a mail address or page; goes into the User-Agent, needed for any host not on loopback
    page_bytes: int = 10_000_000
    attachment_bytes: int = 50_000_000
    exchange_seconds: float = 60.0
    redirects: int = 5
    attempts: int = 4
    retry_seconds: float = 1.0  # first pause before another try; doubles each time
    retry_after_cap: float = 120.0
    breaker_failures: int = 8
    challenge_hours: float = 12.0  # for so long later runs leave an authority alone that posed a challenge
    recheck_days: int = 60
    portals_at_once: int = 64
    pages_per_portal: int = 5_000  # budget of one portal in one run
    pages_per_run: int = 0  # budget of a whole run; 0 is none
    window: str = ""  # nightly window in Asia/Shanghai, e.g. "22:00-06:00"; "" is any time
    jobs: int = 0  # parser processes; 0 is one a core
    gates: dict[str, Any] = {}  # limits that hold a build back, by gate, as in output/gates.toml; file only
    extra_ca: str = ""  # a PEM file of intermediates that portals forget to send

    @property
    def user_agent(self) -> str:
        """The honest User-Agent, with the contact where there is one."""
        from gongkai import __version__

        return f"gongkai/{__version__}" + (f" (+{self.contact})" if self.contact else "")


def load_settings(data: Path, environ: dict[str, str] | None = None) -> Settings:
    """Read the settings that hold for `data`. Raises UsageError naming file and key for anything wrong."""
    values: dict[str, Any] = {}
    origin = "the environment"
    for path in (data / FILE, Path(FILE)):
        if path.is_file():
            origin = str(path)
            try:
                values = msgspec.toml.decode(path.read_bytes())
            except msgspec.DecodeError as error:
                raise UsageError(f"{path}: not valid TOML ({error}); mend or remove it") from error
            break
    known = Settings.__struct_fields__
    for name, value in (os.environ if environ is None else environ).items():
        key = name.removeprefix("GONGKAI_").lower()
        if name.startswith("GONGKAI_") and key in known:
            values[key] = value
    unknown = sorted(set(values) - set(known))
    if unknown:
        raise UsageError(f"{origin}: unknown key {unknown[0]!r}; known keys: {', '.join(known)}")
    try:
        return msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise UsageError(f"{origin}: {error}") from error
