"""A known page: asked for conditionally, read when it was not modified, told from a changed one."""

from gongkai.archive import Address, Exchange
from gongkai.decode import text_of
from gongkai.within import page_within
from scraper.addresses import canonical
from scraper.listing import Known, Request, Response
from scraper.markup.fingerprint import same_list, same_page
from scraper.network.queries import spelled
from scraper.search.discover import Step

IN_FULL = 7
"""Every so many runs a page is asked for in full, each in another run: some caches say `not modified` for
ever, and a list that is taken for the old one hides its new reports."""


def conditions(request: Request, address: Address | None, before: Exchange | None, run: int) -> Known | None:
    """What lets a server say `not modified` instead of sending what we have; None where nothing does, or the
    page is to be seen in full in the run of that number."""
    if address is None or before is None or before.body is None:
        return None
    if run >= IN_FULL and (run + address.id) % IN_FULL == 0:
        return None
    if before.is_filled:
        return None  # they are the service's, and a shell is the same whatever it is filled with
    told = {"If-None-Match": address.etag, "If-Modified-Since": address.last_modified}
    headers = {name: value for name, value in told.items() if value}
    url = canonical(address.moved.url if address.moved else request.url)
    return Known(url=url, headers=headers) if headers else None


def read_as(exchange: Exchange, text: str, before: Exchange | None = None) -> Response:
    """What the search reads of an exchange; for `not modified` the page as it was saved `before`."""
    body = exchange.body
    final = exchange.final
    headers = exchange.headers
    filled = exchange.is_filled
    if exchange.outcome == "not_modified" and before is not None:
        body, final, headers = before.body, before.final, before.headers
        text = text_of(body or b"")
        filled = before.is_filled
    if filled:
        final = (exchange if exchange.is_filled else before or exchange).hops[-1][1]
        text = page_within(text) or text
    if not text.isascii():
        text = spelled(text, body or b"")
    return Response(
        asked=exchange.asked,
        url=final,
        status=exchange.status or 200,
        headers=dict(headers),
        body=body or b"",
        text=text,
        fetched_at=exchange.fetched_at,
        outcome="ok",
        hops=exchange.hops,
    )


def confirms(step: Step, before: Exchange, exchange: Exchange, text: str) -> bool:
    """Whether the page still is what was saved before."""
    if before.body == exchange.body:
        return True
    if step.kind == "attachment" or not text:
        return False
    earlier = text_of(before.body or b"")
    if before.is_filled:
        earlier = page_within(earlier) or earlier
    return same_list(earlier, text) if step.kind == "list" else same_page(earlier, text)
