"""robots.txt as portals really serve it: absent, an HTML page, with a BOM, with CRLF."""

from protego import Protego

from gongkai.archive import Exchange

AGENT = "gongkai"
LIMIT = 500_000  # bytes; a longer file is cut, as RFC 9309 allows


class Rules:
    """What one robots.txt allows `gongkai`; no text means no rules."""

    def __init__(self, text: str | None) -> None:
        self._rules = Protego.parse(text) if text else None
        self.delay = float((self._rules and self._rules.crawl_delay(AGENT)) or 0.0)

    def allows(self, url: str) -> bool:
        """Whether a URL may be asked for."""
        return self._rules is None or bool(self._rules.can_fetch(url, AGENT))


def is_unreachable(exchange: Exchange) -> bool:
    """Whether no answer came, or a 5xx: the site is to be left alone for now (RFC 9309, 2.3.1.4)."""
    if exchange.status is None:
        return exchange.outcome in ("timeout", "truncated", "network_error", "server_error")
    return exchange.status >= 500


def read_rules(exchange: Exchange) -> Rules:
    """The rules of an answer for /robots.txt that is no server error: a 4xx or a web page means none."""
    body = exchange.body or b""
    if exchange.status != 200 or not body.strip():
        return Rules(None)
    text = body[:LIMIT].decode("utf-8-sig", "replace")
    is_page = "html" in (exchange.header("content-type") or "").lower() or text.lstrip()[:1] == "<"
    if is_page and not text.lstrip().lower().startswith(("user-agent", "#", "sitemap", "disallow", "allow")):
        return Rules(None)
    return Rules(text.replace("\r\n", "\n").replace("\r", "\n"))
