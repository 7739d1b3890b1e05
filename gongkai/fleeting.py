"""What a URL says of a visit and not of a page: session ids, clocks, campaign marks."""

import re

_PATH = re.compile(r";(?:jsessionid|sid|phpsessid)=[^/?#;]*", re.IGNORECASE)
_PAIR = re.compile(
    r"(?i)(?:(?:jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken|session_?id|sid_token|share_token|_t|_r|_"
    r"|timestamp|rand(?:om)?|rnd|nocache|utm_\w+|spm|from_source|isappinstalled|wxshare)(?:=|$)|from=[a-z]\w*$"
    r"|(?:sid|session|sess|token|ticket)=(?:\w{16,}|(?=\d*[a-z])(?=[a-z]*\d)[\w-]{6,})$"
    r"|(?:t|ts|time|r|v|s)=(?:0?\.\d+|\d{10,})$)"
)
_VISITOR = re.compile(r"(?i)(?:sid|session|sess|token|ticket|visitor)=")


def without_session(path: str) -> str:
    """The path without session ids: servers that fall back to them give every visitor another URL."""
    return _PATH.sub("", path)


def lasting(query: str) -> list[str]:
    """The pairs of a query that can decide which page is meant, as they are and in their order."""
    return [pair for pair in query.split("&") if pair and not _PAIR.match(pair)]


def names_visitor(pair: str) -> bool:
    """Whether a pair is called like a visitor's token: within one run it makes no other page of it."""
    return _VISITOR.match(pair) is not None
