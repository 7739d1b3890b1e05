"""Cookies of a server that shows no page without one.

Pages are asked for without cookies, so that no session stands between a portal and what it shows everybody.
Some servers redirect a page to itself with a cookie until it is sent back. What they hand out is sent back
for the rest of the run, as by any reader that keeps cookies. A cookie that a script has to work out is a
challenge, and is left alone.
"""

from collections.abc import Iterable, Mapping

_MOST = 20


def offered(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The cookies that the (lower-case name, value) headers of an answer hand out, those apart that they take
    back."""
    found: dict[str, str] = {}
    for name, value in headers:
        if name != "set-cookie":
            continue
        pair, *attributes = value.split(";")
        key, equals, told = pair.strip().partition("=")
        kept = not any(one.strip().lower().startswith(("max-age=0", "max-age=-")) for one in attributes)
        if key and equals and kept and len(found) < _MOST:
            found[key.strip()] = told.strip()
    return found


def sent_back(cookies: Mapping[str, str]) -> dict[str, str]:
    """The header that sends cookies back; none where there are none."""
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
